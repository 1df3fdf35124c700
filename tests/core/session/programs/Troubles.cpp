// SPDX-License-Identifier: MIT
// Programs with one thing wrong each, and some that only look so.
#include "core/ipc/Pipe.h"
#include "core/ipc/Process.h"
#include "core/ipc/ProcessMutex.h"
#include "core/ipc/SharedArray.h"
#include "core/ipc/SharedValue.h"
#include "core/sync/Argument.h"
#include "core/sync/Barrier.h"
#include "core/sync/Condition.h"
#include "core/sync/EventFlag.h"
#include "core/sync/Queue.h"
#include "core/sync/Shared.h"
#include "core/sync/Thread.h"
#include "core/sync/ThreadPool.h"

#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

using namespace heddle;

namespace {

void lostWakeUp() {
    Mutex mutex{"m"};
    Condition condition{mutex, "c"};
    condition.notify();
    Thread waiter("waiter", [&] {
        const std::lock_guard guard{mutex};
        condition.wait();
    });
}

// One item for two: who comes late waits for ever, and nothing was lost.
void itemTakenByAnother() {
    Mutex mutex{"m"};
    Condition condition{mutex, "c"};
    int items = 0;
    const auto consume = [&] {
        const std::lock_guard guard{mutex};
        while (items == 0)
            condition.wait();
        --items;
    };
    Thread producer("producer", [&] {
        const std::lock_guard guard{mutex};
        ++items;
        condition.notify();
    });
    Thread a("a", consume), b("b", consume);
    producer.join();
}

void lockOfTheDead() {
    Mutex mutex{"m"};
    Thread holder("holder", [&] { mutex.acquire(); });
    holder.join();
    mutex.acquireFor(std::chrono::milliseconds(10));
}

void lockOfAKilledProcess() {
    ProcessMutex mutex("m", ProcessMutex::Robustness::plain);
    PipeEnds word = makePipe("word"), never = makePipe("never");
    Process holder("holder", [&] {
        mutex.acquire();
        word.second.send("mine");
        never.first.recv();
        return 0;
    });
    word.first.recv();
    holder.kill();
    holder.join();
    mutex.acquireFor(std::chrono::milliseconds(10));
}

void robustLockOfAKilledProcess() {
    ProcessMutex mutex("m");
    Process holder("holder", [&] {
        mutex.acquire();
        return 0;
    });
    holder.join();
    mutex.acquire();
    mutex.release();
}

void sharedUnprotected() {
    Shared<int> x{"x", 0};
    Thread a("a", [&] { x.store(1); });
    Thread b("b", [&] { x.load(); });
}

void sharedBetweenProcesses() {
    SharedValue<int> x{"x", 0};
    Process child("child", [&] {
        x.store(1);
        return 0;
    });
    x.load();
    child.join();
}

void arrayBetweenProcesses() {
    SharedArray<int> array{"a", 2};
    Process child("child", [&] {
        array.store(1, 1);
        return 0;
    });
    array.load(1);
    child.join();
}

void arrayByPlaces() {
    SharedArray<int> array{"a", 2};
    Process child("child", [&] {
        array.store(1, 1);
        return 0;
    });
    array.store(0, 1);
    child.join();
    array.load(1);
}

void sharedInOrder() {
    Shared<int> x{"x", 0};
    EventFlag flag{"flag"};
    Barrier barrier{"barrier", 2};
    Queue<int> queue{"queue"};
    Mutex mutex{"m"};
    Condition condition{mutex, "c"};
    bool isReady = false;
    x.store(1);
    Thread other("other", [&] {
        x.store(2);
        flag.set();
        barrier.wait();
        x.store(4);
        queue.put(1);
        const std::lock_guard guard{mutex};
        while (!isReady)
            condition.wait();
        x.store(6);
    });
    flag.wait();
    x.store(3);
    barrier.wait();
    queue.get();
    x.store(5);
    {
        const std::lock_guard guard{mutex};
        isReady = true;
        condition.notify();
    }
    other.join();
    ThreadPool pool(2, "pool");
    Future<int> result = pool.submit([&] {
        x.store(7);
        return 0;
    });
    result.get();
    x.load();
}

void sharedWithAThreadOfItsOwn() {
    Shared<int> x{"x", 0};
    x.store(1);
    std::thread stranger([&] { x.store(x.load() + 1); });
    stranger.join();
    x.load();
}

void unreceived() {
    Queue<int> queue{"q"};
    queue.put(1);
    queue.put(2);
    queue.get();
}

void unjoined() {
    Process child("child", [] { return 0; });
}

void leftOpen() {
    Process child("child", [] {
        auto* pipe = new PipeEnds(makePipe("p"));  // for ever
        pipe->second.send("x");
        pipe->first.recv();
        pipe->first.close();
        return 0;
    });
    child.join();
}

void forkBesideAThread() {
    EventFlag isOver{"over"};
    Thread thread("thread", [&] { isOver.wait(); });
    Process child("child", [] { return 0; });
    child.join();
    isOver.set();
}

const std::map<std::string, std::function<void()>> scenes{
    {"lostWakeUp", lostWakeUp},
    {"itemTakenByAnother", itemTakenByAnother},
    {"lockOfTheDead", lockOfTheDead},
    {"lockOfAKilledProcess", lockOfAKilledProcess},
    {"robustLockOfAKilledProcess", robustLockOfAKilledProcess},
    {"sharedUnprotected", sharedUnprotected},
    {"sharedBetweenProcesses", sharedBetweenProcesses},
    {"arrayBetweenProcesses", arrayBetweenProcesses},
    {"arrayByPlaces", arrayByPlaces},
    {"sharedInOrder", sharedInOrder},
    {"sharedWithAThreadOfItsOwn", sharedWithAThreadOfItsOwn},
    {"unreceived", unreceived},
    {"unjoined", unjoined},
    {"leftOpen", leftOpen},
    {"forkBesideAThread", forkBesideAThread},
};

}  // namespace

int main() {
    scenes.at(argument("scene", ""))();
}
