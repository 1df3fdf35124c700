// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/SourceLocation.h"
#include "core/probe/Latch.h"
#include "core/probe/Operation.h"
#include "core/sync/Describe.h"

#include <mutex>
#include <string>

namespace heddle {

// A variable that threads share, each load and store of which is an operation: what lies between a load and
// the store that follows is where updates get lost. A load or store by itself is never torn. Thread: any.
template <class T>
class Shared {
public:
    using Site = SourceLocation;
    explicit Shared(std::string name = {}, T value = {})
        : m_object({ObjectKind::shared}, std::move(name)), m_value(std::move(value)) {}

    T load(Site where = Site::current()) {
        touch();
        Operation operation{Op::sharedLoad, m_object, where};
        T copy = [&] {
            const std::lock_guard guard{m_latch};
            operation.takesEffect();
            return m_value;
        }();
        tell(operation, copy);
        return copy;
    }

    void store(T value, Site where = Site::current()) {
        touch();
        Operation operation{Op::sharedStore, m_object, where};
        {
            const std::lock_guard guard{m_latch};
            operation.takesEffect();
            m_value = value;
        }
        tell(operation, value);
    }

    // As one step: writes `desired` if the value is `expected`; true. Otherwise false (event: failed,
    // refused), and `expected` is then the value that was found.
    bool compareExchange(T& expected, T desired, Site where = Site::current()) {
        touch();
        Operation operation{Op::sharedCompareExchange, m_object, where};
        const bool isAsExpected = [&] {
            const std::lock_guard guard{m_latch};
            operation.takesEffect();
            const bool is = m_value == expected;
            if (is)
                m_value = desired;
            else
                expected = m_value;
            return is;
        }();
        tell(operation, isAsExpected ? desired : expected, isAsExpected);
        return isAsExpected;
    }

    // As one step: adds, and gives the value that there was before. The event tells the new one.
    T fetchAdd(T amount, Site where = Site::current()) {
        touch();
        Operation operation{Op::sharedFetchAdd, m_object, where};
        T sum{};
        T before = [&] {
            const std::lock_guard guard{m_latch};
            operation.takesEffect();
            T old = m_value;
            m_value = m_value + amount;
            sum = m_value;
            return old;
        }();
        tell(operation, sum);
        return before;
    }

private:
    void touch() {
        m_object.afterFork([this] { m_latch.reset(); });
    }
    static void tell(Operation& operation, const T& value, bool isDone = true) {
        if (!operation.isWatched())
            return;
        Description content;
        describe(content, value);
        operation.setValue(content.number);
        if (isDone)
            operation.done(Outcome::ok, content.text());
        else
            operation.failed(Outcome::refused, content.text());
    }

    Object m_object;
    Latch m_latch;
    T m_value;
};

}  // namespace heddle
