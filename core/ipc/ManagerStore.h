// SPDX-License-Identifier: MIT
#pragma once

#include "core/ipc/Json.h"
#include "core/ipc/ManagerLink.h"
#include "core/sync/Line.h"

#include <deque>
#include <map>
#include <memory>
#include <string>

namespace heddle {

// The objects of a manager, in its process. Everything is done under one latch, so each access is whole.
// Thread: any.
class ManagerStore {
public:
    struct Answer {
        Outcome outcome = Outcome::ok;
        Json value;
    };
    // A request as it came: what is to be done to which object with what, and for whom.
    struct Request {
        Op op = Op::none;
        std::uint32_t object = 0;
        Json arguments;  // a list
        Patience patience;
        std::uint32_t client = 0;   // WorkerId; 0: unwatched
        std::uint64_t session = 0;  // number of the connection
        int connection = -1;        // its descriptor: tells whether the client is still there
    };

    Answer make(ManagerLink& link, const Request& request);  // arguments: kind, name, ObjectId, capacity
    // Waits for a lock, an item, or room. Broken, and nothing is done: the client has gone meanwhile.
    Answer perform(const Request& request);
    static std::int64_t toldOf(Patience patience);  // in ns; none: 0, forever: -1
    static Patience patienceIn(std::int64_t told);
    void close();  // who waits is let go: closed
    void abandon(std::uint64_t session,
                 std::uint32_t client);  // takes back the locks of a client that is gone

private:
    struct Stored {
        ObjectKind kind = ObjectKind::none;
        std::unique_ptr<Object> object;
        std::map<Json, Json> entries;  // dict, namespace
        std::deque<Json> items;        // list, queue
        Json value;
        std::size_t capacity = 0;  // of a queue; 0: unbounded
        std::uint64_t holder = 0;  // of a lock: a session; 0: free
        bool isClosed = false;
        bool wasAbandoned = false;  // its last holder is gone
        Line takers, putters;
    };
    struct Wait;
    static Answer apply(Stored& stored, const Request& request);
    static Answer applyToEntries(Stored& stored, const Request& request);
    static Answer applyToItems(Stored& stored, const Request& request);
    static Answer applyToLock(Stored& stored, const Request& request);
    static void settle(Stored& stored);
    Stored* find(const Request& request);

    Latch m_latch;
    std::map<std::uint32_t, std::unique_ptr<Stored>> m_objects;  // never taken out
};

// How a request is told: "key: value", or what there is of it, or its verb; when it is done with what was
// found, where something was looked up; or why it failed. And how its reply is told.
std::string wordsOfRequest(Op op, const Json& arguments);
std::string wordsOfReply(Outcome outcome, const Json& value);
std::string wordsOfDone(Op op, Outcome outcome, const Json& arguments, const Json& found);
std::string wordsOfFailed(Op op, Outcome outcome, const Json& arguments);

}  // namespace heddle
