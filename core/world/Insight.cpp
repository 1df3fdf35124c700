// SPDX-License-Identifier: MIT
#include "core/world/Insight.h"
#include "core/world/Deadlock.h"
#include "core/world/Stuck.h"

#include <utility>

namespace heddle {

std::vector<Verdict> troublesAtEnd(const World& world) {
    std::vector<Verdict> verdicts = deadlocks(world);
    if (auto verdict = stuck(world))
        verdicts.push_back(std::move(*verdict));
    return verdicts;
}

}  // namespace heddle
