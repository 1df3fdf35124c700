// SPDX-License-Identifier: MIT
// A whole run of one scene of programs/Operations.cpp, and what is asked of its trace. Thread: the test's
// own.
#pragma once

#include "core/session/Run.h"

#include <string>
#include <vector>

namespace heddle::test {

enum class Held { no, roundRobin, random };

struct Scene {
    std::shared_ptr<const Trace> trace;
    RunFacts facts;
    RunStatus status;
    std::string output;
    Span length;

    // "main/waiter mutex.acquire main/m done ok 0", in the trace's order; depth program only.
    std::vector<std::string> lines() const;
    int count(const std::string& part) const;  // lines that have it in them
    std::string whatIsWrong() const;           // with the counts and the messages; "" when all is well
};

RunRequest requestFor(const std::string& scene, Held held, std::uint64_t seed = 1);
Scene play(RunRequest request);
inline Scene play(const std::string& scene, Held held, std::uint64_t seed = 1) {
    return play(requestFor(scene, held, seed));
}

}  // namespace heddle::test
