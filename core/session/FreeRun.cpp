// SPDX-License-Identifier: MIT
#include "core/session/FreeRun.h"

#include <algorithm>
#include <utility>

namespace heddle {
namespace {

constexpr Span shortestSleep = Span::micros(100);
constexpr Span longestSleep = Span::millis(10);
constexpr Span quietBeforeStuck = Span::millis(200);  // no event for so long, then a look at every worker
constexpr std::size_t foldsInOneTurn = 20000;         // some milliseconds of work

}  // namespace

FreeRun::FreeRun(Engine& engine)
    : m_engine(engine), m_collector(engine.collector()), m_world(engine.world()),
      m_keeper(engine.program().page()) {}

void FreeRun::turn() {
    const std::uint32_t seen = m_keeper.glance();
    if (m_collector.collect() > 0) {
        m_idleTurns = 0;
        m_quietSince = monotonicNow();
        return;
    }
    if (!catchUpWorld())
        return;
    if (monotonicNow() - m_quietSince > quietBeforeStuck)
        lookWhetherStuck();
    const Span sleep{std::min(shortestSleep.ns << std::min(m_idleTurns, 10), longestSleep.ns)};
    ++m_idleTurns;
    m_keeper.sleep(seen, sleep);  // a full ring ends it
}

void FreeRun::begin() {
    m_folded = m_engine.trace()->size();
    m_idleTurns = 0;
    m_quietSince = monotonicNow();
}

void FreeRun::foldAll() {
    while (!catchUpWorld()) {
    }
}

bool FreeRun::catchUpWorld() {
    const Trace& trace = *m_engine.trace();
    const std::size_t until = std::min(trace.size(), m_folded + foldsInOneTurn);
    while (m_folded < until) {
        const auto chunk = trace.chunk(m_folded / Chunk::capacity);
        const std::size_t base = m_folded - m_folded % Chunk::capacity;
        const std::size_t end = std::min(until - base, chunk->size());
        for (std::size_t i = m_folded - base; i < end; ++i)
            m_world = after(std::move(m_world), chunk->event(i), chunk->text(i));
        m_folded = base + end;
    }
    return m_folded == trace.size();
}

bool FreeRun::allSleep() const {
    bool anyLives = false;
    for (const auto& segment : m_collector.segments()) {
        if (m_engine.isDead(segment->process()))
            continue;
        for (const SlotView slot : segment->slots()) {
            const SlotState state = slot.state();
            if (state == SlotState::empty || state == SlotState::ended)
                continue;
            const auto intent = slot.intent();
            const bool sleeps = state == SlotState::waiting && intent && !intent->mayTimeOut &&
                                (slot.waitsInKernel() || slot.hasNotBeenWoken());
            // Of a full pipe the model says "may": what the try has found stuck() knows.
            if (!sleeps || m_world.possible(slot.worker()) == Possible::yes)
                return false;
            anyLives = true;
        }
    }
    return anyLives;
}

void FreeRun::lookWhetherStuck() {
    m_quietSince = monotonicNow();
    if (!m_engine.hasAttachedAll() || !allSleep())
        return;
    // Between the last drain and this look somebody may have moved: what is asleep now and has told nothing
    // new is stuck.
    if (m_collector.collect() > 0 || !allSleep())
        return;
    m_engine.endIfStuck();
}

}  // namespace heddle
