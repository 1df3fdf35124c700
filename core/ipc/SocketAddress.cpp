// SPDX-License-Identifier: MIT
#include "core/ipc/SocketAddress.h"

#include <algorithm>
#include <arpa/inet.h>
#include <cstddef>
#include <cstring>
#include <netinet/in.h>
#include <sys/un.h>

namespace heddle {
namespace {

constexpr std::uint32_t isIpv6 = 1U << 16;
constexpr std::uint32_t isUnix = 1U << 29;  // beside no port; the mark of a connection has 30 bits
constexpr std::size_t pathAt = offsetof(sockaddr_un, sun_path);

std::uint32_t hashOf(std::string_view name) {
    std::uint32_t hash = 2166136261U;  // FNV-1a
    for (const char letter : name)
        hash = (hash ^ static_cast<unsigned char>(letter)) * 16777619U;
    return hash;
}

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

// A name that is too long is not cut, which would be another's: it is of a length that the kernel refuses.
SocketAddress SocketAddress::abstract(std::string_view name) {
    SocketAddress address;
    sockaddr_un local{};
    local.sun_family = AF_UNIX;
    const std::size_t most = sizeof(local.sun_path) - 1;
    std::copy_n(name.begin(), std::min(name.size(), most), local.sun_path + 1);
    std::memcpy(&address.m_bytes, &local, sizeof(local));
    const std::size_t length = name.empty() ? pathAt : pathAt + 1 + name.size();
    address.m_length = static_cast<socklen_t>(std::min(length, sizeof(local) + 1));
    return address;
}

SocketAddress SocketAddress::of(const sockaddr_storage& bytes, socklen_t length) {
    SocketAddress address;
    address.m_bytes = bytes;
    address.m_length = length;
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

std::string_view SocketAddress::unixName() const {
    if (m_bytes.ss_family != AF_UNIX || m_length <= pathAt + 1 || m_length > sizeof(sockaddr_un))
        return {};
    return {reinterpret_cast<const char*>(&m_bytes) + pathAt + 1, m_length - pathAt - 1};
}

std::uint32_t SocketAddress::mark() const {
    if (const std::string_view name = unixName(); !name.empty())
        return isUnix | (hashOf(name) & (isUnix - 1));
    const std::uint32_t number = port();
    return number != 0 && m_bytes.ss_family == AF_INET6 ? number | isIpv6 : number;
}

}  // namespace heddle
