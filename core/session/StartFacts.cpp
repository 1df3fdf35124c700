// SPDX-License-Identifier: MIT
#include "core/session/StartFacts.h"

#include <chrono>

namespace heddle {
namespace {

std::int64_t unixMs() {
    using namespace std::chrono;
    return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}

}  // namespace

RunFacts factsAtStart(const RunRequest& request) {
    RunFacts facts;
    facts.lesson = request.lesson;
    facts.command = request.command;
    facts.parameters = request.parameters;
    facts.mode = !request.choosing.isHeld() ? "free" : request.operationsPerSecond ? "slow" : "held";
    facts.chooser = request.replay ? "replay" : wordsFor(request.choosing);
    facts.seed = request.choosing.seed;
    facts.startedAtUnixMs = unixMs();
    return facts;
}

}  // namespace heddle
