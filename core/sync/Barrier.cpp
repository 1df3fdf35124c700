// SPDX-License-Identifier: MIT
#include "core/sync/Barrier.h"

#include "core/sync/LetGo.h"

#include <utility>

namespace heddle {

Barrier::Barrier(std::string name, int parties)
    : m_object({ObjectKind::barrier, parties}, std::move(name)), m_parties(parties) {}

void Barrier::touch() {
    m_object.afterFork([this] {
        m_latch.reset();
        m_line.forget();
        m_arrived = 0;
    });
}

void Barrier::letAllGo(bool isWhole) {
    for (Waiter* waiter = m_line.first(); waiter; waiter = waiter->next)
        static_cast<Arrival*>(waiter)->isWhole = isWhole;
    m_arrived = 0;
    letGoAll(m_line);
}

Barrier::Came Barrier::come(Operation& operation, Arrival& arrival) {
    const std::lock_guard guard{m_latch};
    arrival.index = m_arrived;
    if (!m_isBroken && m_arrived + 1 < m_parties) {
        ++m_arrived;
        m_line.join(arrival, operation);
        return Came::toStay;
    }
    operation.takesEffect();
    if (m_isBroken)
        return Came::tooLate;
    letAllGo(true);
    return Came::last;
}

Outcome Barrier::stay(Operation& operation, Arrival& arrival) {
    const auto breakIt = [&] {
        m_isBroken = true;
        letAllGo(false);
    };
    if (!waitUntilLetGo(operation, m_latch, m_line, arrival, breakIt))
        return Outcome::timeout;
    return arrival.isWhole ? Outcome::ok : Outcome::broken;
}

Received<int> Barrier::wait(Patience patience, Site where) {
    touch();
    Operation operation{Op::barrierWait, m_object, where, patience};
    Arrival arrival;
    const Came came = come(operation, arrival);
    const Outcome outcome = came == Came::toStay ? stay(operation, arrival)
                            : came == Came::last ? Outcome::ok
                                                 : Outcome::broken;
    if (outcome != Outcome::ok) {
        operation.failed(outcome);
        return outcome;
    }
    operation.setValue(arrival.index);
    operation.done();
    return arrival.index;
}

Received<int> Barrier::wait(Site where) {
    return wait(Patience::forever(), where);
}

Received<int> Barrier::waitFor(std::chrono::nanoseconds atMost, Site where) {
    return wait(Patience::atMost(atMost), where);
}

void Barrier::breakUp(Op op, bool isBroken, Site where) {
    touch();
    Operation operation{op, m_object, where};
    {
        const std::lock_guard guard{m_latch};
        operation.takesEffect();
        m_isBroken = isBroken;
        letAllGo(false);
    }
    operation.done();
}

void Barrier::abort(Site where) {
    breakUp(Op::barrierAbort, true, where);
}

void Barrier::reset(Site where) {
    breakUp(Op::barrierReset, false, where);
}

}  // namespace heddle
