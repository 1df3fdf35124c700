// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/TimelineAxis.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>

namespace heddle {

namespace {

constexpr double widestFittedColumnPx = 56;
constexpr double edgeShare = 0.8;  // how far the instant goes before the view moves along

// Two steps, or 100 ns; of a run of many years as much as tells a thousand positions in view apart.
double leastLength(Axis unit, double runLength) {
    constexpr double positions = 1024;
    const double apart = std::nextafter(runLength, std::numeric_limits<double>::infinity()) - runLength;
    return std::max(unit == Axis::steps ? 2.0 : 100.0, positions * apart);
}

// A run of a few steps leaves room for more, instead of stretching them over the whole width.
double longest(const TimelineAxis& axis, double runLength) {
    const double least = axis.unit == Axis::steps ? axis.widthPx / widestFittedColumnPx : 0;
    return std::max({runLength, leastLength(axis.unit, runLength), least});
}

TimelineAxis kept(TimelineAxis axis, double runLength) {
    const double length = std::min(axis.length(), longest(axis, runLength));
    axis.from = std::clamp(axis.from, 0.0, longest(axis, runLength) - length);
    axis.to = axis.from + length;
    return axis;
}

double roundStep(double least) {
    const double magnitude = std::pow(10, std::floor(std::log10(least)));
    for (const double factor : {1.0, 2.0, 5.0})
        if (magnitude * factor >= least * (1 - 1e-9))
            return magnitude * factor;
    return magnitude * 10;
}

}  // namespace

TimelineAxis fitted(TimelineAxis axis, double runLength) {
    axis.from = 0;
    axis.to = longest(axis, runLength);
    return axis;
}

TimelineAxis zoomed(TimelineAxis axis, double factor, double px, double runLength) {
    const double fixed = axis.positionAt(px);
    const double length =
        std::clamp(axis.length() / factor, leastLength(axis.unit, runLength), longest(axis, runLength));
    axis.from = fixed - (px - axis.leftPx) / axis.widthPx * length;
    axis.to = axis.from + length;
    return kept(axis, runLength);
}

TimelineAxis panned(TimelineAxis axis, double byPx, double runLength) {
    const double by = byPx / axis.pxPerPosition();
    axis.from += by;
    axis.to += by;
    return kept(axis, runLength);
}

TimelineAxis showing(TimelineAxis axis, double from, double to, double runLength) {
    const double length = std::clamp(to - from, leastLength(axis.unit, runLength), longest(axis, runLength));
    axis.from = std::max(from, to - length);
    axis.to = axis.from + length;
    return kept(axis, runLength);
}

TimelineAxis centred(TimelineAxis axis, double position, double runLength) {
    return panned(axis, axis.pxOf(position) - (axis.leftPx + axis.widthPx / 2), runLength);
}

namespace {

// How far the instant goes back before the view moves along. A step is told left of where it ends.
double leastBehind(const TimelineAxis& axis, double before) {
    const double told = axis.unit == Axis::steps ? std::min(1.0, axis.length() / 2) : 0;
    return std::max(axis.from + told, std::min(before, axis.from + (1 - edgeShare) * axis.length()));
}

}  // namespace

TimelineAxis following(TimelineAxis axis, double before, double now, double runLength) {
    if (!axis.shows(before))
        return axis;
    const double slack = axis.length() / 2;
    if (now < axis.from - slack || now > axis.to + slack)
        return centred(axis, now, runLength);
    const double edge = std::max(before, axis.from + edgeShare * axis.length());
    if (now > edge)
        return panned(axis, axis.pxOf(now) - axis.pxOf(edge), runLength);
    const double start = leastBehind(axis, before);
    return now < before && now < start ? panned(axis, axis.pxOf(now) - axis.pxOf(start), runLength) : axis;
}

QString timeLabel(double ns, double stepNs) {
    static constexpr std::array<const char*, 4> units{
        QT_TRANSLATE_NOOP("TimelineAxis", "%1 ns"), QT_TRANSLATE_NOOP("TimelineAxis", "%1 \u00B5s"),
        QT_TRANSLATE_NOOP("TimelineAxis", "%1 ms"), QT_TRANSLATE_NOOP("TimelineAxis", "%1 s")};
    std::size_t unit = 0;
    double scale = 1;
    while (unit + 1 < units.size() && std::abs(ns) >= scale * 1000 * (1 - 1e-12)) {
        ++unit;
        scale *= 1000;
    }
    const double digits = stepNs > 0 ? std::ceil(-std::log10(stepNs / scale) - 1e-9) : 0;
    const int shown = std::clamp(static_cast<int>(digits), 0, 9);
    return QCoreApplication::translate("TimelineAxis", units[unit]).arg(ns / scale, 0, 'f', shown);
}

std::vector<Tick> ticks(const TimelineAxis& axis, double leastGapPx, double runLength) {
    const bool isSteps = axis.unit == Axis::steps;
    const double step = roundStep(std::max(leastGapPx / axis.pxPerPosition(), isSteps ? 1.0 : 1e-3));
    const double first = std::ceil(axis.from / step);
    const double fitting = std::max(0.0, std::floor(axis.widthPx / leastGapPx) + 1);
    const auto count = static_cast<std::int64_t>(
        std::clamp(std::floor((isSteps ? std::ceil(axis.to) : axis.to) / step) - first + 1, 0.0, fitting));
    std::vector<Tick> made;
    for (std::int64_t i = 0; i < count; ++i) {  // counted: far away one more is the same to a double
        const double position = (first + static_cast<double>(i)) * step;
        if (!isSteps)
            made.push_back({position, timeLabel(position, step)});
        else if (position >= 1 && position <= runLength)
            made.push_back({position, QLocale().toString(static_cast<qlonglong>(std::llround(position)))});
    }
    return made;
}

}  // namespace heddle
