// SPDX-License-Identifier: MIT
// A program of one scene, named by scene=NAME: what AcrossProcessesTest looks at.
#include "core/ipc/Manager.h"
#include "core/ipc/Process.h"
#include "core/ipc/ProcessQueue.h"
#include "core/sync/Argument.h"
#include "core/sync/Print.h"
#include "core/sync/Sleep.h"
#include "core/sync/Thread.h"

#include <csignal>
#include <functional>
#include <map>
#include <string>
#include <sys/resource.h>
#include <unistd.h>
#include <vector>

using namespace heddle;
using namespace std::chrono_literals;

namespace {

// Three processes that put, two that get, more than fits into the pipe, and a place for two only.
void crowd() {
    ProcessQueue<std::string> queue{"q", 2};
    std::vector<Process> processes;
    for (int i = 0; i < 3; ++i)
        processes.emplace_back("putter-" + std::to_string(i), [&, i] {
            for (int k = 0; k < 4; ++k)
                queue.put(std::string(k == 2 ? 100000 : 5, static_cast<char>('a' + i)));
            return 0;
        });
    for (int i = 0; i < 2; ++i)
        processes.emplace_back("getter-" + std::to_string(i), [&] {
            for (int k = 0; k < 6; ++k) {
                print(std::to_string(queue.get()->size()));
                queue.taskDone();
            }
            return 0;
        });
    for (Process& process : processes)
        process.join();
    queue.join();
}

// As in the warning of Python's manual: joined before its items were got, and they fill the pipe.
void joinedTooEarly() {
    ProcessQueue<int> queue{"q"};
    Process putter("putter", [&] {
        for (int i = 0; i < 40; ++i)
            queue.put(i);
        return 0;
    });
    putter.join();
    for (int i = 0; i < 40; ++i)
        queue.get();
}

void cancelled() {
    ProcessQueue<int> queue{"q"};
    Process putter("putter", [&] {
        queue.cancelJoinThread();
        for (int i = 0; i < 40; ++i)
            queue.put(i);
        return 0;
    });
    putter.join();
    print("joined");
}

// What it had not yet written goes with it; what it had is there.
void killedPutter() {
    ProcessQueue<int> queue{"q"};
    ProcessQueue<int> reached{"reached"};
    Process putter("putter", [&] {
        for (int i = 0; i < 40; ++i)
            queue.put(i);
        reached.put(1);
        sleepFor(1h);
        return 0;
    });
    reached.get();
    putter.kill();
    putter.join();
    int got = 0;
    while (queue.tryGet())
        ++got;
    queue.put(77);
    print("got " + std::to_string(got) + " and " + std::to_string(*queue.get()));
}

void killedGetter() {
    ProcessQueue<int> queue{"q", 3};
    Process getter("getter", [&] {
        while (queue.get()) {
        }
        return 0;
    });
    sleepFor(50ms);  // held: virtual, the getter waits by then, in free mode with the reader lock
    getter.kill();
    getter.join();
    queue.put(5);
    print("got " + std::to_string(*queue.get()));
}

// Every kind of object, used by two processes and a thread.
void managed() {
    Manager manager("m");
    ManagedDict dict = manager.dict("d");
    ManagedList list = manager.list("l");
    ManagedValue value = manager.value("v", 3);
    ManagedNamespace space = manager.nameSpace("n");
    ManagedLock lock = manager.lock("lock");
    ManagedQueue queue = manager.queue("mq", 1);
    list.append("zero");
    std::vector<Process> processes;
    for (int i = 0; i < 2; ++i)
        processes.emplace_back("client-" + std::to_string(i), [&, i] {
            lock.acquire();
            value.set((*value.get()).asInteger() + 1);
            lock.release();
            dict.set("k" + std::to_string(i), i);
            queue.put(i);
            return 0;
        });
    Thread thread("thread", [&] { space.set("x", 5); });
    queue.get();
    queue.get();
    for (Process& process : processes)
        process.join();
    thread.join();
    dict.get("none");
    dict.remove("k0");
    list.set(0, "first");
    queue.tryGet();
    print((*value.get()).written() + " " + std::to_string(dict.size()) + " " + (*list.get(0)).written() +
          " " + (*space.get("x")).written());
}

void impatient() {
    Manager manager("m");
    ManagedLock lock = manager.lock("lock");
    ManagedQueue queue = manager.queue("mq", 1);
    lock.acquire();
    queue.put(1);
    Process other("other", [&] {
        lock.acquireFor(20ms);
        queue.putFor(2, 20ms);
        queue.get();
        queue.getFor(20ms);
        return 0;
    });
    other.join();
    lock.release();
}

void abandonedLock() {
    Manager manager("m");
    ManagedLock lock = manager.lock("lock");
    ManagedQueue held = manager.queue("held");
    Process owner("owner", [&] {
        lock.acquire();
        held.put(1);
        sleepFor(1h);
        return 0;
    });
    held.get();
    print(lock.tryAcquire() == Outcome::refused ? "refused" : "taken");
    Process next("next", [&] {
        print(lock.acquire() == Outcome::killed ? "its owner was killed" : "as if nothing had happened");
        lock.release();
        return 0;
    });
    owner.kill();
    owner.join();
    next.join();
    print(lock.acquire() == Outcome::ok ? "and then all is well" : "still told");
    lock.release();
}

void crossedLocks() {
    Manager manager("m");
    ManagedLock left = manager.lock("left"), right = manager.lock("right");
    ManagedQueue reached = manager.queue("reached");
    left.acquire();
    Process other("other", [&] {
        right.acquire();
        reached.put(1);
        left.acquire();
        return 0;
    });
    reached.get();
    right.acquire();
}

// Its process has descriptors for a few clients at once, and more come.
void fewDescriptors() {
    rlimit former{};
    getrlimit(RLIMIT_NOFILE, &former);
    const int next = dup(STDERR_FILENO);
    const rlimit few{static_cast<rlim_t>(next) + 12, former.rlim_max};
    close(next);
    setrlimit(RLIMIT_NOFILE, &few);
    Manager manager("m");
    setrlimit(RLIMIT_NOFILE, &former);
    ManagedDict dict = manager.dict("d");
    std::vector<Thread> clients;
    for (int i = 0; i < 30; ++i)
        clients.push_back(Thread("client-" + std::to_string(i), [&, i] {
            dict.set(i, i);
            sleepFor(50ms);  // with its connection
        }));
    for (Thread& client : clients)
        client.join();
    print(std::to_string(dict.size()));
}

void refusals() {
    Manager manager("m");
    ManagedDict dict = manager.dict("d");
    ManagedList list = manager.list("l");
    ManagedLock lock = manager.lock("lock");
    dict.get("none");
    dict.remove(7);
    dict.set("large", std::string(70'000, 'x'));
    list.get(3);
    list.append(1);
    list.size();
    lock.release();
}

void killedManager() {
    Manager manager("m");
    ManagedValue value = manager.value("v", 1);
    ::kill(manager.pid(), SIGKILL);
    print(value.get() ? "answered" : "broken");
}

const std::map<std::string, std::function<void()>> scenes{
    {"crowd", crowd},
    {"managed", managed},
    {"abandonedLock", abandonedLock},
    {"impatient", impatient},
    {"crossedLocks", crossedLocks},
    {"killedManager", killedManager},
    {"fewDescriptors", fewDescriptors},
    {"refusals", refusals},
    {"joinedTooEarly", joinedTooEarly},
    {"cancelled", cancelled},
    {"killedPutter", killedPutter},
    {"killedGetter", killedGetter},
};

}  // namespace

int main() {
    scenes.at(argument("scene", ""))();
}
