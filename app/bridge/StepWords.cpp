// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bridge/StepWords.h"

#include <QCoreApplication>

namespace heddle {

namespace {

// Thread: any.
class StepWords {
    Q_DECLARE_TR_FUNCTIONS(StepWords)
};

}  // namespace

QString wordsFor(Obstacle obstacle, const QString& who) {
    switch (obstacle) {
    case Obstacle::none:
        return {};
    case Obstacle::ended:
        return StepWords::tr("%1 has ended").arg(who);
    case Obstacle::runs:
        return StepWords::tr("%1 runs, and has not come to its gate yet").arg(who);
    case Obstacle::aside:
        return StepWords::tr("%1 was let go, and computes or waits for something outside Heddle").arg(who);
    case Obstacle::ofLibrary:
        return StepWords::tr("%1 works for the library, and goes on by itself").arg(who);
    case Obstacle::otherTime:
        return StepWords::tr("%1 waits, and another one's time comes first").arg(who);
    case Obstacle::sameAgain:
        return StepWords::tr("%1 waits, and nothing has changed there since it last tried").arg(who);
    }
    return {};
}

QString wordsForAbsent(const QString& who) {
    return StepWords::tr("%1 has not come to its gate yet").arg(who);
}

QString wordsFor(const Hindrance& hindrance) {
    switch (hindrance.kind) {
    case Hindrance::Kind::wasFree:
        return StepWords::tr("its run was free, and only one that was held has an order to follow");
    case Hindrance::Kind::wasFreeAtFirst:
        return StepWords::tr(
            "its run was free at first, and only one that was held from its start can be followed");
    case Hindrance::Kind::noOrder:
        return StepWords::tr(
            "its run was held, but nobody had been let go in it yet, or its file is damaged");
    case Hindrance::Kind::cutOff:
        return StepWords::tr("its recording was cut off before its order was written");
    case Hindrance::Kind::lostBehind:
        return StepWords::tr("its file was cut or damaged, and behind step %1 its order is not known")
            .arg(hindrance.step);
    case Hindrance::Kind::freeBehind:
        return StepWords::tr("its run was let free after step %L1, and can be followed up to there")
            .arg(hindrance.step);
    case Hindrance::Kind::deathBehind:
        return StepWords::tr(
                   "behind step %L1 somebody from outside killed a process, which no other run does "
                   "again: it can be branched only up to there")
            .arg(hindrance.step);
    }
    return {};
}

QString warningOf(const Hindrance& hindrance) {
    if (hindrance.kind == Hindrance::Kind::deathBehind)
        return StepWords::tr(
                   "behind step %L1 somebody from outside killed a process, which does not come again: "
                   "from there on this replay may go another way")
            .arg(hindrance.step);
    if (hindrance.kind == Hindrance::Kind::lostBehind)
        return StepWords::tr("%1: from there on another one chooses").arg(wordsFor(hindrance));
    return {};
}

}  // namespace heddle
