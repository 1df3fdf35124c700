// SPDX-License-Identifier: MIT
// A program of one scene, named by scene=NAME: what OperationsTest looks at. Every scene says what it needs
// by order of creation and joins alone, so that it shows the same free and held.
#include "core/ipc/Pipe.h"
#include "core/ipc/Process.h"
#include "core/sync/Argument.h"
#include "core/sync/Condition.h"
#include "core/sync/Print.h"
#include "core/sync/Queue.h"
#include "core/sync/Shared.h"
#include "core/sync/Sleep.h"
#include "core/sync/Thread.h"
#include "tests/core/session/programs/DatagramScenes.h"
#include "tests/core/session/programs/DeathScenes.h"
#include "tests/core/session/programs/HeldScenes.h"
#include "tests/core/session/programs/IpcScenes.h"
#include "tests/core/session/programs/KilledScenes.h"
#include "tests/core/session/programs/ManagerScenes.h"
#include "tests/core/session/programs/MemoryScenes.h"
#include "tests/core/session/programs/OutsideScenes.h"
#include "tests/core/session/programs/RefusedScenes.h"
#include "tests/core/session/programs/StreamScenes.h"

#include <csignal>
#include <functional>
#include <map>
#include <mutex>
#include <sched.h>
#include <stdexcept>
#include <thread>
#include <unistd.h>
#include <vector>

using namespace heddle;
using namespace heddle::test;
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

// One processor, and a sender that gives way: whom a write wakes goes on before the write's caller does.
void politeSender() {
    cpu_set_t one;
    CPU_ZERO(&one);
    CPU_SET(static_cast<std::size_t>(sched_getcpu()), &one);
    sched_setaffinity(0, sizeof(one), &one);
    PipeEnds pipe = makePipe("p");
    Process sender("sender", [&] {
        if (nice(19) == -1)
            return 1;
        for (int i = 0; i < 2000; ++i)
            pipe.second.send("x");
        return 0;
    });
    pipe.second.close();
    while (pipe.first.recv()) {
    }
    sender.join();
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

// The pipe takes a part of what they send, and its reader never reads.
void fullPipe() {
    PipeEnds pipe = makePipe("p");
    std::vector<Process> senders;
    for (int i = 0; i < argument("senders", 1); ++i)
        senders.emplace_back([&] {
            pipe.second.send(std::string(100'000, 'x'));
            return 0;
        });
    for (Process& sender : senders)
        sender.join();
}

// Of a pair of sockets Heddle says in a held run what it takes; and the kernel still says that nobody reads.
void fullSockets() {
    PipeEnds pipe = makePipe("p", Duplex::yes);
    Process sender("sender", [&] {
        pipe.first.close();
        pipe.second.send(std::string(1'000'000, 'x'));
        return 0;
    });
    sleepFor(20ms);  // held: virtual, the sender waits by then
    pipe.first.close();
    sender.join();
}

// Frames larger than what a pipe takes, beside workers that have nothing to do with them.
void largeFrames() {
    Shared<int> count{"count", 0};
    for (const Duplex duplex : {Duplex::no, Duplex::yes}) {
        PipeEnds pipe = makePipe("p", duplex);
        Process sender("sender", [&] {
            pipe.first.close();
            for (const std::size_t bytes : {200'000, 5, 100'000})
                pipe.second.send(std::string(bytes, 'x'));
            pipe.second.close();
            return 0;
        });
        pipe.second.close();
        Thread beside("beside", [&] {
            for (int i = 0; i < 10; ++i)
                count.store(count.load() + 1);
        });
        while (pipe.first.recv()) {
        }
        sender.join();
    }
}

// Nobody closes the writing end in the child: the kernel does, when it ends.
void unclosed() {
    PipeEnds pipe = makePipe("p");
    Process child("child", [] {
        sleepFor(20ms);  // held: virtual, its parent waits by then
        return 0;
    });
    pipe.second.close();
    pipe.first.recv();
    child.join();
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

// Many at each side of a small queue: whoever waits may find it empty, full, or others ahead.
void crowd() {
    Queue<int> queue{"q", 2};
    std::vector<Thread> threads;
    for (int i = 0; i < 4; ++i)
        threads.emplace_back("taker-" + std::to_string(i), [&] {
            for (int taken = 0; taken < 250; ++taken)
                queue.get();
        });
    for (int i = 0; i < 2; ++i)
        threads.emplace_back("putter-" + std::to_string(i), [&] {
            for (int put = 0; put < 500; ++put)
                queue.put(put);
        });
}

// What lies in the queue at the fork is taken by both; and by the child's own child once more.
void queueAtFork() {
    Queue<int> queue{"q"};
    queue.put(1);
    queue.put(2);
    Process child("child", [&] {
        Process("grandchild", [&] { return *queue.get() - 1; }).join();
        queue.put(3);
        for (int i = 1; i <= 3; ++i)
            if (*queue.get() != i)
                return 1;
        return 0;
    });
    queue.get();
    queue.get();
    child.join();
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
    {"sharedAndPrint", sharedAndPrint},
    {"pipes", pipes},
    {"politeSender", politeSender},
    {"processes", processes},
    {"broken", broken},
    {"deadlock", deadlock},
    {"stuckQueue", stuckQueue},
    {"fullPipe", fullPipe},
    {"fullSockets", fullSockets},
    {"largeFrames", largeFrames},
    {"unclosed", unclosed},
    {"deadlines", deadlines},
    {"chatter", chatter},
    {"crowd", crowd},
    {"queueAtFork", queueAtFork},
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
    const std::string name = argument("scene", "");
    for (const auto& some : {scenes, ipcScenes(), deathScenes(), outsideScenes(), streamScenes(),
                             datagramScenes(), memoryScenes(), managerScenes(), refusedScenes(),
                             killedScenes(), killedAtIpcScenes(), heldScenes()})
        if (const auto scene = some.find(name); scene != some.end())
            return scene->second(), 0;
    return 2;
}
