// SPDX-License-Identifier: MIT
// Any instant of a trace of a million events: how long the worst seek takes once snapshots exist, what it
// takes to make them, and what they cost where a queue holds a hundred thousand items.
#include "core/base/Time.h"
#include "core/world/Snapshots.h"
#include "tests/bench/Figure.h"
#include "tests/support/ToyTrace.h"

#include <algorithm>
#include <cstdlib>
#include <malloc.h>
#include <random>

using namespace heddle;
using bench::print;

namespace {

std::size_t bytesInUse() {
    const auto all = mallinfo2();
    return all.uordblks + all.hblkhd;
}

double ms(Span span) {
    return static_cast<double>(span.ns) / 1e6;
}

std::size_t longestQueue(Snapshots& snapshots, std::size_t events) {
    std::size_t longest = 0;
    for (std::size_t moment = 0; moment <= events; moment += Chunk::capacity) {
        const World world = snapshots.at(moment);
        for (const ObjectId id : world.objects())
            longest = std::max(longest, world.object(id)->queue.items.size());
    }
    return longest;
}

// The worst of many, and the median. Each is timed thrice, since others may run beside us.
std::pair<double, double> seeks(Snapshots& snapshots, std::size_t events, int howMany) {
    std::mt19937 random(11);
    std::vector<double> took;
    for (int i = 0; i < howMany; ++i) {
        const std::size_t moment = random() % (events + 1);
        double best = 1e9;
        for (int round = 0; round < 3; ++round) {
            static_cast<void>(snapshots.at(random() % (events + 1)));  // else it is near the last
            const Instant before = monotonicNow();
            const World world = snapshots.at(moment);
            if (world.eventCount() != moment)
                std::exit(EXIT_FAILURE);
            best = std::min(best, ms(monotonicNow() - before));
        }
        took.push_back(best);
    }
    std::ranges::sort(took);
    return {took.back(), took[took.size() / 2]};
}

void measure(const char* worst, const char* median, const char* build, const char* memory,
             const ToyRun& run) {
    const auto trace = toyTrace(run);
    const std::size_t before = bytesInUse();
    Snapshots snapshots(trace);
    const Instant begin = monotonicNow();
    while (snapshots.catchUp(20'000)) {
    }
    print({build, ms(monotonicNow() - begin), "ms", "<= 1000"});
    print({memory, static_cast<double>(bytesInUse() - before) / 1e6, "MB", "<= 200"});
    const auto [last, middle] = seeks(snapshots, trace->size(), 1000);
    print({worst, last, "ms", "< 5"});
    print({median, middle, "ms", "< 2.5"});
    std::fprintf(stderr, "%zu events, %zu snapshots, up to %zu items in a queue\n", trace->size(),
                 snapshots.kept(), longestQueue(snapshots, trace->size()));
}

}  // namespace

int main() {
    measure("seek_1m_ms", "seek_1m_median_ms", "snapshots_1m_ms", "snapshots_1m_mb",
            {.workers = 5, .items = 143'000, .capacity = 100});
    measure("seek_long_queue_ms", "seek_long_queue_median_ms", "snapshots_long_queue_ms",
            "snapshots_long_queue_mb", {.workers = 5, .items = 143'000});
}
