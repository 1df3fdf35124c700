// SPDX-License-Identifier: MIT
#include "core/format/PerfettoTracks.h"

#include "core/event/ShownText.h"
#include "core/format/PerfettoFields.h"

#include <algorithm>

namespace heddle {

using namespace perfetto;

namespace {

enum class TrackOf : std::uint64_t { process = 1, worker, object, counter, objects };

constexpr std::uint64_t uuidOf(TrackOf kind, std::uint64_t number) {
    return static_cast<std::uint64_t>(kind) << 40 | number;
}
constexpr std::uint64_t objectsTrack = uuidOf(TrackOf::objects, 0);
constexpr std::uint64_t onlySequence = 1;

}  // namespace

void PerfettoPackets::putTrack(const ProtoWriter& track) {
    m_packet.clear();
    m_packet.message(packet::track, track);
    put();
}

void PerfettoPackets::internLocation(const ProtoWriter& location) {
    m_interned.message(interned::sourceLocations, location);
}

void PerfettoPackets::putEvent(const ProtoWriter& event, std::int64_t at) {
    m_packet.clear();
    m_packet.number(packet::timestamp, static_cast<std::uint64_t>(std::max<std::int64_t>(at, 0)));
    m_packet.message(packet::event, event);
    if (!m_interned.written().empty())
        m_packet.message(packet::internedData, m_interned);
    m_interned.clear();
    put();
}

// The first packet begins what later ones refer to.
void PerfettoPackets::put() {
    m_packet.number(packet::sequence, onlySequence);
    m_packet.number(packet::sequenceFlags, m_isFirst ? packet::stateIsCleared : packet::needsState);
    m_isFirst = false;
    m_frame.clear();
    m_frame.message(trace::packet, m_packet);
    m_out << m_frame.written();
}

PerfettoTracks::PerfettoTracks(const Names& names, PerfettoPackets& packets)
    : m_names(names), m_packets(packets), m_places(names), m_shown(names) {}

void PerfettoTracks::defineAll() {
    for (const auto& [id, process] : m_places.processes()) {
        m_part.clear();
        m_part.signedNumber(process::pid, process.pid);
        m_part.bytes(process::name, shownText(process.name));
        m_track.clear();
        m_track.number(track::uuid, uuidOf(TrackOf::process, id.number));
        m_track.message(track::process, m_part);
        m_packets.putTrack(m_track);
    }
    for (const auto& [id, place] : m_places.workers())
        defineWorker(id, place);
    m_track.clear();
    m_track.number(track::uuid, objectsTrack);
    m_track.bytes(track::name, "objects");
    m_track.number(track::childOrdering, track::isExplicit);
    m_packets.putTrack(m_track);
    for (const ObjectInfo* object : m_names.objects())
        defineObject(object->id);
}

void PerfettoTracks::defineWorker(WorkerId worker, TrackPlace place) {
    m_defined.insert(of(worker));
    const std::string name = shownText(m_shown.of(worker));
    m_part.clear();
    m_part.signedNumber(thread::pid, place.pid);
    m_part.signedNumber(thread::tid, place.tid);
    m_part.bytes(thread::name, name);
    m_track.clear();
    m_track.number(track::uuid, of(worker));
    m_track.bytes(track::name, name);
    m_track.message(track::thread, m_part);
    if (const WorkerInfo* info = m_names.worker(worker))
        m_track.number(track::parent, uuidOf(TrackOf::process, info->process.number));
    m_packets.putTrack(m_track);
}

void PerfettoTracks::defineObject(ObjectId object) {
    m_defined.insert(uuidOf(TrackOf::object, object.number));
    m_track.clear();
    m_track.number(track::uuid, uuidOf(TrackOf::object, object.number));
    m_track.bytes(track::name, shownText(m_shown.of(object)));
    m_track.number(track::parent, objectsTrack);
    m_track.number(track::siblingRank, object.number & 0x7fffffff);
    m_packets.putTrack(m_track);
}

std::uint64_t PerfettoTracks::of(WorkerId worker) {
    return uuidOf(TrackOf::worker, worker.number);
}

std::uint64_t PerfettoTracks::ofKnown(WorkerId worker) {
    if (!m_defined.contains(of(worker)))
        defineWorker(worker, m_places.of(worker));
    return of(worker);
}

std::uint64_t PerfettoTracks::ofKnown(ObjectId object) {
    const std::uint64_t uuid = uuidOf(TrackOf::object, object.number);
    if (!m_defined.contains(uuid))
        defineObject(object);
    return uuid;
}

std::uint64_t PerfettoTracks::counterOf(ObjectId object, bool isBytes) {
    const std::uint64_t uuid = uuidOf(TrackOf::counter, object.number);
    if (!m_defined.insert(uuid).second)
        return uuid;
    const std::uint64_t parent = ofKnown(object);
    m_part.clear();
    m_part.number(counter::unit, isBytes ? counter::bytes : counter::count);
    m_track.clear();
    m_track.number(track::uuid, uuid);
    m_track.bytes(track::name, shownText(m_shown.of(object)) + (isBytes ? " bytes" : " items"));
    m_track.number(track::parent, parent);
    m_track.message(track::counter, m_part);
    m_packets.putTrack(m_track);
    return uuid;
}

}  // namespace heddle
