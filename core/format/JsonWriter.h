// SPDX-License-Identifier: MIT
// JSON as it is written, without a document in memory.
#pragma once

#include <array>
#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace heddle {

// Writes into a string that its owner empties when it likes. Strings come out as valid UTF-8 whatever they
// hold: what is none becomes U+FFFD. Calls must make sense together; commas and quotes are its own affair.
// Thread: one owner.
class JsonWriter {
public:
    void beginObject() { open('{'); }
    void endObject() { close('}'); }
    void beginArray() { open('['); }
    void endArray() { close(']'); }
    void key(std::string_view name);
    void value(std::string_view text);
    void value(const char* text) { value(std::string_view(text)); }
    void value(bool is) { literal(is ? "true" : "false"); }
    void null() { literal("null"); }
    void raw(std::string_view json) { literal(json); }  // a whole value, written before
    template <class Number>
    requires std::is_integral_v<Number> &&(!std::is_same_v<Number, bool>)void value(Number number) {
        std::array<char, 24> digits;
        const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
        literal(std::string_view(digits.data(), static_cast<std::size_t>(end - digits.data())));
    }
    void microseconds(std::int64_t ns);  // 1234567 ns as 1234.567
    template <class Value>
    void field(std::string_view name, const Value& is) {
        key(name);
        value(is);
    }
    void nullField(std::string_view name) {
        key(name);
        null();
    }

    std::string take() { return std::exchange(m_text, {}); }
    const std::string& text() const { return m_text; }
    void clear() { m_text.clear(); }

private:
    void open(char bracket) {
        separate();
        m_text += bracket;
        ++m_depth;
    }
    void close(char bracket) {
        m_text += bracket;
        --m_depth;
    }
    void literal(std::string_view text) {
        separate();
        m_text += text;
    }
    // What was written last says whether a comma is due: only a value that stands within brackets has one
    // ahead of the next.
    void separate() {
        const char last = m_text.empty() ? '{' : m_text.back();
        if (m_depth > 0 && last != '{' && last != '[' && last != ':')
            m_text += ',';
    }

    std::string m_text;
    int m_depth = 0;  // brackets that are open
};

}  // namespace heddle
