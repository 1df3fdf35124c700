// SPDX-License-Identifier: MIT
// What lies in the memory that a traced process and Heddle share. Fixed widths, no pointers; the version
// grows with the layout. Heddle trusts nothing that it reads here: it copies, then checks.
#pragma once

#include "core/base/Futex.h"
#include "core/event/Event.h"
#include "core/ring/SleepsIn.h"

#include <atomic>
#include <cstddef>
#include <cstdint>

namespace heddle {

inline constexpr std::uint32_t layoutVersion = 2;
inline constexpr std::uint64_t runPageMagic = 0x45474150'4c444548;  // "HEDLPAGE"
inline constexpr std::uint64_t segmentMagic = 0x544e4547'4c444548;  // "HEDLSEGNT" cut to eight
inline constexpr std::uint32_t slotsPerSegment = 64;
inline constexpr std::uint32_t defaultRingRecords = 2048;  // a power of two; 128 KiB for each worker

enum class Mode : std::uint32_t {
    free = 0,   // nobody asks; the gate costs one relaxed load
    held = 1,   // every operation asks, one worker runs at a time
    quiet = 2,  // Heddle is gone: record nothing, ask nobody
};

// One page for the whole run, made by Heddle and mapped by every traced process. Counters hand out numbers,
// so that an id means the same in every process. Writers: any worker adds to the counters and to keeperWord;
// only Heddle writes mode.
struct RunPage {
    std::uint64_t magic;
    std::uint32_t version;
    std::uint32_t tickSource;                // TickSource, the same for all
    std::uint32_t ringRecords;               // ring size that new segments use, a power of two
    std::uint32_t isLossy;                   // 1: a full ring counts and goes on; 0: its worker waits
    std::atomic<std::uint32_t> mode;         // Mode; written with release, read relaxed at the gate
    std::atomic<std::uint32_t> nextProcess;  // next free numbers, from 1
    std::atomic<std::uint32_t> nextWorker;
    std::atomic<std::uint32_t> nextObject;
    std::atomic<std::uint32_t> nextSite;
    std::atomic<std::uint32_t> segmentsSent;  // added to before a segment goes down the attach socket
    std::atomic<std::uint32_t> unwatched;     // workers for which no segment could be made, and who went on
    alignas(64) FutexWord keeperWord;         // the keeper waits here: a worker stands, a ring is full
    FutexWord keeperSleeps;                   // 1 while the keeper may be asleep: only then is a wake needed
};
static_assert(sizeof(RunPage) == 128 && offsetof(RunPage, keeperWord) == 64);

enum class SlotState : std::uint32_t {
    empty = 0,    // nobody's; may be taken
    running = 1,  // its worker runs program code or is inside an operation
    atGate = 2,   // held: stands before the operation in `intent`
    waiting = 3,  // the operation in `intent` cannot go on until something changes
    ended = 4,    // its worker is done; empty again when Heddle has drained the ring
    exiting = 5,  // held: its worker ends the process, which is over when its pidfd says so
};

// What a worker is doing or about to do, written before the effect: what it was in the middle of when it was
// killed. `sequence` is odd while the fields are being written.
struct Intent {
    std::atomic<std::uint32_t> sequence;
    std::uint32_t operation;  // 0: nothing
    std::uint32_t parent;
    std::uint32_t object;
    std::uint32_t site;
    std::uint8_t op, depth, phase, mayTimeOut;  // phase: Phase reached so far (called, waits)
    std::uint64_t message;                      // what it is about to move; 0: none, or not known yet
    std::int64_t start;                         // ticks
    std::int64_t value;
    std::int64_t timeoutNs;  // with mayTimeOut: how long it is ready to wait, from its call
    std::uint64_t effect;    // 1: the effect may have happened, its record not yet
};
static_assert(sizeof(Intent) == 64);

// One worker's place in a segment. Lines of the cache are apart by who writes them.
struct Slot {
    alignas(64) Intent intent;                // written by the worker
    alignas(64) FutexWord state;              // SlotState; by the worker, `empty` by Heddle too
    std::uint32_t worker;                     // WorkerId, set before state leaves `empty`
    FutexWord seenTurn;                       // the turn on which it stands; parked free, two before
    std::atomic<std::uint32_t> sleepsIn;      // SleepsIn, while it waits
    std::atomic<std::uint64_t> head;          // records written, ever; published with release
    std::atomic<std::uint64_t> produced;      // events (not definitions, not text), recorded or dropped
    std::atomic<std::uint64_t> lost;          // of these, dropped (lossy mode)
    std::atomic<std::uint32_t> waitsForRoom;  // 1: the ring is full and the worker sleeps on roomWord
    std::uint32_t forecast;  // held: what the model expects of the operation (World::forecast); by the keeper
    alignas(64) std::atomic<std::uint64_t> tail;  // records read, ever; by Heddle
    FutexWord turn;                               // added to by whoever lets the worker go on
    std::atomic<std::uint32_t> grant;             // Grant; by the keeper, before it adds to turn
    FutexWord roomWord;                           // added to by Heddle when it has made room
};
static_assert(sizeof(Slot) == 192 && offsetof(Slot, state) == 64 && offsetof(Slot, tail) == 128);

// The beginning of a process's memfd; slots follow it, then one ring of ringRecords Events for each slot.
struct SegmentHeader {
    std::uint64_t magic;
    std::uint32_t version;
    std::uint32_t ringRecords;
    std::uint32_t slots;
    std::uint32_t process;  // ProcessId
    std::int32_t pid;
    std::uint32_t isBroken;  // 1: the probe found itself wrong and went quiet
    std::uint64_t spare[4];
};
static_assert(sizeof(SegmentHeader) == 64);

constexpr std::size_t slotOffset(std::uint32_t slot) {
    return sizeof(SegmentHeader) + slot * sizeof(Slot);
}
constexpr std::size_t ringOffset(std::uint32_t slot, std::uint32_t records) {
    return 16384 +
           static_cast<std::size_t>(slot) * records * sizeof(Event);  // rings begin on a page of their own
}
constexpr std::size_t segmentBytes(std::uint32_t records) {
    return ringOffset(slotsPerSegment, records);
}
static_assert(slotOffset(slotsPerSegment) <= 16384);

}  // namespace heddle
