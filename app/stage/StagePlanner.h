// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/stage/StagePlan.h"

#include <optional>

namespace heddle {

// Makes the plan anew when there is more to be shown, and lets as little move as can be: neither when the
// stage's size changes, as long as all can be seen well enough, nor from run to run of a program. Thread: GUI
// only.
class StagePlanner {
public:
    // Of this run no more is shown: its places are kept for the next run of the same program.
    void end(const StageCast& cast, const StageWishes& wishes, const StagePlan& plan);
    StagePlan plan(const StageCast& cast, const StageWishes& wishes);
    void wasSeen() { m_wasSeen = true; }  // the last plan: from now on its places are those to be kept

private:
    const QString& programOf(const StageCast& cast);
    bool isKnown(const StageWishes& wishes) const;
    StagePlan planFor(const QSizeF& room, const StageCast& cast, StageWishes wishes) const;

    struct Known {  // the plan of a run that was shown before, as nothing in it was carried
        QString program;
        StagePlan plan;
        StageWishes wishes;
    };
    std::optional<Known> m_known;
    QString m_program;           // that is shown; "": not known yet
    QSizeF m_firstRoom, m_room;  // that it was first laid out for; that it is laid out for now
    bool m_wasSeen = false, m_hasUsedKnown = false;
};

}  // namespace heddle
