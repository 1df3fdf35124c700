// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/picture/ViewHistory.h"
#include "app/timeline/TimelineInput.h"
#include "app/timeline/TimelineLook.h"
#include "app/timeline/TimelineScope.h"

namespace heddle {

// What of the run is in view, and the two pictures of it. Model outlives it. Thread: GUI only.
class TimelineScene {
public:
    TimelineScene(const TraceModel& model, const Theme& theme, const QSizeF& size);
    TimelineScene(const TimelineScene&) = delete;  // the scope refers to the theme in here

    void setTheme(const Theme& theme);
    void setSize(const QSizeF& size);
    void setMoment(const Moment& moment);  // moves along with it while it is in view; takes over its axis
    void keepView(bool isKept) { m_isKept = isKept; }  // whatever the moment does
    void followRun();                                  // the model has grown, or has another trace
    void restart();  // as a new trace is shown first: steps that can be read, from its start
    void fitAll();
    void showRange(double from, double to);
    void zoom(const ZoomIntent& zoom);
    void pan(const PanIntent& pan);
    void scroll(const ScrollIntent& scroll);
    void hover(const HoverIntent& hover);
    void select(std::optional<std::size_t> event);
    void selectSubject(const Subject& subject);                     // its lanes stand out
    void setCausality(std::shared_ptr<const Causality> causality);  // null: none; again when it has read on
    void setBookmarks(std::vector<TimelineBookmark> bookmarks) { m_scope.bookmarks = std::move(bookmarks); }
    void selectRange(const RangeIntent& range);  // snaps to edges
    void clear();                                // what is selected, and the mark that is not kept
    void mark(const MarkIntent& mark);           // the range, or what is selected, or the instant
    void focus();
    void extendRange(double from, double to);  // its end that is at `from`; else begins one there
    void obeyName(const NameIntent& name);     // folds a process, or moves a lane
    void arrange(const LaneIntent& intent);    // moves the cursor of lanes, or does that where it stands
    void setChoice(const LaneChoice& choice);
    void leaveScreen() { m_scope.isOnScreen = false; }  // for good
    void show(std::size_t event);
    void showAll(const std::vector<std::size_t>& events);
    void showMoment();                                              // in the middle, where it is out of view
    void reachMoment();                                             // at the edge beyond which it is
    std::optional<std::size_t> walk(const WalkIntent& walk) const;  // from what is selected; none: no further
    // A view before, or after: once the instant is told on its axis, it can be shown.
    std::optional<TimelineLook> takeView(const HistoryIntent& history);
    void showView(const TimelineLook& view);
    void endViewKind() { m_history.endKind(); }
    void rememberJump(const TimelineAxis& before);  // where nothing of it is in view any more
    // Where the view is another now, one may want the one before again; see ViewHistory.
    void rememberView(const TimelineAxis& before, std::optional<std::size_t> kind = std::nullopt);

    const TimelineScope& scope() const { return m_scope; }
    double positionOf(const SeekIntent& seek) const;  // on the axis
    const Picture& still();                           // laid out again only when something in it has changed
    Picture moving() { return movingPicture(m_scope, still()); }
    bool isStillStale() const { return m_isStale; }
    double wholeHeight() const {  // px that show all lanes
        return m_scope.frame.all.height() - m_scope.frame.lanes.height() + m_scope.rows.height;
    }

private:
    void look(const TimelineAxis& axis);
    double endOf(std::size_t event) const;  // its position
    TimelineAxis around(const TimelineRange& range, double room) const;
    TimelineLook view() const { return {m_scope.axis, m_scope.choice}; }
    void changeAxis(Axis unit);
    void lengthenRun(double to);
    void lookAtFirst();
    void keepScroll();
    void fitFrame();
    void layRowsAnew();
    void reveal(const TimelineRow& row);
    void revealLaneOf(std::size_t event);
    double runLengthOn(Axis axis) const {
        return static_cast<double>(axis == Axis::steps ? m_scope.model.wholeSteps()
                                                       : m_scope.model.wholeLengthNs());
    }

    TimelineScope m_scope;
    Theme m_theme;
    ViewHistory<TimelineLook> m_history;
    Picture m_still, m_map;
    std::size_t m_laneCount = 0, m_nestedCount = 0;
    double m_legendPx = 0;     // what the frame has room for
    bool m_isStale = true;     // the still picture
    bool m_isMapStale = true;  // the map in it, which stays while the view moves
    bool m_isFitted = true;    // stays so while the run grows
    bool m_isAtFirst = true;   // nobody has moved the view yet
    bool m_isKept = false;
    std::optional<double> m_rangeBegin;  // of the range that is being dragged
};

}  // namespace heddle
