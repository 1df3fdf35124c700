// SPDX-License-Identifier: MIT
// One recorded fact about an operation: the same 64 bytes in the ring, in memory and in the file.
#pragma once

#include "core/base/Id.h"
#include "core/base/Time.h"
#include "core/event/Op.h"

#include <cstdint>
#include <type_traits>

namespace heddle {

// In a ring, `start` and `end` are raw ticks; in a trace, nanoseconds since its start (the collector
// converts). An operation's events share (worker, operation): called, then waits (perhaps again), then done
// or failed.
struct Event {
    static constexpr std::uint8_t textWasCut = 1;       // flags: the text went on beyond textLimit
    static constexpr std::uint8_t madeByCollector = 2;  // flags: told in the place of a worker that died
    static constexpr std::uint8_t isDefinition = 4;  // flags: not an event but a Definition; never in a trace
    static constexpr std::uint8_t isSentinel = 8;    // flags: the message says "no more" (drawn hollow)
    static constexpr std::uint8_t mayTimeOut =
        16;  // flags, of called and waits: the wait ends by itself, some time
    static constexpr std::uint8_t isBehindOthers = 32;  // flags, of waits: others go first; of killed: waited
    static constexpr std::uint8_t isBySignal = 64;  // flags, of process.join: the value is 128 + the signal
    static constexpr std::uint8_t wasHeld = 128;    // flags, of killed: no step; it did nothing any more
    static constexpr std::size_t textLimit = 256;   // bytes of text kept for one event

    std::int64_t start = 0;  // when the operation was called
    std::int64_t end = 0;    // when this phase was reached; a release is stamped before its effect
    MessageId message;       // what it moves; in a trace numbered 1, 2, … in order of sending
    std::int64_t value = 0;  // by operation: bytes, index, exit code, progress; never a time, pid, port or fd
    WorkerId worker;
    ObjectId object;
    std::uint32_t order = 0;      // the object's own count, taken where the operation takes effect; 0: none
    SiteId site;                  // the line of source that called it
    std::uint32_t operation = 0;  // the worker's own count of operations, from 1
    std::uint32_t parent = 0;     // the operation of the same worker that this one is part of; 0: none
    Op op = Op::none;
    Phase phase = Phase::done;
    Outcome outcome = Outcome::ok;
    Depth depth = Depth::program;
    std::uint8_t flags = 0;
    std::uint8_t spare = 0;
    std::uint16_t textBytes = 0;  // text that belongs to it: in a ring, in the records that follow

    bool isStep() const {
        return depth == Depth::program && phase != Phase::called && (flags & wasHeld) == 0;
    }
    Instant startInstant() const { return {start}; }
    Instant endInstant() const { return {end}; }
};
static_assert(sizeof(Event) == 64 && std::is_trivially_copyable_v<Event>);

// A definition travels down the ring ahead of the first event that uses it, in an Event's 64 bytes with its
// text behind it. Fields are used as given here; `flags` has isDefinition.
enum class Definition : std::uint8_t {  // in `spare`
    worker = 1,  // worker: its id; parent: the worker that started it (0: none); value: tid; message: pid;
    // object: its thread or process handle; outcome: WorkerKind; depth: its depth; site: ProcessId; text:
    // path
    object,  // object: its id; worker: its maker; value: ObjectKind; message: the object it is a copy of, or
             // for a
    // pipe end the other end (objects' numbers); order: its count so far; operation: capacity + 1 (0: none),
    // of
    // a variable 1, and parent and site are its halves; text: path
    site,  // site: its id; value: line; text: "file\0function"
};

}  // namespace heddle
