// SPDX-License-Identifier: MIT
#include "core/format/PageWords.h"

#include "core/event/ShownText.h"

#include <utility>

namespace heddle {

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

void PageWords::write(JsonWriter& json) const {
    json.beginArray();
    for (std::uint32_t number = 0; number < m_table.size(); ++number)
        json.value(m_table.at(number));
    json.endArray();
}

}  // namespace heddle
