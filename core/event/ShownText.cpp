// SPDX-License-Identifier: MIT
#include "core/event/ShownText.h"

namespace heddle {
namespace {

void appendEscaped(std::string& to, unsigned char byte) {
    constexpr const char* digits = "0123456789ABCDEF";
    switch (byte) {
    case '\n':
        to += "\\n";
        return;
    case '\r':
        to += "\\r";
        return;
    case '\t':
        to += "\\t";
        return;
    default:
        break;
    }
    to += "\\x";
    to += digits[byte >> 4];
    to += digits[byte & 15];
}

bool isControl(unsigned char byte) {
    return byte < 0x20 || byte == 0x7f;
}

}  // namespace

std::size_t utf8Length(std::string_view bytes) {
    const auto at = [&](std::size_t i) -> unsigned {
        return i < bytes.size() ? static_cast<unsigned char>(bytes[i]) : 0U;
    };
    const auto goesOn = [&](std::size_t i) { return (at(i) & 0xc0U) == 0x80U; };
    const unsigned first = at(0);
    if (bytes.empty())
        return 0;
    if (first < 0x80)
        return 1;
    if (first >= 0xc2 && first <= 0xdf)
        return goesOn(1) ? 2 : 0;
    if (first >= 0xe0 && first <= 0xef) {  // no overlong forms, no surrogates
        const bool allowed = (first != 0xe0 || at(1) >= 0xa0) && (first != 0xed || at(1) <= 0x9f);
        return allowed && goesOn(1) && goesOn(2) ? 3 : 0;
    }
    if (first >= 0xf0 && first <= 0xf4) {  // up to U+10FFFF
        const bool allowed = (first != 0xf0 || at(1) >= 0x90) && (first != 0xf4 || at(1) <= 0x8f);
        return allowed && goesOn(1) && goesOn(2) && goesOn(3) ? 4 : 0;
    }
    return 0;
}

std::string_view withoutPadding(std::string_view text) {
    const std::size_t last = text.find_last_not_of(' ');
    return last == std::string_view::npos ? text : text.substr(0, last + 1);
}

std::string shownText(std::string_view bytes) {
    std::string shown;
    shown.reserve(bytes.size());
    appendShown(shown, bytes);
    return shown;
}

void appendShown(std::string& to, std::string_view bytes) {
    while (!bytes.empty()) {
        // Nearly all text is plain ASCII, which goes as a whole.
        std::size_t plain = 0;
        while (plain < bytes.size() && bytes[plain] >= 0x20 && bytes[plain] < 0x7f)
            ++plain;
        to.append(bytes.substr(0, plain));
        bytes.remove_prefix(plain);
        if (bytes.empty())
            return;
        const std::size_t length = utf8Length(bytes);
        if (length == 0 || (length == 1 && isControl(static_cast<unsigned char>(bytes[0])))) {
            appendEscaped(to, static_cast<unsigned char>(bytes[0]));
            bytes.remove_prefix(1);
            continue;
        }
        to.append(bytes.substr(0, length));
        bytes.remove_prefix(length);
    }
}

}  // namespace heddle
