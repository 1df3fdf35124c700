// SPDX-License-Identifier: MIT
#include "core/ipc/SocketAddress.h"

#include <arpa/inet.h>
#include <cstring>
#include <netinet/in.h>

namespace heddle {
namespace {

constexpr std::uint32_t isIpv6 = 1U << 16;

}  // namespace

SocketAddress SocketAddress::loopback(IpVersion version, std::uint16_t port) {
    SocketAddress address;
    if (version == IpVersion::v4) {
        sockaddr_in ip{};
        ip.sin_family = AF_INET;
        ip.sin_port = htons(port);
        ip.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        std::memcpy(&address.m_bytes, &ip, address.m_length = sizeof(ip));
    } else {
        sockaddr_in6 ip{};
        ip.sin6_family = AF_INET6;
        ip.sin6_port = htons(port);
        ip.sin6_addr = in6addr_loopback;
        std::memcpy(&address.m_bytes, &ip, address.m_length = sizeof(ip));
    }
    return address;
}

SocketAddress SocketAddress::ofSocket(int fd) {
    SocketAddress address;
    address.m_length = sizeof(address.m_bytes);
    if (getsockname(fd, reinterpret_cast<sockaddr*>(&address.m_bytes), &address.m_length) != 0)
        return {};
    return address;
}

SocketAddress SocketAddress::ofPeer(int fd) {
    SocketAddress address;
    address.m_length = sizeof(address.m_bytes);
    if (getpeername(fd, reinterpret_cast<sockaddr*>(&address.m_bytes), &address.m_length) != 0)
        return {};
    return address;
}

std::uint16_t SocketAddress::port() const {
    if (m_bytes.ss_family == AF_INET)
        return ntohs(reinterpret_cast<const sockaddr_in*>(&m_bytes)->sin_port);
    if (m_bytes.ss_family == AF_INET6)
        return ntohs(reinterpret_cast<const sockaddr_in6*>(&m_bytes)->sin6_port);
    return 0;
}

std::uint32_t SocketAddress::mark() const {
    const std::uint32_t number = port();
    return number != 0 && m_bytes.ss_family == AF_INET6 ? number | isIpv6 : number;
}

}  // namespace heddle
