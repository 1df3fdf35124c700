// SPDX-License-Identifier: MIT
#pragma once

#include "core/probe/Operation.h"
#include "core/sync/Describe.h"

#include <concepts>
#include <cstdint>
#include <mutex>
#include <optional>
#include <utility>

namespace heddle {

// What is told of it with its making: a whole number; anything else is known from its first access.
template <class T>
std::optional<std::int64_t> firstValue([[maybe_unused]] const T& value) {
    if constexpr (std::integral<T>)
        return static_cast<std::int64_t>(value);
    else
        return std::nullopt;
}

// What can be done to a variable that workers share, wherever it lies: each is one operation, and one step
// under the lock. Thread: any.
template <class T, class Lock>
struct VariableAccess {
    Object& object;
    Lock& lock;
    T& value;

    T load(const SourceLine& where) {
        Operation operation{Op::sharedLoad, object, where};
        T copy = [&] {
            const std::lock_guard guard{lock};
            operation.takesEffect();
            return value;
        }();
        tell(operation, copy);
        return copy;
    }

    void store(T desired, const SourceLine& where) {
        Operation operation{Op::sharedStore, object, where};
        {
            const std::lock_guard guard{lock};
            operation.takesEffect();
            value = desired;
        }
        tell(operation, desired);
    }

    bool compareExchange(T& expected, T desired, const SourceLine& where) {
        Operation operation{Op::sharedCompareExchange, object, where};
        const bool isAsExpected = [&] {
            const std::lock_guard guard{lock};
            operation.takesEffect();
            const bool is = value == expected;
            if (is)
                value = desired;
            else
                expected = value;
            return is;
        }();
        tell(operation, isAsExpected ? desired : expected, isAsExpected);
        return isAsExpected;
    }

    T fetchAdd(T amount, const SourceLine& where) {
        Operation operation{Op::sharedFetchAdd, object, where};
        T sum{};
        T before = [&] {
            const std::lock_guard guard{lock};
            operation.takesEffect();
            T old = value;
            value = value + amount;
            sum = value;
            return old;
        }();
        tell(operation, sum);
        return before;
    }

private:
    static void tell(Operation& operation, const T& content, bool isDone = true) {
        if (!operation.isWatched())
            return;
        Description description;
        describe(description, content);
        operation.setValue(description.number);
        if (isDone)
            operation.done(Outcome::ok, description.text());
        else
            operation.failed(Outcome::refused, description.text());
    }
};

}  // namespace heddle
