// SPDX-License-Identifier: MIT
// Writes small traces into a folder, for the fuzzer to begin with.
#include "core/trace/TraceFile.h"
#include "tests/core/trace/RandomTrace.h"

#include <cstdio>

int main(int count, char** words) {
    if (count != 2)
        return 2;
    for (std::uint64_t seed = 0; seed < 6; ++seed) {
        const auto trace = heddle::randomTrace({.seed = seed, .events = seed * 8, .isWild = seed % 2 == 1});
        const auto saved =
            heddle::saveTrace(trace, std::string(words[1]) + "/" + std::to_string(seed) + ".heddle");
        if (!saved) {
            std::fprintf(stderr, "%s\n", saved.error().sentence.c_str());
            return 1;
        }
    }
    return 0;
}
