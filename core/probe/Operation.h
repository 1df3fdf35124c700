// SPDX-License-Identifier: MIT
#pragma once

#include "core/probe/Object.h"
#include "core/probe/Patience.h"
#include "core/probe/Sites.h"
#include "core/probe/Worker.h"

namespace heddle {

// One call of one operation by this thread, from begin to end. Unwatched it does nothing but park.
//   Operation op{Op::queuePut, object, where};   publishes what is about to happen, and asks the gate
//   op.takesEffect();                            under the object's latch, where the operation takes effect
//   op.waits(); op.park(…);                      as often as it cannot go on
//   op.done(Outcome::ok);                        after the latch was left
// Thread: the one that made it. Operations of one thread nest.
class Operation {
public:
    Operation(Op op, Object& object, const SourceLine& where, Patience patience = Patience::forever(),
              std::int64_t value = 0)
        : m_worker(thisWorker()), m_patience(patience) {
        if (m_worker)
            call(op, &object, where, value);
    }
    Operation(Op op, Object* object, const SourceLine& where, Patience patience)
        : m_worker(thisWorker()), m_patience(patience) {
        if (m_worker)
            call(op, object, where, 0);
    }
    // Of an operation that is done to nothing: sleep, print.
    Operation(Op op, const SourceLine& where, Patience patience = Patience::forever())
        : m_worker(thisWorker()), m_patience(patience) {
        if (m_worker)
            call(op, nullptr, where, 0);
    }
    // At least so deep, wherever it is called: what Heddle does on the program's behalf.
    Operation(Depth least, Op op, Object& object, const SourceLine& where,
              Patience patience = Patience::forever())
        : m_worker(thisWorker()), m_patience(patience) {
        if (m_worker)
            call(op, &object, where, 0, least);
    }
    ~Operation() {
        if (m_worker)
            leave();
    }
    Operation(const Operation&) = delete;
    Operation& operator=(const Operation&) = delete;

    bool isWatched() const { return m_worker != nullptr; }
    bool isHeld() const { return m_worker && m_worker->gate.isHeld(); }
    std::uint32_t forecast() const { return m_worker ? m_worker->gate.forecast() : noForecast; }
    MessageId newMessage();  // for a send: numbers it, and publishes it ahead of the effect
    void receives(MessageId message) { m_event.message = message; }
    void sends(MessageId message);  // one that has an identity already (core/event/InRing.h)
    void setValue(std::int64_t value) { m_event.value = value; }
    void setSentinel(bool is) { m_event.flags = is ? Event::isSentinel : 0; }
    void setBySignal(bool is) { m_event.flags = is ? Event::isBySignal : 0; }
    void setBehindOthers(bool is) { m_isBehindOthers = is; }  // it could go, but others came first

    void takesEffect() {
        takesOrder();
        stamp();
    }
    // Its halves, for what moves by several system calls: stamped ahead of each, numbered ahead of the first.
    void stamp() {
        if (m_worker)
            m_event.end = static_cast<std::int64_t>(m_worker->now());
    }
    void takesOrder() {
        if (m_worker)
            m_event.order = m_object ? m_object->nextOrder() : 0;
    }

    // Before it parks: under the latch gets its number (joinsLine), after it is told (waits).
    void joinsLine();
    void waits(std::int64_t progress = 0);
    FutexWord& turn();  // what wakes this thread when it is parked
    std::uint32_t glance() { return turn().load(std::memory_order_acquire); }
    Wake park(std::uint32_t seen, bool asHeld);              // until turn moves, a grant, or the timeout
    Wake parkOn(const FutexWord& word, std::uint32_t seen);  // until another's word moves; looks every 20 ms
    // Until poll says that fd is ready for events, a grant, or the timeout; or for so long: retry.
    Wake parkInKernel(int fd, short events, std::optional<Span> lookAgain = {});
    void waitsFor(Patience patience) { m_patience = patience; }  // forever: it has half done something
    bool mayWait() const { return m_patience.kind != Patience::Kind::none; }

    // Ends it; exactly one of the two. `text`: the content or the reason, cut beyond 256 bytes with a mark.
    void done(Outcome outcome = Outcome::ok, std::string_view text = {}) { end(Phase::done, outcome, text); }
    void failed(Outcome outcome, std::string_view text = {}) { end(Phase::failed, outcome, text); }

private:
    void call(Op op, Object* object, const SourceLine& where, std::int64_t value,
              Depth least = Depth::program);
    void publish(Phase phase);
    void tell(Phase phase);  // called, waits
    void isParked(SleepsIn where, std::uint32_t seen);
    void isUnparked();
    Wake standFor(int fd, short events);  // held: where free it would sleep in the kernel
    void leave();
    void end(Phase phase, Outcome outcome, std::string_view text) {
        if (m_worker)
            record(phase, outcome, text);
    }
    void record(Phase phase, Outcome outcome, std::string_view text);
    void stampIfNeeded(Event& event) const;
    void heed(Grant grant);
    std::optional<Span> patienceLeft();

    Worker* m_worker;
    Object* m_object = nullptr;
    Operation* m_outer = nullptr;
    union {
        Event m_event;  // begun by call(): to clear it unwatched would cost most of what is left to do
    };
    Patience m_patience;
    std::optional<Instant> m_deadline;
    bool m_isOver = false, m_isBehindOthers = false;
};

}  // namespace heddle
