// SPDX-License-Identifier: GPL-3.0-or-later
// All that a layout may look at, and the layouts: facts to a picture. Plain functions of values. Thread: GUI
// only.
#pragma once

#include "app/timeline/Picture.h"
#include "app/timeline/TimelineAxis.h"
#include "app/timeline/TimelineFrame.h"

#include <QPointF>
#include <QString>

#include <optional>

namespace heddle {

struct TimelineScope {
    const TraceModel& model;
    const Theme& theme;
    TimelineFrame frame;
    TimelineRows rows;
    TimelineAxis axis;
    double scrollPx = 0;
    double runLength = 0;  // on the axis
    Moment moment;
    std::optional<std::size_t> selected;  // an event
    std::optional<QPointF> pointer;       // where it hovers

    bool isSteps() const { return axis.unit == Axis::steps; }
    double rowTop(const TimelineRow& row) const { return frame.lanes.top() + row.top - scrollPx; }
    double laneCentre(std::size_t lane) const {
        return rowTop(rows.ofLane(lane)) + rows.ofLane(lane).height / 2;
    }
    bool isVisible(const TimelineRow& row) const {
        return rowTop(row) < frame.lanes.bottom() && rowTop(row) + row.height > frame.lanes.top();
    }
    // The first event that is later than `position`; the count of those that have happened by then.
    std::size_t eventsBy(double position) const;
};

// What stays while time plays, from back to front.
void layGrid(Picture& picture, const TimelineScope& scope);
void layWorker(Picture& picture, const TimelineScope& scope, const TimelineRow& row);
void layDepth(Picture& picture, const TimelineScope& scope, const TimelineRow& row);
void layArrows(Picture& picture, const TimelineScope& scope);
void layNames(Picture& picture, const TimelineScope& scope);
void layHeader(Picture& picture, const TimelineScope& scope);
void layMap(Picture& picture, const TimelineScope& scope);

// What moves with the instant and the pointer.
void layRuler(Picture& picture, const TimelineScope& scope);
void layCapsules(Picture& picture, const TimelineScope& scope);
void layHover(Picture& picture, const TimelineScope& scope);
void layMapView(Picture& picture, const TimelineScope& scope);

// How many operations of a lane in view are too narrow to be told apart, so that a density stands for them;
// else 0.
std::size_t mergedBars(const TimelineScope& scope, const Lane& lane);
std::size_t arrowsShownOneOf(const TimelineScope& scope);  // 1: all; else every so-manieth

Picture stillPicture(const TimelineScope& scope);  // all but the map
Picture movingPicture(const TimelineScope& scope);

}  // namespace heddle
