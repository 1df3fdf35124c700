// SPDX-License-Identifier: MIT
#include "core/world/Stuck.h"
#include "core/event/StreamVerb.h"
#include "core/trace/ShownNames.h"
#include "core/world/Deadlock.h"
#include "core/world/ManagerRules.h"

#include <algorithm>
#include <string>
#include <vector>

namespace heddle {
namespace {

constexpr std::size_t mostNamed = 8;  // a sentence with more workers than this is not read

// A pipe's room is not its bytes: that it is full is known from the try. Where nobody is known to read,
// whoever waits nevertheless waits for an outsider.
bool hasFoundItFull(const World& world, const WorkerState& worker) {
    const ObjectState* end = world.object(worker.object);
    if (end == nullptr)
        return false;
    const bool isDatagram = worker.op == Op::datagramSend;
    const bool isPipe =
        worker.op == Op::pipeSend || worker.op == Op::bytesWrite || worker.op == Op::bytesWriteAll;
    const ObjectState* reader =
        world.object(isDatagram ? ObjectId{static_cast<std::uint32_t>(worker.value)} : end->pipeEnd.peer);
    return (isPipe || isDatagram) && reader != nullptr && !reader->pipeEnd.openIn.empty() &&
           !world.mayTryAgain(worker.id);
}

bool hasEnded(const WorkerState& worker) {
    return worker.doing == Doing::ended || worker.doing == Doing::died;
}

bool canNeverGoOn(const World& world, const WorkerState& worker) {
    return worker.doing == Doing::waits && !worker.mayTimeOut &&
           (world.possible(worker.id) == Possible::no || hasFoundItFull(world, worker));
}

// Started, but nothing was heard of it yet: it may end anybody's wait.
bool someoneIsStillToBegin(const World& world) {
    return std::ranges::any_of(world.objects(), [&](ObjectId id) {
        const HandleState& handle = world.object(id)->handle;
        return handle.hasStarted && handle.worker.isNone() && !handle.hasEnded && !handle.isJoined;
    });
}

std::string nameOfProcess(const World& world, ShownNames& names, ProcessId process) {
    for (const WorkerInfo* info : world.names().workers())
        if (info->process == process && info->kind == WorkerKind::process)
            return names.of(info->id);
    return "a process";
}

std::string heldWords(const World& world, ShownNames& names, const ObjectState& mutex) {
    const WorkerState* owner = world.worker(mutex.mutex.owner);
    const bool isGone = owner != nullptr && (owner->doing == Doing::ended || owner->doing == Doing::died);
    return ", which " + names.of(mutex.mutex.owner) + (isGone ? " held when it ended" : " holds");
}

std::string lockWords(const World& world, ShownNames& names, const WorkerState& worker,
                      const ObjectState& lock) {
    const bool isToRead = worker.op == Op::rwlockAcquireRead;
    const std::string words = std::string(" waits to ") + (isToRead ? "read " : "write ") + names.of(lock.id);
    if (!lock.mutex.owner.isNone())
        return words + heldWords(world, names, lock);
    std::string readers;
    for (const WorkerId reader : lock.readers.reading)
        readers += (readers.empty() ? "" : " and ") + names.of(reader);
    return readers.empty() ? words : words + ", which " + readers + " did not release after reading";
}

std::string barrierWords(ShownNames& names, const ObjectState& barrier) {
    return " waits at " + names.of(barrier.id) + ", where " + std::to_string(barrier.arrived()) + " of " +
           std::to_string(barrier.barrier.parties) + " have come";
}

// Where the object alone says it all.
std::string plainWords(Op op, const std::string& object) {
    if (op == Op::pipeWrite)
        return " waits to write to the pipe of " + object + ", which is full";
    if (op == Op::queueFlush)
        return " waits to end until what it has put into " + object + " is written";
    if (op == Op::tcpConnect || op == Op::unixConnect)
        return " waits to connect " + object + ": too many wait to be accepted";
    if (op == Op::bytesWrite || op == Op::bytesWriteAll)
        return " waits to write to " + object + ", which is full";
    if (op == Op::pipeSend || streamVerbOf(op) == StreamVerb::send)
        return " waits to send on " + object + ", which is full";
    if (op == Op::datagramRecv)
        return " waits for a datagram on " + object + ", which is empty";
    if (op == Op::datagramSend)
        return " waits to send a datagram on " + object + ": who is to receive it has no room";
    if (op == Op::queueGet)
        return " waits to get from " + object + ", which is empty";
    if (op == Op::queuePut)
        return " waits to put into " + object + ", which is full";
    if (op == Op::semaphoreAcquire)
        return " waits to acquire " + object + ", of which none is left";
    if (op == Op::eventWait)
        return " waits for " + object + ", which is not set";
    if (op == Op::poolTake)
        return " waits for a task from " + object;
    if (op == Op::futureGet)
        return " waits for the result of " + object;
    if (op == Op::threadJoin || op == Op::processJoin)
        return " waits for " + object + " to end";
    return " waits in " + std::string(nameOf(op));
}

std::string pipeWords(const World& world, ShownNames& names, const ObjectState& end) {
    const ObjectState* peer = world.object(end.pipeEnd.peer);
    std::string words = " waits to receive from " + names.of(end.id) + ", which is empty";
    if (peer == nullptr || peer->pipeEnd.openIn.empty())
        return words;
    words += " while ";
    for (std::size_t i = 0; i < peer->pipeEnd.openIn.size(); ++i)
        words += (i == 0 ? "" : " and ") + nameOfProcess(world, names, peer->pipeEnd.openIn[i]);
    return words + (peer->pipeEnd.openIn.size() == 1 ? " holds " : " hold ") + names.of(peer->id) + " open";
}

std::string conditionWords(const World& world, ShownNames& names, const ObjectState& on, WorkerId waiter) {
    const auto& notified = on.condition.notified;
    const ObjectState* mutex = world.object(on.condition.mutex);
    if (mutex == nullptr || std::ranges::find(notified, waiter) == notified.end())
        return " waits to be notified on " + names.of(on.id);
    return " waits to take back " + names.of(mutex->id) + heldWords(world, names, *mutex);
}

std::string managedWords(const World& world, ShownNames& names, const WorkerState& worker) {
    const ObjectState* on = world.object(worker.object);
    const std::string object = names.of(worker.object);
    const WorkerState* owner = on == nullptr ? nullptr : world.worker(on->managed.owner);
    if (worker.op == Op::lockAcquire && owner != nullptr)
        return " waits for " + object + ", which " + names.of(owner->id) + " holds";
    if (worker.op == Op::managedGet)
        return " waits to get from " + object + ", which is empty";
    return " waits in " + std::string(nameOf(worker.op)) + " on " + object;
}

std::string waitWords(const World& world, ShownNames& names, const WorkerState& worker) {
    const ObjectState* on = world.object(worker.object);
    const std::string object = names.of(worker.object);
    if (isManaged(worker.op))
        return managedWords(world, names, worker);
    if (on != nullptr && worker.op == Op::mutexAcquire)
        return " waits for " + object + heldWords(world, names, *on);
    if (on != nullptr && worker.op == Op::conditionWait)
        return conditionWords(world, names, *on, worker.id);
    const bool receives = worker.op == Op::pipeRecv || worker.op == Op::pipePoll ||
                          streamVerbOf(worker.op) == StreamVerb::receive;
    if (on != nullptr && receives)
        return pipeWords(world, names, *on);
    if (on != nullptr && (worker.op == Op::rwlockAcquireRead || worker.op == Op::rwlockAcquireWrite))
        return lockWords(world, names, worker, *on);
    if (on != nullptr && worker.op == Op::barrierWait)
        return barrierWords(names, *on);
    if (on != nullptr && worker.op == Op::queueJoin)
        return " waits in " + object + ".join with " + std::to_string(on->queue.unfinished) + " unfinished";
    return plainWords(worker.op, object);
}

}  // namespace

bool standsStill(const World& world) {
    const auto is = [&](WorkerId id) {
        const WorkerState& worker = *world.worker(id);
        return hasEnded(worker) || canNeverGoOn(world, worker);
    };
    return std::ranges::all_of(world.workers(), is) && !someoneIsStillToBegin(world);
}

std::optional<Verdict> stuck(const World& world) {
    if (!standsStill(world))
        return std::nullopt;
    std::vector<const WorkerState*> waiting;
    for (const WorkerId id : world.workers()) {
        const WorkerState& worker = *world.worker(id);
        if (!hasEnded(worker) && !isIdleByDesign(world, worker) &&
            !leadsToDeadlock(world, id, Others::cannotAct))
            waiting.push_back(&worker);
    }
    if (waiting.empty())
        return std::nullopt;
    ShownNames names(world.names());
    Verdict verdict;
    verdict.kind = "stuck";
    verdict.step = world.step();
    verdict.sentence = "Stuck: ";
    for (std::size_t i = 0; i < waiting.size(); ++i) {
        const WorkerState& worker = *waiting[i];
        verdict.workers.push_back(worker.id);
        verdict.events.push_back(worker.event);
        if (std::ranges::find(verdict.objects, worker.object) == verdict.objects.end())
            verdict.objects.push_back(worker.object);
        if (i < mostNamed)
            verdict.sentence += names.of(worker.id) + waitWords(world, names, worker) + "; ";
    }
    if (waiting.size() > mostNamed)
        verdict.sentence += "and " + std::to_string(waiting.size() - mostNamed) + " more wait; ";
    verdict.sentence += "nobody is left to end it.";
    return verdict;
}

}  // namespace heddle
