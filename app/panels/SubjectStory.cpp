// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/SubjectStory.h"

#include "app/models/StateText.h"
#include "app/models/SubjectOf.h"
#include "app/models/WorkerLook.h"
#include "app/panels/MeasureWords.h"
#include "core/event/ThingKind.h"

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

// Since when it is as it is told, at most: its latest use by the program, or its end. None: nobody knows.
std::optional<std::size_t> lastTouchOf(const TraceModel& model, const SubjectFacts& facts,
                                       const ObjectState& object) {
    std::optional<std::size_t> last;
    if (facts.sums)
        for (const Use& use : usersOf(*facts.sums, {{}, {object.id}}))
            last = std::max(last.value_or(0), use.lastEvent);
    const std::size_t changed = object.lastChange;  // events up to then
    if (facts.sums && changed > 0 && (!last || model.trace()->event(changed - 1).isStep()))
        last = std::max(last.value_or(0), changed - 1);
    return last;
}

// Who sent the messages that are under way at the instant; of very many some are not found.
std::map<MessageId, std::size_t> sendsOf(const TraceModel& model, const World& world) {
    constexpr std::size_t mostLookedAt = 1000;
    std::map<MessageId, std::size_t> sends;
    const MessageFacts& facts = model.messages();
    for (const std::size_t index :
         facts.underWay(world.eventCount(), world.eventCount(), mostLookedAt).messages)
        sends.emplace(facts.all()[index].id, facts.all()[index].sent);
    return sends;
}

Story::Part partOf(const TraceModel& model, const StatePart& part,
                   const std::map<MessageId, std::size_t>& sends) {
    Story::Part told{QString::fromStdString(part.words)};
    if (const auto sent = sends.find(part.message); !part.message.isNone() && sent != sends.end())
        told.event = sent->second;
    else if (!part.worker.isNone() && model.laneOf(part.worker))
        told.subject = {part.worker};
    else if (!part.object.isNone())
        told.subject = {{}, thingOf(model, part.object)};
    return told;
}

// Both ends of a connection, which the world alone knows.
Subject whole(const SubjectFacts& facts) {
    Subject subject = facts.subject;
    const ObjectState* state =
        facts.world && subject.objects.size() == 1 ? facts.world->object(subject.objects.front()) : nullptr;
    if (state && state->kind == ObjectKind::socket && !state->pipeEnd.peer.isNone())
        subject.objects.push_back(state->pipeEnd.peer);
    return subject;
}

void tellState(const TraceModel& model, const SubjectFacts& facts, Story& story) {
    const World& world = *facts.world;
    ShownNames names(world.names());
    const std::map<MessageId, std::size_t> sends = sendsOf(model, world);
    for (const ObjectId id : facts.subject.objects) {
        const ObjectState* state = world.object(id);
        if (!state)
            continue;
        const Clauses clauses = stateOf(world, *state, names);
        if (clauses.empty())
            continue;
        std::vector<Story::Part> sentence{{QString::fromStdString(names.of(id))}};
        for (const StateClause& clause : clauses) {
            sentence.push_back({sentence.size() == 1 ? QStringLiteral(" ") : QStringLiteral("; ")});
            for (const StatePart& part : clause)
                sentence.push_back(partOf(model, part, sends));
        }
        if (const auto last = lastTouchOf(model, facts, *state)) {
            sentence.push_back({tr(", as of ")});
            sentence.push_back({tr("step %L1").arg(model.trace()->stepAt(*last)), last});
        }
        story.sentences.push_back(std::move(sentence));
    }
}

// Who waits there at the instant, and since when.
void tellLine(const TraceModel& model, const SubjectFacts& facts, Story& story) {
    constexpr std::size_t mostTold = 3;
    std::vector<const WorkerState*> waiting;
    for (const ObjectId object : facts.subject.objects) {
        const ObjectState* state = facts.world->object(object);
        for (const WorkerId id : state ? state->line : std::vector<WorkerId>{})
            if (const WorkerState* worker = facts.world->worker(id); worker && worker->doing == Doing::waits)
                waiting.push_back(worker);
    }
    const std::size_t told = waiting.size() > mostTold ? mostTold - 1 : waiting.size();
    for (std::size_t i = 0; i < told; ++i)
        story.lines.push_back({toneOf(*waiting[i]), model.sentence(waiting[i]->event),
                               tr("since step %L1").arg(model.trace()->stepAt(waiting[i]->event)),
                               waiting[i]->event});
    if (told < waiting.size())
        story.lines.push_back(
            {Tone::idle, tr("and %Ln more wait", static_cast<int>(waiting.size() - told)), {}});
}

QString workerName(const TraceModel& model, std::size_t event) {
    const auto lane = model.laneOf(model.trace()->event(event).worker);
    return lane ? model.laneName(*lane) : QString();
}

void tellWaits(const TraceModel& model, const RangeSums& sums, const Subject& subject, Story& story) {
    RangeSums::OfObject all;
    for (const RangeSums::OfObject& of : sums.objects) {
        if (std::find(subject.objects.begin(), subject.objects.end(), of.object) == subject.objects.end())
            continue;
        all.waited += of.waited;
        all.lastEvent = std::max(all.lastEvent, of.lastEvent);
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
                           all.waits == 1 ? tr("1 wait")
                                          : tr("%Ln waits, the last by %1", static_cast<int>(all.waits))
                                                .arg(workerName(model, all.lastEvent)),
                           tr("%1 in all").arg(amountWords(isSteps, all.waited)), all.lastEvent});
    story.lines.push_back({Tone::waitsLock, tr("the longest: %1").arg(workerName(model, all.longestEvent)),
                           amountWords(isSteps, static_cast<double>(all.longest)), all.longestEvent});
}

void tellObject(const TraceModel& model, const SubjectFacts& facts, Story& story) {
    const ObjectId first = facts.subject.objects.front();
    const ObjectInfo* info = model.trace()->names().object(first);
    if (!info)
        return;
    ShownNames names(model.trace()->names());
    story.title = QString::fromStdString(names.of(first));
    story.place = QCoreApplication::translate("heddle::ObjectKind", std::string(nameOf(info->kind)).c_str())
                      .replace(QLatin1Char('_'), QLatin1Char(' '));
    if (info->capacity && thingKindOf(info->kind) == ThingKind::queue)
        story.place += tr(", capacity %L1").arg(*info->capacity);
    if (facts.world) {
        tellState(model, facts, story);
        tellLine(model, facts, story);
    }
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
                                   tr("%1: %2 of its time so far")
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
            story.sentences = {
                {{look.activity.isEmpty() ? look.state : tr("%1: %2").arg(look.state, look.activity)}}};
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
        tellObject(model, {whole(facts), facts.world, facts.sums}, story);
    if (story.lines.size() > mostLines) {
        const int more = static_cast<int>(story.lines.size() - mostLines + 1);
        story.lines.resize(mostLines - 1);
        story.lines.push_back({Tone::idle, tr("and %Ln more", more), {}});
    }
    return story;
}

}  // namespace heddle
