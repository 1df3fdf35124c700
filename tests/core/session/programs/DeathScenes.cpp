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

#include <csignal>
#include <sys/wait.h>
#include <unistd.h>

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
    print("after");
}

}  // namespace

std::map<std::string, std::function<void()>> deathScenes() {
    return {{"childKilledByItsParent", childKilledByItsParent},
            {"childKilledFromOutside", childKilledFromOutside},
            {"childSegv", [] { childThatDiesOf(SIGSEGV); }},
            {"childTerm", [] { childThatDiesOf(SIGTERM); }},
            {"countedAndKilled", countedAndKilled}};
}

}  // namespace heddle::test
