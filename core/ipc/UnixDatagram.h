// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/SourceLocation.h"
#include "core/sync/Received.h"

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

namespace heddle {

class DatagramEnd;
struct UnixDatagramPair;

struct LocalDatagram {
    std::string bytes;
    std::string address;  // whose it is: to answer with sendTo; "": the sender is not bound
    bool isCut = false;   // it was longer than was asked for; the rest is lost
};

// A Unix datagram socket, at an abstract name: no file is made. Each datagram comes whole and none is
// dropped: who sends waits while its receiver has no room. Python: socket.socket(AF_UNIX, SOCK_DGRAM),
// socket.socketpair(type=SOCK_DGRAM).
//
// Outcomes: ok; refused (of send and connect: nobody is there); timeout; invalid (closed here, or of send:
// not connected); error (anything else, in the kernel's words: the name is taken, a datagram is too long).
// Thread: any; close() when no other thread uses it.
class UnixDatagram {
public:
    using Site = SourceLocation;
    explicit UnixDatagram(std::string name = {});  // "" names it "datagram-1"
    UnixDatagram(UnixDatagram&&) noexcept;
    UnixDatagram& operator=(UnixDatagram&&) noexcept;
    ~UnixDatagram();  // closes this process's copy, as an operation if it was open

    // Two that are connected from the beginning on, name.a and name.b; "" names them "pair-1". Closed when
    // the kernel refused: no descriptors left.
    static UnixDatagramPair pair(std::string name = {});

    Outcome bind(std::string_view address = {}, Site where = Site::current());  // "": the kernel chooses
    std::string address() const;                                                // "": it is not bound
    Outcome connect(std::string_view address, Site where = Site::current());

    Outcome sendTo(std::string_view bytes, std::string_view address, Site where = Site::current());
    Outcome send(std::string_view bytes, Site where = Site::current());  // to whom it is connected

    // The next datagram, at most that many bytes of it; waits until one comes. There is no end of file.
    Received<LocalDatagram> recvFrom(std::size_t mostBytes, Site where = Site::current());
    Received<LocalDatagram> recvFromFor(std::size_t mostBytes, std::chrono::nanoseconds atMost,
                                        Site where = Site::current());
    Received<std::string> recv(std::size_t mostBytes, Site where = Site::current());

    Outcome close(Site where = Site::current());
    bool isOpen() const;
    int fd() const;  // the kernel's number, for those who must; negative when closed

private:
    explicit UnixDatagram(std::unique_ptr<DatagramEnd> made);

    std::unique_ptr<DatagramEnd> m_end;
};

struct UnixDatagramPair {
    UnixDatagram first, second;
};

}  // namespace heddle
