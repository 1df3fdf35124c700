// SPDX-License-Identifier: MIT
#include "core/probe/Operation.h"

#include "core/probe/Pause.h"

#include <algorithm>
#include <cerrno>
#include <poll.h>

namespace heddle {
namespace {

// A hand-over between two running processors takes a fraction of a microsecond, one through the kernel up
// to 64.
constexpr int spinsBeforeSleep = 400;

thread_local FutexWord unwatchedTurn{0};

}  // namespace

void Operation::call(Op op, Object* object, const SourceLine& where, std::int64_t value, Depth least) {
    m_object = object;
    m_outer = m_worker->innermost;
    m_event = {};
    m_event.start = static_cast<std::int64_t>(m_worker->now());
    m_event.value = value;
    m_event.worker = m_worker->id;
    m_event.object = object ? object->id() : ObjectId{};
    m_event.site = siteOf(where, *m_worker);
    m_event.operation = m_worker->newOperation();
    m_event.parent = m_outer ? m_outer->m_event.operation : 0;
    m_event.op = op;
    m_event.depth = std::max(least, m_outer ? Depth::library : m_worker->depth);
    m_worker->innermost = this;
    publish(Phase::called);
    if (m_event.depth == Depth::program && m_worker->gate.isHeld()) [[unlikely]] {
        tell(Phase::called);
        heed(m_worker->stand(SlotState::atGate));
    } else {
        m_worker->isAttached();
    }
}

// What has taken no effect is stamped as it is told, and not as it is called. In between its line was looked
// up, whose definition may stand in another worker's ring: a collector that has drained that ring before must
// find the event later than its round.
void Operation::stampIfNeeded(Event& event) const {
    if (event.end == 0) [[unlikely]]
        event.end = static_cast<std::int64_t>(m_worker->now());
}

void Operation::tell(Phase phase) {
    Event event = m_event;
    event.phase = m_event.phase = phase;
    stampIfNeeded(event);
    if (m_patience.kind == Patience::Kind::atMost)
        event.flags |= Event::mayTimeOut;
    if (phase == Phase::waits && m_isBehindOthers)
        event.flags |= Event::isBehindOthers;
    m_worker->record(event);
}

void Operation::heed(Grant grant) {
    if (grant != Grant::quiet)
        return;
    watch::goQuiet();
    m_worker = nullptr;
}

void Operation::publish(Phase phase) {
    Intent& intent = m_worker->slot().intent;
    const std::uint32_t sequence = intent.sequence.load(std::memory_order_relaxed);
    intent.sequence.store(sequence + 1, std::memory_order_relaxed);
    std::atomic_thread_fence(std::memory_order_release);  // partner: SlotView::intent
    intent.operation = m_event.operation;
    intent.parent = m_event.parent;
    intent.object = m_event.object.number;
    intent.site = m_event.site.number;
    intent.op = static_cast<std::uint8_t>(m_event.op);
    intent.depth = static_cast<std::uint8_t>(m_event.depth);
    intent.phase = static_cast<std::uint8_t>(phase);
    intent.mayTimeOut = m_patience.kind == Patience::Kind::atMost ? 1 : 0;
    intent.message = m_event.message.number;
    intent.start = m_event.start;
    intent.value = m_event.value;
    intent.timeoutNs = m_patience.span.ns;
    intent.sequence.store(sequence + 2, std::memory_order_release);
}

MessageId Operation::newMessage() {
    if (m_worker && m_event.message.isNone()) {
        m_event.message = m_worker->newMessage();
        m_worker->slot().intent.message = m_event.message.number;
    }
    return m_event.message;
}

void Operation::sends(MessageId message) {
    m_event.message = message;
    if (m_worker)
        m_worker->slot().intent.message = message.number;
}

void Operation::joinsLine() {
    if (m_worker)
        takesEffect();
}

void Operation::waits(std::int64_t progress) {
    if (!m_worker)
        return;
    const std::int64_t value = std::exchange(m_event.value, progress);
    tell(Phase::waits);
    m_event.value = value;
    m_event.order = 0;
    publish(Phase::waits);
}

FutexWord& Operation::turn() {
    return m_worker ? m_worker->slot().turn : unwatchedTurn;
}

std::optional<Span> Operation::patienceLeft() {
    if (m_patience.kind != Patience::Kind::atMost)
        return std::nullopt;
    if (!m_deadline)
        m_deadline = monotonicNow() + m_patience.span;
    return std::max(*m_deadline - monotonicNow(), Span{});
}

// Who stands in a line is woken as it told there that it waits: when the mode has changed since, not at all.
Wake Operation::park(std::uint32_t seen, bool asHeld) {
    if (asHeld != isHeld())
        return Wake::retry;
    if (asHeld) {
        const Grant grant = m_worker->stand(SlotState::waiting);
        heed(grant);
        return grant == Grant::fire ? Wake::timeout : Wake::retry;
    }
    FutexWord& word = turn();
    for (int i = 0; i < spinsBeforeSleep; ++i) {
        if (word.load(std::memory_order_acquire) != seen)
            return Wake::retry;
        pauseBriefly();
    }
    isParked(SleepsIn::turn, seen);
    Wake wake = Wake::retry;
    while (word.load(std::memory_order_acquire) == seen && wake == Wake::retry && !isHeld()) {
        const std::optional<Span> left = patienceLeft();
        if (left && left->ns == 0)
            wake = Wake::timeout;
        else
            futexWait(word, seen, left);
    }
    isUnparked();
    return wake;
}

// It awaits no grant, so by its turn it is seen not to stand: a turn that is over, and not the last, as of
// one that was granted and has not yet run. Told ahead of a last look at the mode: either that sees that it
// has changed, or whoever changed it sees us here.
void Operation::isParked(SleepsIn where, std::uint32_t seen) {
    if (!m_worker)
        return;
    m_worker->isAttached();
    Slot& slot = m_worker->slot();
    slot.sleepsIn.store(static_cast<std::uint32_t>(where), std::memory_order_relaxed);
    slot.seenTurn.store(seen - 2, std::memory_order_release);  // partner: SlotView::hasNotBeenWoken
    slot.state.store(static_cast<std::uint32_t>(SlotState::waiting), std::memory_order_release);
    std::atomic_thread_fence(std::memory_order_seq_cst);  // partner: GateKeeper::setMode
}

// Where it slept is over as well: whoever stands next, and is let go, would else look asleep in the kernel
// until it runs.
void Operation::isUnparked() {
    if (!m_worker)
        return;
    Slot& slot = m_worker->slot();
    slot.state.store(static_cast<std::uint32_t>(SlotState::running), std::memory_order_release);
    slot.sleepsIn.store(static_cast<std::uint32_t>(SleepsIn::turn), std::memory_order_relaxed);
    std::atomic_thread_fence(std::memory_order_seq_cst);  // partner: GateKeeper::setMode
}

Wake Operation::parkOn(const FutexWord& word, std::uint32_t seen) {
    if (isHeld())
        return park(0, true);
    const std::optional<Span> left = patienceLeft();
    if (left && left->ns == 0)
        return Wake::timeout;
    // Its mover may have been killed: then nobody moves it, and the caller looks for itself.
    constexpr Span often = Span::millis(20);
    isParked(SleepsIn::kernel, glance());
    if (!isHeld())
        futexWait(word, seen, left ? std::min(*left, often) : often);
    isUnparked();
    return isHeld() ? park(0, true) : Wake::retry;  // held since then: it is to ask before it tries
}

// Room is the model's to say, so a send looks only whether it can never be: then the kernel is to tell why,
// and gets it all.
Wake Operation::standFor(int fd, short events) {
    Slot& slot = m_worker->slot();
    pollfd ready{fd, static_cast<short>(events & ~POLLOUT), 0};
    slot.sleepsIn.store(static_cast<std::uint32_t>(SleepsIn::gate), std::memory_order_relaxed);
    Grant grant = Grant::look;
    while (grant == Grant::look) {
        grant = m_worker->stand(SlotState::waiting);
        if (grant == Grant::look && poll(&ready, 1, 0) == 1) {
            slot.forecast = noForecast;
            grant = Grant::go;
        }
    }
    slot.sleepsIn.store(static_cast<std::uint32_t>(SleepsIn::turn), std::memory_order_relaxed);
    heed(grant);
    return grant == Grant::fire ? Wake::timeout : Wake::retry;
}

Wake Operation::parkInKernel(int fd, short events, std::optional<Span> lookAgain) {
    if (isHeld())
        return standFor(fd, events);
    const std::optional<Span> left = patienceLeft();
    const bool isTimeoutFirst = left && (!lookAgain || *left <= *lookAgain);
    const std::optional<Span> most = isTimeoutFirst ? left : lookAgain;
    timespec limit{};
    if (most)
        limit = {most->ns / 1000000000, most->ns % 1000000000};
    pollfd ready{fd, events, 0};
    isParked(SleepsIn::kernel, glance());
    const int count = isHeld() ? 0 : ppoll(&ready, 1, most ? &limit : nullptr, nullptr);
    isUnparked();
    if (isHeld())  // since then: it is to ask before it tries
        return standFor(fd, events);
    return count == 0 && isTimeoutFirst ? Wake::timeout : Wake::retry;
}

void Operation::record(Phase phase, Outcome outcome, std::string_view text) {
    m_event.phase = phase;
    m_event.outcome = outcome;
    stampIfNeeded(m_event);
    if (text.size() > Event::textLimit) {
        text = text.substr(0, Event::textLimit);
        m_event.flags |= Event::textWasCut;
    }
    m_event.textBytes = static_cast<std::uint16_t>(text.size());
    m_worker->record(m_event, text);
    m_isOver = true;
}

void Operation::leave() {
    if (!m_isOver)
        record(Phase::failed, Outcome::error, "left by an exception");
    m_worker->innermost = m_outer;
    if (m_outer)
        m_outer->publish(m_outer->m_event.phase);
    else
        m_worker->slot().intent.operation = 0;
}

}  // namespace heddle
