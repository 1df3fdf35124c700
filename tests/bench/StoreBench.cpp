// SPDX-License-Identifier: MIT
// How fast a trace goes into its file: compressed, on one core, and how large it is then.
#include "core/trace/TraceFile.h"
#include "tests/support/ToyTrace.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <memory>
#include <unistd.h>

using namespace heddle;

namespace {

void tell(const char* name, double value, const char* unit, const char* goal) {
    std::printf("{\"name\": \"%s\", \"value\": %.4g, \"unit\": \"%s\", \"goal\": \"%s\"}\n", name, value,
                unit, goal);
}

// The events again, one after the other, as a collector hands them over.
Result<void> fill(Trace& to, const Trace& from, TraceFileWriter& writer) {
    for (const WorkerInfo* worker : from.names().workers())
        to.names().add(*worker);
    for (const ObjectInfo* object : from.names().objects())
        to.names().add(*object);
    for (const SiteInfo* site : from.names().sites())
        to.names().add(*site);
    for (std::size_t number = 0; number < from.chunks(); ++number) {
        const auto chunk = from.chunk(number);
        for (std::size_t i = 0; i < chunk->size(); ++i)
            to.append(chunk->event(i), chunk->textView(i));
        if (auto written = writer.catchUp(); !written)
            return written;
    }
    return writer.finish();
}

// CPU time of this thread: what one core can do, whoever else is on the machine.
double cpuSeconds() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

// Seconds for appending and writing, by turns, as in a run that is recorded.
Result<double> store(const Trace& from, const std::filesystem::path& path) {
    const auto trace = std::make_shared<Trace>();
    auto writer = TraceFileWriter::create(path, trace);
    if (!writer)
        return tl::unexpected(writer.error());
    const double begin = cpuSeconds();
    if (auto written = fill(*trace, from, **writer); !written)
        return tl::unexpected(written.error());
    return cpuSeconds() - begin;
}

}  // namespace

int main() {
    const auto trace = toyTrace({.items = 400'000});
    const auto path =
        std::filesystem::temp_directory_path() / ("heddle-store-bench-" + std::to_string(getpid()));
    double best = 1e9;
    for (int round = 0; round < 3; ++round) {
        const Result<double> seconds = store(*trace, path);
        if (!seconds) {
            std::fprintf(stderr, "%s\n", seconds.error().sentence.c_str());
            return EXIT_FAILURE;
        }
        best = std::min(best, *seconds);
    }
    const auto events = static_cast<double>(trace->size());
    tell("store_events_per_s", events / best, "events/s", ">= 2000000");
    tell("store_bytes_per_event", static_cast<double>(std::filesystem::file_size(path)) / events, "bytes",
         "<= 20");
    std::filesystem::remove(path);
}
