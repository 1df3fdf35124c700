// SPDX-License-Identifier: GPL-3.0-or-later
// Where a worker's operations lie on an axis. Plain functions of values. Thread: any.
#pragma once

#include "app/models/LaneFacts.h"
#include "app/playback/Playback.h"

#include <cstddef>
#include <vector>

namespace heddle {

// Positions on the axis: it waited from `begin` to `doneFrom`, and was done from there to `end`.
struct BarSpan {
    double begin = 0, doneFrom = 0, end = 0;

    bool hasWait() const { return doneFrom > begin; }
    bool hasCell() const { return end > doneFrom; }
};

// A bar that waits still reaches to `now`. In real time an operation that waited is all wait.
BarSpan spanOf(const Bar& bar, Axis axis, double now);
double positionOf(const LifeEnd& end, Axis axis);

// [first, last) of the bars that lie between two positions, found without walking through those before.
struct BarRange {
    std::size_t first = 0, last = 0;

    std::size_t count() const { return last - first; }
};
BarRange barsBetween(const PackedRow<Bar>& bars, Axis axis, double from, double to, double now);

// One pixel's worth of a lane, and those after it that are alike.
struct DensityColumn {
    double fromPx = 0, toPx = 0;
    int doneLevel = 0;  // of densityLevels: how much of the time operations were done
    int waitLevel = 0;
    WaitKind wait = WaitKind::none;  // of the last that waited in it

    bool isLike(const DensityColumn& other) const {
        return doneLevel == other.doneLevel && waitLevel == other.waitLevel && wait == other.wait;
    }
};
inline constexpr int densityLevels = 8;

// What a track's bars would show between two positions where they are too narrow to be told apart.
std::vector<DensityColumn> densityOf(const BarTrack& track, Axis axis, double from, double to, double now,
                                     double leftPx, double widthPx, double columnPx);

}  // namespace heddle
