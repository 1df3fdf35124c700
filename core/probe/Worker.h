// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/Ticks.h"
#include "core/event/Event.h"
#include "core/gate/Gate.h"
#include "core/probe/Watch.h"
#include "core/ring/RingWriter.h"

#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace heddle {

class Operation;

// What one thread records with: its slot, its ring, its place at the gate. Thread: its own only.
class Worker {
public:
    Worker(const Newcomer& newcomer, RunPage& page, Slot& slot, Event* ring, ProcessId process,
           const AttachSocket& attachSocket);

    // Counted as produced, or as produced and lost.
    void record(const Event& event, std::string_view text = {}) {
        Slot& own = slot();
        // This thread is the only writer, so a load and a store are enough, and cheaper than an atomic
        // addition.
        own.produced.store(own.produced.load(std::memory_order_relaxed) + 1, std::memory_order_relaxed);
        if (m_ring.hasRoom(text.size())) [[likely]]
            m_ring.write(event, text);
        else
            recordInFullRing(event, text);
    }
    void define(Event definition, std::string_view text);  // not counted
    // Waits here, if it must, so that the next define() with so much text does not. False: Heddle is gone.
    bool makeRoomToDefine(std::size_t textBytes) { return m_ring.hasRoom(textBytes) || makeRoom(textBytes); }
    static void end(Worker* worker);  // gives its slot back, and frees it; of this thread

    Grant stand(SlotState state) { return gate.await(state, std::exchange(m_standing, nullptr)); }
    // Free mode: tells the starter. Held it is told at the first gate, which may never come: the run may
    // become free before.
    void isAttached() {
        if (m_standing && !gate.isHeld()) [[unlikely]]
            tellStarter();
    }

    std::uint64_t now() const { return ticksBefore(source); }
    MessageId newMessage() { return {static_cast<std::uint64_t>(id.number) << 32 | ++m_messages}; }
    std::uint32_t newOperation() { return ++m_operations; }
    std::string pathFor(std::string_view name);      // "main/jobs", the second "main/jobs#2"
    std::string defaultName(std::string_view kind);  // "queue-1", "queue-2"
    Slot& slot() { return m_ring.slot(); }

    const WorkerId id;
    const std::string path;
    const ObjectId handle;
    const ProcessId process;
    const WorkerKind kind;
    const Depth depth;  // of what it does by default
    const TickSource source;
    RunPage& page;
    Gate gate;
    Operation* innermost = nullptr;  // the operation it is in the middle of

private:
    void tellStarter();
    bool makeRoom(std::size_t textBytes);
    void recordInFullRing(const Event& event, std::string_view text);

    RingWriter m_ring;
    AttachSocket m_attachSocket;
    std::uint32_t m_operations = 0;
    std::uint64_t m_messages = 0;
    FutexWord* m_standing;
    std::unordered_map<std::string, int> m_names;
};

}  // namespace heddle
