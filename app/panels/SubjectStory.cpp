// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/SubjectStory.h"

#include "app/models/StateText.h"
#include "app/models/WorkerLook.h"
#include "app/panels/MeasureWords.h"

#include <QCoreApplication>

#include <algorithm>
#include <map>

namespace heddle {

namespace {

using Use = RangeSums::Use;

QString tr(const char* words, int n = -1) {
    return QCoreApplication::translate("heddle::SubjectStory", words, nullptr, n);
}

QString operationWords(std::size_t count) {
    return count == 1 ? tr("1 operation") : tr("%Ln operations", static_cast<int>(count));
}

// Who did most, or what most was done with, first.
void mostUsedFirst(std::vector<Use>& uses) {
    std::stable_sort(uses.begin(), uses.end(),
                     [](const Use& a, const Use& b) { return a.operations > b.operations; });
}

Story::Line lineOf(const TraceModel& model, const Use& use, const QString& name) {
    return {Tone::running, tr("%1: %2").arg(name, operationWords(use.operations)),
            tr("last at step %L1").arg(model.trace()->stepAt(use.lastEvent)), use.lastEvent};
}

// -- objects

std::vector<Use> usersOf(const RangeSums& sums, const Subject& subject) {
    std::map<std::size_t, Use> byLane;  // of both ends together
    for (const Use& use : sums.uses) {
        if (std::find(subject.objects.begin(), subject.objects.end(), use.object) == subject.objects.end())
            continue;
        Use& all = byLane.try_emplace(use.lane, Use{use.object, use.lane}).first->second;
        all.operations += use.operations;
        all.lastEvent = std::max(all.lastEvent, use.lastEvent);
    }
    std::vector<Use> users;
    for (const auto& [lane, use] : byLane)
        users.push_back(use);
    mostUsedFirst(users);
    return users;
}

QString holdsWords(const World& world, const Subject& subject) {
    ShownNames names(world.names());
    QStringList all;
    for (const ObjectId id : subject.objects) {
        const ObjectState* state = world.object(id);
        if (!state)
            continue;
        QString words = QString::fromStdString(stateText(*state, names));
        std::vector<std::string> waiting;
        for (const WorkerId worker : state->line)
            waiting.push_back(names.of(worker));
        if (!waiting.empty())
            words += tr("; waiting: %1").arg(QString::fromStdString(listed(waiting)));
        if (subject.objects.size() > 1 && !words.isEmpty())
            words.prepend(QString::fromStdString(names.of(id)) + QStringLiteral(": "));
        if (!words.isEmpty())
            all << words;
    }
    return all.join(QLatin1Char('\n'));
}

void tellWaits(const TraceModel& model, const RangeSums& sums, const Subject& subject, Story& story) {
    RangeSums::OfObject all;
    for (const RangeSums::OfObject& of : sums.objects) {
        if (std::find(subject.objects.begin(), subject.objects.end(), of.object) == subject.objects.end())
            continue;
        all.waited += of.waited;
        if (all.waits == 0 || of.longest > all.longest) {
            all.longest = of.longest;
            all.longestEvent = of.longestEvent;
        }
        all.waits += of.waits;
    }
    const bool isSteps = sums.stretch.isSteps;
    if (all.waits == 0) {
        story.lines.push_back({Tone::idle, tr("nobody has waited for it"), {}});
        return;
    }
    story.lines.push_back({Tone::waitsMessage,
                           all.waits == 1 ? tr("1 wait") : tr("%Ln waits", static_cast<int>(all.waits)),
                           tr("%1 in all").arg(amountWords(isSteps, all.waited))});
    const Event longest = model.trace()->event(all.longestEvent);
    const auto lane = model.laneOf(longest.worker);
    story.lines.push_back({Tone::waitsLock,
                           tr("the longest: %1").arg(lane ? model.laneName(*lane) : QString()),
                           amountWords(isSteps, static_cast<double>(all.longest)), all.longestEvent});
}

void tellObject(const TraceModel& model, const SubjectFacts& facts, Story& story) {
    const ObjectId first = facts.subject.objects.front();
    const ObjectInfo* info = model.trace()->names().object(first);
    if (!info)
        return;
    ShownNames names(model.trace()->names());
    story.title = QString::fromStdString(names.of(first));
    story.place = QCoreApplication::translate("heddle::ObjectKind", std::string(nameOf(info->kind)).c_str());
    if (info->capacity)
        story.place += tr(", capacity %L1").arg(*info->capacity);
    if (facts.world)
        story.sentence = holdsWords(*facts.world, facts.subject);
    if (!facts.sums)
        return;
    tellWaits(model, *facts.sums, facts.subject, story);
    const std::vector<Use> users = usersOf(*facts.sums, facts.subject);
    for (const Use& use : users)
        story.lines.push_back(lineOf(model, use, model.laneName(use.lane)));
    if (users.empty())
        story.lines.push_back({Tone::idle, tr("the program has not used it yet"), {}});
}

// -- workers

void tellShares(const RangeSums& sums, const RangeSums::OfWorker& worker, Story& story) {
    for (std::size_t i = 0; i < shareCount; ++i) {
        const auto share = static_cast<Share>(i);
        if (worker.of(share) > 0)
            story.lines.push_back({toneOf(share),
                                   tr("%1: %2 of its time")
                                       .arg(shareWords(share), percentWords(worker.of(share), worker.lived)),
                                   amountWords(sums.stretch.isSteps, worker.of(share))});
    }
}

void tellCounts(const TraceModel& model, const RangeSums& sums, std::size_t lane, Story& story) {
    const auto worker = std::find_if(sums.workers.begin(), sums.workers.end(),
                                     [lane](const auto& each) { return each.lane == lane; });
    if (worker == sums.workers.end())
        return;
    tellShares(sums, *worker, story);
    if (worker->longest > 0) {
        const QString at = model.objectName(worker->longestEvent);
        story.lines.push_back(
            {Tone::waitsLock, at.isEmpty() ? tr("its longest wait") : tr("its longest wait: at %1").arg(at),
             amountWords(sums.stretch.isSteps, static_cast<double>(worker->longest)), worker->longestEvent});
    }
    std::vector<Use> used;
    std::copy_if(sums.uses.begin(), sums.uses.end(), std::back_inserter(used),
                 [lane](const Use& use) { return use.lane == lane; });
    mostUsedFirst(used);
    for (const Use& use : used)
        story.lines.push_back(lineOf(model, use, model.objectName(use.lastEvent)));
}

void tellWorker(const TraceModel& model, const SubjectFacts& facts, Story& story) {
    const auto lane = model.laneOf(facts.subject.worker);
    const WorkerInfo* info = model.trace()->names().worker(facts.subject.worker);
    if (!lane || !info)
        return;
    story.title = model.laneName(*lane);
    const QStringList process = model.processNames(info->process);
    story.place = process.isEmpty() ? QString() : process.front();
    if (facts.world)
        if (const WorkerState* state = facts.world->worker(facts.subject.worker)) {
            const WorkerLook look = lookOf(*state, *facts.world);
            story.sentence =
                look.activity.isEmpty() ? look.state : tr("%1: %2").arg(look.state, look.activity);
        }
    if (facts.sums)
        tellCounts(model, *facts.sums, *lane, story);
}

}  // namespace

Story storyOf(const TraceModel& model, const SubjectFacts& facts, std::size_t mostLines) {
    Story story;
    if (facts.subject.isWorker())
        tellWorker(model, facts, story);
    else
        tellObject(model, facts, story);
    if (story.lines.size() > mostLines) {
        const int more = static_cast<int>(story.lines.size() - mostLines + 1);
        story.lines.resize(mostLines - 1);
        story.lines.push_back({Tone::idle, tr("and %Ln more", more), {}});
    }
    return story;
}

}  // namespace heddle
