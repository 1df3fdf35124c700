// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/SourceLocation.h"
#include "core/ipc/Shutdown.h"
#include "core/ipc/SocketAddress.h"
#include "core/ipc/SocketOption.h"
#include "core/sync/Received.h"

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

namespace heddle {

class StreamEnd;

// One end of a TCP connection on this machine. A stream of bytes: what one send gave, several receives may
// take, and one receive may take what several sends gave. Python: socket.socket(AF_INET, SOCK_STREAM).
//
// Outcomes: ok; eof (of recv: the other side has closed, or shut down sending); refused (of connect: nobody
// listens there); broken (the connection was reset, nobody receives any more, or of a send: it is not
// connected); timeout; invalid (closed here; of a recv: not connected); error (anything else, in the kernel's
// words: no descriptors are left). Thread: any; close() when no other thread uses this end.
class TcpSocket {
public:
    using Site = SourceLocation;
    explicit TcpSocket(std::string name = {}, IpVersion version = IpVersion::v4);  // "" names it "socket-1"
    TcpSocket(TcpSocket&&) noexcept;
    TcpSocket& operator=(TcpSocket&&) noexcept;
    ~TcpSocket();  // closes this process's copy, as an operation if it was open

    Outcome connect(std::uint16_t port, Site where = Site::current());
    Outcome connectFor(std::uint16_t port, std::chrono::nanoseconds atMost, Site where = Site::current());

    // As much as the kernel takes at once; waits until it takes some. The number of bytes that went.
    Received<std::size_t> send(std::string_view bytes, Site where = Site::current());
    Outcome sendAll(std::string_view bytes, Site where = Site::current());

    // What has come, at most that many bytes; waits until something has.
    Received<std::string> recv(std::size_t mostBytes, Site where = Site::current());
    Received<std::string> recvFor(std::size_t mostBytes, std::chrono::nanoseconds atMost,
                                  Site where = Site::current());

    Outcome shutdown(Shutdown what, Site where = Site::current());
    Outcome setOption(SocketOption option, int value, Site where = Site::current());
    Outcome close(Site where = Site::current());

    bool isOpen() const;
    int fd() const;  // the kernel's number, for those who must; negative when closed

private:
    friend class TcpListener;
    explicit TcpSocket(std::unique_ptr<StreamEnd> accepted);

    std::unique_ptr<StreamEnd> m_end;
    IpVersion m_version = IpVersion::v4;
    int m_madeError = 0;
};

}  // namespace heddle
