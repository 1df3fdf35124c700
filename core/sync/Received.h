// SPDX-License-Identifier: MIT
#pragma once

#include "core/event/Op.h"

#include <optional>
#include <utility>

namespace heddle {

// Says on stderr that a Received was read which holds nothing, and why it does not; then aborts. Thread: any.
[[noreturn]] void readOfNothing(Outcome why);

// What came, or why nothing did. True when something came. Thread: any (a value).
template <class T>
class Received {
public:
    Received(T value) : m_value(std::move(value)) {}
    Received(Outcome why) : m_outcome(why) {}

    explicit operator bool() const { return m_value.has_value(); }
    Outcome outcome() const { return m_outcome; }  // ok, empty, timeout, closed, eof, broken, …
    // Only when true; else the program is ended with a sentence (Python would raise).
    T& operator*() { return *there(); }
    const T& operator*() const { return *there(); }
    T* operator->() { return there(); }
    const T* operator->() const { return there(); }
    T value_or(T instead) const { return m_value ? *m_value : std::move(instead); }

private:
    const T* there() const {
        if (!m_value)
            readOfNothing(m_outcome);
        return &*m_value;
    }
    T* there() {
        if (!m_value)
            readOfNothing(m_outcome);
        return &*m_value;
    }

    std::optional<T> m_value;
    Outcome m_outcome = Outcome::ok;
};

}  // namespace heddle
