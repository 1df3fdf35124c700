// SPDX-License-Identifier: MIT
// Two threads that take one mutex from each other as fast as they can.
#include "core/sync/Argument.h"
#include "core/sync/Mutex.h"
#include "core/sync/Thread.h"

using namespace heddle;

int main() {
    const int each = argument("handOvers", 100000) / 2;
    Mutex mutex{"mutex"};
    const auto takeAndGive = [&] {
        for (int i = 0; i < each; ++i) {
            mutex.acquire();
            mutex.release();
        }
    };
    Thread first{"first", takeAndGive};
    Thread second{"second", takeAndGive};
}
