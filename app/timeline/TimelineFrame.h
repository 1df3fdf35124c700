// SPDX-License-Identifier: GPL-3.0-or-later
// Which part of the timeline stands where. Plain functions of values. Thread: any.
#pragma once

#include "app/models/TraceModel.h"
#include "app/theme/Theme.h"
#include "app/timeline/LaneChoice.h"

#include <QRectF>
#include <QSizeF>

#include <optional>
#include <vector>

namespace heddle {

struct TimelineFrame {
    QRectF all;
    QRectF header, stepsSwitch, timeSwitch;
    QRectF filter;  // where the names of lanes can be filtered
    QRectF legend;  // beside it, or in a line below the switch where there is no room
    QRectF ruler;   // as wide as the axis
    QRectF lanes;   // what scrolls; as wide as the axis
    QRectF names;   // beside the lanes
    QRectF map;     // as wide as the axis; of no height where there is none
};

// `names`, `legend`: the width of the column of names, as namesWidth() says, and of all of the legend.
TimelineFrame frameOf(const QSizeF& size, const Theme& theme, double names, double legend = 0,
                      bool hasMap = true);
bool hasStory(const Lane& lane);  // is there a line below its name, whatever is merged in it?
double namesWidth(const TraceModel& model, const Theme& theme);  // for the longest name, within reason

// Where a lane, or the name of a process above its lanes, stands; `top` is measured from the first row's.
struct TimelineRow {
    std::optional<std::size_t> lane;  // none: the name of `process`
    ProcessId process;
    double top = 0, height = 0;
    double nestedHeight = 0;  // of what is below its bars, within `height`
    bool isPinned = false;    // it stays while the others scroll

    double ownHeight() const { return height - nestedHeight; }
    double centre() const { return top + ownHeight() / 2; }
    double bottom() const { return top + height; }
};

struct TimelineRows {
    std::vector<TimelineRow> rows;
    std::vector<std::size_t> rowOfLane;  // by lane; of a folded process its name's; past the end: hidden
    double height = 0, pinnedHeight = 0;
    std::vector<std::vector<std::size_t>> folded;  // by row: the lanes in it
    double widestProcessName = 0;                  // px
    double share = 1;                              // of the usual height that a lane has

    std::optional<std::size_t> rowAt(double y) const;  // y from the first row's top
    bool shows(std::size_t lane) const { return lane < rowOfLane.size() && rowOfLane[lane] < rows.size(); }
    bool names(ProcessId process) const;                                      // in a line of its own
    const std::vector<std::size_t>& foldedIn(const TimelineRow& row) const {  // one of `rows`
        return folded[static_cast<std::size_t>(&row - rows.data())];
    }
    const TimelineRow& ofLane(std::size_t lane) const { return rows[rowOfLane[lane]]; }  // one that is shown
};

// The name that stands above the lanes of a process: all are as long, or all are short.
QString processName(const TraceModel& model, const TimelineRows& rows, ProcessId process, double widthPx);

// Processes are named where there is more than one. Lanes are lower where all come to be in view so.
TimelineRows rowsOf(const TraceModel& model, const Theme& theme, const LaneChoice& choice, double roomPx);

double longestScroll(const TimelineRows& rows,
                     const TimelineFrame& frame);  // px; 0 when all rows are in view

}  // namespace heddle
