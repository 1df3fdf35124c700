// SPDX-License-Identifier: MIT
#include "tests/core/session/programs/KilledScenes.h"

#include "core/ipc/Process.h"
#include "core/sync/Barrier.h"
#include "core/sync/Condition.h"
#include "core/sync/EventFlag.h"
#include "core/sync/Mutex.h"
#include "core/sync/Queue.h"
#include "core/sync/ReadWriteLock.h"
#include "core/sync/RecursiveMutex.h"
#include "core/sync/Semaphore.h"
#include "core/sync/Sleep.h"
#include "core/sync/ThreadPool.h"
#include "core/sync/Timer.h"

#include <filesystem>
#include <fstream>

using namespace std::chrono_literals;

namespace heddle::test {
namespace {

// By the state that the kernel gives of each of its threads (proc(5)).
bool allSleep(pid_t pid) {
    std::error_code error;
    for (const auto& task :
         std::filesystem::directory_iterator("/proc/" + std::to_string(pid) + "/task", error)) {
        std::ifstream file(task.path() / "stat");
        std::string line;
        std::getline(file, line);
        const std::size_t state = line.rfind(')') + 2;
        if (state >= line.size() || line[state] != 'S')
            return false;
    }
    return !error;
}

void queues() {
    killOnceItWaits("gets", [] { Queue<int>{"q"}.get(); });
    killOnceItWaits("puts", [] {
        Queue<int> queue{"q", 1};
        queue.put(1);
        queue.put(2);
    });
    killOnceItWaits("joins", [] {
        Queue<int> queue{"q"};
        queue.put(1);
        queue.join();
    });
}

template <class Lock>
void withALock(const std::string& name) {
    killOnceItWaits(name, [] {
        Lock lock{"m"};
        lock.acquire();
        Thread waiter("waiter", [&] { lock.acquire(); });
        waiter.join();
    });
}

void locks() {
    withALock<Mutex>("mutex");
    withALock<RecursiveMutex>("recursive");
    killOnceItWaits("condition", [] {
        Mutex mutex{"m"};
        Condition condition{mutex, "c"};
        mutex.acquire();
        condition.wait();
    });
    killOnceItWaits("reads", [] {
        ReadWriteLock lock{"l"};
        lock.acquireWrite();
        Thread("waiter", [&] { lock.acquireRead(); }).join();
    });
    killOnceItWaits("writes", [] {
        ReadWriteLock lock{"l"};
        lock.acquireRead();
        Thread("waiter", [&] { lock.acquireWrite(); }).join();
    });
}

void meetings() {
    killOnceItWaits("semaphore", [] { Semaphore{"s", 0}.acquire(); });
    killOnceItWaits("flag", [] { EventFlag{"e"}.wait(); });
    killOnceItWaits("barrier", [] { Barrier{"b", 2}.wait(); });
    killOnceItWaits("sleeps", [] { sleepFor(10h); });
    killOnceItWaits("pool", [] {
        EventFlag never{"never"};
        ThreadPool pool{2};
        pool.submit([&] { never.wait(); }).get();
    });
    killOnceItWaits("timer", [] {
        Timer timer{"t", 10h, [] {}};
        timer.start();
        timer.join();
    });
}

}  // namespace

void killOnceItWaits(const std::string& name, const std::function<void()>& body) {
    Process victim(name, [&] {
        body();
        return 0;
    });
    do
        sleepFor(20ms);  // held: virtual, it waits by then
    while (!allSleep(victim.pid()));
    victim.kill();
    victim.join();
}

std::map<std::string, std::function<void()>> killedScenes() {
    return {{"killedAtQueues", queues}, {"killedAtLocks", locks}, {"killedAtMeetings", meetings}};
}

}  // namespace heddle::test
