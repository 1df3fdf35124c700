// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/FileDescriptor.h"
#include "core/base/Id.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace heddle {

// A message that comes out of a PacketPipe, as far as it has come.
struct ArrivingMessage {
    std::string bytes;
    MessageId message;
    std::uint64_t serial = 0;
    std::uint32_t total = 0;
    bool hasBegun = false;

    bool isWhole() const { return hasBegun && bytes.size() == total; }
};

// A kernel pipe in packet mode (O_DIRECT): each write is one packet, and a read takes one packet whole. A
// message is one packet or several, each with its place in the message, so that whoever reads on after a
// reader or a writer was killed within a message finds where the next one begins: nothing tears. Has room for
// 16 packets. One writes and one reads at a time; whose turn it is others say. Thread: any, within its turn.
class PacketPipe {
public:
    enum class Moved : std::uint8_t { whole, blocked, broken };

    PacketPipe();
    bool isOpen() const { return m_reading.isOpen(); }

    // Moves what the kernel takes or has just now, and adds to `bytes` how much of the stream that was.
    Moved write(std::string_view content, MessageId message, std::uint64_t serial, std::size_t& written,
                std::int64_t& bytes);
    Moved read(ArrivingMessage& into, std::int64_t& bytes);
    bool isReadable() const;

    int readingFd() const { return m_reading.number(); }
    int writingFd() const { return m_writing.number(); }

private:
    FileDescriptor m_reading, m_writing;
};

}  // namespace heddle
