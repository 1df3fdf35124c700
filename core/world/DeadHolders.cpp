// SPDX-License-Identifier: MIT
#include "core/world/DeadHolders.h"

#include <algorithm>

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
    if (held != m_locks.end() && held->second.death && !held->second.wanted)
        isTrue(held->first, held->second, Noted{told}, told.step);
}

void DeadHolders::isTrue(ObjectId lock, Held& held, const Noted& wanted, std::int64_t since) {
    held.wanted = wanted;
    held.since = since;
    m_news.push_back(lock);
}

void DeadHolders::ended(const Told& told) {
    const WorkerInfo* info = told.names.worker(told.event.worker);
    const bool isOfAll = told.event.op == Op::processEnd && info != nullptr;
    const auto isGone = [&](WorkerId worker) {
        const WorkerInfo* other = isOfAll ? told.names.worker(worker) : nullptr;
        return worker == told.event.worker || (other != nullptr && other->process == info->process);
    };
    std::erase_if(m_waits, [&](const auto& wait) { return isGone(wait.first); });
    for (auto& [lock, held] : m_locks) {
        if (held.death)
            continue;
        const auto dead = std::ranges::find_if(held.holders, isGone);
        if (dead == held.holders.end())
            continue;
        held.death = Noted{told};
        held.death->worker = *dead;
        held.isByItself = told.event.op == Op::threadEnd && told.isEndByItself();
        const auto waits = std::ranges::find_if(
            m_waits, [wanted = lock](const auto& wait) { return wait.second.lock == wanted; });
        if (waits != m_waits.end())
            isTrue(lock, held, waits->second.noted, told.step);
    }
}

Verdict DeadHolders::verdictOf(ObjectId lock, const Held& held, ShownNames& names) {
    Verdict verdict;
    verdict.kind = "dead-holder";
    verdict.isTrouble = held.wanted.has_value();
    verdict.step = held.wanted ? held.since : held.death->step;
    verdict.workers = {held.death->worker};
    verdict.objects = {lock};
    verdict.events = {held.death->index};
    verdict.sentence = "A lock of the dead: " + names.of(held.death->worker) + " ended (step " +
                       std::to_string(held.death->step) + ") while it held " + names.of(lock);
    if (held.wanted) {
        verdict.workers.push_back(held.wanted->worker);
        verdict.events.push_back(held.wanted->index);
        verdict.sentence += ", which " + names.of(held.wanted->worker) + " wants (step " +
                            std::to_string(held.wanted->step) + ").";
    } else {
        verdict.sentence += ", and nobody has wanted it since.";
    }
    return verdict;
}

void DeadHolders::tell(ShownNames& names, std::vector<Verdict>& into) const {
    for (const auto& [lock, held] : m_locks)
        if (held.wanted)
            into.push_back(verdictOf(lock, held, names));
}

void DeadHolders::tellUnwanted(ShownNames& names, std::vector<Verdict>& into) const {
    for (const auto& [lock, held] : m_locks)
        if (held.death && held.isByItself && !held.wanted)
            into.push_back(verdictOf(lock, held, names));
}

void DeadHolders::tellNews(ShownNames& names, std::vector<Verdict>& into) {
    for (const ObjectId lock : m_news)
        if (const auto held = m_locks.find(lock); held != m_locks.end() && held->second.wanted)
            into.push_back(verdictOf(lock, held->second, names));
    m_news.clear();
}

}  // namespace heddle
