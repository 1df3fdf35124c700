// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/Exploring.h"

#include "app/panels/ExplorePanel.h"
#include "app/window/Branches.h"
#include "app/window/LessonDesk.h"
#include "app/window/Viewing.h"

#include <algorithm>
#include <utility>

namespace heddle {

namespace {

QString chooserWords(const ExploredOutcome& outcome) {
    const Choosing choosing = choosingNamed(outcome.chooser).value_or(Choosing{});
    switch (choosing.kind) {
    case ChooserKind::roundRobin:
        return Exploring::tr("round robin");
    case ChooserKind::random:
        return Exploring::tr("random, seed %1").arg(outcome.seed);
    case ChooserKind::pct:
        return Exploring::tr("priorities, seed %1").arg(outcome.seed);
    case ChooserKind::byHand:
    case ChooserKind::none:
        break;
    }
    return QString::fromStdString(outcome.chooser);
}

QString changesWords(std::size_t changes) {
    return changes == 1 ? Exploring::tr("1 change of worker")
                        : Exploring::tr("%Ln changes of worker", nullptr, static_cast<int>(changes));
}

QString toldOf(const ExploredOutcome& outcome) {
    const QString found =
        Exploring::tr("first in try %1 (%2)").arg(outcome.firstTry).arg(chooserWords(outcome));
    if (!outcome.isFailing)
        return Exploring::tr("ends well · %1").arg(found);
    if (!outcome.file)
        return Exploring::tr("fails · %1").arg(found);
    return Exploring::tr("fails · %1 lead there, found with %2 · %3")
        .arg(changesWords(outcome.changes))
        .arg(outcome.changesFound)
        .arg(found);
}

OutcomeShown shownOf(const ExploredOutcome& outcome) {
    OutcomeShown shown;
    shown.sentence = QString::fromStdString(outcome.sentence);
    shown.count = outcome.count;
    shown.isFailing = outcome.isFailing;
    const bool isOfProgram = outcome.ending == Ending::failed;
    shown.tone = !outcome.isFailing ? Tone::running : isOfProgram ? Tone::died : Tone::waitsLock;
    shown.mark = !outcome.isFailing ? QStringLiteral("✓")
                 : isOfProgram      ? QStringLiteral("✕")
                                    : QStringLiteral("⊘");
    shown.told = toldOf(outcome);
    shown.complaint = QString::fromStdString(outcome.complaint);
    return shown;
}

}  // namespace

Exploring::Exploring(const Parts& parts, QObject* parent) : QObject(parent), m(parts) {
    m.viewing.follow([this] { return catchUp(); });
    connect(&m.panel, &ExplorePanel::startWanted, this, &Exploring::start);
    connect(&m.panel, &ExplorePanel::stopWanted, this, &Exploring::stop);
    connect(&m.panel, &ExplorePanel::picked, this, &Exploring::showOutcome);
    connect(&m_files, &TraceFiles::opened, this, &Exploring::adopt);
    connect(&m_files, &TraceFiles::refused, &m.panel, &ExplorePanel::object);
    connect(&m_bridge, &ExploreBridge::refused, &m.panel, &ExplorePanel::object);
    connect(&m_bridge, &ExploreBridge::refused, &m.viewing, &Viewing::wake);
    connect(&m_bridge, &ExploreBridge::ended, &m.viewing, &Viewing::wake);
}

void Exploring::start() {
    std::optional<RunRequest> program = m.lessons.request();
    if (!program)
        return m.panel.object(m.lessons.canRun()
                                  ? tr("one of the lesson's parameters is not allowed")
                                  : tr("choose a lesson, or a program of your own, to be explored"));
    m_folder = std::make_unique<QTemporaryDir>();
    if (!m_folder->isValid())
        return m.panel.object(tr("no folder for the traces can be made: %1").arg(m_folder->errorString()));
    ExploreRequest request;
    m_program = *program;
    request.program = std::move(*program);
    request.tries = m_tries = m.panel.tries();
    request.seed = m.panel.seed();
    request.folder = m_folder->path().toStdString();
    m_looked.clear();
    m.panel.object({});
    m_bridge.start(std::move(request));
    m.viewing.wake();
}

void Exploring::stop() {
    m_bridge.stop();
    m.viewing.wake();
}

bool Exploring::catchUp() {
    m.panel.setDoing(!m_bridge.isBusy()        ? ExplorePanel::Doing::nothing
                     : m_bridge.isShortening() ? ExplorePanel::Doing::shortens
                                               : ExplorePanel::Doing::tries,
                     m_tries);
    if (std::optional<Exploration> news = m_bridge.news()) {
        m_found = std::move(*news);
        showOutcomes();
        if (!m_found.complaint.empty())
            m.panel.object(QString::fromStdString(m_found.complaint));
    }
    return m_bridge.isBusy();
}

void Exploring::showOutcomes() {
    std::vector<OutcomeShown> shown;
    std::transform(m_found.outcomes.begin(), m_found.outcomes.end(), std::back_inserter(shown), shownOf);
    m.panel.setOutcomes(std::move(shown), m_found.tries);
}

void Exploring::showOutcome(int place) {
    if (place < 0 || place >= static_cast<int>(m_found.outcomes.size()))
        return;
    const ExploredOutcome& outcome = m_found.outcomes[static_cast<std::size_t>(place)];
    const QString path = outcome.file ? QString::fromStdString(outcome.file->string()) : QString();
    if (const auto known = m_looked.find(path); known != m_looked.end())
        m.viewing.look(known->second);
    else if (outcome.file)
        m_files.open(path);
    else
        m.panel.object(m_bridge.isBusy() ? tr("its trace can be looked at when the tries are over")
                                         : tr("no trace of it was kept"));
}

void Exploring::adopt(const std::shared_ptr<const Trace>& trace, const QString& path) {
    const auto found = std::find_if(m_found.outcomes.begin(), m_found.outcomes.end(), [&](const auto& each) {
        return each.file && QString::fromStdString(each.file->string()) == path;
    });
    if (found == m_found.outcomes.end())
        return;  // of an exploration before
    m.panel.object({});
    m_looked[path] = trace;
    RunRequest request = m_program;
    request.choosing = {ChooserKind::byHand, found->seed};
    m.branches.adopt(std::move(request), trace, tr("try %1").arg(found->firstTry));
}

}  // namespace heddle
