// SPDX-License-Identifier: GPL-3.0-or-later
// All that a layout may look at, and the layouts. Plain functions of values. Thread: GUI only.
#pragma once

#include "app/models/Subject.h"
#include "app/picture/Picture.h"
#include "app/timeline/MessageNumber.h"
#include "app/timeline/TimelineAxis.h"
#include "app/timeline/TimelineFrame.h"
#include "app/timeline/TimelineMarks.h"

#include <QPointF>
#include <QString>

#include <memory>
#include <optional>

namespace heddle {

class Causality;
inline constexpr double runningOpacity = 0.55;  // of what runs between operations, in real time

struct LaneCursor {
    std::optional<std::size_t> lane;  // none: the name of the process
    ProcessId process;
};

struct LaneDrop {  // by a hand that holds it still
    std::size_t lane, onto;
};

struct TimelineScope {
    const TraceModel& model;
    const Theme& theme;
    TimelineFrame frame;
    TimelineRows rows;
    LaneChoice choice;
    TimelineAxis axis;
    double scrollPx = 0;
    double runLength = 0;  // on the axis
    Moment moment;
    std::optional<std::size_t> selected;   // an event
    Subject subject = {};                  // selected instead
    std::optional<QPointF> pointer;        // where it hovers
    std::optional<MessageNumber> hovered;  // the message there
    std::optional<TimelineRange> range;    // selected
    std::vector<TimelineMark> marks;
    std::optional<LaneCursor> laneCursor;  // where keys arrange the lanes
    std::vector<std::size_t> beside = {};  // outlined with what is selected: they prove it together
    std::shared_ptr<const Causality> causality = {};  // around an event; null: it is not asked for
    std::vector<TimelineBookmark> bookmarks = {};
    std::optional<LaneDrop> drop = {};
    bool isOnScreen = true;  // else nothing is to be seen that could only be clicked

    bool isSteps() const { return axis.unit == Axis::steps; }
    double tall(Measure measure) const { return theme.size(measure) * rows.share; }  // of what is in a lane
    double rowTop(const TimelineRow& row) const {
        return frame.lanes.top() + row.top - (row.isPinned ? 0 : scrollPx);
    }
    double pinnedBottom() const { return frame.lanes.top() + rows.pinnedHeight; }
    const TimelineRow* rowAt(double y) const;  // null: none is there
    // Of one that is shown; of its process's name where that is folded.
    double laneCentre(std::size_t lane) const { return rowCentre(rows.ofLane(lane)); }
    double rowCentre(const TimelineRow& row) const { return rowTop(row) + row.ownHeight() / 2; }
    bool isVisible(const TimelineRow& row) const {
        return rowTop(row) < frame.lanes.bottom() &&
               rowTop(row) + row.height > (row.isPinned ? frame.lanes.top() : pinnedBottom());
    }
    // The first event that is later than `position`; the count of those that have happened by then.
    std::size_t eventsBy(double position) const;
};

// What stays while time plays, from back to front.
void layGrid(Picture& picture, const TimelineScope& scope);
void layWorker(Picture& picture, const TimelineScope& scope, const TimelineRow& row);
void layNested(Picture& picture, const TimelineScope& scope, const TimelineRow& row);  // below its bars
Tone toneOf(Depth depth);  // of what is done at it
struct WaitLook {
    Tone tone;
    Pattern pattern;
};
WaitLook lookOf(WaitKind wait);
void layFolded(Picture& picture, const TimelineScope& scope, const TimelineRow& row);
void layLock(Picture& picture, const TimelineScope& scope, const TimelineRow& row);
void layDepth(Picture& picture, const TimelineScope& scope, const TimelineRow& row);
void layArrows(Picture& picture, const TimelineScope& scope);
void layNames(Picture& picture, const TimelineScope& scope);
void layHeader(Picture& picture, const TimelineScope& scope);
void layMap(Picture& picture, const TimelineScope& scope);

// What moves with the instant and the pointer.
void layRuler(Picture& picture, const TimelineScope& scope);
// Their ways in colour, and over these, and whatever else has been laid, themselves.
void layCapsules(Picture& ways, Picture& front, const TimelineScope& scope, const Picture& still);
void layHover(Picture& picture, const TimelineScope& scope);
void layQueued(Picture& picture, const TimelineScope& scope);    // what belongs to the hovered message
void laySelected(Picture& picture, const TimelineScope& scope);  // a frame around the operation
void layCausality(Picture& picture, const TimelineScope& scope);
void layRange(Picture& picture, const TimelineScope& scope);
void layMarks(Picture& picture, const TimelineScope& scope);
void layMapView(Picture& picture, const TimelineScope& scope);

// What is known of a lane in view: its bars, or what a file told ahead of them.
const BarTrack& knownOf(const TimelineScope& scope, const Lane& lane);

// Are the operations of a track in view so many that a density stands for them?
bool isDense(const TimelineScope& scope, const BarTrack& track);
// How many of them share their pixels, or have a density that stands for them. `isWithinSteps`: BarPlace.h.
std::size_t mergedBars(const TimelineScope& scope, const BarTrack& track, bool isWithinSteps = false);
std::size_t mergedHolds(const TimelineScope& scope, const Lane& lane);   // the same of who held a lock
std::size_t mergedDepths(const TimelineScope& scope, const Lane& lane);  // of changes of a depth
std::size_t mergedIn(const TimelineScope& scope, const TimelineRow& row);
double legendWidth(const TimelineScope& scope);              // of all that it may have to say
MessageFacts::Some shownArrows(const TimelineScope& scope);  // one of so many

Picture stillPicture(const TimelineScope& scope);                              // all but the map
Picture movingPicture(const TimelineScope& scope, const Picture& still = {});  // over the still one

}  // namespace heddle
