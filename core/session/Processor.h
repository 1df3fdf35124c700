// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <sched.h>
#include <vector>

namespace heddle {

// The one that a held run and its keeper share: a hop to another costs ten steps. Thread: the keeper's.
class Processor {
public:
    Processor();

    std::optional<int> number() const { return m_number; }  // none: we may not ask
    void shareAlone();                                      // the keeper, which is this thread
    void share(const std::vector<std::int32_t>& pids);      // with all threads of these processes
    void spread(const std::vector<std::int32_t>& pids);     // they and the keeper go where they like again

private:
    cpu_set_t m_allowed{};  // before anything was shared
    std::optional<int> m_number;
};

}  // namespace heddle
