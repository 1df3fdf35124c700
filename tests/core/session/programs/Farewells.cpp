// SPDX-License-Identifier: MIT
// A program of one scene, named by scene=NAME: the ways in which threads and processes end, and what
// FarewellsTest looks at.
#include "core/ipc/Process.h"
#include "core/sync/Argument.h"
#include "core/sync/Mutex.h"
#include "core/sync/Print.h"
#include "core/sync/Thread.h"

#include <functional>
#include <map>
#include <pthread.h>

using namespace heddle;

namespace {

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

const std::map<std::string, std::function<void()>> scenes{
    {"leaver", leaver},
    {"cancelled", cancelled},
};

}  // namespace

int main() {
    scenes.at(argument("scene", ""))();
}
