// SPDX-License-Identifier: MIT
#include "core/sync/ThreadLocal.h"

#include <atomic>

namespace heddle::threadlocal {

std::uint64_t newKey() {
    static std::atomic<std::uint64_t> last{0};
    return last.fetch_add(1, std::memory_order_relaxed) + 1;
}

std::unordered_map<std::uint64_t, std::any>& valuesOfThisThread() {
    thread_local std::unordered_map<std::uint64_t, std::any> values;
    return values;
}

}  // namespace heddle::threadlocal
