// SPDX-License-Identifier: MIT
// Feeds Filter::parse() any text. What it takes is asked about every event of a small trace; what it refuses,
// it refuses with a sentence.
#include "core/trace/Filter.h"
#include "tests/core/trace/RandomTrace.h"

#include <cstdlib>

using namespace heddle;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static Describer describer(randomTrace({.seed = 3, .events = 60, .isWild = true}));
    const auto filter = Filter::parse({reinterpret_cast<const char*>(data), size});
    if (!filter) {
        if (filter.error().sentence.empty())
            std::abort();
        return 0;
    }
    for (std::size_t i = 0; i < describer.trace().size(); ++i)
        if (!filter->matches(describer, i) && filter->isEmpty())
            std::abort();
    return 0;
}
