// SPDX-License-Identifier: MIT
#include "core/sync/Argument.h"
#include "core/sync/LockGuard.h"
#include "core/sync/Mutex.h"
#include "core/sync/Print.h"
#include "core/sync/Shared.h"
#include "core/sync/Thread.h"

#include <iostream>
#include <string>
#include <vector>

using namespace heddle;

const int workers = argument("workers", 2);
const int rounds = argument("rounds", 2);
const bool isMended = argument("variant", "broken") == "mended";

Shared<int> counter{"counter", 0};
Mutex counting{"counting"};

// Two operations: whatever another thread stores between them is lost.
void addOne() {
    const int seen = counter.load();
    counter.store(seen + 1);
}

void countUp() {
    for (int i = 0; i < rounds; ++i) {
        if (isMended) {
            const LockGuard guard{counting};
            addOne();
        } else {
            addOne();
        }
    }
}

int main() {
    std::vector<Thread> threads;
    for (int i = 0; i < workers; ++i)
        threads.push_back(Thread("worker-" + std::to_string(i), countUp));
    for (Thread& thread : threads)
        thread.join();

    const int counted = counter.load(), expected = workers * rounds;
    print("counter = " + std::to_string(counted));
    if (counted == expected)
        return 0;
    std::cerr << "The counter is " << counted << ", and it should be " << expected << ".\n";
    return 1;
}
