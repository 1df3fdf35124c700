// SPDX-License-Identifier: MIT
#pragma once

#include <cstdio>

namespace heddle::bench {

// One measured figure and what it should be; printed as one JSON object on a line.
struct Figure {
    const char* name;
    double value;
    const char* unit;
    const char* goal;
};

inline void print(const Figure& figure) {
    std::printf("{\"name\": \"%s\", \"value\": %.4g, \"unit\": \"%s\", \"goal\": \"%s\"}\n", figure.name,
                figure.value, figure.unit, figure.goal);
    std::fflush(stdout);
}

}  // namespace heddle::bench
