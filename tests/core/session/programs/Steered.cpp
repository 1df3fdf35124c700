// SPDX-License-Identifier: MIT
// Programs that are steered while they run: scene=NAME, rounds=N.
#include "core/ipc/Pipe.h"
#include "core/ipc/Process.h"
#include "core/ipc/ProcessQueue.h"
#include "core/sync/Argument.h"
#include "core/sync/Condition.h"
#include "core/sync/EventFlag.h"
#include "core/sync/Mutex.h"
#include "core/sync/Print.h"
#include "core/sync/Queue.h"
#include "core/sync/Shared.h"
#include "core/sync/Sleep.h"
#include "core/sync/Thread.h"

#include <functional>
#include <map>
#include <mutex>
#include <poll.h>

using namespace heddle;
using namespace std::chrono_literals;

namespace {

void lockers() {
    Mutex mutex{"m"};
    Shared<int> shared{"s", 0};
    const auto work = [&] {
        const std::lock_guard guard{mutex};
        shared.store(shared.load() + 1);
    };
    Thread a("a", work), b("b", work);
    a.join();
    b.join();
}

void sleepers() {
    Thread later("later", [] { sleepFor(2h); }), sooner("sooner", [] { sleepFor(1h); });
    Shared<int> shared{"s", 0};
    shared.store(1);
    shared.store(2);
    later.join();
    sooner.join();
}

void keeper() {
    Mutex mutex{"m"};
    mutex.acquire();
    Thread a("a", [&] { const std::lock_guard guard{mutex}; });
    sleepFor(1h);  // until it is held: then that time comes as soon as it is let come
    mutex.release();
    a.join();
}

void lonely() {
    PipeEnds ends = makePipe("p");
    ends.first.recv();  // it holds the other end itself
}

void outside() {
    print("goes out");
    ::poll(nullptr, 0, -1);
}

void crossed() {
    Mutex one{"one"}, other{"other"};
    Shared<int> shared{"s", 0};
    const auto take = [](Mutex& first, Mutex& second) {
        const std::lock_guard outer{first};
        const std::lock_guard inner{second};
    };
    Thread a("a", [&] { take(one, other); }), b("b", [&] { take(other, one); });
    for (int i = 0; i < 100; ++i)
        shared.store(i);
    a.join();
    b.join();
}

// Until it is ended.
void crossedBesideMain() {
    Mutex one{"one"}, other{"other"};
    EventFlag hasOne{"has one"}, hasOther{"has other"};
    const auto take = [](Mutex& first, Mutex& second, EventFlag& has, EventFlag& hasToo) {
        const std::lock_guard outer{first};
        has.set();
        hasToo.wait();
        const std::lock_guard inner{second};
    };
    Thread a("a", [&] { take(one, other, hasOne, hasOther); });
    Thread b("b", [&] { take(other, one, hasOther, hasOne); });
    while (true)
        sleepFor(1ms);
}

// Waits of every kind: in line, on a condition, with a patience, in the kernel, on another process's word.
void busy(int rounds) {
    Queue<int> queue{"q", 2};
    Mutex mutex{"m"};
    Condition condition{mutex, "c"};
    bool isEven = true;
    PipeEnds there = makePipe("there"), back = makePipe("back");
    ProcessQueue<int> queued{"pq", 2};
    Process echo("echo", [&] {
        there.second.close();
        back.first.close();
        while (auto message = there.first.recv())
            back.second.send(*message);
        for (int i = 0; i < rounds / 10; ++i)
            queued.get();
        return 0;
    });
    there.first.close();
    back.second.close();
    Thread consumer("consumer", [&] {
        for (int i = 0; i < rounds; ++i)
            queue.get();
    });
    Thread other("other", [&] {
        for (int i = 0; i < rounds; ++i) {
            const std::lock_guard guard{mutex};
            condition.wait([&] { return !isEven; });
            isEven = true;
            condition.notify();
        }
    });
    for (int i = 0; i < rounds; ++i) {
        queue.put(i);
        {
            const std::lock_guard guard{mutex};
            condition.wait([&] { return isEven; });
            isEven = false;
            condition.notify();
        }
        there.second.send("x");
        back.first.recv();
        if (i % 50 == 0)
            sleepFor(1us);
    }
    there.second.close();
    for (int i = 0; i < rounds / 10; ++i)
        queued.put(i);
    consumer.join();
    other.join();
    echo.join();
    print("all went " + std::to_string(rounds) + " rounds");
}

}  // namespace

int main() {
    const int rounds = argument("rounds", 10);
    const std::map<std::string, std::function<void()>> scenes{{"lockers", lockers},
                                                              {"sleepers", sleepers},
                                                              {"keeper", keeper},
                                                              {"crossed", crossed},
                                                              {"lonely", lonely},
                                                              {"outside", outside},
                                                              {"crossedBesideMain", crossedBesideMain},
                                                              {"busy", [rounds] { busy(rounds); }}};
    scenes.at(argument("scene", "lockers"))();
}
