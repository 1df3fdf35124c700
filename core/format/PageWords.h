// SPDX-License-Identifier: MIT
// Words that repeat, by number, so that a page says each of them once.
#pragma once

#include "core/format/JsonWriter.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace heddle {

// Thread: one owner.
class PageTable {
public:
    std::uint32_t of(std::string text);  // its number: what is the same has the same
    std::size_t size() const { return m_order.size(); }
    const std::string& at(std::uint32_t number) const { return *m_order[number]; }

private:
    std::unordered_map<std::string, std::uint32_t> m_numbers;
    std::vector<const std::string*> m_order;  // the map's own keys, which stay where they are
};

// Number 0 is "". What comes from a traced program is made fit to be shown. Thread: one owner.
class PageWords {
public:
    PageWords() { m_table.of(""); }
    std::uint32_t of(std::string_view bytes);
    // The number of its pattern, then the numbers that stand in the pattern's gaps (U+001F): "3 of 8" and "4
    // of 8" are one word.
    std::vector<std::int64_t> phrase(std::string_view bytes);
    void write(JsonWriter& json) const;  // an array

private:
    PageTable m_table;
};

}  // namespace heddle
