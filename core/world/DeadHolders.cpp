// SPDX-License-Identifier: MIT
#include "core/world/DeadHolders.h"

#include <algorithm>
#include <set>

namespace heddle {
namespace {

bool isAcquire(Op op) {
    return op == Op::mutexAcquire || op == Op::rwlockAcquireRead || op == Op::rwlockAcquireWrite;
}

bool isRelease(Op op) {
    return op == Op::mutexRelease || op == Op::rwlockReleaseRead || op == Op::rwlockReleaseWrite;
}

}  // namespace

void DeadHolders::heard(const Told& told) {
    const Op op = told.event.op;
    if (op == Op::threadEnd || op == Op::processEnd)
        return told.hasEnded() ? ended(told) : void();
    if (isRelease(op))
        return told.isDone() ? released(told) : void();
    if (!isAcquire(op) || told.event.phase == Phase::called)
        return;
    if (told.hasEnded())
        m_waits.erase(told.event.worker);
    if (told.isDone())
        return acquired(told);
    if (told.event.phase == Phase::waits)
        m_waits.try_emplace(told.event.worker, Wait{told.event.object, Noted{told}});
    const Outcome outcome = told.event.outcome;
    if (told.event.phase == Phase::waits || outcome == Outcome::refused || outcome == Outcome::timeout)
        wants(told);
}

void DeadHolders::acquired(const Told& told) {
    const ObjectInfo* info = told.names.object(told.event.object);
    if (info != nullptr && info->kind == ObjectKind::robustMutex)
        return;
    Held& held = m_locks[told.event.object];
    if (told.event.op != Op::rwlockAcquireRead)
        held = {};  // it is theirs alone
    held.holders.push_back(told.event.worker);
}

void DeadHolders::released(const Told& told) {
    const auto held = m_locks.find(told.event.object);
    if (held == m_locks.end() || (told.event.op == Op::mutexRelease && told.event.value > 0))
        return;  // of a recursive one that is still held
    std::vector<WorkerId>& holders = held->second.holders;
    const auto mine = std::ranges::find(holders, told.event.worker);
    if (mine != holders.end())
        holders.erase(mine);
    if (mine == holders.end() || holders.empty() || told.event.op != Op::rwlockReleaseRead)
        m_locks.erase(held);
}

void DeadHolders::wants(const Told& told) {
    const auto held = m_locks.find(told.event.object);
    if (held == m_locks.end() || !held->second.death || held->second.wanted)
        return;
    held->second.wanted = Noted{told};
    held->second.since = told.step;
}

void DeadHolders::ended(const Told& told) {
    std::set<WorkerId> gone{told.event.worker};
    const WorkerInfo* info = told.names.worker(told.event.worker);
    if (told.event.op == Op::processEnd && info != nullptr)
        for (const WorkerInfo* other : told.names.workers())
            if (other->process == info->process)
                gone.insert(other->id);
    for (const WorkerId worker : gone)
        m_waits.erase(worker);
    for (auto& [lock, held] : m_locks) {
        const auto dead = std::ranges::find_if(held.holders, [&](WorkerId id) { return gone.contains(id); });
        if (held.death || dead == held.holders.end())
            continue;
        held.death = Noted{told};
        held.death->worker = *dead;
        for (const auto& [worker, wait] : m_waits)
            if (wait.lock == lock && !held.wanted) {
                held.wanted = wait.noted;
                held.since = told.step;
            }
    }
}

void DeadHolders::tell(ShownNames& names, std::vector<Verdict>& into) const {
    for (const auto& [lock, held] : m_locks) {
        if (!held.wanted)
            continue;
        Verdict verdict;
        verdict.kind = "dead-holder";
        verdict.step = held.since;
        verdict.workers = {held.death->worker, held.wanted->worker};
        verdict.objects = {lock};
        verdict.events = {held.death->index, held.wanted->index};
        verdict.sentence = "A lock of the dead: " + names.of(held.death->worker) + " ended (step " +
                           std::to_string(held.death->step) + ") while it held " + names.of(lock) +
                           ", which " + names.of(held.wanted->worker) + " wants (step " +
                           std::to_string(held.wanted->step) + ").";
        into.push_back(std::move(verdict));
    }
}

}  // namespace heddle
