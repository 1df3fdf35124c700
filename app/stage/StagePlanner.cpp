// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/stage/StagePlanner.h"

#include "app/stage/StageSteps.h"

#include <QStringList>

#include <algorithm>

namespace heddle {

namespace {

// The same parameters: else others come, and other locks protect the same variables.
QString programIn(const Trace* trace) {
    if (!trace)
        return {};
    const RunFacts facts = trace->facts();
    QStringList words{QString::fromStdString(facts.lesson)};
    for (const std::string& word : facts.command)
        words << QString::fromStdString(word);
    for (const auto& [name, value] : facts.parameters)
        words << QString::fromStdString(name + "=" + value);
    return words.join(QLatin1Char('\n')).trimmed();
}

double scaleIn(const QSizeF& room, const StagePlan& plan) {
    const QSizeF all = plan.bounds.size();
    return all.isEmpty() ? largestFit
                         : std::min({room.width() / all.width(), room.height() / all.height(), largestFit});
}

// Whoever looks finds it again: that is worth more than some size, as long as it can be read.
bool isWorthKeeping(double scale, double anewScale) {
    constexpr double readScale = 0.6, muchLarger = 1.8, larger = 1.15;
    return scale * (scale < readScale ? larger : muchLarger) >= anewScale;
}

}  // namespace

// A run that was stopped early shows less than is known.
void StagePlanner::end(const StageCast& cast, const StageWishes& wishes, const StagePlan& plan) {
    const QString program = programOf(cast);
    if (!program.isEmpty() && !plan.boxes.empty() &&
        !(m_hasUsedKnown && plan.boxes.size() <= m_known->plan.boxes.size())) {
        StageWishes asItWas = wishes;
        asItWas.roomPx = m_room;
        asItWas.carried.clear();
        asItWas.known = nullptr;
        m_known = Known{program, planned(cast, asItWas), asItWas};
    }
    m_program.clear();
    m_firstRoom = m_room = {};
    m_wasSeen = m_hasUsedKnown = false;
}

// Of a run that has just begun it may not be known yet.
const QString& StagePlanner::programOf(const StageCast& cast) {
    if (m_program.isEmpty())
        m_program = programIn(cast.trace().get());
    return m_program;
}

bool StagePlanner::isKnown(const StageWishes& wishes) const {
    return m_known && m_known->program == m_program && m_known->wishes.depth == wishes.depth &&
           m_known->wishes.turned == wishes.turned;
}

StagePlan StagePlanner::planFor(const QSizeF& room, const StageCast& cast, StageWishes wishes) const {
    wishes.roomPx = room;
    wishes.known = isKnown(wishes) && m_known->wishes.roomPx == room ? &m_known->plan : nullptr;
    return planned(cast, wishes);
}

StagePlan StagePlanner::plan(const StageCast& cast, const StageWishes& wishes) {
    programOf(cast);
    const QSizeF& room = wishes.roomPx;
    m_hasUsedKnown = isKnown(wishes);
    if (!m_wasSeen || m_firstRoom.isEmpty())
        m_firstRoom = m_room = room;
    const QSizeF first = m_hasUsedKnown ? m_known->wishes.roomPx : m_firstRoom;
    StagePlan anew = planFor(room, cast, wishes);
    const double anewScale = scaleIn(room, anew);
    for (const QSizeF& before : {first, m_room}) {
        if (before == room)
            break;
        StagePlan kept = planFor(before, cast, wishes);
        if (!isWorthKeeping(scaleIn(room, kept), anewScale))
            continue;
        m_room = before;
        return kept;
    }
    m_room = room;
    return anew;
}

}  // namespace heddle
