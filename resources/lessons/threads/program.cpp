// SPDX-License-Identifier: MIT
#include "core/sync/Argument.h"
#include "core/sync/Compute.h"
#include "core/sync/Print.h"
#include "core/sync/Thread.h"

#include <chrono>
#include <string>
#include <vector>

using namespace heddle;

int main() {
    const int workers = argument("workers", 5);
    const std::chrono::milliseconds work(argument("workMs", 1));

    std::vector<Thread> threads;
    for (int i = 0; i < workers; ++i)
        threads.push_back(Thread("worker-" + std::to_string(i), [i, work] {
            compute(work);
            print("Worker: " + std::to_string(i));
        }));

    for (Thread& thread : threads)
        thread.join();
}
