// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/BarGeometry.h"

#include <algorithm>
#include <cmath>

namespace heddle {

namespace {

int levelOf(double share) {
    return share <= 0 ? 0 : std::clamp(static_cast<int>(std::ceil(share * densityLevels)), 1, densityLevels);
}

// How much the lane waited from its start to `position`; bar `next` is the first that ends after it.
double waitedUntil(const std::vector<Bar>& bars, std::size_t next, Axis axis, double position, double now) {
    double waited = 0;
    if (next > 0)
        waited =
            static_cast<double>(axis == Axis::steps ? bars[next - 1].waitedSteps : bars[next - 1].waitedNs);
    if (next < bars.size()) {
        const BarSpan span = spanOf(bars[next], axis, now);
        waited += std::clamp(position - span.begin, 0.0, span.doneFrom - span.begin);
    }
    return waited;
}

// Doubles its stride from `from`, then halves: near bars are found at once.
std::size_t firstEndingAfter(const std::vector<Bar>& bars, std::size_t from, Axis axis, double position,
                             double now) {
    const auto endsBy = [&](const Bar& bar) { return spanOf(bar, axis, now).end <= position; };
    std::size_t stride = 1, low = from;
    while (low + stride < bars.size() && endsBy(bars[low + stride])) {
        low += stride;
        stride *= 2;
    }
    const auto first = bars.begin() + static_cast<std::ptrdiff_t>(low);
    const auto last = bars.begin() + static_cast<std::ptrdiff_t>(std::min(bars.size(), low + stride + 1));
    return static_cast<std::size_t>(std::partition_point(first, last, endsBy) - bars.begin());
}

}  // namespace

BarSpan spanOf(const Bar& bar, Axis axis, double now) {
    if (axis == Axis::steps) {
        const double begin = static_cast<double>(bar.firstStep - 1);
        if (bar.isOpen())
            return {begin, std::max(now, begin), std::max(now, begin)};
        return {begin, static_cast<double>(bar.lastStep - 1), static_cast<double>(bar.lastStep)};
    }
    const double begin = static_cast<double>(bar.startNs), end = static_cast<double>(bar.endNs);
    if (bar.isOpen())
        return {begin, std::max(now, begin), std::max(now, begin)};
    return bar.hasWaited() ? BarSpan{begin, end, end} : BarSpan{begin, begin, end};
}

BarRange barsBetween(const std::vector<Bar>& bars, Axis axis, double from, double to, double now) {
    const auto first = std::partition_point(
        bars.begin(), bars.end(), [&](const Bar& bar) { return spanOf(bar, axis, now).end < from; });
    const auto last = std::partition_point(
        first, bars.end(), [&](const Bar& bar) { return spanOf(bar, axis, now).begin <= to; });
    return {static_cast<std::size_t>(first - bars.begin()), static_cast<std::size_t>(last - bars.begin())};
}

std::vector<DensityColumn> densityOf(const std::vector<Bar>& bars, Axis axis, double from, double to,
                                     double now, double leftPx, double widthPx, double columnPx) {
    std::vector<DensityColumn> columns;
    const double perPx = (to - from) / widthPx;
    std::size_t bar = firstEndingAfter(bars, 0, axis, from, now);
    double waited = waitedUntil(bars, bar, axis, from, now);
    for (double px = 0; px < widthPx; px += columnPx) {
        const double end = from + std::min(px + columnPx, widthPx) * perPx, length = columnPx * perPx;
        const std::size_t next = firstEndingAfter(bars, bar, axis, end, now);
        const double waitedNow = waitedUntil(bars, next, axis, end, now);
        const double wait = (waitedNow - waited) / length;
        const double cells = static_cast<double>(next - bar);
        const double done =
            axis == Axis::steps ? cells / length : (next > bar ? std::max(1 - wait, 0.01) : 0);
        const WaitKind kind = wait <= 0 ? WaitKind::none : waitKindOf(bars[next > bar ? next - 1 : next].op);
        bar = next;
        waited = waitedNow;
        const int doneLevel = levelOf(done), waitLevel = levelOf(wait);
        if (doneLevel == 0 && waitLevel == 0)
            continue;
        const double fromPx = leftPx + px, toPx = leftPx + std::min(px + columnPx, widthPx);
        if (!columns.empty() && columns.back().toPx >= fromPx - 1e-6 &&
            columns.back().doneLevel == doneLevel && columns.back().waitLevel == waitLevel &&
            columns.back().wait == kind)
            columns.back().toPx = toPx;
        else
            columns.push_back({fromPx, toPx, doneLevel, waitLevel, kind});
    }
    return columns;
}

}  // namespace heddle
