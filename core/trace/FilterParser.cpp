// SPDX-License-Identifier: MIT
#include "core/trace/FilterParser.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>
#include <utility>

namespace heddle {
namespace {

constexpr std::string_view blanks = " \t\r\n";

tl::unexpected<Error> refused(std::string_view word, const std::string& why) {
    return failure("filter term \"" + std::string(word) + "\": " + why);
}

std::string listed(const std::vector<std::string_view>& names) {
    std::string list;
    for (const std::string_view name : names)
        list += (list.empty() ? "" : ", ") + std::string(name);
    return list;
}

// How many letters are to be put in, left out or replaced to make the one the other.
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j < row.size(); ++j)
        row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = std::exchange(row[0], i);
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = std::exchange(row[j], std::min({row[j] + 1, row[j - 1] + 1, replaced}));
        }
    }
    return row.back();
}

// From the whole of a name or, which does as well, from its last part. Nothing is as near as a name whose
// beginning is typed.
std::size_t farness(std::string_view value, std::string_view name) {
    const std::string_view last = name.substr(name.find('.') + 1);
    if (name.starts_with(value) || last.starts_with(value))
        return 0;
    return std::min(distance(value, name), distance(value, last));
}

// What may have been meant: all where they are few, else the nearest. "none" is the name of nothing.
std::string allowedFor(std::string_view value, std::vector<std::string_view> names) {
    constexpr std::size_t few = 12, nearest = 5;
    constexpr std::size_t longestCompared = 64;
    std::erase(names, "none");
    if (names.size() <= few)
        return " is none of " + listed(names);
    const std::string_view compared = value.substr(0, longestCompared);
    std::stable_sort(names.begin(), names.end(), [&](std::string_view a, std::string_view b) {
        return farness(compared, a) < farness(compared, b);
    });
    const std::size_t all = names.size();
    names.resize(nearest);
    return " is none of the " + std::to_string(all) + " names; the nearest are " + listed(names);
}

std::string withoutQuotes(std::string text) {
    std::erase(text, '"');
    return text;
}

// A bit for each name that the pattern fits; empty: it fits none.
template <class Bits>
std::optional<Bits> bitsOf(const std::vector<std::string_view>& names, std::string_view pattern) {
    Bits bits;
    for (std::size_t i = 0; i < names.size(); ++i)
        if (matchesPattern(pattern, names[i]))
            bits.set(i);
    return bits.none() ? std::nullopt : std::optional(bits);
}

std::optional<std::int64_t> readCount(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool isWhole = problem == std::errc() && end == text.data() + text.size();
    return isWhole && number >= 0 ? std::optional(number) : std::nullopt;
}

std::optional<std::int64_t> readNs(std::string_view text) {
    constexpr std::array<std::pair<std::string_view, double>, 5> units = {
        {{"ns", 1}, {"us", 1e3}, {"µs", 1e3}, {"ms", 1e6}, {"s", 1e9}}};
    double number = 0;
    const auto [end, problem] =
        std::from_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed);
    if (problem != std::errc() || !(number >= 0) || number > 1e18)
        return std::nullopt;
    const std::string_view unit = text.substr(static_cast<std::size_t>(end - text.data()));
    if (unit.empty() && number == 0)
        return 0;
    for (const auto& [name, ns] : units)
        if (unit == name && number * ns < 1e18)
            return std::llround(number * ns);
    return std::nullopt;
}

using ReadNumber = std::optional<std::int64_t> (*)(std::string_view);

// "10", "10..20", "10..", "..20"; empty: none of these. A range may not end before it begins.
template <class Range>
std::optional<Range> readRange(std::string_view text, ReadNumber read) {
    const std::size_t dots = text.find("..");
    Range range;
    if (dots == std::string_view::npos) {
        const auto one = read(text);
        return one ? std::optional(Range{*one, *one}) : std::nullopt;
    }
    const std::string_view least = text.substr(0, dots), most = text.substr(dots + 2);
    const auto from = read(least), to = read(most);
    if ((!least.empty() && !from) || (!most.empty() && !to) || text.size() == 2)
        return std::nullopt;
    range.least = from.value_or(range.least);
    range.most = to.value_or(range.most);
    return range.least <= range.most ? std::optional(range) : std::nullopt;
}

}  // namespace

