// SPDX-License-Identifier: MIT
// The programs that SupervisorLinkTest has supervised, chosen by the first argument. Each says READY (a line
// on its standard output) when all its processes are there.
#include <array>
#include <atomic>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <new>
#include <string>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

void sayReady() {
    std::printf("READY\n");
    std::fflush(stdout);
}

[[noreturn]] void stayForEver() {
    for (;;)
        pause();
}

// A chain of `length` processes below this one; all stay, the last says READY. Each leaves a zombie behind it
// too.
[[noreturn]] void makeChain(int length) {
    const pid_t zombie = fork();
    if (zombie == 0)
        _exit(3);
    siginfo_t info;
    waitid(P_PID, static_cast<id_t>(zombie), &info, WEXITED | WNOWAIT);
    if (length > 0 && fork() == 0)
        makeChain(length - 1);
    if (length == 0)
        sayReady();
    stayForEver();
}

// A grandchild in a session and with an environment of its own, whose parent ends at once.
void makeDaemon() {
    if (fork() == 0) {
        if (fork() == 0) {
            setsid();
            execle("/bin/sh", "sh", "-c", "echo READY; exec sleep 1000", nullptr,
                   std::array<char*, 1>{nullptr}.data());
        }
        _exit(0);
    }
    wait(nullptr);
}

// Processes that fork as fast as they can and ignore what can be ignored, `most` of them in the whole life of
// the program: without a bound a machine on which the supervisor gets no turn would be out of processes.
[[noreturn]] void forkOn(int most) {
    void* page =
        mmap(nullptr, sizeof(std::atomic<int>), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (page == MAP_FAILED)
        std::abort();
    auto* left = new (page) std::atomic<int>(most);
    while (left->fetch_sub(1) > 0)
        fork();  // parent and child both go on
    stayForEver();
}

}  // namespace

int main(int argc, char** argv) {
    const std::string what = argc > 1 ? argv[1] : "";
    const int number = argc > 2 ? std::atoi(argv[2]) : 0;
    if (what == "exit")
        return number;
    if (what == "signal")
        std::raise(number);
    if (what == "stay") {
        sayReady();
        stayForEver();
    }
    if (what == "chain")
        makeChain(number);
    if (what == "daemon") {
        makeDaemon();
        return 0;
    }
    if (what == "daemon and stay") {
        makeDaemon();
        stayForEver();
    }
    if (what == "fork on") {
        std::signal(SIGTERM, SIG_IGN);
        sayReady();
        forkOn(number);
    }
    if (what == "environment")
        std::printf("%s\n", std::getenv(argv[2]) != nullptr ? std::getenv(argv[2]) : "");
    return 0;
}
