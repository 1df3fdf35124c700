// SPDX-License-Identifier: GPL-3.0-or-later
// Where a position stands on the screen, and back: plain functions of values. Thread: any.
#pragma once

#include "app/playback/Playback.h"

#include <QString>

#include <vector>

namespace heddle {

// `from` stands at `leftPx`, `to` at `leftPx + widthPx`.
struct TimelineAxis {
    Axis unit = Axis::steps;
    double from = 0, to = 1;
    double leftPx = 0, widthPx = 1;

    double pxOf(double position) const { return leftPx + (position - from) * pxPerPosition(); }
    double positionAt(double px) const { return from + (px - leftPx) / pxPerPosition(); }
    double pxPerPosition() const { return widthPx / (to - from); }
    double rightPx() const { return leftPx + widthPx; }
    double length() const { return to - from; }
    bool shows(double position) const { return position >= from && position <= to; }
    friend bool operator==(const TimelineAxis&, const TimelineAxis&) = default;
};

// All of a run of that length; an empty run gets a little room.
TimelineAxis fitted(TimelineAxis axis, double runLength);
// `factor` > 1 shows less. What is at `px` stays there, unless the run's edges or the least length forbid it.
TimelineAxis zoomed(TimelineAxis axis, double factor, double px, double runLength);
TimelineAxis panned(TimelineAxis axis, double byPx, double runLength);  // > 0 shows what is later
// From one position to another, as far as the run's edges and the least length allow.
TimelineAxis showing(TimelineAxis axis, double from, double to, double runLength);
TimelineAxis centred(TimelineAxis axis, double position, double runLength);
// So that what was in view at `before` is in view at `now`: it moves along once it nears the edge.
TimelineAxis following(TimelineAxis axis, double before, double now, double runLength);

struct Tick {
    double position = 0;
    QString label;
};

// At round numbers, at least `leastGapPx` apart. A step's number belongs in the middle of its column, which
// ends at `position`; a time's at its instant.
std::vector<Tick> ticks(const TimelineAxis& axis, double leastGapPx, double runLength);

// "1.5 ms": as many digits as tell it from a neighbour `stepNs` away.
QString timeLabel(double ns, double stepNs);

}  // namespace heddle
