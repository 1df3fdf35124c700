// SPDX-License-Identifier: MIT
// A program of one scene, named by scene=NAME: the ways in which threads and processes end, and what
// FarewellsTest looks at.
#include "core/ipc/Pipe.h"
#include "core/ipc/Process.h"
#include "core/sync/Argument.h"
#include "core/sync/Mutex.h"
#include "core/sync/Print.h"
#include "core/sync/Thread.h"

#include <cstdlib>
#include <functional>
#include <map>
#include <optional>
#include <pthread.h>
#include <thread>

using namespace heddle;

namespace {

// Destroyed when the process ends: one before its end is told, one behind it, as in a shared library that was
// there before the program.
std::optional<PipeEnds> global;
[[gnu::init_priority(101)]] std::optional<PipeEnds> ofLibrary;

void leaver() {
    Thread thread("leaver", [] {
        print("leaving");
        pthread_exit(nullptr);
    });
    thread.join();
    print("joined");
}

void cancelled() {
    Thread thread("cancelled", [] {
        pthread_cancel(pthread_self());
        pthread_testcancel();
    });
    thread.join();
    print("joined");
}

// An operation in the destructor of a thread_local object.
struct LastWords {
    ~LastWords() { print("last words"); }
};

void exitOfThread() {
    Thread thread("quitter", [] {
        print("quitting");
        std::exit(7);
    });
    thread.join();
}

void exitOfStranger() {
    Mutex mutex{"m"};
    mutex.acquire();
    std::thread stranger([&] {
        thread_local LastWords words;
        static_cast<void>(words);
        print("quitting");
        std::exit(7);
    });
    mutex.acquire();
}

void exitOfUnseen() {
    std::thread stranger([] { std::exit(7); });
    stranger.join();
}

void exitInChild() {
    Process child("child", [] {
        Thread thread("quitter", [] { std::exit(7); });
        thread.join();
        return 0;
    });
    child.join();
    print("joined");
}

void lastWords() {
    std::thread stranger([] {
        thread_local LastWords words;
        static_cast<void>(words);
        print("first words");
    });
    stranger.join();
    Thread thread("thread", [] {
        thread_local LastWords words;
        static_cast<void>(words);
        print("first words");
    });
    thread.join();
}

void mainLeaves() {
    static Thread thread("last", [] { print("alone"); });
    pthread_exit(nullptr);
}

void globalPipe() {
    global.emplace(makePipe("global"));
    print("made");
}

void pipeOfLibrary() {
    ofLibrary.emplace(makePipe("of library"));
    Process child("child", [] { return 0; });
    child.join();
    print("made");
}

const std::map<std::string, std::function<void()>> scenes{
    {"leaver", leaver},
    {"cancelled", cancelled},
    {"exitOfThread", exitOfThread},
    {"exitOfStranger", exitOfStranger},
    {"exitOfUnseen", exitOfUnseen},
    {"exitInChild", exitInChild},
    {"globalPipe", globalPipe},
    {"lastWords", lastWords},
    {"mainLeaves", mainLeaves},
    {"pipeOfLibrary", pipeOfLibrary},
};

}  // namespace

int main() {
    scenes.at(argument("scene", ""))();
}
