// SPDX-License-Identifier: MIT
#include "core/format/SliceNest.h"

#include <algorithm>
#include <utility>

namespace heddle {

bool SliceNest::add(const Event& event, std::size_t index, std::string text) {
    auto open = std::find_if(m_open.begin(), m_open.end(),
                             [&](const Open& one) { return one.event.operation == event.operation; });
    if (event.phase == Phase::called || event.phase == Phase::waits) {
        if (open == m_open.end())
            open = m_open.insert(m_open.end(), Open{event, index, 0, false});
        if (event.phase == Phase::waits) {
            endWait(*open, event.end);
            open->waits = true;
            open->waitsSince = event.end;
        }
        return false;
    }
    Slice slice{event.start, event.end, event, index, std::move(text), false, false};
    if (open != m_open.end()) {
        endWait(*open, event.end);
        m_open.erase(open);
    }
    for (const Slice& inside : m_slices)
        if (inside.event.parent == event.operation)
            slice.end = std::max(slice.end, inside.end);
    m_slices.push_back(std::move(slice));
    return event.parent == 0;
}

void SliceNest::endWait(Open& open, std::int64_t end) {
    if (!open.waits)
        return;
    // As a part of the operation, so that the operation's own slice is made to cover it.
    Slice wait{open.waitsSince, end, open.event, open.index, {}, true, false};
    wait.event.parent = open.event.operation;
    m_slices.push_back(std::move(wait));
    open.waits = false;
}

void SliceNest::closeAll(std::int64_t end) {
    for (Open& open : m_open) {
        endWait(open, end);
        m_slices.push_back({open.event.start, end, open.event, open.index, {}, false, true});
    }
    m_open.clear();
}

std::vector<Slice> SliceNest::take() {
    std::vector<Slice> slices = std::exchange(m_slices, {});
    for (Slice& slice : slices) {
        slice.start = std::max(slice.start, m_takenUpTo);
        slice.end = std::max(slice.end, slice.start);
    }
    // Of two that begin and end together, the one whose operation was begun first is the outer; a wait is
    // inside.
    std::stable_sort(slices.begin(), slices.end(), [](const Slice& a, const Slice& b) {
        const auto key = [](const Slice& s) {
            return std::tuple(s.start, -s.end, s.event.operation, s.isWait);
        };
        return key(a) < key(b);
    });
    std::vector<std::int64_t> ends;  // of the slices that are open
    for (Slice& slice : slices) {
        while (!ends.empty() && ends.back() <= slice.start)
            ends.pop_back();
        if (!ends.empty())
            slice.end = std::min(slice.end, ends.back());
        ends.push_back(slice.end);
        m_takenUpTo = std::max(m_takenUpTo, slice.end);
    }
    return slices;
}

}  // namespace heddle