Result<Filter> FilterParser::run() {
    Filter filter;
    for (;;) {
        auto word = nextTerm();
        if (!word)
            return tl::unexpected(word.error());
        if (word->empty())
            return filter;
        auto term = parseTerm(*word);
        if (!term)
            return tl::unexpected(term.error());
        filter.m_terms.push_back(std::move(*term));
    }
}

Result<std::string> FilterParser::nextTerm() {
    m_left.remove_prefix(std::min(m_left.find_first_not_of(blanks), m_left.size()));
    std::size_t end = 0;
    bool isQuoted = false;
    for (; end < m_left.size() && (isQuoted || blanks.find(m_left[end]) == std::string_view::npos); ++end)
        if (m_left[end] == '"')
            isQuoted = !isQuoted;
    const std::string word(m_left.substr(0, end));
    m_left.remove_prefix(end);
    if (isQuoted)
        return refused(word, "the quote does not end");
    return word;
}

Result<Filter::Term> FilterParser::parseTerm(const std::string& word) const {
    Filter::Term term;
    const std::size_t equals = word.find('=');
    if (word.front() == '"' || equals == std::string::npos) {
        term.patterns.push_back("*" + withoutQuotes(word) + "*");
        return term;
    }
    std::string_view name = std::string_view(word).substr(0, equals);
    term.isNegated = name.ends_with('!');
    if (term.isNegated)
        name.remove_suffix(1);
    const std::vector<std::string_view>& keys = Filter::keys();
    const auto key = std::find(keys.begin(), keys.end(), name);
    if (key == keys.end())
        return refused(word, "there is no \"" + std::string(name) + "\"; allowed are " + listed(keys) +
                                 ", and words in quotes");
    term.key = static_cast<Filter::Key>(key - keys.begin());
    const std::string values = withoutQuotes(word.substr(equals + 1));
    for (std::size_t at = 0; at <= values.size();) {
        const std::size_t bar = std::min(values.find('|', at), values.size());
        if (auto added = addValue(term, word, std::string_view(values).substr(at, bar - at)); !added)
            return tl::unexpected(added.error());
        at = bar + 1;
    }
    return term;
}

// A name that is none in full, but the last part of some: as tables and sentences have it. A pattern is of
// both.
bool FilterParser::addVerb(Filter::Term& term, std::string_view value) {
    const std::vector<std::string_view>& names = Filter::namesOf(Filter::Key::op);
    const bool isPattern = value.find('*') != std::string_view::npos;
    if (!isPattern && bitsOf<Filter::Bits>(names, value))
        return false;
    bool isAny = false;
    for (std::size_t i = 0; i < names.size(); ++i)
        if (matchesPattern(value, verbOf(static_cast<Op>(i))) ||
            (isPattern && matchesPattern(value, names[i]))) {
            term.numbers.set(i);
            isAny = true;
        }
    return isAny;
}

Result<void> FilterParser::addValue(Filter::Term& term, std::string_view word, std::string_view value) const {
    using Key = Filter::Key;
    if (value.empty())
        return refused(word, "a value is missing");
    const auto oneOf = [&](const std::vector<std::string_view>& names) -> Result<void> {
        const auto bits = bitsOf<Filter::Bits>(names, value);
        if (!bits)
            return refused(word, "\"" + std::string(value) + "\"" + allowedFor(value, names));
        term.numbers |= *bits;
        return {};
    };
    const auto inRange = [&](ReadNumber read, const char* allowed) -> Result<void> {
        const auto range = readRange<Filter::Range>(value, read);
        if (!range)
            return refused(word, "\"" + std::string(value) + "\" is not " + allowed);
        term.ranges.push_back(*range);
        return {};
    };
    switch (term.key) {
    case Key::op:
        if (addVerb(term, value))
            return {};
        [[fallthrough]];
    case Key::phase:
    case Key::outcome:
    case Key::depth:
        return oneOf(Filter::namesOf(term.key));
    case Key::message:
    case Key::line:
    case Key::step:
        return inRange(readCount, "a number, or a range such as 10..20");
    case Key::time:
        return inRange(readNs, "a time such as 1.5ms, or a range such as 1ms..2ms (units ns, us, ms, s)");
    case Key::worker:
    case Key::object:
    case Key::file:
    case Key::word:
        term.patterns.emplace_back(value);
        return {};
    }
    return {};
}

}  // namespace heddle
