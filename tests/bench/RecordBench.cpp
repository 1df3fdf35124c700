// SPDX-License-Identifier: MIT
// What recording costs the thread that records, as ratios to what cannot be had for less, measured in the
// same run. The bench watches itself: it makes the run's page and drains its own rings, as Heddle would.
#include "core/base/Ticks.h"
#include "core/probe/Operation.h"
#include "core/ring/Attach.h"
#include "core/ring/RunPageMapping.h"
#include "core/sync/Shared.h"
#include "tests/bench/Figure.h"

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <sys/mman.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>
#include <vector>

using namespace heddle;

namespace {

constexpr int operations = 20000;  // in one round; fewer than the ring holds
constexpr int rounds = 60;
constexpr std::uint32_t ringRecords = 32768;

// Its own socket must not be closed: the process would take Heddle for dead.
struct Watcher {
    RunPageMapping page;
    FileDescriptor attachEnd, handedDown;

    static Watcher make() {
        auto page = RunPageMapping::create(ringRecords, true, Mode::free);
        int ends[2];
        if (!page || socketpair(AF_UNIX, SOCK_SEQPACKET, 0, ends) != 0)
            std::abort();
        setenv(attachVariable, (std::to_string(ends[1]) + "," + std::to_string(page->fd())).c_str(), 1);
        return {std::move(*page), FileDescriptor{ends[0]}, FileDescriptor{ends[1]}};
    }
};

// Of the quieter rounds: what else runs on the machine makes some of them long.
double quietNs(std::vector<double> each) {
    std::ranges::sort(each);
    return each[each.size() / 5];
}

double nsSince(Instant start, int count) {
    return static_cast<double>((monotonicNow() - start).ns) / count;
}

// Two reads of the counter and the store of one record to a mapped ring.
double floorNs(Event* ring) {
    const Instant start = monotonicNow();
    Event event;
    for (int i = 0; i < operations; ++i) {
        event.start = static_cast<std::int64_t>(ticksBefore(TickSource::counter));
        event.value = i;
        event.end = static_cast<std::int64_t>(ticksBefore(TickSource::counter));
        ring[i & (ringRecords - 1)] = event;
        asm volatile("" ::: "memory");
    }
    return nsSince(start, operations);
}

void forgetWhatIsRecorded() {
    Slot& slot = watch::current->slot();
    slot.tail.store(slot.head.load(std::memory_order_acquire), std::memory_order_release);
}

double recordNs(Shared<int>& variable) {
    forgetWhatIsRecorded();
    const Instant start = monotonicNow();
    for (int i = 0; i < operations; ++i)
        variable.store(i);
    return nsSince(start, operations);
}

double plainNs(std::atomic<int>& variable) {
    const Instant start = monotonicNow();
    for (int i = 0; i < operations; ++i) {
        variable.exchange(i, std::memory_order_acquire);  // what the latch of a Shared costs at the least
        variable.store(0, std::memory_order_release);
        asm volatile("" ::: "memory");
    }
    return nsSince(start, operations);
}

// The same operation by two threads at once, each on a variable of its own.
double recordByTwoNs() {
    std::atomic<int> ready{0};
    std::vector<double> each(2);
    std::vector<std::thread> threads;
    for (int t = 0; t < 2; ++t)
        threads.emplace_back([&, t] {
            Shared<int> own{"own-" + std::to_string(t)};
            ready.fetch_add(1);
            while (ready.load() < 2)
                continue;
            std::vector<double> samples;
            for (int round = 0; round < rounds; ++round)
                samples.push_back(recordNs(own));
            each[static_cast<std::size_t>(t)] = quietNs(samples);
        });
    for (std::thread& thread : threads)
        thread.join();
    return (each[0] + each[1]) / 2;
}

double unwatchedExtraNs() {
    watch::goQuiet();
    Shared<int> variable{"unwatched"};
    std::atomic<int> plain{0};
    std::vector<double> extra;
    for (int round = 0; round < rounds; ++round) {
        const double bare = plainNs(plain);
        const Instant start = monotonicNow();
        for (int i = 0; i < operations; ++i)
            variable.store(i);
        extra.push_back(nsSince(start, operations) - bare);
    }
    return quietNs(extra);
}

}  // namespace

int main() {
    const Watcher watcher = Watcher::make();
    watch::state.store(watch::State::unknown);  // it looked before the environment was set
    Shared<int> variable{"variable"};
    if (!thisWorker())
        return 1;
    void* ring =
        mmap(nullptr, ringRecords * sizeof(Event), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    std::vector<double> floors, records;
    for (int round = 0; round < rounds; ++round) {
        floors.push_back(floorNs(static_cast<Event*>(ring)));
        records.push_back(recordNs(variable));
    }
    const double alone = quietNs(records);
    bench::print({"record_ns", alone, "ns", "about 31"});
    bench::print({"record_vs_floor", alone / quietNs(floors), "ratio", "<= 1.5"});
    bench::print({"record_two_threads_ratio", recordByTwoNs() / alone, "ratio", "<= 1.1"});
    bench::print({"unwatched_extra_ns", unwatchedExtraNs(), "ns", "<= 2"});
    return 0;
}
