// SPDX-License-Identifier: MIT
#pragma once

#include <stop_token>
#include <thread>

namespace heddle::test {

// Two threads of ours that take the processors from the run, as long as this lives. Thread: one owner.
class Load {
public:
    Load() {
        for (std::jthread& thread : m_threads)
            thread = std::jthread([](const std::stop_token& stop) {
                for (volatile unsigned work = 0; !stop.stop_requested();)
                    work = work + 1;
            });
    }

private:
    std::jthread m_threads[2];
};

}  // namespace heddle::test
