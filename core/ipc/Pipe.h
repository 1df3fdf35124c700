// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/SourceLocation.h"
#include "core/sync/Received.h"

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

namespace heddle {

enum class Duplex : bool { no, yes };

// One end of a pipe. What is sent whole arrives whole: messages are framed by a header of 16 bytes with their
// length and identity. After a fork parent and child both hold both ends, and each should close what it does
// not use: end of file comes only when the last writer has closed. Python:
// multiprocessing.connection.Connection.
//
// Outcomes of send: ok; broken (nobody reads any more); invalid (closed here, or an end that only receives).
// Of recv: ok; eof (the last writer has closed); broken (the stream ended or tore within a message); invalid.
// Thread: any; close() when no other thread uses this end.
class Connection {
public:
    using Site = SourceLocation;
    Connection(Connection&&) noexcept;
    Connection& operator=(Connection&&) noexcept;
    ~Connection();  // closes this process's copy, as an operation if it was open

    Outcome send(std::string_view message, Site where = Site::current());  // waits while the pipe is full
    Received<std::string> recv(Site where = Site::current());              // waits for a message
    Received<std::string> recvFor(std::chrono::nanoseconds atMost,
                                  Site where = Site::current());  // or timeout

    // Is there something to receive (a message, or end of file)? Waits for it at most that long.
    bool poll(std::chrono::nanoseconds atMost = {}, Site where = Site::current());

    Outcome close(Site where = Site::current());
    bool isOpen() const;
    int fd() const;  // the kernel's number, for those who must; negative when closed

    struct State;  // core/ipc/PipeState.h

private:
    friend struct PipeEnds makePipe(std::string, Duplex);
    explicit Connection(std::unique_ptr<State> state);
    Received<std::string> recv(struct Patience patience, Site where);

    std::unique_ptr<State> m_state;
};

// As in Python: of a one-way pipe the first end receives and the second sends.
struct PipeEnds {
    Connection first;
    Connection second;
    bool isOpen() const { return first.isOpen(); }  // false when the kernel refused: no descriptors left
};

// One-way: a kernel pipe (pipe2). Duplex: a pair of connected Unix stream sockets (socketpair). "" names it
// "pipe-1".
PipeEnds makePipe(std::string name = {}, Duplex duplex = Duplex::no);

}  // namespace heddle
