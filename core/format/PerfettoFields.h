// SPDX-License-Identifier: MIT
// Numbers of the fields that PerfettoFormat writes, as in perfetto/protos/perfetto/trace/trace_packet.proto
// and track_event/{track_event,track_descriptor,counter_descriptor,debug_annotation,source_location}.proto.
#pragma once

#include <cstdint>

namespace heddle::perfetto {

namespace trace {
inline constexpr std::uint32_t packet = 1;
}
namespace packet {
inline constexpr std::uint32_t timestamp = 8, sequence = 10, event = 11, internedData = 12,
                               sequenceFlags = 13, track = 60;
inline constexpr std::uint64_t stateIsCleared = 1, needsState = 2;  // sequenceFlags
}  // namespace packet
namespace interned {
inline constexpr std::uint32_t sourceLocations = 4;
}
namespace location {
inline constexpr std::uint32_t iid = 1, file = 2, function = 3, line = 4;
}
namespace track {
inline constexpr std::uint32_t uuid = 1, name = 2, process = 3, thread = 4, parent = 5, counter = 8,
                               childOrdering = 11, siblingRank = 12;
inline constexpr std::uint64_t isExplicit = 3;  // childOrdering: by siblingRank
}  // namespace track
namespace process {
inline constexpr std::uint32_t pid = 1, name = 6;
}
namespace thread {
inline constexpr std::uint32_t pid = 1, tid = 2, name = 5;
}
namespace counter {
inline constexpr std::uint32_t unit = 3;
inline constexpr std::uint64_t count = 2, bytes = 3;  // unit
}  // namespace counter
namespace event {
inline constexpr std::uint32_t annotations = 4, type = 9, track = 11, categories = 22, name = 23,
                               counterValue = 30, locationIid = 34, flows = 47, endingFlows = 48;
inline constexpr std::uint64_t sliceBegin = 1, sliceEnd = 2, instant = 3, counter = 4;  // type
}  // namespace event
namespace annotation {
inline constexpr std::uint32_t unsignedValue = 3, signedValue = 4, text = 6, name = 10;
}

}  // namespace heddle::perfetto
