// SPDX-License-Identifier: MIT
#pragma once

#include "core/ipc/Feeder.h"
#include "core/ipc/LastCall.h"
#include "core/sync/Describe.h"
#include "core/sync/Received.h"

#include <memory>
#include <string>
#include <string_view>

namespace heddle {

// A ProcessQueue of bytes: all of it but how an item becomes bytes, and is told. Thread: any.
class ProcessQueueBase {
public:
    using Site = SourceLocation;
    using Describe = void (*)(Description& out, std::string_view bytes);

    ProcessQueueBase(std::string name, std::size_t capacity, Describe describe);
    ~ProcessQueueBase();

    Outcome put(std::string bytes, const Description& content, Patience patience, Site where);
    Received<std::string> get(Patience patience, Site where);
    bool taskDone(Site where);
    void join(Site where);
    Outcome close(Site where);
    Outcome joinThread(Site where);
    void cancelJoinThread();

private:
    // What a process has for itself; the child of a fork begins with a new one.
    struct Local {
        Latch starting;  // held while the feeder is started
        std::unique_ptr<Feeder> feeder;
        std::atomic<bool> isClosed{false};
        std::atomic<bool> isCancelled{false};
    };

    bool touch();  // false: the kernel refused the queue
    bool hasFeeder(const Site& where);
    Outcome claimRoom(Operation& operation, const Site& where);
    bool tryClaim(Operation& operation, const Site& where);
    bool awaitChange(Operation& operation, std::uint32_t seen, bool& isTold);
    Outcome receive(Operation& operation, ArrivingMessage& message, Patience patience, const Site& where);
    Outcome take(Operation& operation, ArrivingMessage& message, Patience patience, bool& isOurs,
                 const Site& where);
    bool isTorn();
    bool readNow(ArrivingMessage& message, const Site& where);
    void giveRoom(Operation& operation, const Site& where);
    void finish();

    const std::shared_ptr<QueueLink> m_link;
    const Describe m_describe;
    std::unique_ptr<Local> m_local;
    LastCall m_lastCall;
};

}  // namespace heddle
