// SPDX-License-Identifier: MIT
#include "core/trace/Filter.h"

#include "core/trace/FilterParser.h"

#include <algorithm>

namespace heddle {
namespace {

std::string inSmallLetters(std::string text) {
    for (char& c : text)
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    return text;
}

template <class Bits>
bool isOneOf(const Bits& bits, std::size_t number) {
    return number < bits.size() && bits[number];
}

template <class Ranges>
bool isWithin(const Ranges& ranges, std::int64_t number) {
    return std::any_of(ranges.begin(), ranges.end(),
                       [&](const auto& range) { return range.least <= number && number <= range.most; });
}

bool fitsOne(const std::vector<std::string>& patterns, std::string_view text) {
    return std::any_of(patterns.begin(), patterns.end(),
                       [&](const std::string& pattern) { return matchesPattern(pattern, text); });
}

std::string_view lastPart(std::string_view path) {
    return path.substr(path.rfind('/') + 1);  // npos + 1 is 0
}

template <class Info>
bool fitsNameOf(const std::vector<std::string>& patterns, const Info* info) {
    return info && (fitsOne(patterns, info->name()) || fitsOne(patterns, info->path));
}

// As many as there are.
template <class Enum>
std::vector<std::string_view> allNames() {
    std::vector<std::string_view> names;
    for (std::size_t number = 0; nameOf(static_cast<Enum>(number)) != "unknown"; ++number)
        names.push_back(nameOf(static_cast<Enum>(number)));
    return names;
}

}  // namespace

Result<Filter> Filter::parse(std::string_view text) {
    return FilterParser(text).run();
}

const std::vector<std::string_view>& Filter::keys() {
    static const std::vector<std::string_view> keys{"worker",  "object", "op",   "phase", "outcome", "depth",
                                                    "message", "line",   "file", "step",  "time"};
    return keys;
}

const std::vector<std::string_view>& Filter::namesOf(Key key) {
    static const std::vector<std::string_view> operations = allNames<Op>(), phases = allNames<Phase>(),
                                               outcomes = allNames<Outcome>(), depths = allNames<Depth>(),
                                               none;
    switch (key) {
    case Key::op:
        return operations;
    case Key::phase:
        return phases;
    case Key::outcome:
        return outcomes;
    case Key::depth:
        return depths;
    default:
        return none;
    }
}

bool Filter::matches(Describer& describer, std::size_t index) const {
    const Event event = describer.trace().event(index);
    return std::all_of(m_terms.begin(), m_terms.end(), [&](const Term& term) {
        return fits(term, event, describer, index) != term.isNegated;
    });
}

bool Filter::fits(const Term& term, const Event& event, Describer& describer, std::size_t index) {
    const Trace& trace = describer.trace();
    switch (term.key) {
    case Key::worker:
        return fitsNameOf(term.patterns, trace.names().worker(event.worker));
    case Key::object:
        return fitsNameOf(term.patterns, trace.names().object(event.object));
    case Key::op:
        return isOneOf(term.numbers, static_cast<std::size_t>(event.op));
    case Key::phase:
        return isOneOf(term.numbers, static_cast<std::size_t>(event.phase));
    case Key::outcome:
        return isOneOf(term.numbers, static_cast<std::size_t>(event.outcome));
    case Key::depth:
        return isOneOf(term.numbers, static_cast<std::size_t>(event.depth));
    case Key::message:
        return !event.message.isNone() &&
               isWithin(term.ranges, static_cast<std::int64_t>(event.message.number));
    case Key::line: {
        const SiteInfo* site = trace.names().site(event.site);
        return site && isWithin(term.ranges, site->line);
    }
    case Key::file: {
        const SiteInfo* site = trace.names().site(event.site);
        return site && (fitsOne(term.patterns, site->file) || fitsOne(term.patterns, lastPart(site->file)));
    }
    case Key::step:
        return event.isStep() && isWithin(term.ranges, trace.stepAt(index));
    case Key::time:
        return isWithin(term.ranges, event.end);
    case Key::word: {
        std::string told = inSmallLetters(describer.inEnglish(index));
        told.append(" ").append(nameOf(event.op));
        return std::any_of(term.patterns.begin(), term.patterns.end(), [&](const std::string& pattern) {
            return matchesPattern(inSmallLetters(pattern), told);
        });
    }
    }
    return false;
}

// Goes on from the last `*` whenever what follows it does not fit: no star but the last ever needs to be
// tried again.
bool matchesPattern(std::string_view pattern, std::string_view text) {
    std::size_t p = 0, t = 0, star = std::string_view::npos, tried = 0;
    while (t < text.size()) {
        if (p < pattern.size() && pattern[p] == '*') {
            star = p++;
            tried = t;
        } else if (p < pattern.size() && pattern[p] == text[t]) {
            ++p;
            ++t;
        } else if (star != std::string_view::npos) {
            p = star + 1;
            t = ++tried;
        } else {
            return false;
        }
    }
    return pattern.find_first_not_of('*', p) == std::string_view::npos;
}

}  // namespace heddle
