// SPDX-License-Identifier: MIT
// What a collector says of its work as a whole.
#include "core/collect/Collector.h"

#include <algorithm>

namespace heddle {

CollectCounts Collector::counts() const {
    CollectCounts sum = m_ofTheDead;
    for (const auto& [id, process] : m_alive)
        addCounts(sum, *process);
    sum.stored = m_stored;
    sum.madeByCollector = m_made;
    sum.refused = m_refused;
    return sum;
}

void Collector::addCounts(CollectCounts& sum, const Process& process) {
    for (const Place& place : process.places) {
        const RingReader& reader = place.reader;
        const std::uint64_t lost = reader.slot().lost();
        std::uint64_t produced = std::max(reader.slot().produced(), reader.eventsRead() + lost);
        std::uint64_t unread = produced - reader.eventsRead() - lost;
        if (place.isDead && !reader.isBroken() && unread == 1) {
            --produced;  // counted, but killed before it was written: killedEventOf tells of it
            unread = 0;
        }
        sum.produced += produced;
        sum.lost += lost + (place.isDead || reader.isBroken() ? unread : 0);
    }
}

std::vector<std::string> Collector::warnings() const {
    std::vector<std::string> all = m_warnings;
    const EdgeCounts& edges = m_merger.counts();
    const auto tell = [&](std::uint64_t count, const char* what) {
        if (count > 0)
            all.push_back(std::to_string(count) + what);
    };
    tell(edges.ordersSkipped, " times an object's events have a gap: a record was lost or never written");
    tell(edges.outside, " messages were received whose send was not recorded");
    tell(edges.startsMissing, " workers began whose start was not recorded");
    tell(edges.endsMissing, " workers were joined whose end was not recorded");
    tell(edges.definitionsMissing, " objects were used before they were defined");
    tell(edges.late, " events came after a later one of their object");
    tell(edges.cycles, " events waited for each other in a circle and were ordered by time");
    return all;
}

}  // namespace heddle
