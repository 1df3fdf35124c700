// SPDX-License-Identifier: MIT
// Where a try went against what the model had said.
#pragma once

#include "core/collect/Collector.h"
#include "core/session/Standing.h"

#include <cstdint>
#include <optional>

namespace heddle {

// Thread: collector only.
class Divergences {
public:
    explicit Divergences(Collector& collector) : m_collector(collector) {}  // outlives this

    // -- tell it
    void isGranted(const Standing& chosen, bool isExpectedToGo) {  // by the model
        m_operation = chosen.intent.operation;
        m_expectedToGo = isExpectedToGo ? std::optional(chosen.worker) : std::nullopt;
    }
    void
    heardWait(const Event& event);  // each, at its place in the trace: where it was none, it is told there

    std::uint64_t count() const { return m_count; }

private:
    Collector& m_collector;
    std::uint32_t m_operation = 0;           // of the last grant
    std::optional<WorkerId> m_expectedToGo;  // the model said that this one would not wait
    std::uint64_t m_count = 0;
};

}  // namespace heddle
