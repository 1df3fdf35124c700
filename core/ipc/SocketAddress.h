// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string_view>
#include <sys/socket.h>

namespace heddle {

enum class IpVersion : std::uint8_t { v4, v6 };

// Where a socket is, a value. Sockets of lessons stay on this machine: of IP only the loopback can be named.
// Thread: any.
class SocketAddress {
public:
    static SocketAddress loopback(IpVersion version, std::uint16_t port);
    static SocketAddress abstract(std::string_view name);  // of Unix; "": the kernel is to choose one
    static SocketAddress of(const sockaddr_storage& bytes, socklen_t length);
    static SocketAddress ofSocket(int fd);  // its own, or of nothing
    static SocketAddress ofPeer(int fd);

    const sockaddr* get() const { return reinterpret_cast<const sockaddr*>(&m_bytes); }
    socklen_t length() const { return m_length; }
    std::uint16_t port() const;         // 0: of no IP
    std::string_view unixName() const;  // of an abstract one; "": of nothing, or the kernel is to choose
    // A number by which both sides of a connection know this address (core/event/InRing.h); 0: it has no
    // name.
    std::uint32_t mark() const;

private:
    sockaddr_storage m_bytes{};
    socklen_t m_length = 0;
};

}  // namespace heddle
