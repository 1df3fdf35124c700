// SPDX-License-Identifier: MIT
// Makes a trace by hand, numbered as the collector numbers it.
#pragma once

#include "core/trace/Trace.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace heddle {

// What an event says, as far as the builder cannot know it by itself.
struct Telling {
    WorkerId worker = {};
    Op op = Op::none;
    ObjectId object = {};
    Phase phase = Phase::done;
    Outcome outcome = Outcome::ok;
    std::int64_t value = 0;
    MessageId message = {};
    std::string_view text = {};
    std::uint8_t flags = 0;
    SiteId site = {};
    Depth depth = Depth::program;
};

// Keeps count of operations, orders, messages and time. An operation is open from the first event that tells
// of it (or from open()) until it is done or failed; one that is told while another is open is part of it.
// Thread: one owner.
class TraceBuilder {
public:
    TraceBuilder();

    // A worker with a parent gets a handle, an object of the same path. A process gets a process of its own.
    WorkerId addWorker(std::string path, WorkerKind kind = WorkerKind::thread, WorkerId parent = {},
                       Depth depth = Depth::program);
    ObjectId addObject(ObjectKind kind, std::string path, WorkerId maker = {},
                       std::optional<std::int64_t> capacity = {}, ObjectId peer = {});
    // Two ends that name each other as peers.
    std::pair<ObjectId, ObjectId> addPipe(std::string path, std::string peerPath, WorkerId maker = {});
    SiteId addSite(std::string file, std::uint32_t line, std::string function = "main");
    MessageId newMessage() { return MessageId{++m_messages}; }

    void letPass(Span span) { m_now = m_now + span; }
    void setNow(Instant now);  // never goes back
    Instant now() const { return m_now; }

    void open(const Telling& telling);  // as if called, without an event that says so
    void tell(const Telling& telling);  // takes a microsecond

    ObjectId handleOf(WorkerId worker) const;
    Trace& trace() { return *m_trace; }
    std::shared_ptr<Trace> result() const { return m_trace; }

private:
    struct OpenOperation {
        std::uint32_t number = 0, parent = 0;
        Op op = Op::none;
        ObjectId object;
        Instant start;
    };
    struct Told {  // of one worker
        std::uint32_t operations = 0;
        std::vector<OpenOperation> open;
    };
    OpenOperation& openOperation(const Telling& telling);

    std::shared_ptr<Trace> m_trace;
    std::map<WorkerId, Told> m_workers;
    std::map<ObjectId, std::uint32_t> m_orders;
    std::uint32_t m_sites = 0, m_objects = 0, m_processes = 0;
    std::uint64_t m_messages = 0;
    Instant m_now;
};

}  // namespace heddle
