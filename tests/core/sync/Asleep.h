// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/Futex.h"

#include <fstream>
#include <sched.h>
#include <string>
#include <sys/syscall.h>
#include <unistd.h>

namespace heddle::test {

// A thread's kernel number, told by itself, and whether the kernel says that it sleeps on a futex word: the
// one sign from outside that it stands in a line; or in another call. Thread: one tells, one asks.
class Sleeper {
public:
    void isMe() {
        m_tid.store(static_cast<std::uint32_t>(syscall(SYS_gettid)));
        futexWake(m_tid, 1);
    }

    void waitUntilAsleep(long in = SYS_futex) const {
        while (m_tid.load() == 0)
            futexWait(m_tid, 0);
        const std::string path = "/proc/self/task/" + std::to_string(m_tid.load()) + "/syscall";
        for (std::string call; call != std::to_string(in);) {
            sched_yield();
            std::ifstream{path} >> call;
        }
    }

private:
    FutexWord m_tid{0};
};

}  // namespace heddle::test
