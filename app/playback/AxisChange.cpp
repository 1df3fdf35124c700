// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/playback/AxisChange.h"

#include "core/trace/StepInstant.h"

#include <algorithm>
#include <cmath>

namespace heddle {

namespace {

double endOf(const Trace& trace, std::int64_t step) {
    return step < 1 ? 0.0 : static_cast<double>(trace.event(trace.indexOfStep(step)).end);
}

// Where the run stood behind it: what belongs to the step has happened too.
double standBehind(const Trace& trace, std::int64_t step) {
    double last = endOf(trace, step);
    if (step > 0)
        for (std::size_t i = trace.indexOfStep(step), all = eventsAtStep(trace, step); i < all; ++i)
            last = std::max(last, static_cast<double>(trace.event(i).end));
    return last;
}

// The last step that has happened at a position.
std::int64_t stepAt(const Trace& trace, Axis axis, double position) {
    if (axis == Axis::steps)
        return std::clamp(static_cast<std::int64_t>(std::floor(position)), std::int64_t{0}, trace.steps());
    const std::size_t events = trace.firstAtOrAfter({static_cast<std::int64_t>(position) + 1});
    return events == 0 ? 0 : trace.stepAt(events - 1);
}

}  // namespace

double carriedTo(Axis axis, Axis from, double position, const Trace& trace) {
    if (axis == from || trace.steps() == 0)
        return position;
    const std::int64_t step = stepAt(trace, from, position), next = std::min(step + 1, trace.steps());
    const double begin = standBehind(trace, step), end = std::max(begin, endOf(trace, next));
    if (axis == Axis::realTime)
        return begin + (end - begin) * (position - static_cast<double>(step));
    const double within = end > begin ? std::clamp((position - begin) / (end - begin), 0.0, 1.0) : 0.0;
    return static_cast<double>(step) + (next > step ? within : 0.0);
}

}  // namespace heddle
