// SPDX-License-Identifier: MIT
#include "core/sync/Argument.h"
#include "core/sync/Compute.h"
#include "core/sync/Queue.h"
#include "core/sync/Thread.h"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

using namespace heddle;

using Job = std::optional<int>;
const Job noMore = std::nullopt;  // the sentinel

int main() {
    const int workers = argument("workers", 5);
    const int items = argument("items", 20);
    const std::size_t capacity = argument("capacity", 0u);  // 0: unbounded
    const std::chrono::milliseconds work(argument("workMs", 1));

    Queue<Job> jobs("jobs", capacity);

    std::vector<Thread> threads;
    for (int i = 0; i < workers; ++i)
        threads.push_back(Thread("worker-" + std::to_string(i), [&jobs, work] {
            while (Job job = *jobs.get()) {
                compute(work);
                jobs.taskDone();
            }
        }));

    for (int i = 0; i < items; ++i)
        jobs.put(i);
    jobs.join();

    for (int i = 0; i < workers; ++i)
        jobs.put(noMore);
    for (Thread& thread : threads)
        thread.join();
}
