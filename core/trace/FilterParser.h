// SPDX-License-Identifier: MIT
// Reads the words of a filter.
#pragma once

#include "core/trace/Filter.h"

namespace heddle {

// Thread: one owner.
class FilterParser {
public:
    explicit FilterParser(std::string_view text) : m_left(text) {}
    Result<Filter> run();

private:
    Result<std::string> nextTerm();  // "" at the end; quotes are still around what was quoted
    Result<Filter::Term> parseTerm(const std::string& word) const;
    static bool addVerb(Filter::Term& term, std::string_view value);
    Result<void> addValue(Filter::Term& term, std::string_view word, std::string_view value) const;

    std::string_view m_left;
};

}  // namespace heddle
