// SPDX-License-Identifier: MIT
// The tracks of a Perfetto file, and the packets in which everything lies there.
#pragma once

#include "core/format/ProtoWriter.h"
#include "core/format/TrackPlaces.h"
#include "core/trace/ShownNames.h"

#include <cstdint>
#include <ostream>
#include <unordered_set>

namespace heddle {

// Writes packets, all of one sequence. Thread: one owner. `out` outlives it.
class PerfettoPackets {
public:
    explicit PerfettoPackets(std::ostream& out) : m_out(out) {}

    void putTrack(const ProtoWriter& track);
    void internLocation(const ProtoWriter& location);  // goes with the next event
    void putEvent(const ProtoWriter& event, std::int64_t at);
    std::ostream& out() const { return m_out; }

private:
    void put();

    std::ostream& m_out;
    ProtoWriter m_packet, m_interned, m_frame;
    bool m_isFirst = true;
};

// Who has which track; those of workers and objects that no definition names are made when they are asked
// for. Thread: one owner. `names` and `packets` outlive it.
class PerfettoTracks {
public:
    PerfettoTracks(const Names& names, PerfettoPackets& packets);

    void defineAll();  // in the order in which they shall stand
    static std::uint64_t of(WorkerId worker);
    std::uint64_t ofKnown(WorkerId worker);
    std::uint64_t ofKnown(ObjectId object);
    std::uint64_t counterOf(ObjectId object, bool isBytes);

private:
    void defineWorker(WorkerId worker, TrackPlace place);
    void defineObject(ObjectId object);

    const Names& m_names;
    PerfettoPackets& m_packets;
    TrackPlaces m_places;
    ShownNames m_shown;
    ProtoWriter m_track, m_part;
    std::unordered_set<std::uint64_t> m_defined;
};

}  // namespace heddle
