// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/SourceLocation.h"
#include "core/probe/Latch.h"
#include "core/sync/VariableAccess.h"

#include <string>

namespace heddle {

// A variable that threads share, each load and store of which is an operation: what lies between a load and
// the store that follows is where updates get lost. A load or store by itself is never torn. Thread: any.
template <class T>
class Shared {
public:
    using Site = SourceLocation;
    explicit Shared(std::string name = {}, T value = {})
        : m_object({ObjectKind::shared, firstValue(value)}, std::move(name)), m_value(std::move(value)) {}

    T load(Site where = Site::current()) const { return touched().load(where); }
    void store(T value, Site where = Site::current()) { touched().store(std::move(value), where); }

    // As one step: writes `desired` if the value is `expected`; true. Otherwise false (event: failed,
    // refused), and `expected` is then the value that was found.
    bool compareExchange(T& expected, T desired, Site where = Site::current()) {
        return touched().compareExchange(expected, std::move(desired), where);
    }
    // As one step: adds, and gives the value that there was before. The event tells the new one.
    T fetchAdd(T amount, Site where = Site::current()) {
        return touched().fetchAdd(std::move(amount), where);
    }

private:
    VariableAccess<T, Latch> touched() const {
        m_object.afterFork([this] { m_latch.reset(); });
        return {m_object, m_latch, m_value};
    }

    mutable Object m_object;  // these three: a load is an operation as well
    mutable Latch m_latch;
    mutable T m_value;
};

}  // namespace heddle
