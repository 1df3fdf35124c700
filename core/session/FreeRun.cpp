// SPDX-License-Identifier: MIT
#include "core/session/FreeRun.h"

#include <algorithm>

namespace heddle {
namespace {

constexpr Span shortestSleep = Span::micros(100);
constexpr Span longestSleep = Span::millis(10);
constexpr Span quietBeforeStuck = Span::millis(200);  // no event for so long, then a look at every worker
constexpr std::size_t foldsInOneTurn = 20000;         // some milliseconds of work

}  // namespace

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

bool FreeRun::catchUpWorld() {
    const std::size_t until = std::min(m_trace->size(), m_folded + foldsInOneTurn);
    while (m_folded < until) {
        const auto chunk = m_trace->chunk(m_folded / Chunk::capacity);
        const std::size_t base = m_folded - m_folded % Chunk::capacity;
        const std::size_t end = std::min(until - base, chunk->size());
        for (std::size_t i = m_folded - base; i < end; ++i)
            m_world = after(std::move(m_world), chunk->event(i), chunk->text(i));
        m_folded = base + end;
    }
    return m_folded == m_trace->size();
}

bool FreeRun::allSleep() const {
    bool anyLives = false;
    for (const auto& segment : m_collector.segments()) {
        if (isDead(segment->process()))
            continue;
        for (std::uint32_t i = 0; i < slotsPerSegment; ++i) {
            const SlotView slot = segment->slot(i);
            const SlotState state = slot.state();
            if (state == SlotState::empty || state == SlotState::ended)
                continue;
            const auto intent = slot.intent();
            const bool sleeps = state == SlotState::waiting && intent && !intent->mayTimeOut &&
                                (slot.waitsInKernel() || slot.seenTurn() == slot.turn());
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
    if (!hasAttachedAll() || !allSleep())
        return;
    // Between the last drain and this look somebody may have moved: what is asleep now and has told nothing
    // new is stuck.
    if (m_collector.collect() > 0 || !allSleep())
        return;
    endIfStuck();
}

}  // namespace heddle
