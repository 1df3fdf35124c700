// SPDX-License-Identifier: MIT
#include "tests/core/session/programs/DeathScenes.h"

#include "core/ipc/Pipe.h"
#include "core/ipc/Process.h"
#include "core/probe/Watch.h"
#include "core/sync/Argument.h"
#include "core/sync/Print.h"
#include "core/sync/Queue.h"
#include "core/sync/Sleep.h"
#include "core/sync/Thread.h"

#include <chrono>
#include <csignal>
#include <cstdio>
#include <stdexcept>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

using namespace std::chrono_literals;

namespace heddle::test {
namespace {

// How the children of a program that ends well may end.
void childKilledByItsParent() {
    Process child("child", [] {
        sleepFor(1h);
        return 0;
    });
    argument("gently", false) ? child.terminate() : child.kill();
    child.join();
}

void computeFor(std::chrono::milliseconds time) {
    const auto until = std::chrono::steady_clock::now() + time;
    while (std::chrono::steady_clock::now() < until) {
    }
}

// The child is long gone when its parent comes to its next gate; or it may not be yet.
void childKilledByWhoThenComputes() {
    Process child("child", [] {
        sleepFor(1h);
        return 0;
    });
    child.kill();
    computeFor(std::chrono::milliseconds(argument("computesMs", 0)));
    child.join();
}

void childThatDiesOf(int signal) {
    Process("child", [signal] {
        std::raise(signal);
        return 0;
    }).join();
}

// By the program, but past Heddle: nobody sees who sent it.
void childKilledFromOutside() {
    Queue<int> never{"never"};
    Process child("child", [&] {
        never.get();
        return 0;
    });
    ::kill(child.pid(), SIGKILL);
    child.join();
}

// As if a process were killed between counting its segment and sending it.
void countedAndKilled() {
    print("before");
    const pid_t child = fork();
    if (child == 0) {
        watch::page()->segmentsSent.fetch_add(1);
        std::raise(SIGKILL);
    }
    waitpid(child, nullptr, 0);
    for (int i = 0; i < argument("newcomers", 0); ++i)
        Process([] { return 0; }).join();
    print("after");
}

// The usual way in which a program gets stuck: who should have put something has failed.
void failsWhileMainWaits() {
    Queue<int> never{"never"};
    Thread worker("worker", [] { throw std::runtime_error("boom\nsecond line"); });
    never.get();
}

// As daemons do: its channels get the numbers of what it has closed, and hold only what it sent itself.
void closesWhatItDidNotOpen() {
    close_range(3, ~0U, 0);
    std::vector<PipeEnds> pipes;
    for (int i = 0; i < 8; ++i)
        pipes.push_back(makePipe("p", Duplex::yes));
    Process("child", [] { return 0; }).join();
    int strange = 0;
    for (auto& [left, right] : pipes)
        strange += (left.poll() ? 1 : 0) + (right.poll() ? 1 : 0);
    std::printf("%d strange\n", strange);
}

// Only the one that started a process can join it.
void joinsASibling() {
    Queue<int> never{"never"};
    Process sibling("sibling", [&] { return never.get() ? 0 : 1; });
    Process("other", [&] { return sibling.join().isKnown ? 1 : 0; }).join();
    sibling.kill();
    sibling.join();
}

}  // namespace

std::map<std::string, std::function<void()>> deathScenes() {
    return {{"childKilledByItsParent", childKilledByItsParent},
            {"childKilledByWhoThenComputes", childKilledByWhoThenComputes},
            {"childKilledFromOutside", childKilledFromOutside},
            {"childSegv", [] { childThatDiesOf(SIGSEGV); }},
            {"childTerm", [] { childThatDiesOf(SIGTERM); }},
            {"closesWhatItDidNotOpen", closesWhatItDidNotOpen},
            {"countedAndKilled", countedAndKilled},
            {"failsWhileMainWaits", failsWhileMainWaits},
            {"joinsASibling", joinsASibling}};
}

}  // namespace heddle::test
