// SPDX-License-Identifier: MIT
#include "core/sync/Argument.h"
#include "core/sync/Print.h"
#include "core/sync/Queue.h"
#include "core/sync/Thread.h"

#include <optional>
#include <string>
#include <vector>

using namespace heddle;

using Job = std::optional<int>;
const Job noMore = std::nullopt;  // the sentinel

const int workers = argument("workers", 3);
const int items = argument("items", 6);
const bool isMended = argument("variant", "broken") == "mended";

int main() {
    Queue<Job> jobs("jobs");
    std::vector<Thread> threads;
    for (int i = 0; i < workers; ++i)
        threads.push_back(Thread("worker-" + std::to_string(i), [&jobs] {
            while (Job job = *jobs.get())
                jobs.taskDone();
        }));

    for (int i = 0; i < items; ++i)
        jobs.put(i);
    jobs.join();

    // Each worker takes one and stops, so there must be one for each.
    const int sentinels = isMended ? workers : workers - 1;
    for (int i = 0; i < sentinels; ++i)
        jobs.put(noMore);

    for (Thread& thread : threads)
        thread.join();
    print("All " + std::to_string(workers) + " workers have gone home");
}
