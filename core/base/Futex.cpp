// SPDX-License-Identifier: MIT
#include "core/base/Futex.h"

#include <cerrno>
#include <ctime>
#include <linux/futex.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace heddle {

bool futexWait(const FutexWord& word, std::uint32_t seen, std::optional<Span> atMost) {
    timespec limit{};
    if (atMost) {
        const std::int64_t ns = atMost->ns > 0 ? atMost->ns : 0;
        limit = {ns / 1000000000, ns % 1000000000};
    }
    const long result = syscall(SYS_futex, &word, FUTEX_WAIT, seen, atMost ? &limit : nullptr, nullptr, 0);
    return !(result == -1 && errno == ETIMEDOUT);
}

void futexWake(const FutexWord& word, int howMany) {
    syscall(SYS_futex, &word, FUTEX_WAKE, howMany, nullptr, nullptr, 0);
}

}  // namespace heddle
