// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/export/TraceRange.h"

#include "core/trace/StepInstant.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>
#include <string>
#include <utility>

namespace heddle {
namespace {

struct End {
    double number = 0;  // a step, or nanoseconds
    bool isStep = true;
};

std::optional<End> endFrom(std::string_view typed) {
    double number = 0;
    const char* end = typed.data() + typed.size();
    const auto [stopped, code] = std::from_chars(typed.data(), end, number);
    if (code != std::errc{} || !(number >= 0 && number < 1e15))
        return std::nullopt;
    const std::string_view unit(stopped, static_cast<std::size_t>(end - stopped));
    if (unit.empty() && number >= 1 && number == std::floor(number))
        return End{number, true};
    constexpr std::array<std::pair<std::string_view, double>, 4> units{
        {{"ns", 1}, {"us", 1e3}, {"ms", 1e6}, {"s", 1e9}}};
    for (const auto& [name, ns] : units)
        if (unit == name && number * ns < 1e18)
            return End{number * ns, false};
    return std::nullopt;
}

Instant startOfStep(const Trace& trace, double step) {
    return trace.event(trace.indexOfStep(static_cast<std::int64_t>(step))).startInstant();
}

// With what its workers then came to stand before.
Instant endOfStep(const Trace& trace, double step) {
    const auto number = static_cast<std::int64_t>(step);
    const std::size_t events = eventsAtStep(trace, number);
    std::int64_t end = 0;
    for (std::size_t i = trace.indexOfStep(number); i < events; ++i)
        end = std::max(end, trace.event(i).end);
    return {end};
}

tl::unexpected<Error> refusal(std::string_view typed, const std::string& why) {
    return failure("--range " + std::string(typed) + " is not allowed; " + why);
}

}  // namespace

Result<TraceRange> rangeFrom(std::string_view typed, const Trace& trace) {
    const std::size_t dots = typed.find("..");
    if (dots == std::string_view::npos || typed.size() == 2)
        return refusal(typed, "it takes steps such as 10..20, or times such as 1ms..2.5ms");
    const std::string_view left = typed.substr(0, dots), right = typed.substr(dots + 2);
    const std::optional<End> first = endFrom(left), last = endFrom(right);
    if ((!first && !left.empty()) || (!last && !right.empty()) ||
        (first && last && first->isStep != last->isStep))
        return refusal(typed, "it takes steps such as 10..20, or times such as 1ms..2.5ms");

    TraceRange range;
    range.isInSteps = (first ? first : last)->isStep;
    const double end =
        range.isInSteps ? static_cast<double>(trace.steps()) : static_cast<double>(trace.lastInstant().ns);
    range.first = first ? first->number - (range.isInSteps ? 1 : 0) : 0;
    range.last = last ? std::min(last->number, end) : end;
    if (range.first >= range.last)
        return refusal(typed, "it holds nothing of this trace, which has " + std::to_string(trace.steps()) +
                                  " steps in " + std::to_string(trace.lastInstant().ns) + "ns");
    range.from = range.isInSteps ? startOfStep(trace, range.first + 1) : Instant{std::llround(range.first)};
    range.to = range.isInSteps ? endOfStep(trace, range.last) : Instant{std::llround(range.last)};
    if (range.isInSteps) {
        range.firstEvent = range.first > 0 ? eventsAtStep(trace, static_cast<std::int64_t>(range.first)) : 0;
        range.endEvent = eventsAtStep(trace, static_cast<std::int64_t>(range.last));
    }
    return range;
}

}  // namespace heddle
