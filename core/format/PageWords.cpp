// SPDX-License-Identifier: MIT
#include "core/format/PageWords.h"

#include "core/event/ShownText.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace heddle {
namespace {

constexpr char gap = '\x1f';            // no text that is fit to be shown has it
constexpr std::size_t mostDigits = 15;  // what a page's numbers hold

bool isDigit(char sign) {
    return sign >= '0' && sign <= '9';
}

}  // namespace

std::uint32_t PageTable::of(std::string text) {
    const auto [found, isNew] =
        m_numbers.try_emplace(std::move(text), static_cast<std::uint32_t>(m_order.size()));
    if (isNew)
        m_order.push_back(&found->first);
    return found->second;
}

std::uint32_t PageWords::of(std::string_view bytes) {
    return m_table.of(shownText(bytes));
}

std::vector<std::int64_t> PageWords::phrase(std::string_view bytes) {
    const std::string text = shownText(bytes);
    std::string pattern;
    std::vector<std::int64_t> said{0};
    for (auto at = text.begin(); at != text.end();) {
        const auto end = std::find_if_not(at, text.end(), isDigit);
        const auto digits = static_cast<std::size_t>(end - at);
        if (digits == 0) {
            pattern += *at++;
            continue;
        }
        if (digits > mostDigits || (*at == '0' && digits > 1)) {  // it would not come out as it went in
            pattern.append(at, end);
        } else {
            pattern += gap;
            std::from_chars(&*at, &*at + digits, said.emplace_back());
        }
        at = end;
    }
    said.front() = m_table.of(pattern);
    return said;
}

void PageWords::write(JsonWriter& json) const {
    json.beginArray();
    for (std::uint32_t number = 0; number < m_table.size(); ++number)
        json.value(m_table.at(number));
    json.endArray();
}

}  // namespace heddle
