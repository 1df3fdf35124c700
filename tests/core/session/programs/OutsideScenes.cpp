// SPDX-License-Identifier: MIT
#include "tests/core/session/programs/OutsideScenes.h"

#include "core/ipc/Process.h"
#include "core/sync/Print.h"
#include "core/sync/Queue.h"
#include "core/sync/Sleep.h"
#include "core/sync/Thread.h"

#include <atomic>
#include <csignal>
#include <mutex>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using namespace heddle;
using namespace std::chrono_literals;

namespace {

// Everybody's last word waits for something that Heddle does not see.
void blocksInMutex() {
    std::mutex plain;
    Queue<int> told{"told"};
    std::unique_lock held{plain};
    Thread blocked("blocked", [&] {
        told.put(1);
        const std::lock_guard guard{plain};
        told.put(2);
    });
    told.get();
    print("still going");
    held.unlock();
    told.get();
}

void blocksInJoin() {
    Queue<int> queue{"q"};
    Thread getter("getter", [&] { queue.get(); });
    std::thread stranger([&] {
        print("hello");
        queue.put(1);
    });
    stranger.join();
    print("joined");
}

void blocksInWaitpid() {
    print("before");
    const pid_t child = fork();
    if (child == 0) {
        print("in the child");
        std::exit(0);
    }
    waitpid(child, nullptr, 0);
    print("after");
}

void blocksInRead() {
    int ends[2];
    if (pipe(ends) != 0)
        return;
    Thread reader("reader", [&] {
        print("reads");
        char byte = 0;
        print(read(ends[0], &byte, 1) == 1 ? "has read" : "has read nothing");
    });
    sleepFor(1ms);
    print("writes");
    [[maybe_unused]] const ssize_t written = write(ends[1], "x", 1);
}

void computesLong() {
    std::atomic<bool> isEnough{false};
    Thread busy("busy", [&] {
        print("computes");
        while (!isEnough) {
        }
    });
    sleepFor(1ms);
    print("meanwhile");
    isEnough = true;
}

// Two are stuck; the third may still come and help, for all that anybody knows.
void stuckBesideABlockedOne() {
    Queue<int> never{"never"};
    std::mutex plain;
    plain.lock();
    Thread blocked("blocked", [&] {
        print("blocks");
        plain.lock();
    });
    never.get();
}

void killsThatAreIgnored() {
    Queue<int> never{"never"};
    Process child("child", [&] {
        std::signal(SIGTERM, SIG_IGN);
        print("ignores it");
        never.get();
        return 0;
    });
    sleepFor(1ms);
    for (int i = 0; i < 5; ++i)
        child.terminate();
    child.kill();
    child.join();
}

// A wait that ends by what Heddle does not see; long after one could think that nobody is left to end it.
void endedByAStranger() {
    Queue<int> queue{"q"};
    std::thread stranger([&] {
        std::this_thread::sleep_for(4s);
        queue.put(1);
    });
    queue.get();
    stranger.join();
}

void waitsOutside() {
    print("one");
    print("two");
    std::this_thread::sleep_for(30s);
}

void endedByAnAlarm() {
    std::signal(SIGALRM, [](int) { _exit(7); });
    alarm(1);
    Queue<int>{"never"}.get();
}

}  // namespace

const std::map<std::string, std::function<void()>>& outsideScenes() {
    static const std::map<std::string, std::function<void()>> scenes{
        {"blocksInMutex", blocksInMutex},
        {"blocksInJoin", blocksInJoin},
        {"blocksInWaitpid", blocksInWaitpid},
        {"blocksInRead", blocksInRead},
        {"computesLong", computesLong},
        {"stuckBesideABlockedOne", stuckBesideABlockedOne},
        {"killsThatAreIgnored", killsThatAreIgnored},
        {"endedByAStranger", endedByAStranger},
        {"waitsOutside", waitsOutside},
        {"endedByAnAlarm", endedByAnAlarm},
    };
    return scenes;
}
