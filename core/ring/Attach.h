// SPDX-License-Identifier: MIT
// How a traced process and Heddle find each other. Heddle hands down two descriptors, named in the
// environment: HEDDLE_ATTACH="SOCKET,PAGE". PAGE is the RunPage; SOCKET one end of a SOCK_SEQPACKET pair,
// shared by all processes of the run. A process sends one packet for each segment that it makes: an
// AttachNote with two descriptors beside it, the segment's memfd and its own pidfd. Nothing is ever sent
// back.
#pragma once

#include "core/base/FileDescriptor.h"
#include "core/base/Result.h"

#include <cstdint>
#include <optional>
#include <sys/types.h>

namespace heddle {

inline constexpr const char* attachVariable = "HEDDLE_ATTACH";

struct AttachNote {
    std::uint32_t version;  // layoutVersion
    std::uint32_t process;  // ProcessId
    std::int32_t pid;
    std::uint32_t segment;  // the process's first, second, …: 0, 1, …
};
static_assert(sizeof(AttachNote) == 16);

struct Attachment {
    AttachNote note{};
    FileDescriptor segment, process;  // the memfd, the pidfd
    bool isCutShort = false;  // this process had no descriptors left to take both: what came is closed
};

// The process's end of the socket, known by more than its number: a program may close descriptors that it
// never opened (a daemon does), and then has its own under these numbers. Thread: any (a value).
class AttachSocket {
public:
    AttachSocket() = default;
    explicit AttachSocket(int number);  // what it is now

    bool isStillOurs() const;
    int number() const { return m_number; }

private:
    int m_number = -1;
    dev_t m_device = 0;
    ino_t m_inode = 0;
};

// The process's side. Async-signal-safe. False: nobody is there any more. Thread: any.
bool sendAttachNote(const AttachSocket& socket, const AttachNote& note, int segment, int process);

// Heddle's side. Empty: nothing has come, or what came was no attachment. Never blocks. Thread: one owner.
std::optional<Attachment> receiveAttachment(int socket);

}  // namespace heddle
