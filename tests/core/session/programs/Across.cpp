// SPDX-License-Identifier: MIT
// A program of one scene, named by scene=NAME: what AcrossProcessesTest looks at.
#include "core/ipc/Process.h"
#include "core/ipc/ProcessQueue.h"
#include "core/sync/Argument.h"
#include "core/sync/Print.h"
#include "core/sync/Sleep.h"

#include <functional>
#include <map>
#include <string>
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

const std::map<std::string, std::function<void()>> scenes{
    {"crowd", crowd},
    {"joinedTooEarly", joinedTooEarly},
    {"cancelled", cancelled},
    {"killedPutter", killedPutter},
    {"killedGetter", killedGetter},
};

}  // namespace

int main() {
    scenes.at(argument("scene", ""))();
}
