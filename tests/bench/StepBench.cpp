// SPDX-License-Identifier: MIT
// What a step costs in which round robin chooses, as a ratio to the bare hand-over: worker, keeper in another
// process, the next worker, each asleep on a word of its own, all on one processor. By wall time, in the same
// run; of several rounds the quietest of each.
#include "core/base/Futex.h"
#include "core/session/Lessons.h"
#include "core/session/Processor.h"
#include "core/session/Run.h"
#include "tests/bench/Figure.h"

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <new>
#include <string>
#include <sys/mman.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using namespace heddle;

namespace {

constexpr int handOvers = 20000;
constexpr int operations = 5000;  // of each worker, more than in the short run
constexpr int fewOperations = 200;
constexpr int rounds = 15;

void expect(bool holds, const std::string& what) {
    if (holds)
        return;
    std::fprintf(stderr, "StepBench: %s\n", what.c_str());
    std::exit(1);
}

double msSince(Instant start) {
    return static_cast<double>((monotonicNow() - start).ns) / 1e6;
}

struct Words {
    alignas(64) FutexWord keeper{0};
    alignas(64) FutexWord workers[2] = {0, 0};
};

void addAndWake(FutexWord& word) {
    word.fetch_add(1, std::memory_order_release);
    futexWake(word, 1);
}

void awaitMore(const FutexWord& word, std::uint32_t than) {
    while (word.load(std::memory_order_acquire) == than)
        futexWait(word, than);
}

// Its turns, each handed back to the keeper.
void work(Words& words, int which) {
    for (std::uint32_t turn = 0; turn < handOvers / 2; ++turn) {
        awaitMore(words.workers[which], turn);
        addAndWake(words.keeper);
    }
}

void beBoth(Words& words) {
    std::thread one([&] { work(words, 0); }), other([&] { work(words, 1); });
    one.join();
    other.join();
}

// us for one hand-over. `isOneProcess`: the two workers are threads of it.
double handOverUs(bool isOneProcess) {
    void* shared = mmap(nullptr, sizeof(Words), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    expect(shared != MAP_FAILED, "no shared memory");
    auto& words = *new (shared) Words;
    for (int i = 0; i < (isOneProcess ? 1 : 2); ++i)
        if (fork() == 0) {
            isOneProcess ? beBoth(words) : work(words, i);
            _exit(0);
        }
    const Instant start = monotonicNow();
    for (std::uint32_t turn = 0; turn < handOvers; ++turn) {
        addAndWake(words.workers[turn % 2]);
        awaitMore(words.keeper, turn);
    }
    const double us = msSince(start) * 1e3 / handOvers;
    while (wait(nullptr) > 0) {
    }
    munmap(shared, sizeof(Words));
    return us;
}

RunRequest stepped(std::vector<std::string> command) {
    RunRequest request;
    request.command = std::move(command);
    request.choosing.kind = ChooserKind::roundRobin;
    request.timeout = Span::seconds(120);
    return request;
}

double runMs(RunRequest request, std::size_t* grants = nullptr) {
    const Instant start = monotonicNow();
    auto run = Run::start(std::move(request));
    expect(run.has_value(), run ? "" : run.error().sentence);
    (*run)->wait();
    const double ms = msSince(start);
    const RunFacts facts = (*run)->trace()->facts();
    expect(facts.ending == Ending::finished, facts.endingSentence);
    if (grants)
        *grants = facts.schedule.size();
    return ms;
}

// us for one step: what a run of many operations takes longer than one of few.
double stepUs(const std::string& between) {
    const auto program = installedSupervisor().parent_path() / "tests/StepProgram";
    const auto some = [&](int count, std::size_t& grants) {
        return runMs(stepped({program, "between=" + between, "operations=" + std::to_string(count)}),
                     &grants);
    };
    std::size_t few = 0, many = 0;
    const double shortMs = some(fewOperations, few), longMs = some(fewOperations + operations, many);
    return (longMs - shortMs) * 1e3 / static_cast<double>(many - few);
}

double quietest(const std::function<double()>& measure) {
    double best = 1e9;
    for (int i = 0; i < rounds; ++i)
        best = std::min(best, measure());
    return best;
}

void compare(const char* name, const char* between, bool isOneProcess) {
    double bare = 1e9, step = 1e9;
    for (int i = 0; i < rounds; ++i) {  // by turns, so that both meet the same machine
        bare = std::min(bare, handOverUs(isOneProcess));
        step = std::min(step, stepUs(between));
    }
    std::fprintf(stderr, "StepBench: between %s a bare hand-over takes %.2f us, a step %.2f us\n", between,
                 bare, step);
    bench::print({name, step / bare, "times a bare hand-over", "<= 1.5"});
}

}  // namespace

int main() {
    Processor processor;
    processor.shareAlone();
    compare("step_vs_handover_threads", "threads", true);
    compare("step_vs_handover_processes", "processes", false);
    processor.spread({});
    const auto lesson = installedLessonsFolder() / "queues/program";
    bench::print({"queues_stepped_ms", quietest([&] {
                      return runMs(stepped({lesson, "workers=5", "items=20", "workMs=0"}));
                  }),
                  "ms, from its start to its whole trace", "< 10"});
}
