// SPDX-License-Identifier: MIT
// Programs on Heddle's library that the journeys record, chosen by the first argument.
#include "core/ipc/Pipe.h"
#include "core/ipc/Process.h"
#include "core/sync/Condition.h"
#include "core/sync/Mutex.h"
#include "core/sync/Print.h"
#include "core/sync/Queue.h"
#include "core/sync/Shared.h"
#include "core/sync/Sleep.h"
#include "core/sync/Thread.h"

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <iostream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <sys/resource.h>
#include <unistd.h>
#include <vector>

using namespace heddle;
using namespace std::chrono_literals;

namespace {

// Two threads, each with the lock that the other wants. The queues make it so in every order.
int deadlock() {
    Mutex left("left"), right("right");
    Queue<int> fromFirst("from-first"), fromSecond("from-second");
    Thread first("first", [&] {
        left.acquire();
        fromFirst.put(1);
        fromSecond.get();
        right.acquire();
    });
    Thread second("second", [&] {
        right.acquire();
        fromSecond.put(1);
        fromFirst.get();
        left.acquire();
    });
    first.join();
    second.join();
    return 0;
}

int starve() {
    Queue<int> empty("empty");
    empty.get();
    return 0;
}

int escape() {
    Thread thread("thrower", [] { throw std::runtime_error("this was not caught"); });
    thread.join();
    return 0;
}

int crashInAChild() {
    Process child("child", []() -> int {
        print("about to crash");
        std::raise(SIGSEGV);
        return 0;
    });
    return child.join().asShell();
}

// Processes and threads that never stop by themselves, with much to tell. READY says that all are there.
int goOn() {
    auto [reader, writer] = makePipe("pipe");
    Process sender("sender", [&reader = reader, &writer = writer] {
        reader.close();
        Queue<int> queue("queue", 2);
        Thread putter("putter", [&queue] {
            for (int i = 0;; ++i)
                queue.put(i);
        });
        for (;;)
            if (writer.send(std::to_string(*queue.get())) != Outcome::ok)
                return 0;
    });
    Process receiver("receiver", [&reader = reader, &writer = writer] {
        writer.close();
        for (bool isFirst = true; reader.recv(); isFirst = false)
            if (isFirst)
                print("READY");
        return 0;
    });
    writer.close();
    reader.close();
    receiver.join();
    sender.kill();
    return sender.join().isClean() ? 0 : 1;
}

// A daemon that is nobody's: its parent ends at once.
int leaveADaemon() {
    if (fork() == 0) {
        setsid();
        execl("/bin/sleep", "sleep", "1000.25", nullptr);
        _exit(1);
    }
    return 0;
}

int countTogether() {
    Mutex lock("lock");
    Shared<int> counter("counter", 0);
    const auto count = [&] {
        for (int i = 0; i < 10; ++i) {
            lock.acquire();
            counter.store(counter.load() + 1);
            lock.release();
        }
    };
    Thread one("one", count), two("two", count);
    one.join();
    two.join();
    print("counter: " + std::to_string(counter.load()));
    return 0;
}

// One after another, so that there are never more than two.
int processesInTurn(int count) {
    for (int i = 0; i < count; ++i) {
        Process child("child", [] { return 0; });
        child.join();
    }
    return 0;
}

// It needs a descriptor for each itself, and takes as many as it may have.
int processesAtOnce(int count) {
    rlimit limit{};
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
    std::vector<Process> children(static_cast<std::size_t>(count));
    for (Process& child : children)
        child = Process("child", [] {
            sleepFor(1h);
            return 0;
        });
    for (Process& child : children)
        child.kill();
    for (Process& child : children)
        child.join();
    return 0;
}

// All at the same time, in a process that cannot open anything any more.
int threadsWithoutDescriptors(int count) {
    const rlimit none{3, 3};
    setrlimit(RLIMIT_NOFILE, &none);
    Mutex lock("lock");
    Queue<int> queue("queue");
    std::vector<Thread> threads;
    for (int i = 0; i < count; ++i)
        threads.emplace_back([&] {
            queue.get();
            lock.acquire();
            lock.release();
        });
    int refused = 0;
    for (const Thread& thread : threads)
        if (thread.outcome() == Outcome::ok)
            queue.put(1);
        else
            ++refused;
    for (Thread& thread : threads)
        thread.join();
    print("refused: " + std::to_string(refused));
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    const std::string what = argc > 1 ? argv[1] : "";
    if (what == "deadlock")
        return deadlock();
    if (what == "starve")
        return starve();
    if (what == "escape")
        return escape();
    if (what == "crash in a child")
        return crashInAChild();
    if (what == "go on")
        return goOn();
    if (what == "leave a daemon")
        return leaveADaemon();
    if (what == "count together")
        return countTogether();
    if (what == "processes in turn")
        return processesInTurn(std::atoi(argv[2]));
    if (what == "processes at once")
        return processesAtOnce(std::atoi(argv[2]));
    if (what == "threads without descriptors")
        return threadsWithoutDescriptors(std::atoi(argv[2]));
    if (what == "read") {
        print("read " + std::to_string(std::string(std::istreambuf_iterator<char>(std::cin), {}).size()));
        return 0;
    }
    if (what == "exit")
        return std::atoi(argv[2]);
    if (what == "crash")
        std::raise(SIGSEGV);
    if (what == "sleep long")
        sleepFor(1h);
    return 0;
}
