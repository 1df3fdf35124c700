// SPDX-License-Identifier: MIT
#include "core/format/JsonWriter.h"

#include "core/event/ShownText.h"

#include <cstdio>

namespace heddle {
namespace {

bool isPlain(char byte) {
    return byte >= 0x20 && byte < 0x7f && byte != '"' && byte != '\\';
}

void appendSpecial(std::string& to, std::string_view bytes, std::size_t length) {
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
        to.append(bytes.substr(0, length));
    }
}

void appendString(std::string& to, std::string_view bytes) {
    to += '"';
    while (!bytes.empty()) {
        std::size_t plain = 0;  // nearly all goes as a whole
        while (plain < bytes.size() && isPlain(bytes[plain]))
            ++plain;
        to.append(bytes.substr(0, plain));
        bytes.remove_prefix(plain);
        if (bytes.empty())
            break;
        const std::size_t length = utf8Length(bytes);
        appendSpecial(to, bytes, length);
        bytes.remove_prefix(length == 0 ? 1 : length);
    }
    to += '"';
}

}  // namespace

void JsonWriter::key(std::string_view name) {
    separate();
    appendString(m_text, name);
    m_text += ':';
}

void JsonWriter::value(std::string_view text) {
    separate();
    appendString(m_text, text);
}

void JsonWriter::microseconds(std::int64_t ns) {
    const auto absolute = ns < 0 ? 0 - static_cast<std::uint64_t>(ns) : static_cast<std::uint64_t>(ns);
    std::array<char, 40> text;
    char* at = text.data();
    if (ns < 0)
        *at++ = '-';
    at = std::to_chars(at, text.data() + text.size(), absolute / 1000).ptr;
    *at++ = '.';
    const auto rest = static_cast<unsigned>(absolute % 1000);
    for (const unsigned digit : {rest / 100, rest / 10 % 10, rest % 10})
        *at++ = static_cast<char>('0' + digit);
    literal(std::string_view(text.data(), static_cast<std::size_t>(at - text.data())));
}

}  // namespace heddle
