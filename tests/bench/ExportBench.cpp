// SPDX-License-Identifier: MIT
// How fast a trace leaves its file for another format, on one core, and how much memory that takes.
#include "core/format/Formats.h"
#include "core/trace/TraceFile.h"
#include "tests/bench/Figure.h"
#include "tests/support/ToyTrace.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <string>
#include <sys/wait.h>
#include <unistd.h>

using namespace heddle;

namespace {

// CPU time of this thread: what one core can do, whoever else is on the machine.
double cpuSeconds() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

// In a process of its own, so that the memory it takes is not counted.
bool makeFile(const std::filesystem::path& path) {
    const pid_t child = fork();
    if (child == 0)
        _exit(saveTrace(toyTrace({.items = 400'000}), path) ? EXIT_SUCCESS : EXIT_FAILURE);
    int status = 0;
    return child > 0 && waitpid(child, &status, 0) == child && status == 0;
}

double peakMegabytes() {  // what of the file is mapped is the kernel's to take back, and not counted
    std::ifstream status("/proc/self/status");
    double anonymous = 0;
    for (std::string line; std::getline(status, line);)
        if (line.starts_with("RssAnon:"))
            anonymous = std::strtod(line.c_str() + 8, nullptr) / 1024;
    return anonymous;
}

bool measure(const std::shared_ptr<const Trace>& trace, const char* name, const char* figure,
             const char* goal, double& megabytes) {
    double best = 1e9;
    for (int round = 0; round < 3; ++round) {
        ExportRequest request{.trace = trace, .whenRead = [&](std::size_t) {
                                  megabytes = std::max(megabytes, peakMegabytes());
                              }};
        const double begin = cpuSeconds();
        if (const auto written = exportTrace(*formatNamed(name), request, "/dev/null"); !written) {
            std::fprintf(stderr, "%s\n", written.error().sentence.c_str());
            return false;
        }
        best = std::min(best, cpuSeconds() - begin);
    }
    bench::print({figure, static_cast<double>(trace->size()) / best, "events/s", goal});
    return true;
}

}  // namespace

int main() {
    const auto path =
        std::filesystem::temp_directory_path() / ("heddle-export-bench-" + std::to_string(getpid()));
    if (!makeFile(path))
        return EXIT_FAILURE;
    const auto trace = openTrace(path);
    double megabytes = 0;
    const bool isDone = trace &&
                        measure(*trace, "chrome", "export_chrome_events_per_s", ">= 500000", megabytes) &&
                        measure(*trace, "csv", "export_csv_events_per_s", ">= 500000", megabytes) &&
                        measure(*trace, "jsonl", "export_jsonl_events_per_s", ">= 500000", megabytes) &&
                        measure(*trace, "perfetto", "export_perfetto_events_per_s", "none", megabytes) &&
                        measure(*trace, "text", "export_text_events_per_s", "none", megabytes);
    bench::print({"export_memory_mb", megabytes, "MB", "<= 200"});
    std::filesystem::remove(path);
    return isDone ? EXIT_SUCCESS : EXIT_FAILURE;
}
