// SPDX-License-Identifier: MIT
#include "core/collect/Merger.h"

#include "core/event/InRing.h"

#include <algorithm>

namespace heddle {
namespace {

// Can the operation seen before be unfinished still, now that `now` is seen? An outermost operation with a
// higher number says no; a nested one hides what is around it.
bool mayGoOn(const Lane& before, const IntentNow& now) {
    const bool isNewer = static_cast<std::int32_t>(now.operation - before.seenOperation) > 0;
    return before.seen == Lane::Seen::unclear || now.parent != 0 || !isNewer;
}

}  // namespace

void Merger::sample(Lane& lane, SlotState state, const std::optional<IntentNow>& intent) {
    // Who sleeps has brought nothing about since it said so; but of a connect the kernel does while it
    // sleeps.
    const bool isParked = (state == SlotState::atGate || state == SlotState::waiting) &&
                          !(intent && inRing::isConnection(intent->message));
    if (state == SlotState::empty || state == SlotState::ended ||
        (intent && (intent->isIdle() || (isParked && intent->parent == 0)))) {
        lane.seen = Lane::Seen::betweenOperations;
        return;
    }
    const bool wasInside = lane.seen != Lane::Seen::betweenOperations;
    if (!wasInside || (intent && !mayGoOn(lane, *intent)))
        lane.seenSince = m_samples;
    lane.seen = intent ? Lane::Seen::inOperation : Lane::Seen::unclear;
    if (!intent)
        return;
    lane.seenObject = intent->object;
    lane.seenOperation = intent->operation;
    lane.seenParent = intent->parent;
    lane.seenMessage = intent->message;
}

void Merger::close(Lane& lane) {
    m_closed += lane.isClosed ? 0 : 1;
    lane.isClosed = true;
    lane.seen = Lane::Seen::betweenOperations;
}

void Merger::arrived(Lane& lane) {
    m_gaps.forgetIndex();
    if (lane.place != Lane::Place::idle)
        return;
    while (!lane.isEmpty() && lane.isHeadDefinition())
        lane.dropHead();
    if (!lane.isEmpty())
        push(lane);
}

std::optional<Merged> Merger::next(std::int64_t horizonTicks) {
    if (!m_freed.empty()) [[unlikely]]
        pushFreed();
    while (Lane* lane = soonest(horizonTicks)) {
        const Await awaits = m_edges.missing(lane->head());
        if (awaits == Await::nothing) [[likely]]
            return take(*lane);
        m_edges.park(*lane, awaits);
        ++m_parked;
        m_current = nullptr;
    }
    return std::nullopt;
}

// As long as the lane taken from is the soonest, the heap is not touched.
Lane* Merger::soonest(std::int64_t horizonTicks) {
    if (m_current) {
        if (m_current->isEmpty()) {
            m_current->place = Lane::Place::idle;
        } else {
            const Ready now{m_current->head().end, m_current};
            if (now.endTicks <= horizonTicks && (m_ready.empty() || m_ready.front().isAfter(now)))
                return m_current;
            push(*m_current);
        }
        m_current = nullptr;
    }
    if (m_ready.empty() || m_ready.front().endTicks > horizonTicks)
        return nullptr;
    std::ranges::pop_heap(m_ready, [](const Ready& a, const Ready& b) { return a.isAfter(b); });
    m_current = m_ready.back().lane;
    m_ready.pop_back();
    return m_current;
}

Merged Merger::take(Lane& lane) {
    const Merged merged{&lane.head(), lane.headText(), &lane};
    lane.dropHead();
    while (!lane.isEmpty() && lane.isHeadDefinition())
        lane.dropHead();
    m_edges.pass(*merged.event);
    return merged;
}

void Merger::push(Lane& lane) {
    lane.place = Lane::Place::ready;
    m_ready.push_back({lane.head().end, &lane});
    std::ranges::push_heap(m_ready, [](const Ready& a, const Ready& b) { return a.isAfter(b); });
}

void Merger::pushFreed() {
    for (Lane* lane : m_freed) {
        --m_parked;
        push(*lane);
    }
    m_freed.clear();
}

}  // namespace heddle
