// SPDX-License-Identifier: MIT
#include "core/supervise/Supervisor.h"

#include <cstdio>

int main(int argc, char** argv) {
    auto task = heddle::parseSupervisorTask(std::vector<std::string>(argv + 1, argv + argc));
    if (!task) {
        std::fprintf(stderr, "%s\n", task.error().sentence.c_str());
        return 2;
    }
    heddle::Supervisor(std::move(*task)).run();
    return 0;
}
