// SPDX-License-Identifier: MIT
#pragma once

#include <any>
#include <cstdint>
#include <unordered_map>
#include <utility>

namespace heddle {

namespace threadlocal {

std::uint64_t newKey();
std::unordered_map<std::uint64_t, std::any>& valuesOfThisThread();

}  // namespace threadlocal

// A value of which each thread has its own. Python: threading.local. Nothing of it is an event: no other
// worker can see it. A thread's value lives as long as the thread. Thread: any.
template <class T>
class ThreadLocal {
public:
    explicit ThreadLocal(T atFirst = {}) : m_key(threadlocal::newKey()), m_atFirst(std::move(atFirst)) {}
    ThreadLocal(const ThreadLocal&) = delete;
    ThreadLocal& operator=(const ThreadLocal&) = delete;

    T& operator*() {
        std::any& value = threadlocal::valuesOfThisThread()[m_key];
        if (!value.has_value())
            value.emplace<T>(m_atFirst);
        return *std::any_cast<T>(&value);
    }
    T* operator->() { return &**this; }

private:
    const std::uint64_t m_key;
    const T m_atFirst;
};

}  // namespace heddle
