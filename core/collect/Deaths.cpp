// SPDX-License-Identifier: MIT
#include "core/collect/Deaths.h"

#include <algorithm>

namespace heddle {

std::optional<Event> killedEventOf(WorkerId worker, const SlotView& slot, std::int64_t atTicks,
                                   bool isByHeddle) {
    const std::optional<IntentNow> intent = slot.intent();
    if (!intent || intent->isIdle() || intent->op == Op::none || intent->op == Op::processEnd)
        return std::nullopt;
    Event event;
    event.start = std::min(intent->startTicks, atTicks);
    event.end = atTicks;
    event.value = intent->value;
    event.worker = worker;
    event.object = intent->object;
    event.site = intent->site;
    event.operation = intent->operation;
    event.parent = intent->parent;
    event.op = intent->op;
    event.phase = Phase::failed;
    event.outcome = Outcome::killed;
    event.depth = intent->depth;
    event.flags = Event::madeByCollector;
    const SlotState state = slot.state();
    const bool hasWaited = state == SlotState::waiting;
    if (hasWaited)
        event.flags |= Event::isBehindOthers;
    if (slot.isHeldAtGate() || (hasWaited && isByHeddle))
        event.flags |= Event::wasHeld;
    // Who stood at the gate or slept had not sent yet.
    if (sendsMessage(intent->op) && state != SlotState::atGate && state != SlotState::waiting)
        event.message = intent->message;
    return event;
}

KnownEnding endingOfJoin(const Event& join) {
    if (join.flags & Event::isBySignal)
        return {{}, static_cast<int>(join.value - 128)};
    return {static_cast<int>(join.value), {}};
}

Event processEndOf(const WorkerInfo& main, const KnownEnding& ending, std::int64_t atTicks) {
    Event event;
    event.start = event.end = atTicks;
    event.worker = main.id;
    event.object = main.handle;
    event.op = Op::processEnd;
    event.flags = Event::madeByCollector;
    if (ending.signal) {
        event.value = 128 + *ending.signal;
        event.outcome = Outcome::killed;
    } else if (ending.exitCode) {
        event.value = *ending.exitCode;
    } else {
        event.outcome = Outcome::error;
    }
    if (ending.isByHeddle)
        event.flags |= Event::wasHeld;
    return event;
}

}  // namespace heddle
