// SPDX-License-Identifier: MIT
// How a ring names what has no identity of its own. The collector knows both sides, and turns these names
// into messages and objects; none of them reaches a trace.
//
// A byte stream: `message` is the offset of the first byte in its direction, `value` the bytes moved so far.
// A datagram: `message` is made of where it goes, as in a connection, and a hash of where it came from and of
// its bytes; of two that are alike the one sent first counts as received first. A datagram.bind and a
// datagram.connect name their address as tcp.listen does; a send that waits says in `value` where it goes.
// A connection: `message` is made of whom it connects, two numbers that both sides learn from the kernel (of
// TCP, the ports; of Unix sockets, hashes of the addresses). A connect carries it in `value` too, in all its
// phases; its listener's tcp.listen names the server alone.
#pragma once

#include "core/base/Id.h"

#include <cstdint>
#include <string_view>

namespace heddle::inRing {

// Above all numbers of messages, which begin with the number of a worker.
inline constexpr std::uint64_t offsetMark = std::uint64_t{1} << 63;
inline constexpr std::uint64_t connectionMark = std::uint64_t{1} << 62;

constexpr MessageId offset(std::uint64_t firstByte) {
    return {offsetMark | (firstByte & ~(offsetMark | connectionMark))};
}
constexpr bool isOffset(MessageId message) {
    return (message.number & (offsetMark | connectionMark)) == offsetMark;
}
constexpr std::uint64_t offsetOf(MessageId message) {
    return message.number & ~offsetMark;
}

struct Connection {
    std::uint32_t client = 0;  // 30 bits of it count; 0: not known
    std::uint32_t server = 0;

    bool isKnown() const { return client != 0 && server != 0; }
    constexpr std::uint64_t number() const { return std::uint64_t{client & 0x3fffffff} << 32 | server; }
    static constexpr Connection of(std::uint64_t number) {
        return {static_cast<std::uint32_t>(number >> 32) & 0x3fffffff, static_cast<std::uint32_t>(number)};
    }
};
constexpr MessageId connection(Connection which) {
    return {connectionMark | which.number()};
}
constexpr bool isConnection(MessageId message) {
    return (message.number & (offsetMark | connectionMark)) == connectionMark;
}

// An end of a pair of datagram sockets has no address; this stands for one, beside all that have.
inline constexpr std::uint32_t pairMark = 1U << 28;
constexpr std::uint32_t ofPair(ObjectId end) {
    return end.isNone() ? 0 : pairMark | (end.number & (pairMark - 1));
}

constexpr MessageId datagram(std::uint32_t to, std::uint32_t from, std::string_view bytes) {
    std::uint64_t hash = 14695981039346656037ULL ^ from;  // FNV-1a
    for (const char byte : bytes)
        hash = (hash ^ static_cast<unsigned char>(byte)) * 1099511628211ULL;
    return {offsetMark | connectionMark | std::uint64_t{to & 0x3fffffff} << 32 |
            static_cast<std::uint32_t>(hash ^ hash >> 32)};
}
constexpr bool isDatagram(MessageId message) {
    return (message.number & (offsetMark | connectionMark)) == (offsetMark | connectionMark);
}
constexpr std::uint32_t receiverOf(MessageId datagram) {
    return static_cast<std::uint32_t>(datagram.number >> 32) & 0x3fffffff;
}

}  // namespace heddle::inRing
