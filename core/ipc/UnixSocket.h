// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/SourceLocation.h"
#include "core/ipc/Shutdown.h"
#include "core/sync/Received.h"

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

namespace heddle {

class StreamEnd;
struct UnixPair;

// One end of a connection by a Unix stream socket. A stream of bytes: what one send gave, several receives
// may take, and one receive may take what several sends gave. Python: socket.socket(AF_UNIX, SOCK_STREAM);
// a pair: socket.socketpair().
//
// Outcomes: ok; eof (of recv: the other side has closed, or shut down sending); refused (of connect: nobody
// listens there); broken (the other side closed with bytes unread, or nobody receives any more); timeout;
// invalid (closed here, not connected); error (anything else, in the kernel's words). Thread: any; close()
// when no other thread uses this end.
class UnixSocket {
public:
    using Site = SourceLocation;
    explicit UnixSocket(std::string name = {});  // "" names it "socket-1"
    UnixSocket(UnixSocket&&) noexcept;
    UnixSocket& operator=(UnixSocket&&) noexcept;
    ~UnixSocket();  // closes this process's copy, as an operation if it was open

    // Two ends that are connected from the beginning on, name.a and name.b; "" names them "pair-1". Closed
    // when the kernel refused: no descriptors left.
    static UnixPair pair(std::string name = {});

    // To whom listens at that abstract name. While too many wait there to be accepted, it waits.
    Outcome connect(std::string_view address, Site where = Site::current());
    Outcome connectFor(std::string_view address, std::chrono::nanoseconds atMost,
                       Site where = Site::current());

    // As much as the kernel takes at once; waits until it takes some. The number of bytes that went.
    Received<std::size_t> send(std::string_view bytes, Site where = Site::current());
    Outcome sendAll(std::string_view bytes, Site where = Site::current());

    // What has come, at most that many bytes; waits until something has.
    Received<std::string> recv(std::size_t mostBytes, Site where = Site::current());
    Received<std::string> recvFor(std::size_t mostBytes, std::chrono::nanoseconds atMost,
                                  Site where = Site::current());

    Outcome shutdown(Shutdown what, Site where = Site::current());
    Outcome close(Site where = Site::current());

    bool isOpen() const;
    int fd() const;  // the kernel's number, for those who must; negative when closed

private:
    friend class UnixListener;
    explicit UnixSocket(std::unique_ptr<StreamEnd> made);

    std::unique_ptr<StreamEnd> m_end;
    int m_madeError = 0;
};

struct UnixPair {
    UnixSocket first, second;
};

}  // namespace heddle
