// SPDX-License-Identifier: MIT
#include "core/world/LostWakeUps.h"

#include <algorithm>
#include <limits>

namespace heddle {

void LostWakeUps::heard(const Told& told) {
    const Event& event = told.event;
    if (event.op == Op::mutexAcquire && told.isDone()) {
        takes(told);
    } else if (event.op == Op::mutexRelease && told.isDone()) {
        givesBack(told);
    } else if (event.op == Op::conditionNotify || event.op == Op::conditionNotifyAll) {
        if (told.isDone())
            notified(told);
    } else if (event.op == Op::conditionWait) {
        if (event.phase == Phase::waits)
            waits(told);
        else if (told.hasEnded())
            m_waits.erase(event.worker);
    } else if (event.op == Op::threadEnd && told.hasEnded()) {
        m_gaveBack.erase(event.worker);
    }
}

void LostWakeUps::takes(const Told& told) {
    Holds& holds = m_holds[told.event.object];
    holds = {{told.event.worker, told.index, std::numeric_limits<std::uint64_t>::max()}, holds.last};
}

void LostWakeUps::givesBack(const Told& told) {
    m_holds[told.event.object].last.to = told.index;
    if (told.event.parent != 0)
        m_gaveBack[told.event.worker] = told.event.object;
}

// One holds it at a time: if the hold before the waiter's own was over by then, so were all others.
bool LostWakeUps::wasHeldSince(const Notify& notify, WorkerId waiter) const {
    const auto gaveBack = m_gaveBack.find(waiter);
    const auto holds = gaveBack == m_gaveBack.end() ? m_holds.end() : m_holds.find(gaveBack->second);
    if (holds == m_holds.end())
        return false;
    const Hold& before = holds->second.lastButOne;
    if (before.worker == waiter || before.worker == notify.noted.worker)
        return before.from > notify.noted.index;
    return before.to > notify.noted.index;
}

void LostWakeUps::notified(const Told& told) {
    m_last[told.event.object] = {Noted{told}, told.event.value == 0};
    for (auto& [worker, wait] : m_waits)
        if (wait.condition == told.event.object)
            wait.lost.reset();
}

void LostWakeUps::waits(const Told& told) {
    Wait& wait = m_waits[told.event.worker];
    if (wait.operation == told.event.operation)
        return;  // it tells it again
    wait = {told.event.object, told.event.operation, Noted{told}, {}};
    const auto last = m_last.find(told.event.object);
    if (last == m_last.end() || !last->second.isLost || last->second.noted.worker == told.event.worker)
        return;
    if (!wasHeldSince(last->second, told.event.worker))
        wait.lost = last->second.noted;
}

void LostWakeUps::tell(ShownNames& names, const std::vector<WorkerId>& forEver,
                       std::vector<Verdict>& into) const {
    for (const auto& [worker, wait] : m_waits) {
        if (!wait.lost || std::ranges::find(forEver, worker) == forEver.end())
            continue;
        Verdict verdict;
        verdict.kind = "lost-wake-up";
        verdict.step = wait.noted.step;
        verdict.workers = {wait.lost->worker, worker};
        verdict.objects = {wait.condition};
        verdict.events = {wait.lost->index, wait.noted.index};
        verdict.sentence = "Lost wake-up: " + names.of(wait.lost->worker) + " notified " +
                           names.of(wait.condition) + " when nobody waited there (step " +
                           std::to_string(wait.lost->step) + "); " + names.of(worker) +
                           " waits there since (step " + std::to_string(wait.noted.step) +
                           "), and nobody is left to notify it.";
        into.push_back(std::move(verdict));
    }
}

}  // namespace heddle
