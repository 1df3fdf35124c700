// SPDX-License-Identifier: MIT
// What looking back over a run for its verdicts takes: time for a million events, and memory where ten
// thousand threads come and go beside one shared variable.
#include "core/base/Time.h"
#include "core/world/Insight.h"
#include "tests/bench/Figure.h"
#include "tests/support/TraceBuilder.h"

#include <algorithm>
#include <cstdlib>
#include <malloc.h>

using namespace heddle;
using bench::print;

namespace {

struct Crowd {
    TraceBuilder builder;
    WorkerId main = builder.addWorker("main", WorkerKind::process);
    ObjectId variable = builder.addObject(ObjectKind::shared, "main/x");
    ObjectId lock = builder.addObject(ObjectKind::mutex, "main/L");

    WorkerId addThread(int number) {
        return builder.addWorker("main/t" + std::to_string(number), WorkerKind::thread, main);
    }
    void tell(WorkerId worker, Op op, ObjectId object) {
        Telling telling;
        telling.worker = worker;
        telling.op = op;
        telling.object = object;
        builder.tell(telling);
    }
};

// Each of them reads the variable, and adds to it under a lock if `isCounted`.
std::shared_ptr<Trace> crowd(int threads, bool areJoinedAtOnce, bool isCounted) {
    Crowd crowd;
    std::vector<ObjectId> handles;
    for (int i = 0; i < threads; ++i) {
        const WorkerId worker = crowd.addThread(i);
        const ObjectId handle = crowd.builder.handleOf(worker);
        handles.push_back(handle);
        crowd.tell(crowd.main, Op::threadStart, handle);
        crowd.tell(worker, Op::threadBegin, handle);
        if (isCounted)
            crowd.tell(worker, Op::mutexAcquire, crowd.lock);
        crowd.tell(worker, Op::sharedLoad, crowd.variable);
        if (isCounted) {
            crowd.tell(worker, Op::sharedStore, crowd.variable);
            crowd.tell(worker, Op::mutexRelease, crowd.lock);
        }
        crowd.tell(worker, Op::threadEnd, handle);
        if (areJoinedAtOnce)
            crowd.tell(crowd.main, Op::threadJoin, handle);
    }
    for (const ObjectId handle : handles)
        if (!areJoinedAtOnce)
            crowd.tell(crowd.main, Op::threadJoin, handle);
    return crowd.builder.result();
}

std::size_t bytesInUse() {
    const auto all = mallinfo2();
    return all.uordblks + all.hblkhd;
}

// The most that there was at any time.
double bytesFor(const std::shared_ptr<Trace>& trace) {
    const std::size_t before = bytesInUse();
    std::size_t most = before;
    Insight insight(trace);
    while (insight.heard() < trace->size()) {
        insight.hear(insight.heard() + 500);
        most = std::max(most, bytesInUse());
    }
    if (!insight.atEnd({}).empty())
        std::exit(EXIT_FAILURE);  // they are all in order
    return static_cast<double>(most - before) / 1e6;
}

double msFor(const std::shared_ptr<Trace>& trace) {
    Span best = Span::seconds(1000);
    for (int i = 0; i < 3; ++i) {
        const Instant before = monotonicNow();
        static_cast<void>(insightInto(trace, {}));
        best = std::min(best, monotonicNow() - before);
    }
    return static_cast<double>(best.ns) / 1e6;
}

// A few threads that share a variable and a lock all the time.
std::shared_ptr<Trace> busy(std::size_t events) {
    Crowd crowd;
    std::vector<WorkerId> workers;
    for (int i = 0; i < 4; ++i) {
        workers.push_back(crowd.addThread(i));
        const ObjectId handle = crowd.builder.handleOf(workers.back());
        crowd.tell(crowd.main, Op::threadStart, handle);
        crowd.tell(workers.back(), Op::threadBegin, handle);
    }
    for (std::size_t i = 0; crowd.builder.trace().size() < events; ++i) {
        const WorkerId worker = workers[i % workers.size()];
        crowd.tell(worker, Op::mutexAcquire, crowd.lock);
        crowd.tell(worker, Op::sharedLoad, crowd.variable);
        crowd.tell(worker, Op::sharedStore, crowd.variable);
        crowd.tell(worker, Op::mutexRelease, crowd.lock);
    }
    return crowd.builder.result();
}

}  // namespace

int main() {
    const char* const goal = "<= 20";
    print({"insight_10000_threads_in_turn", bytesFor(crowd(10'000, true, true)), "MB", goal});
    print({"insight_10000_threads_unjoined", bytesFor(crowd(10'000, false, true)), "MB", goal});
    print({"insight_10000_readers_in_turn", bytesFor(crowd(10'000, true, false)), "MB", goal});
    print({"insight_10000_readers_unjoined", bytesFor(crowd(10'000, false, false)), "MB", goal});
    print({"insight_10000_threads_ms", msFor(crowd(10'000, false, true)), "ms", "<= 100"});
    print({"insight_1m_ms", msFor(busy(1'000'000)), "ms", "<= 250"});
}
