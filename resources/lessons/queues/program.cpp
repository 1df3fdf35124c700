// SPDX-License-Identifier: MIT
#include "core/ipc/Process.h"
#include "core/ipc/ProcessQueue.h"
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

const int workers = argument("workers", 5);
const int items = argument("items", 20);
const std::size_t room = argument("capacity", 0u);  // 0: unbounded
const std::chrono::milliseconds work(argument("workMs", 1));

template <class AnyQueue>
void takeAll(AnyQueue& jobs) {
    while (Job job = *jobs.get()) {
        compute(work);
        jobs.taskDone();
    }
}

template <class AnyQueue>
void putAll(AnyQueue& jobs) {
    for (int i = 0; i < items; ++i)
        jobs.put(i);
    jobs.join();

    for (int i = 0; i < workers; ++i)
        jobs.put(noMore);
}

void betweenThreads() {
    Queue<Job> jobs("jobs", room);

    std::vector<Thread> threads;
    for (int i = 0; i < workers; ++i)
        threads.push_back(Thread("worker-" + std::to_string(i), [&jobs] { takeAll(jobs); }));

    putAll(jobs);
    for (Thread& thread : threads)
        thread.join();
}

void betweenProcesses() {
    ProcessQueue<Job> jobs("jobs", room);

    std::vector<Process> processes;
    for (int i = 0; i < workers; ++i)
        processes.push_back(Process("worker-" + std::to_string(i), [&jobs] {
            takeAll(jobs);
            return 0;
        }));

    putAll(jobs);
    for (Process& process : processes)
        process.join();
}

int main() {
    if (argument("between", "threads") == "processes")
        betweenProcesses();
    else
        betweenThreads();
}
