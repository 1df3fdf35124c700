// SPDX-License-Identifier: MIT
#include "core/world/Deadlock.h"
#include "core/trace/ShownNames.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

namespace heddle {
namespace {

bool isAlive(const World& world, WorkerId id) {
    const WorkerState* state = world.worker(id);
    return state != nullptr && state->doing != Doing::ended && state->doing != Doing::died;
}

// The cycle that following the dependences from here runs into; empty: all of them end somewhere.
class CycleSearch {
public:
    CycleSearch(const World& world, Others others) : m_world(world), m_others(others) {}

    std::vector<Dependence> from(WorkerId start) {
        if (!m_passed.insert(start).second)
            return {};
        for (const Dependence& next : dependencesOf(m_world, start, m_others)) {
            m_path.push_back(next);
            const auto first = std::ranges::find(m_path, next.blocker, &Dependence::waiter);
            if (first != m_path.end())
                return {first, m_path.end()};
            if (auto cycle = from(next.blocker); !cycle.empty())
                return cycle;
            m_path.pop_back();
        }
        return {};
    }

private:
    const World& m_world;
    const Others m_others;
    std::vector<Dependence> m_path;
    std::set<WorkerId> m_passed;
};

std::vector<Dependence> cycleFrom(const World& world, WorkerId from, Others others) {
    return CycleSearch(world, others).from(from);
}

bool isQueue(ObjectKind kind) {  // within a process
    return kind == ObjectKind::queue || kind == ObjectKind::lifoQueue || kind == ObjectKind::priorityQueue;
}

bool isSemaphore(ObjectKind kind) {
    return kind == ObjectKind::semaphore || kind == ObjectKind::boundedSemaphore;
}

bool isPipe(ObjectKind kind) {
    return kind == ObjectKind::pipeEnd || kind == ObjectKind::byteEnd;
}

bool isPipe(ObjectId id, const Names& names) {
    const ObjectInfo* info = names.object(id);
    return info != nullptr && isPipe(info->kind);
}

std::string waitWords(const Dependence& edge, ShownNames& names) {
    if (edge.isForEnd)
        return " waits for " + names.of(edge.blocker) + " to end";
    if (!edge.isForRoom)
        return " waits for " + names.of(edge.object);
    if (isPipe(edge.object, names.names()))
        return " waits to send on " + names.of(edge.object) + ", which is full and which only " +
               names.of(edge.blocker) + " can receive from";
    return " waits to put into " + names.of(edge.object) + ", which is full and which only " +
           names.of(edge.blocker) + (edge.isFirstToTake ? " could take from" : " takes from");
}

std::string sentenceFor(const World& world, const std::vector<Dependence>& cycle) {
    ShownNames names(world.names());
    if (cycle.size() == 1 && !cycle[0].isForEnd)
        return "Deadlock: " + names.of(cycle[0].waiter) + " waits for " + names.of(cycle[0].object) +
               ", which it holds itself.";
    std::string sentence = "Deadlock: ";
    for (std::size_t i = 0; i < cycle.size(); ++i) {
        const Dependence& edge = cycle[i];
        const Dependence& onto = cycle[i == 0 ? cycle.size() - 1 : i - 1];
        sentence += (i == 0 ? "" : "; ") + names.of(edge.waiter);
        if (!onto.isForEnd && !onto.isForWriter && !onto.isForRoom)
            sentence += " holds " + names.of(onto.object) + " and";
        sentence += waitWords(edge, names);
    }
    return sentence + ".";
}

Verdict verdictOn(const World& world, std::vector<Dependence> cycle) {
    const auto lowest = std::ranges::min_element(cycle, {}, &Dependence::waiter);
    std::rotate(cycle.begin(), lowest, cycle.end());
    Verdict verdict;
    verdict.kind = "deadlock";
    verdict.sentence = sentenceFor(world, cycle);
    for (const Dependence& edge : cycle) {
        verdict.workers.push_back(edge.waiter);
        verdict.objects.push_back(edge.object);
        verdict.events.push_back(world.worker(edge.waiter)->event);
    }
    return verdict;
}

std::vector<Dependence> onReadersAndWriters(const World& world, const WorkerState& waiter,
                                            const ObjectState& lock) {
    std::vector<Dependence> all;
    const auto add = [&](WorkerId blocker, bool isForWriter) {
        if (isAlive(world, blocker))
            all.push_back({waiter.id, blocker, lock.id, false, isForWriter});
    };
    add(lock.mutex.owner, false);
    const bool isToWrite = waiter.op == Op::rwlockAcquireWrite;
    if (isToWrite)
        for (const WorkerId reader : lock.readers.reading)
            add(reader, false);
    else if (lock.readers.isWritersFirst)
        for (const WorkerId writer : lock.readers.toWrite)
            add(writer, true);
    return all;
}

// The thread that serves a client knows when the client's patience ends; it waits itself, but for the client.
std::vector<Dependence> onManagedLock(const World& world, const WorkerState& waiter,
                                      const ObjectState& lock) {
    const WorkerInfo* info = world.names().worker(waiter.id);
    if ((info != nullptr && info->depth != Depth::program) || !isAlive(world, lock.managed.owner))
        return {};
    for (const WorkerId id : world.workers()) {
        const WorkerState& server = *world.worker(id);
        const bool isIts = server.op == waiter.op && server.object == lock.id && id != waiter.id &&
                           server.value == waiter.id.number;
        if (isIts && server.mayTimeOut)
            return {};
    }
    return {{waiter.id, lock.managed.owner, lock.id}};
}

// Whom those who wait for one certain worker each wait for in the end; who does not, for itself.
WorkerId lastAwaitedFrom(const World& world, WorkerId from) {
    std::set<WorkerId> passed;
    WorkerId at = from;
    while (passed.insert(at).second) {
        const std::vector<Dependence> next = dependencesOf(world, at, Others::mayAct);
        if (next.size() != 1)
            break;
        at = next.front().blocker;
    }
    return at;
}

// Of a queue that nobody has taken from: the only one of its process who could. Who waits for somebody's end
// goes on behind that one.
WorkerId firstWhoCouldTake(const World& world, const WorkerState& waiter) {
    std::set<WorkerId> all;
    for (const WorkerId id : world.workers()) {
        const WorkerInfo* info = world.names().worker(id);
        const bool isOfProgram = info != nullptr && info->depth == Depth::program;
        if (isOfProgram && isAlive(world, id) && world.worker(id)->process == waiter.process)
            all.insert(lastAwaitedFrom(world, id));
    }
    all.erase(waiter.id);
    return all.size() == 1 ? *all.begin() : WorkerId{};
}

// Of what only one has taken from so far, and nobody else can begin to.
std::vector<Dependence> onRoom(const World& world, const WorkerState& waiter, const ObjectState& full) {
    const bool isUntouched = full.queue.taker.isNone();
    const WorkerId taker = full.queue.hasManyTakers ? WorkerId{}
                           : isUntouched            ? firstWhoCouldTake(world, waiter)
                                                    : full.queue.taker;
    if (taker == waiter.id || !isAlive(world, taker))
        return {};
    Dependence room{waiter.id, taker, full.id};
    room.isForRoom = true;
    room.isFirstToTake = isUntouched;
    return {room};
}

// Of a pipe whose other end is open to one worker of another process alone: who else could take from it has
// gone, or closed it.
std::vector<Dependence> onPipe(const World& world, const WorkerState& waiter, const ObjectState& full) {
    const ObjectState* peer = world.object(full.pipeEnd.peer);
    if (peer == nullptr)
        return {};
    const std::vector<ProcessId>& openIn = peer->pipeEnd.openIn;
    WorkerId taker;
    for (const WorkerId id : world.workers()) {
        const WorkerState* one = world.worker(id);
        const WorkerInfo* info = world.names().worker(id);
        const bool isOpen = one != nullptr && std::ranges::find(openIn, one->process) != openIn.end();
        if (id == waiter.id || !isOpen || !isAlive(world, id) || !info || info->depth != Depth::program)
            continue;
        if (!taker.isNone() || one->process == waiter.process)
            return {};
        taker = id;
    }
    if (taker.isNone())
        return {};
    Dependence room{waiter.id, taker, full.id};
    room.isForRoom = true;
    return {room};
}

// One that was made to be acquired once, and that nobody uses as a signal.
std::vector<Dependence> onSemaphore(const World& world, const WorkerState& waiter,
                                    const ObjectState& semaphore) {
    const ObjectInfo* info = world.names().object(semaphore.id);
    if (info == nullptr || info->capacity != 1 || semaphore.semaphore.isSignal ||
        !isAlive(world, semaphore.semaphore.holder))
        return {};
    return {{waiter.id, semaphore.semaphore.holder, semaphore.id}};
}

std::vector<Dependence> onWhatAnybodyEnds(const World& world, const WorkerState& waiter,
                                          const ObjectState& object) {
    if (waiter.op == Op::queuePut && isQueue(object.kind))
        return onRoom(world, waiter, object);
    const bool sends =
        waiter.op == Op::pipeSend || waiter.op == Op::bytesWrite || waiter.op == Op::bytesWriteAll;
    if (sends && isPipe(object.kind))
        return onPipe(world, waiter, object);
    return waiter.op == Op::semaphoreAcquire ? onSemaphore(world, waiter, object) : std::vector<Dependence>{};
}

}  // namespace

std::vector<Dependence> dependencesOf(const World& world, WorkerId waiter, Others others) {
    const WorkerState* state = world.worker(waiter);
    if (state == nullptr || state->doing != Doing::waits || state->mayTimeOut)
        return {};
    const ObjectState* object = world.object(state->object);
    if (object == nullptr)
        return {};
    if (state->op == Op::threadJoin || state->op == Op::processJoin) {
        if (object->handle.hasEnded || !isAlive(world, object->handle.worker))
            return {};
        return {{waiter, object->handle.worker, object->id, true}};
    }
    if (state->op == Op::lockAcquire)
        return onManagedLock(world, *state, *object);
    const auto& notified = object->condition.notified;
    if (state->op == Op::conditionWait && std::ranges::find(notified, waiter) != notified.end())
        object = world.object(object->condition.mutex);
    else if (state->op == Op::rwlockAcquireRead || state->op == Op::rwlockAcquireWrite)
        return onReadersAndWriters(world, *state, *object);
    else if (state->op != Op::mutexAcquire)
        return others == Others::cannotAct ? onWhatAnybodyEnds(world, *state, *object)
                                           : std::vector<Dependence>{};
    if (object == nullptr || !isAlive(world, object->mutex.owner))
        return {};
    return {{waiter, object->mutex.owner, object->id}};
}

bool leadsToDeadlock(const World& world, WorkerId from, Others others) {
    return !cycleFrom(world, from, others).empty();
}

std::vector<Verdict> deadlocks(const World& world, Others others) {
    std::vector<Verdict> verdicts;
    std::set<WorkerId> told;
    for (const WorkerId id : world.workers()) {
        if (told.contains(id))
            continue;
        std::vector<Dependence> cycle = cycleFrom(world, id, others);
        if (cycle.empty() || told.contains(cycle.front().waiter))
            continue;
        for (const Dependence& edge : cycle)
            told.insert(edge.waiter);
        verdicts.push_back(verdictOn(world, std::move(cycle)));
    }
    return verdicts;
}

bool canOthersUndo(const Verdict& deadlock, const Names& names) {
    return std::ranges::any_of(deadlock.objects, [&](ObjectId id) {
        const ObjectInfo* info = names.object(id);
        return info != nullptr && (isQueue(info->kind) || isSemaphore(info->kind) || isPipe(info->kind));
    });
}

}  // namespace heddle
