// SPDX-License-Identifier: MIT
#include "core/session/Stillness.h"

#include "core/session/Engine.h"

#include <algorithm>

namespace heddle {
namespace {

constexpr Span looksOutsideEvery = Span::millis(10);  // deaths, output, the clock

}  // namespace

Stillness::Stillness(Engine& engine)
    : m_engine(engine), m_keeper(engine.program().page()), m_rollCall(engine) {}

bool Stillness::hasStopped() const {
    return !m_running || m_engine.isDead(m_running->process) || RollCall::isStill(m_running->slot) ||
           m_aside.has(m_running->worker);
}

bool Stillness::isOneOfOthersRunning(ProcessId process) const {
    return !hasStopped() && m_running->process != process;
}

bool Stillness::isAllStill() {
    const std::vector<Away> all = m_rollCall.away();
    if (!m_aside.isEmpty())
        m_aside.keepOnly(all);
    return std::ranges::all_of(all, [this](const Away& one) { return m_aside.has(one.worker); });
}

bool Stillness::await(std::size_t grants) {
    for (bool hasSlept = false;; hasSlept = true) {
        const std::uint32_t seen = m_keeper.glance();
        if (!m_engine.hasAttachedAll())
            m_engine.attachNewcomers();
        // In this order: whoever has just come back may have made a process before.
        if (hasStopped() && isAllStill() && m_engine.hasAttachedAll()) {
            m_aside.isStill();
            return true;
        }
        // Otherwise events wait for stillness: only then are the newcomers' rings here as well, and the order
        // the same in every run.
        if (hasSlept && m_rollCall.isAnyRingFull())
            m_engine.collector().collect();
        if (m_keeper.sleep(seen, looksOutsideEvery))
            continue;
        m_rollCall.wakeParked();  // who was about to sleep at begin(), or whose process attached behind it
        if (m_rollCall.isAnyRingFull())
            m_engine.collector().collect();
        if (m_engine.hasAttachedAll())
            m_aside.look(
                m_rollCall.away(), m_engine.trace()->names(),
                [this] { return m_engine.program().processes(); }, grants);
        return false;
    }
}

// Whoever is parked as in free modes is woken, tries again and then stands; who sleeps in the kernel stands
// as soon as that wakes it. Whoever runs comes to its gate.
void Stillness::begin() {
    m_keeper.setMode(Mode::held);
    m_rollCall.wakeParked();
    m_aside.keepOnly({});  // of a time before: since then they may have come back, and gone on
    m_aside.isStill();
    m_running.reset();
}

bool Stillness::isAnyoneThere() const {
    return !m_aside.isEmpty() || m_rollCall.anySleepsInKernel();
}

}  // namespace heddle
