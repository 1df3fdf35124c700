// SPDX-License-Identifier: MIT
#include "core/session/Divergences.h"

namespace heddle {

// Told at the place where the try went against what the world as it is here had said.
void Divergences::heardWait(const Event& event) {
    const bool isOfIt =
        event.operation == m_operation || event.parent == m_operation;  // a feeder goes on to its next
    const bool isDivergence = m_expectedToGo == event.worker && isOfIt;
    m_expectedToGo.reset();
    if (!isDivergence)
        return;
    ++m_count;
    Event told;
    told.start = told.end = event.end;
    told.worker = event.worker;
    told.object = event.object;
    told.site = event.site;
    told.parent = event.operation;
    told.op = Op::divergence;
    told.depth = Depth::library;
    m_collector.tellHere(told);
}

}  // namespace heddle
