// SPDX-License-Identifier: MIT
#pragma once

#include "core/ipc/TcpSocket.h"

namespace heddle {

class Listening;

// Where TCP connections of this machine are waited for. Connections that nobody has accepted yet wait in the
// kernel's backlog; when that is full, who connects waits. Python: socket.socket(), bind(), listen(),
// accept().
//
// Outcomes of listen: ok; error (the port is taken, no descriptors are left: in the kernel's words). Of
// accept: ok; timeout; invalid (it does not listen); error. Thread: any; close() when no other thread uses
// it.
class TcpListener {
public:
    using Site = SourceLocation;
    explicit TcpListener(std::string name = {},
                         IpVersion version = IpVersion::v4);  // "" names it "listener-1"
    TcpListener(TcpListener&&) noexcept;
    TcpListener& operator=(TcpListener&&) noexcept;
    ~TcpListener();  // closes this process's copy, as an operation if it was open

    // Takes a port of the loopback, 0: any that is free, and listens. `backlog`: how many connections may
    // wait; the kernel lets one more in.
    // A backlog that is negative or beyond the kernel's most is SOMAXCONN, here and in what is told.
    Outcome listen(std::uint16_t port = 0, int backlog = 128, Site where = Site::current());
    std::uint16_t port() const;  // 0: it does not listen

    Received<TcpSocket> accept(std::string name = {},
                               Site where = Site::current());  // waits for a connection
    Received<TcpSocket> acceptFor(std::chrono::nanoseconds atMost, std::string name = {},
                                  Site where = Site::current());
    Outcome close(Site where = Site::current());

    bool isOpen() const;
    int fd() const;  // the kernel's number, for those who must; negative when closed

private:
    Received<TcpSocket> accept(struct Patience patience, std::string name, Site where);

    std::unique_ptr<Listening> m_listening;
    IpVersion m_version;
};

}  // namespace heddle
