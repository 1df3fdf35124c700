// SPDX-License-Identifier: MIT
#pragma once

#include "core/probe/Worker.h"
#include "tests/core/probe/SelfWatch.h"
#include "tests/core/sync/Asleep.h"

#include <functional>
#include <thread>

namespace heddle::test {

// A worker that does one thing, step by step as the test lets it. Thread: the test's own.
struct HeldWorker {
    HeldWorker(SelfWatch& heddle, std::function<void()> task)
        : watch(heddle), thread([this, todo = std::move(task)] {
              id.store(thisWorker()->id.number);
              sleeper.isMe();
              todo();
              isDone.store(1);
              futexWake(isDone, 1);
          }) {
        while (id.load() == 0)
            sched_yield();
    }
    ~HeldWorker() { isDone.load() ? thread.join() : thread.detach(); }

    void stepUntilItWaits() {
        while (true) {
            watch.awaitStanding(worker());
            if (watch.slotOf(worker()).state() == SlotState::waiting)
                return;
            watch.grant(worker());
        }
    }
    void awaitAsleepUnwatched() {
        while (watch.slotOf(worker()).state() != SlotState::running)
            sched_yield();
        sleeper.waitUntilAsleep();
    }
    bool isOver() {
        futexWait(isDone, 0, Span::seconds(10));
        return isDone.load() != 0;
    }
    WorkerId worker() const { return {id.load()}; }

    SelfWatch& watch;
    std::atomic<std::uint32_t> id{0};
    Sleeper sleeper;
    FutexWord isDone{0};
    std::thread thread;
};

}  // namespace heddle::test
