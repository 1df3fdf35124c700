// SPDX-License-Identifier: MIT
#include "core/format/JsonWriter.h"

#include "core/event/ShownText.h"

#include <cstdio>

namespace heddle {
namespace {

void appendString(std::string& to, std::string_view bytes) {
    to += '"';
    while (!bytes.empty()) {
        const std::size_t length = utf8Length(bytes);
        const auto first = static_cast<unsigned char>(bytes[0]);
        if (length == 0) {
            to += "\xEF\xBF\xBD";  // U+FFFD
        } else if (first == '"' || first == '\\') {
            to += '\\';
            to += bytes[0];
        } else if (first < 0x20 || first == 0x7f) {
            char escaped[8];
            std::snprintf(escaped, sizeof escaped, "\\u%04x", static_cast<unsigned>(first));
            to += escaped;
        } else {
            to += bytes.substr(0, length);
        }
        bytes.remove_prefix(length == 0 ? 1 : length);
    }
    to += '"';
}

}  // namespace

void JsonWriter::key(std::string_view name) {
    separate();
    appendString(m_text, name);
    m_text += ':';
    m_isAfterKey = true;
}

void JsonWriter::value(std::string_view text) {
    separate();
    appendString(m_text, text);
}

void JsonWriter::microseconds(std::int64_t ns) {
    const auto absolute = ns < 0 ? 0 - static_cast<std::uint64_t>(ns) : static_cast<std::uint64_t>(ns);
    char digits[40];
    std::snprintf(digits, sizeof digits, "%s%llu.%03llu", ns < 0 ? "-" : "",
                  static_cast<unsigned long long>(absolute / 1000),
                  static_cast<unsigned long long>(absolute % 1000));
    literal(digits);
}

void JsonWriter::open(char bracket) {
    separate();
    m_text += bracket;
    m_hasItems.push_back(false);
}

void JsonWriter::close(char bracket) {
    m_text += bracket;
    m_hasItems.pop_back();
}

void JsonWriter::literal(std::string_view text) {
    separate();
    m_text += text;
}

void JsonWriter::separate() {
    if (m_isAfterKey) {
        m_isAfterKey = false;
        return;
    }
    if (m_hasItems.empty())
        return;
    if (m_hasItems.back())
        m_text += ',';
    m_hasItems.back() = true;
}

}  // namespace heddle
