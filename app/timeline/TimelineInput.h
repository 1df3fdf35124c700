// SPDX-License-Identifier: GPL-3.0-or-later
// Mouse and keys to intents.
#pragma once

#include "app/timeline/LaneCursor.h"
#include "app/timeline/TimelineHit.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QWheelEvent>

#include <optional>
#include <variant>

namespace heddle {

struct ZoomIntent {
    double factor = 1;
    std::optional<double> atPx;  // none: at the instant, or the middle
};
struct PanIntent {
    double byPx = 0;  // > 0 shows what is later
};
struct ScrollIntent {
    double byPx = 0;  // > 0 shows lower lanes
};
struct SeekIntent {
    double px = 0;
    bool isOnMap = false;
    bool isFirst = false;  // where the button was pressed
};
struct RestIntent {};  // the hand that sought an instant has let go
struct PickIntent {
    QPointF at;
};
struct RangeIntent {  // selects what lies between two points
    QPointF from, to;
    bool isFirst = false;  // as one begins to drag
};
struct HoverIntent {
    std::optional<QPointF> at;  // none: the pointer has left
};
struct AxisIntent {
    Axis axis = Axis::steps;
};
struct FitIntent {};
struct FocusIntent {};  // on what is selected; on all when it is in focus already
struct ClearIntent {};
struct WalkIntent {
    enum class Way : std::uint8_t { left, right, up, down, toSend, toReceive };
    Way way = Way::right;
};
struct MarkIntent {
    bool isKept = false;
};
struct NameIntent {  // the name of a lane or process was clicked, or dragged to another's place
    QPointF from, to;
    bool isUnderWay = false;  // it is held still: shown is where it would fall
};
struct HistoryIntent {
    bool isForward = false;
};
struct StepIntent {
    bool isForward = true;
};
struct ExtendIntent {  // the range that has the instant at its end, by an event
    bool isForward = true;
};

using TimelineIntent =
    std::variant<ZoomIntent, PanIntent, ScrollIntent, SeekIntent, RestIntent, PickIntent, HoverIntent,
                 AxisIntent, FitIntent, StepIntent, RangeIntent, FocusIntent, ClearIntent, WalkIntent,
                 MarkIntent, HistoryIntent, NameIntent, LaneIntent, ExtendIntent>;

bool changesView(const TimelineIntent& intent);  // so that one may want the view before it again

// Remembers only what is being dragged. An event that means nothing here gives none. Thread: GUI only.
class TimelineInput {
public:
    std::optional<TimelineIntent> wheel(const QWheelEvent& event) const;
    std::optional<TimelineIntent> press(const QMouseEvent& event, const TimelineFrame& frame);
    std::optional<TimelineIntent> move(const QMouseEvent& event);
    std::optional<TimelineIntent> release(const QMouseEvent& event);
    std::optional<TimelineIntent> key(const QKeyEvent& event) const;

private:
    enum class Drag : std::uint8_t { none, rulerClick, ruler, map, pan, click, range, name };
    Drag m_drag = Drag::none;
    QPointF m_pressed, m_last;
};

}  // namespace heddle
