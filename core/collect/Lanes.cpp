// SPDX-License-Identifier: MIT
#include "core/collect/Lanes.h"

namespace heddle {

Lane& Lanes::open(WorkerId worker) {
    m_lanes.push_back(std::make_unique<Lane>(worker));
    m_byWorker[worker] = m_lanes.back().get();
    return *m_lanes.back();
}

std::size_t Lanes::sweep() {
    return std::erase_if(m_lanes, [this](const std::unique_ptr<Lane>& lane) {
        if (!lane->isClosed || !lane->isEmpty() || lane->place != Lane::Place::idle)
            return false;
        if (const auto found = m_byWorker.find(lane->worker); found->second == lane.get())
            m_byWorker.erase(found);
        return true;
    });
}

Lane* Lanes::of(WorkerId worker) const {
    const auto found = m_byWorker.find(worker);
    return found == m_byWorker.end() ? nullptr : found->second;
}

}  // namespace heddle
