// SPDX-License-Identifier: MIT
#include "tests/core/session/programs/MemoryScenes.h"

#include "core/ipc/Pipe.h"
#include "core/ipc/Process.h"
#include "core/ipc/ProcessMutex.h"
#include "core/ipc/SharedArray.h"
#include "core/ipc/SharedMemory.h"
#include "core/ipc/SharedValue.h"
#include "core/ipc/SignalInbox.h"

#include <csignal>
#include <mutex>
#include <unistd.h>
#include <vector>

using namespace std::chrono_literals;

namespace heddle::test {
namespace {

void sharedBetweenProcesses() {
    ProcessMutex mutex{"m"};
    SharedValue<int> value{"v", 3};
    SharedArray<int> array{"a", 4};
    SharedMemory memory{"mem", 16};
    mutex.acquire();
    mutex.tryAcquire();
    mutex.acquireFor(1ms);
    Process("child", [&] {
        mutex.release();
        mutex.acquireFor(1ms);
        value.store(5);
        array.store(2, 7);
        memory.write(4, "weft");
        return 0;
    }).join();
    mutex.release();
    mutex.release();
    value.load();
    int expected = 4;
    value.compareExchange(expected, 6);
    value.compareExchange(expected, 6);
    value.fetchAdd(2);
    array.load(2);
    array.load(9);
    array.store(9, 1);
    memory.read(4, 4);
    memory.read(14, 4);
    memory.write(14, "warp");
}

void endsHolding(ProcessMutex& mutex) {
    Process("holder", [&] {
        mutex.acquire();
        return 0;
    }).join();
}

void holderEnds() {
    ProcessMutex robust{"robust"};
    endsHolding(robust);
    robust.acquire();
    robust.release();
    robust.acquire();
    ProcessMutex plain{"plain", ProcessMutex::Robustness::plain};
    endsHolding(plain);
    plain.tryAcquire();
}

void holderEndsForGood() {
    ProcessMutex plain{"plain", ProcessMutex::Robustness::plain};
    endsHolding(plain);
    plain.acquire();
}

// The holder is killed while another waits: the kernel wakes nobody.
void holderIsKilled() {
    ProcessMutex robust{"robust"};
    PipeEnds ready = makePipe("ready");
    Process holder("holder", [&] {
        robust.acquire();
        ready.second.send("held");
        ready.second.recv();
        return 0;
    });
    ready.first.recv();
    Process waiter("waiter", [&] { return robust.acquire() == Outcome::broken ? 0 : 1; });
    holder.kill();
    holder.join();
    waiter.join();
}

void signals() {
    PipeEnds ready = makePipe("ready", Duplex::yes);
    Process child("child", [&] {
        SignalInbox inbox{SIGUSR1, "usr1"};
        ready.second.send("ready");
        inbox.take();
        inbox.tryTake();
        inbox.takeFor(1ms);
        inbox.close();
        inbox.take();
        return 0;
    });
    ready.first.recv();
    child.signal(SIGUSR1);
    child.signal(99);
    child.join();
}

void memoryCrowd() {
    ProcessMutex mutex{"m"};
    SharedValue<int> count{"count"};
    SharedArray<int> each{"each", 3};
    std::vector<Process> processes;
    for (std::size_t i = 0; i < 3; ++i)
        processes.emplace_back("p-" + std::to_string(i), [&, i] {
            for (int k = 0; k < 5; ++k) {
                const std::lock_guard guard{mutex};
                count.store(count.load() + 1);
                each.store(i, k);
            }
            return 0;
        });
    for (Process& process : processes)
        process.join();
    count.load();
}

}  // namespace

std::map<std::string, std::function<void()>> memoryScenes() {
    return {{"sharedBetweenProcesses", sharedBetweenProcesses},
            {"holderEnds", holderEnds},
            {"holderEndsForGood", holderEndsForGood},
            {"holderIsKilled", holderIsKilled},
            {"signals", signals},
            {"memoryCrowd", memoryCrowd}};
}

}  // namespace heddle::test
