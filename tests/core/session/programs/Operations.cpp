// SPDX-License-Identifier: MIT
// A program of one scene, named by scene=NAME: what OperationsTest looks at. Every scene says what it needs
// by order of creation and joins alone, so that it shows the same free and held.
#include "core/ipc/Pipe.h"
#include "core/ipc/Process.h"
#include "core/ipc/ProcessQueue.h"
#include "core/sync/Argument.h"
#include "core/sync/Condition.h"
#include "core/sync/Print.h"
#include "core/sync/Queue.h"
#include "core/sync/Shared.h"
#include "core/sync/Sleep.h"
#include "core/sync/Thread.h"

#include <csignal>
#include <functional>
#include <map>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <unistd.h>
#include <vector>

using namespace heddle;
using namespace std::chrono_literals;

namespace {

void mutexes() {
    Mutex mutex{"m"};
    mutex.acquire();
    mutex.tryAcquire();
    mutex.acquireFor(1ms);
    Thread waiter("waiter", [&] {
        mutex.acquire();
        mutex.release();
    });
    sleepFor(20ms);  // held: virtual, the waiter waits by then
    mutex.release();
    waiter.join();
    mutex.release();
}

void conditions() {
    Mutex mutex{"m"};
    Condition condition{mutex, "c"};
    bool isReady = false;
    condition.notify();
    mutex.acquire();
    condition.waitFor(1ms);
    mutex.release();
    Thread sleeper("sleeper", [&] {
        const std::lock_guard guard{mutex};
        condition.wait([&] { return isReady; });
    });
    sleepFor(20ms);
    mutex.acquire();
    isReady = true;
    condition.notifyAll();
    mutex.release();
    sleeper.join();
}

void queues() {
    Queue<int> queue{"q", 1};
    queue.tryGet();
    queue.getFor(1ms);
    queue.put(7);
    queue.tryPut(8);
    queue.putFor(9, 1ms);
    Thread consumer("consumer", [&] {
        queue.get();
        queue.taskDone();
        queue.taskDone();
    });
    queue.join();
    consumer.join();
    queue.close();
    queue.put(1);
    queue.get();
}

void processQueues() {
    ProcessQueue<int> queue{"pq", 1};
    queue.tryGet();
    queue.getFor(1ms);
    queue.put(7);
    queue.tryPut(8);
    queue.putFor(9, 1ms);
    Process consumer("consumer", [&] {
        queue.get();
        queue.taskDone();
        queue.taskDone();
        queue.put(3);
        return 0;
    });
    queue.join();
    consumer.join();
    queue.get();
    queue.joinThread();
    queue.close();
    queue.put(1);
    queue.get();
    queue.joinThread();
}

void sharedAndPrint() {
    Shared<int> shared{"s", 3};
    shared.store(shared.load() + 1);
    print("hello");
}

void pipes() {
    PipeEnds pipe = makePipe("p");
    pipe.first.poll();
    pipe.first.recvFor(1ms);
    pipe.first.send("wrong way");
    Process child("child", [&] {
        pipe.first.close();
        pipe.second.send("from the child");
        pipe.second.close();
        return 3;
    });
    pipe.second.close();
    pipe.first.recv();
    pipe.first.recv();
    child.join();
    child.kill();
}

void processes() {
    Process killed("killed", [] {
        sleepFor(1h);
        return 0;
    });
    killed.kill();
    killed.join();
    Process thrower("thrower", []() -> int { throw std::runtime_error("torn"); });
    thrower.join();
}

void broken() {
    PipeEnds pipe = makePipe("p");
    pipe.first.close();
    pipe.second.send("to nobody");
}

void deadlock() {
    Mutex left{"left"}, right{"right"};
    Queue<int> reached{"reached"};
    left.acquire();
    Thread other("other", [&] {
        right.acquire();
        reached.put(1);
        left.acquire();
    });
    reached.get();
    right.acquire();
}

void stuckQueue() {
    Queue<int> queue{"never"};
    queue.get();
}

void deadlines() {
    std::vector<Thread> threads;
    for (const int hours : {3, 1, 2})
        threads.emplace_back("after-" + std::to_string(hours),
                             [hours] { sleepFor(std::chrono::hours(hours)); });
}

void chatter() {
    Queue<std::string> queue{"q", 4};
    Thread reader("reader", [&] {
        while (queue.get())
            queue.taskDone();
    });
    for (int i = 0; i < 2000; ++i)
        queue.put(std::string(static_cast<std::size_t>(i % 300), 'x'));
    queue.join();
    queue.close();
}

// More at a time than one segment has slots, and more after one another than the rings would last for.
void manyThreads() {
    Queue<int> gate{"gate"};
    std::vector<Thread> threads;
    for (int i = 0; i < 150; ++i)
        threads.emplace_back([&] { gate.get(); });
    gate.close();
    threads.clear();
    for (int i = 0; i < 300; ++i)
        Thread([] {});
}

void throwing() {
    Thread thread("thrower", [] { throw std::runtime_error("torn"); });
}

void strangers() {
    Queue<int> queue{"q"};
    std::thread stranger([&] { queue.put(1); });
    queue.get();
    stranger.join();
}

void plainFork() {
    print("before");
    if (fork() == 0) {
        print("in the child");
        std::exit(0);
    }
    print("after");
}

void forkBesideThreads() {
    Mutex mutex{"m"};
    Queue<int> jobs{"jobs"};
    std::vector<Thread> busy;
    for (int i = 0; i < 4; ++i)
        busy.emplace_back([&] {
            for (int k = 0; k < 50; ++k)
                const std::lock_guard guard{mutex};
        });
    for (int i = 0; i < 5; ++i)
        Process([&, i] {
            jobs.put(i);
            print("child");
            return i;
        }).join();
}

void everything() {
    sharedAndPrint();
    mutexes();
    conditions();
    queues();
    pipes();
    processes();
    Shared<int> count{"count", 0};
    std::vector<Thread> threads;
    for (int i = 0; i < 3; ++i)
        threads.emplace_back([&] {
            for (int k = 0; k < 4; ++k)
                count.store(count.load() + 1);
        });
}

[[noreturn]] void spin() {
    for (Queue<int> queue{"q"};; queue.get())
        queue.put(1);
}

const std::map<std::string, std::function<void()>> scenes{
    {"mutexes", mutexes},
    {"conditions", conditions},
    {"queues", queues},
    {"processQueues", processQueues},
    {"sharedAndPrint", sharedAndPrint},
    {"pipes", pipes},
    {"processes", processes},
    {"broken", broken},
    {"deadlock", deadlock},
    {"stuckQueue", stuckQueue},
    {"deadlines", deadlines},
    {"chatter", chatter},
    {"manyThreads", manyThreads},
    {"throwing", throwing},
    {"strangers", strangers},
    {"plainFork", plainFork},
    {"forkBesideThreads", forkBesideThreads},
    {"everything", everything},
    {"spin", spin},
    {"nap", [] { sleepFor(10h); }},
    {"terminate", [] { std::terminate(); }},
    {"throw", [] { throw std::runtime_error("torn"); }},
    {"segv", [] { std::raise(SIGSEGV); }},
};

}  // namespace

int main() {
    scenes.at(argument("scene", ""))();
}
