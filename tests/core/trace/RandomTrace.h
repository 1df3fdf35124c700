// SPDX-License-Identifier: MIT
// Traces that make no sense but use every field, for tests of what must hold of any trace.
#pragma once

#include "core/trace/Trace.h"

#include <cstdint>
#include <memory>

namespace heddle {

struct RandomTraceShape {
    std::uint64_t seed = 1;  // the same seed, the same trace
    std::size_t events = 100;
    int workers = 4, objects = 6, sites = 5;
    bool isWild = false;  // numbers from the whole of their range, texts of any bytes
};

std::shared_ptr<Trace> randomTrace(const RandomTraceShape& shape);

// One sentence on the first difference between two traces; "" when there is none. Facts are compared but for
// warnings.
std::string differenceBetween(const Trace& a, const Trace& b);

}  // namespace heddle
