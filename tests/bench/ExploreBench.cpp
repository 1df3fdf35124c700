// SPDX-License-Identifier: MIT
// How many whole schedules of a program of 5 workers and some 60 operations are run in a second.
#include "core/session/Explorer.h"
#include "tests/bench/Figure.h"

#include <cstdlib>
#include <filesystem>

using namespace heddle;

int main() {
    ExploreRequest request;  // main and 4 threads, each with 3 loads and 3 stores under a lock
    request.program.command = {std::filesystem::canonical("/proc/self/exe").parent_path().parent_path() /
                                   "lib/heddle/lessons/lost-update/program",
                               "variant=mended", "workers=4", "rounds=3"};
    request.tries = 500;
    request.shrinkingRuns = 0;
    const auto found = explore(request);
    if (!found || found->outcomes.size() != 1)
        return EXIT_FAILURE;
    bench::print({"explore_schedules_per_s", found->tries / found->seconds, "1/s", ">= 300"});
    request.atOnce = 1;
    if (const auto alone = explore(request))
        bench::print({"explore_schedules_per_s_one_at_a_time", alone->tries / alone->seconds, "1/s", "none"});
}
