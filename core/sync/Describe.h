// SPDX-License-Identifier: MIT
// How the content of a message or a variable is shown.
#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>

namespace heddle {

// What is told of a value: a whole number as such; anything else as text in a fixed buffer, cut at its end.
struct Description {
    static constexpr std::size_t capacity = 257;  // one more than an event keeps, so that a cut is seen
    std::int64_t number = 0;
    bool isSentinel = false;
    std::size_t size = 0;
    char buffer[capacity];

    std::string_view text() const { return {buffer, size}; }
    void write(std::string_view text) { size = text.copy(buffer, capacity); }
    // A whole number as text too, where the event's value tells something else.
    void writeNumber() { write(std::to_string(number)); }
};

// Overload for a type of yours in its namespace: void describe(Description&, const Job&).
template <class T>
void describe(Description& out, const T& value) {
    if constexpr (std::integral<T>) {
        out.number = static_cast<std::int64_t>(value);
    } else if constexpr (std::convertible_to<const T&, std::string_view>) {
        const std::string_view text = value;
        out.write(text.empty() ? R"("")" : text);  // without a text its number would be shown
    } else {
        std::ostringstream stream;
        if constexpr (requires { stream << value; })
            stream << value;
        else
            stream << "(" << sizeof(T) << " bytes)";
        out.write(stream.str());
    }
}

template <class A, class B>
void describe(Description& out, const std::pair<A, B>& value) {
    Description first, second;
    describe(first, value.first);
    describe(second, value.second);
    if constexpr (std::integral<A>)
        first.writeNumber();
    if constexpr (std::integral<B>)
        second.writeNumber();
    out.write("(" + std::string(first.text()) + ", " + std::string(second.text()) + ")");
}

// An empty optional is what Python calls None: the usual way to say "no more".
template <class T>
void describe(Description& out, const std::optional<T>& value) {
    out.isSentinel = !value.has_value();
    if (value)
        describe(out, *value);
    else
        out.write("None");
}

}  // namespace heddle
