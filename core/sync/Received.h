// SPDX-License-Identifier: MIT
#pragma once

#include "core/event/Op.h"

#include <optional>
#include <utility>

namespace heddle {

// What came, or why nothing did. True when something came. Thread: any (a value).
template <class T>
class Received {
public:
    Received(T value) : m_value(std::move(value)) {}
    Received(Outcome why) : m_outcome(why) {}

    explicit operator bool() const { return m_value.has_value(); }
    Outcome outcome() const { return m_outcome; }  // ok, empty, timeout, closed, eof, broken, …
    T& operator*() { return *m_value; }            // only when true
    const T& operator*() const { return *m_value; }
    T* operator->() { return &*m_value; }
    const T* operator->() const { return &*m_value; }

private:
    std::optional<T> m_value;
    Outcome m_outcome = Outcome::ok;
};

}  // namespace heddle
