// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/FileDescriptor.h"
#include "core/ipc/SharedPage.h"
#include "core/probe/Operation.h"

#include <optional>
#include <string>
#include <sys/socket.h>
#include <sys/un.h>

namespace heddle {

// What the processes of a manager share beside its socket.
struct ManagerShared {
    static constexpr std::uint32_t mostObjects = 1024;
    std::atomic<std::uint32_t> order;    // of the manager's own operations
    std::atomic<std::uint32_t> objects;  // made so far
    std::atomic<std::uint32_t> orders[mostObjects];
};

// Where a manager's process is found, and how it is talked to: from each thread over a connection of its own,
// a request and a reply at a time. Thread: any.
class ManagerLink {
public:
    explicit ManagerLink(std::string name);  // makes the socket on which its process will listen

    bool isOpen() const { return shared.isMapped() && m_addressBytes > 0; }
    FileDescriptor takeListening() { return std::move(m_listening); }

    // Within `operation`, which waits for the reply; `words` tell what is asked. The reply is a list:
    // outcome, value; a long one is asked for piece by piece. Empty: the manager's process is gone, or the
    // request is too large.
    std::optional<std::string> ask(Operation& operation, const std::string& request, std::string_view words,
                                   const SourceLocation& where);

    // The worker that connected from there; 0: an unwatched one, or a stranger.
    static std::uint32_t workerAt(const sockaddr_un& address, socklen_t bytes);

    SharedPage<ManagerShared> shared;
    Object object;

private:
    int connection(const SourceLocation& where);  // of this thread; negative: nobody listens
    int connectNow(const SourceLocation& where);
    std::optional<std::string> askOnce(Operation& operation, const std::string& request,
                                       std::string_view words, int fd, const SourceLocation& where);

    const std::uint64_t m_number;  // among the managers of this process
    FileDescriptor m_listening;
    sockaddr_un m_address{};
    socklen_t m_addressBytes = 0;
};

// One message over a connection, whole. False: the other end is gone.
bool sendFrame(int fd, MessageId message, const std::string& body);
bool receiveFrame(int fd, MessageId& message, std::string& body);
bool isReadable(int fd);
constexpr std::size_t longestRequest = 64 * 1024;  // a socket's buffer takes so much at once: no send waits

// A reply goes in pieces that are no longer than that: each tells whether there is more, and the client asks
// for that by a request of its own.
constexpr const char* askForMore = "more";
std::string nextPiece(std::string& rest);  // taken from it

}  // namespace heddle
