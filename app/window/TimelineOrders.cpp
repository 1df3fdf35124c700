// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/TimelineOrders.h"

#include "app/timeline/TimelineView.h"
#include "app/window/Actions.h"

#include <QAction>

namespace heddle {

namespace {

void connectDepth(Actions& actions, TimelineView& timeline) {
    const auto look = [&timeline](QAction* action, Depth depth) {
        QObject::connect(action, &QAction::triggered, &timeline,
                         [&timeline, depth] { timeline.setDepth(depth); });
    };
    look(actions.programDepth, Depth::program);
    look(actions.libraryDepth, Depth::library);
    look(actions.systemDepth, Depth::system);
}

void connectZoom(Actions& actions, TimelineView& timeline) {
    constexpr double zoomStep = 1.25;
    QObject::connect(actions.fitAll, &QAction::triggered, &timeline, &TimelineView::fitAll);
    QObject::connect(actions.zoomIn, &QAction::triggered, &timeline,
                     [&timeline] { timeline.zoom(zoomStep); });
    QObject::connect(actions.zoomOut, &QAction::triggered, &timeline,
                     [&timeline] { timeline.zoom(1 / zoomStep); });
}

void connectLanes(Actions& actions, TimelineView& timeline) {
    using Way = LaneIntent::Way;
    const auto obey = [&timeline](QAction* action, const TimelineIntent& intent) {
        timeline.addAction(action);  // its key is heard where the timeline has the focus
        QObject::connect(action, &QAction::triggered, &timeline,
                         [&timeline, intent] { timeline.obey(intent); });
    };
    obey(actions.laneAbove, LaneIntent{Way::above});
    obey(actions.laneBelow, LaneIntent{Way::below});
    obey(actions.foldLane, LaneIntent{Way::fold});
    obey(actions.pinLane, LaneIntent{Way::pin});
    obey(actions.hideLane, LaneIntent{Way::hide});
    obey(actions.showLanes, LaneIntent{Way::showAll});
    obey(actions.laneUp, LaneIntent{Way::moveUp});
    obey(actions.laneDown, LaneIntent{Way::moveDown});
    obey(actions.extendForward, ExtendIntent{true});
    obey(actions.extendBack, ExtendIntent{false});
    QObject::connect(actions.laneMenu, &QAction::triggered, &timeline, &TimelineView::openLaneMenu);
    QObject::connect(actions.filterLanes, &QAction::triggered, &timeline, &TimelineView::focusFilter);
}

}  // namespace

void connectTimeline(Actions& actions, TimelineView& timeline) {
    connectDepth(actions, timeline);
    connectZoom(actions, timeline);
    connectLanes(actions, timeline);
}

}  // namespace heddle
