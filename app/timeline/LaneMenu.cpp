// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/LaneMenu.h"

#include "app/models/FilterOf.h"
#include "app/timeline/TimelineWords.h"

#include <QMenu>

namespace heddle {

namespace {

using Change = std::function<void(LaneChoice&)>;

QString filterOf(const Lane& lane) {
    return lane.kind == LaneKind::worker ? filterOfWorkers({lane.path}) : filterOfObjects({lane.path});
}

}  // namespace

void fillLaneMenu(QMenu& menu, const TimelineScope& scope, double y,
                  const std::function<void(const LaneChoice&)>& choose,
                  const std::function<void(const QString&)>& stopAt) {
    const LaneChoice choice = scope.choice;
    const auto add = [&](const QString& words, const Change& change) {
        menu.addAction(words, &menu, [choice, choose, change] {
            LaneChoice changed = choice;
            change(changed);
            choose(changed);
        });
    };
    const TimelineRow* row = scope.rowAt(y);
    if (row && row->lane) {
        const std::size_t lane = *row->lane;
        const QString name = scope.model.laneName(lane);
        if (stopAt) {
            const QString filter = filterOf(scope.model.lanes()[lane]);
            menu.addAction(TimelineWords::tr("Stop here, or no more: %1").arg(filter), &menu,
                           [stopAt, filter] { stopAt(filter); });
            menu.addSeparator();
        }
        add(choice.isPinned(lane) ? TimelineWords::tr("Unpin %1").arg(name)
                                  : TimelineWords::tr("Pin %1 to the top").arg(name),
            [lane](LaneChoice& changed) { changed.togglePin(lane); });
        add(TimelineWords::tr("Hide %1").arg(name), [lane](LaneChoice& changed) { changed.hide(lane); });
    } else if (row) {
        const ProcessId process = row->process;
        add(choice.isFolded(process) ? TimelineWords::tr("Unfold") : TimelineWords::tr("Fold"),
            [process](LaneChoice& changed) { changed.toggleFold(process); });
    }
    if (choice.hiddenCount() > 0)
        add(TimelineWords::tr("Show %Ln hidden by hand", nullptr, static_cast<int>(choice.hiddenCount())),
            [](LaneChoice& changed) { changed.showAll(); });
    if (!menu.isEmpty())
        add(TimelineWords::tr("Reset the lanes"), [](LaneChoice& changed) { changed = changed.atFirst(); });
}

}  // namespace heddle
