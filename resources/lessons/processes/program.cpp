// SPDX-License-Identifier: MIT
#include "core/ipc/Process.h"
#include "core/sync/Argument.h"
#include "core/sync/Compute.h"
#include "core/sync/Print.h"
#include "core/sync/Shared.h"

#include <chrono>
#include <string>
#include <vector>

using namespace heddle;

Shared<int> counter{"counter", 0};  // every process has its own

int main() {
    const int workers = argument("workers", 5);
    const std::chrono::milliseconds work(argument("workMs", 1));

    std::vector<Process> processes;
    for (int i = 0; i < workers; ++i)
        processes.push_back(Process("worker-" + std::to_string(i), [i, work] {
            compute(work);
            counter.store(counter.load() + i + 1);
            print("Worker: " + std::to_string(i) + ", my counter: " + std::to_string(counter.load()));
            return 0;
        }));

    for (Process& process : processes)
        process.join();
    print("main, my counter: " + std::to_string(counter.load()));
}
