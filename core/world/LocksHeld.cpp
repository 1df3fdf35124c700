// SPDX-License-Identifier: MIT
#include "core/world/LocksHeld.h"

#include <algorithm>

namespace heddle {
namespace {

constexpr std::uint32_t mostWorkers = 1u << 20;  // what is beyond is no true trace's

bool isOfLock(Op op) {
    return op == Op::mutexAcquire || op == Op::mutexRelease || op == Op::lockAcquire ||
           op == Op::lockRelease || op == Op::rwlockAcquireWrite || op == Op::rwlockReleaseWrite;
}

}  // namespace

LockDeed lockDeedOf(const Event& event) {
    if (!isOfLock(event.op) || event.phase != Phase::done)
        return LockDeed::none;
    if (event.op == Op::mutexAcquire || event.op == Op::lockAcquire || event.op == Op::rwlockAcquireWrite)
        return LockDeed::acquires;
    return LockDeed::releases;
}

void LocksHeld::heard(const Told& told) {
    const LockDeed deed = lockDeedOf(told.event);
    if (deed == LockDeed::none || told.event.worker.number >= mostWorkers)
        return;
    // Of a recursive mutex the release tells how often it is held still.
    const bool isStillHeld =
        deed == LockDeed::releases && told.event.op == Op::mutexRelease && told.event.value > 0;
    if (!isStillHeld)
        change(told.event.worker, told.event.object, deed == LockDeed::acquires);
}

void LocksHeld::change(WorkerId worker, ObjectId lock, bool isHeld) {
    Locks locks = m_locks[of(worker)];
    const auto place = std::ranges::lower_bound(locks, lock);
    const bool isThere = place != locks.end() && *place == lock;
    if (isThere == isHeld)
        return;
    if (isHeld)
        locks.insert(place, lock);
    else
        locks.erase(place);
    const auto [number, isNew] = m_numbers.try_emplace(locks, static_cast<std::uint32_t>(m_locks.size()));
    if (isNew)
        m_locks.push_back(locks);
    if (worker.number >= m_sets.size())
        m_sets.resize(worker.number + 1);
    m_sets[worker.number] = locks.empty() ? 0 : number->second;
}

std::uint32_t LocksHeld::of(WorkerId worker) const {
    return worker.number < m_sets.size() ? m_sets[worker.number] : 0;
}

bool LocksHeld::haveOneInCommon(std::uint32_t set, std::uint32_t other) const {
    const Locks& ours = m_locks[set];
    const Locks& theirs = m_locks[other];
    return std::ranges::any_of(ours, [&](ObjectId lock) { return std::ranges::binary_search(theirs, lock); });
}

}  // namespace heddle
