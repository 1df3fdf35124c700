// SPDX-License-Identifier: MIT
// Heddle's side of the memory that a traced process made. Nothing in it is trusted: every word is copied,
// then checked.
#pragma once

#include "core/base/FileDescriptor.h"
#include "core/base/Result.h"
#include "core/ring/Attach.h"
#include "core/ring/Layout.h"
#include "core/ring/TakenSlots.h"

#include <memory>
#include <optional>
#include <string_view>

namespace heddle {

// What a worker was doing or about to do at one instant: a whole copy of an Intent, its enums in range, and
// whether it slept then. (Its state read apart may be of an operation before: whoever looks may be preempted
// in between.)
struct IntentNow {
    SlotState state = SlotState::running;
    std::uint32_t operation = 0;  // 0: nothing
    std::uint32_t parent = 0;
    ObjectId object;
    SiteId site;
    Op op = Op::none;
    Depth depth = Depth::program;
    Phase phase = Phase::called;
    bool mayTimeOut = false;
    MessageId message;
    std::int64_t startTicks = 0;
    std::int64_t value = 0;
    Span timeout;

    bool isIdle() const { return operation == 0; }
};

// One worker's place in a segment. A view: its SegmentView outlives it. Thread: any.
class SlotView {
public:
    SlotView(Slot& slot, const Event* ring, std::uint32_t ringRecords)
        : m_slot(&slot), m_ring(ring), m_ringRecords(ringRecords) {}

    SlotState state() const;  // a word out of range reads as running
    WorkerId worker() const;  // of an empty slot: who had it last
    bool isTaken() const;     // by a worker that has not ended
    bool wasTaken() const { return state() != SlotState::empty || worker().number != 0; }  // by any, ever
    std::optional<IntentNow> intent() const;  // empty: it is being written just now, or makes no sense
    std::uint32_t turn() const { return m_slot->turn.load(std::memory_order_acquire); }
    std::uint32_t seenTurn() const { return m_slot->seenTurn.load(std::memory_order_acquire); }
    bool hasNotBeenWoken() const { return seenTurn() + 2 == turn(); }  // parked as in free modes
    bool isHeldAtGate() const;                                         // and was not let go
    bool waitsInKernel() const;                                        // or would, were it not held
    bool sleepsInKernel() const;                                       // just now: no grant reaches it
    bool waitsForRoom() const { return m_slot->waitsForRoom.load(std::memory_order_acquire) != 0; }
    std::uint64_t produced() const { return m_slot->produced.load(std::memory_order_relaxed); }
    std::uint64_t lost() const { return m_slot->lost.load(std::memory_order_relaxed); }

    Slot& raw() const { return *m_slot; }  // for who lets workers go on: turn, grant
    const Event* ring() const { return m_ring; }
    std::uint32_t ringRecords() const { return m_ringRecords; }

private:
    Slot* m_slot;
    const Event* m_ring;
    std::uint32_t m_ringRecords;
};

// Owns the mapping of one segment, and the pidfd of its process. Thread: made by one; slots are read by any,
// until letGo().
class SegmentView {
public:
    // Fails with a sentence if what was attached is no segment of this layout, or could be taken away from
    // under us.
    static Result<std::unique_ptr<SegmentView>> open(Attachment attachment);
    ~SegmentView();
    SegmentView(const SegmentView&) = delete;
    SegmentView& operator=(const SegmentView&) = delete;

    void closePidfd() { m_process.close(); }  // it has said that the process is dead
    // Its process is dead and was read to the end: no descriptor and no memory are kept for it any more, and
    // there are no slots.
    void letGo();
    bool isOpen() const { return m_base != nullptr; }

    ProcessId process() const { return {m_note.process}; }
    std::int32_t pid() const { return m_note.pid; }
    int pidfd() const { return m_process.number(); }  // negative: closed
    bool isBroken() const;                            // its probe found itself wrong and went quiet
    static constexpr std::uint32_t mostSlots() { return slotsPerSegment; }
    SlotView slot(std::uint32_t number) const;  // number < mostSlots(); isOpen()
    // Those that anybody ever took: a worker takes the lowest empty one, so behind the first that nobody had
    // there is nobody. To look at all was a quarter of a step between processes.
    TakenSlots slots() const;

private:
    SegmentView(AttachNote note, FileDescriptor process, char* base, std::uint32_t ringRecords);

    AttachNote m_note;
    FileDescriptor m_process;
    char* m_base;
    std::uint32_t m_ringRecords;  // ours: the word in the segment may change at any time
};

}  // namespace heddle
