// SPDX-License-Identifier: MIT
// A program of one scene, named by scene=NAME: what SyncOperationsTest looks at. As in Operations.cpp, every
// scene shows the same free and held.
#include "core/sync/Argument.h"
#include "core/sync/Barrier.h"
#include "core/sync/BoundedSemaphore.h"
#include "core/sync/EventFlag.h"
#include "core/sync/LifoQueue.h"
#include "core/sync/Mutex.h"
#include "core/sync/Print.h"
#include "core/sync/PriorityQueue.h"
#include "core/sync/ReadWriteLock.h"
#include "core/sync/RecursiveMutex.h"
#include "core/sync/Shared.h"
#include "core/sync/Sleep.h"
#include "core/sync/ThreadPool.h"
#include "core/sync/Timer.h"

#include <functional>
#include <map>
#include <mutex>
#include <shared_mutex>
#include <stdexcept>
#include <string>
#include <vector>

using namespace heddle;
using namespace std::chrono_literals;

namespace {

constexpr auto untilOthersWait = 100ms;  // held: virtual, they wait by then

void semaphores() {
    Semaphore semaphore{"s", 1};
    BoundedSemaphore bounded{"b", 1};
    semaphore.acquire();
    semaphore.tryAcquire();
    semaphore.acquireFor(1ms);
    bounded.release();
    Thread waiter("waiter", [&] { semaphore.acquire(); });
    sleepFor(untilOthersWait);
    semaphore.release(2);
    waiter.join();
}

void events() {
    EventFlag flag{"e"};
    flag.isSet();
    flag.waitFor(1ms);
    Thread waiter("waiter", [&] { flag.wait(); });
    sleepFor(untilOthersWait);
    flag.set();
    flag.clear();
    waiter.join();
    flag.set();
    flag.isSet();
    flag.wait();
}

void barriers() {
    Barrier barrier{"b", 2};
    Thread first("first", [&] { barrier.wait(); });
    sleepFor(untilOthersWait);
    barrier.wait();
    first.join();
    Thread second("second", [&] { barrier.wait(); });
    sleepFor(untilOthersWait);
    barrier.abort();
    second.join();
    barrier.wait();
    barrier.reset();
    Thread third("third", [&] { barrier.waitFor(untilOthersWait); });
    third.join();
}

void recursiveMutexes() {
    RecursiveMutex mutex{"r"};
    mutex.acquire();
    mutex.acquire();
    Thread other("other", [&] {
        mutex.tryAcquire();
        mutex.acquireFor(1ms);
        mutex.release();
        mutex.acquire();
        mutex.release();
    });
    sleepFor(untilOthersWait);
    mutex.release();
    mutex.release();
    other.join();
}

void readWriteLocks() {
    ReadWriteLock lock{"l"};
    lock.acquireRead();
    Thread writer("writer", [&] {
        lock.tryAcquireWrite();
        lock.acquireWriteFor(1ms);
        lock.releaseWrite();
        lock.acquireWrite();
        lock.release();
    });
    sleepFor(untilOthersWait);
    lock.release();
    writer.join();
    lock.acquireWrite();
    Thread reader("reader", [&] {
        lock.tryAcquireRead();
        lock.acquireReadFor(1ms);
        lock.releaseRead();
        lock.acquireRead();
        lock.release();
    });
    sleepFor(untilOthersWait);
    lock.release();
    reader.join();
}

void orderedQueues() {
    LifoQueue<int> lifo{"lifo"};
    lifo.put(1);
    lifo.put(2);
    lifo.get();
    PriorityQueue<int> priority{"priority", 3};
    for (const int item : {5, 3, 4})
        priority.put(item);
    priority.tryPut(6);
    priority.get();
    PriorityQueue<std::pair<int, std::string>> ranked{"ranked"};
    ranked.put({2, "sweep"});
    ranked.put({1, "cook"});
    ranked.get();
}

void exchanges() {
    Shared<int> shared{"s", 1};
    int expected = 0;
    shared.compareExchange(expected, 9);
    shared.compareExchange(expected, 5);
    shared.fetchAdd(2);
}

template <class F>
void caught(F action) {
    try {
        action();
    } catch (const std::runtime_error&) {
    }
}

void pools() {
    ThreadPool pool{1};
    EventFlag mayEnd{"mayEnd"};
    sleepFor(untilOthersWait);
    auto result = pool.submit([&] {
        mayEnd.wait();
        return 42;
    });
    result.getFor(1ms);
    mayEnd.set();
    result.get();
    result.get();
    auto thrown = pool.submit([]() -> int { throw std::runtime_error("torn"); });
    caught([&] { thrown.get(); });
    pool.map([](int i) { return i * i; }, std::vector{2, 3});
    pool.shutdown();
    caught([&] { pool.submit([] {}); });
}

void timers() {
    Timer timer{"t", 5ms, [] { print("its time has come"); }};
    timer.start();
    timer.start();
    timer.join();
    timer.cancel();
    Timer cancelled{"c", 10h, [] { print("never"); }};
    cancelled.start();
    cancelled.cancel();
}

// Each with as many choices as there are: what one seed must choose again.
void crowd() {
    Semaphore semaphore{"semaphore", 2};
    Barrier barrier{"barrier", 3};
    RecursiveMutex recursive{"recursive"};
    ReadWriteLock readersFirst{"readersFirst", ReadWriteLock::First::readers}, writersFirst{"writersFirst"};
    EventFlag go{"go"};
    LifoQueue<int> lifo{"lifo", 2};
    PriorityQueue<int> priority{"priority"};
    Shared<int> count{"count", 0};
    std::vector<Thread> threads;
    for (int i = 0; i < 3; ++i)
        threads.emplace_back([&, i] {
            go.waitFor(1ms);
            semaphore.acquire();
            lifo.put(i);
            priority.put(2 - i);
            semaphore.release();
            {
                const std::lock_guard outer{recursive};
                const std::lock_guard inner{recursive};
                count.fetchAdd(1);
            }
            {
                const std::shared_lock reads{readersFirst};
                const std::unique_lock writes{writersFirst};
            }
            barrier.wait();
            lifo.tryGet();
            {
                const std::unique_lock writes{readersFirst};
                const std::shared_lock reads{writersFirst};
            }
            barrier.waitFor(1ms);
            priority.tryGet();
            int seen = 0;
            count.compareExchange(seen, i);
        });
    Timer timer{"timer", 1ms, [&] { go.set(); }};
    timer.start();
    lifo.get();
    threads.clear();
    ThreadPool pool{3};
    pool.map([&](int i) { return count.fetchAdd(i); }, std::vector{1, 2, 3, 4});
}

void everything() {
    for (const auto& scene : {semaphores, events, barriers, recursiveMutexes, readWriteLocks, orderedQueues,
                              exchanges, pools, timers, crowd})
        scene();
}

void shortBarrier() {
    Barrier barrier{"gathering", 3};
    Thread one("one", [&] { barrier.wait(); });
    barrier.wait();
}

// Reads again while a writer waits that goes first.
void readTwice() {
    ReadWriteLock lock{"lock"};
    lock.acquireRead();
    Thread writer("writer", [&] { lock.acquireWrite(); });
    sleepFor(untilOthersWait);
    lock.acquireRead();
}

// The one worker of the pool waits for a task that stands behind its own.
void taskBehindTask() {
    ThreadPool pool{1};
    pool.submit([&] { pool.submit([] {}).get(); }).get();
}

const std::map<std::string, std::function<void()>> scenes{
    {"semaphores", semaphores},
    {"events", events},
    {"barriers", barriers},
    {"recursiveMutexes", recursiveMutexes},
    {"readWriteLocks", readWriteLocks},
    {"orderedQueues", orderedQueues},
    {"exchanges", exchanges},
    {"pools", pools},
    {"timers", timers},
    {"crowd", crowd},
    {"everything", everything},
    {"shortBarrier", shortBarrier},
    {"readTwice", readTwice},
    {"taskBehindTask", taskBehindTask},
};

}  // namespace

int main() {
    scenes.at(argument("scene", ""))();
}
