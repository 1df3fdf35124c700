// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/SourceLocation.h"
#include "core/ipc/SocketAddress.h"
#include "core/ipc/SocketOption.h"
#include "core/sync/Received.h"

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

namespace heddle {

class DatagramEnd;
struct CameIn;

struct UdpDatagram {
    std::string bytes;
    std::uint16_t port = 0;  // whose it is: to answer with sendTo
    bool isCut = false;      // it was longer than was asked for; the rest is lost
};

// A UDP socket on the loopback. Each datagram comes whole, or not at all: one that its receiver has no room
// for is dropped, and nobody is told. Python: socket.socket(AF_INET, SOCK_DGRAM).
//
// Outcomes: ok; refused (of a connected one: nobody is there, as an earlier send found); timeout; invalid
// (closed here, or of send: not connected); error (anything else, in the kernel's words: the port is taken, a
// datagram is too long). Thread: any; close() when no other thread uses it.
class UdpSocket {
public:
    using Site = SourceLocation;
    explicit UdpSocket(std::string name = {}, IpVersion version = IpVersion::v4);  // "" names it "udp-1"
    UdpSocket(UdpSocket&&) noexcept;
    UdpSocket& operator=(UdpSocket&&) noexcept;
    ~UdpSocket();  // closes this process's copy, as an operation if it was open

    // 0: any port that is free. A socket that sends and is not bound is bound to such a one by the way.
    Outcome bind(std::uint16_t port = 0, Site where = Site::current());
    std::uint16_t port() const;  // 0: it is not bound

    // From now on it sends there, and receives from there alone.
    Outcome connect(std::uint16_t port, Site where = Site::current());

    Outcome sendTo(std::string_view bytes, std::uint16_t port, Site where = Site::current());
    Outcome send(std::string_view bytes, Site where = Site::current());  // to whom it is connected

    // The next datagram, at most that many bytes of it; waits until one comes. Anybody might send one: who
    // waits here alone is never called stuck.
    Received<UdpDatagram> recvFrom(std::size_t mostBytes, Site where = Site::current());
    Received<UdpDatagram> recvFromFor(std::size_t mostBytes, std::chrono::nanoseconds atMost,
                                      Site where = Site::current());
    Received<std::string> recv(std::size_t mostBytes, Site where = Site::current());

    Outcome setOption(SocketOption option, int value, Site where = Site::current());
    Outcome close(Site where = Site::current());

    bool isOpen() const;
    int fd() const;  // the kernel's number, for those who must; negative when closed

private:
    std::unique_ptr<DatagramEnd> m_end;
    IpVersion m_version;
};

}  // namespace heddle
