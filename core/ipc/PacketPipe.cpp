// SPDX-License-Identifier: MIT
#include "core/ipc/PacketPipe.h"

#include <algorithm>
#include <cerrno>
#include <climits>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

namespace heddle {
namespace {

struct PacketHeader {
    std::uint64_t message = 0;  // MessageId; 0: unwatched
    std::uint64_t serial = 0;   // of the message, in this pipe
    std::uint32_t total = 0;    // bytes of the whole message
    std::uint32_t offset = 0;   // of this packet in it
};
static_assert(sizeof(PacketHeader) == 24);

constexpr std::size_t mostInPacket = PIPE_BUF - sizeof(PacketHeader);

// What belongs to a message whose beginning another reader took with it, or whose writer was killed, is
// dropped.
void take(const PacketHeader& header, std::string_view content, ArrivingMessage& into) {
    if (header.offset == 0)
        into = {std::string(content), {header.message}, header.serial, header.total, true};
    else if (into.hasBegun && header.serial == into.serial && header.offset == into.bytes.size())
        into.bytes += content;
}

}  // namespace

PacketPipe::PacketPipe() {
    int numbers[2] = {-1, -1};
    if (pipe2(numbers, O_CLOEXEC | O_NONBLOCK | O_DIRECT) != 0)
        return;
    m_reading = FileDescriptor{numbers[0]};
    m_writing = FileDescriptor{numbers[1]};
}

PacketPipe::Moved PacketPipe::write(std::string_view content, MessageId message, std::uint64_t serial,
                                    std::size_t& written, std::int64_t& bytes) {
    char packet[PIPE_BUF];
    do {
        const std::size_t part = std::min(content.size() - written, mostInPacket);
        const PacketHeader header{message.number, serial, static_cast<std::uint32_t>(content.size()),
                                  static_cast<std::uint32_t>(written)};
        std::memcpy(packet, &header, sizeof(header));
        std::memcpy(packet + sizeof(header), content.data() + written, part);
        const ssize_t count = ::write(m_writing.number(), packet, sizeof(header) + part);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return errno == EAGAIN ? Moved::blocked : Moved::broken;
        written += part;
        bytes += count;
    } while (written < content.size());
    return Moved::whole;
}

PacketPipe::Moved PacketPipe::read(ArrivingMessage& into, std::int64_t& bytes) {
    char packet[PIPE_BUF];
    while (!into.isWhole()) {
        const ssize_t count = ::read(m_reading.number(), packet, sizeof(packet));
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0 && errno == EAGAIN)
            return Moved::blocked;
        PacketHeader header;
        if (count < static_cast<ssize_t>(sizeof(header)))
            return Moved::broken;
        bytes += count;
        std::memcpy(&header, packet, sizeof(header));
        take(header, {packet + sizeof(header), static_cast<std::size_t>(count) - sizeof(header)}, into);
    }
    return Moved::whole;
}

bool PacketPipe::isReadable() const {
    pollfd ready{m_reading.number(), POLLIN, 0};
    return ::poll(&ready, 1, 0) == 1;
}

}  // namespace heddle
