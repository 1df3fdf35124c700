// SPDX-License-Identifier: MIT
#include "core/probe/Latch.h"

#include "core/probe/Pause.h"

namespace heddle {

void Latch::lockSlowly() {
    for (int i = 0; i < 200; ++i) {
        std::uint32_t open = 0;
        if (m_word.load(std::memory_order_relaxed) == 0 &&
            m_word.compare_exchange_weak(open, 1, std::memory_order_acquire))
            return;
        pauseBriefly();
    }
    while (m_word.exchange(2, std::memory_order_acquire) != 0)
        futexWait(m_word, 2);
}

}  // namespace heddle
