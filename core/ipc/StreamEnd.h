// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/FileDescriptor.h"
#include "core/ipc/SharedPage.h"
#include "core/ipc/Shutdown.h"
#include "core/ipc/Turn.h"
#include "core/probe/Operation.h"
#include "core/sync/Received.h"

#include <memory>
#include <string>
#include <string_view>

namespace heddle {

// What the processes that hold one end of a byte stream share beside the kernel's buffers: how many bytes it
// has sent and received. Lies in shared memory.
struct StreamCounters {
    struct Direction {
        Turn turn;  // whose turn it is to move bytes; isMidFrame: bytes may have moved that are not counted
        std::uint64_t bytes;
        std::uint32_t isLost;  // a process was killed between the kernel's call and our count
    };
    std::atomic<std::uint32_t> count;  // the end's order
    Direction sent, received;
};

// One end of a byte stream: a TCP or Unix connection, a raw pipe. Moves bytes as the kernel does, a part of
// them at a time; what it sends and receives is told by byte offset (core/event/InRing.h). In held runs it
// offers no more than the model has room for. Thread: any; close() when no other thread uses this end.
class StreamEnd {
public:
    struct Ops {
        Op send, sendAll, receive, close, shutdown;  // shutdown: none of a pipe
    };
    enum class Paired : bool { no, yes };  // yes: it is no one's end until pair()
    StreamEnd(FileDescriptor fd, ObjectKind kind, std::string name, const Ops& ops,
              Paired paired = Paired::no);

    // What the one sends the other receives, from the beginning on.
    static void pair(StreamEnd& one, StreamEnd& other);

    // A part of `bytes`, as much as goes at once; waits until some does. All of them: nothing that other
    // workers send comes between.
    Received<std::size_t> send(std::string_view bytes, const SourceLine& where);
    Outcome sendAll(std::string_view bytes, const SourceLine& where);
    // What has come, at most that many bytes; waits until something has. `eof`: the other side has closed.
    Received<std::string> receive(std::size_t most, Patience patience, const SourceLine& where);
    Outcome shutdown(Shutdown what, const SourceLine& where);
    Outcome close(const SourceLine& where);

    Object& object() { return m_object; }
    int fd() const { return m_fd.number(); }
    bool isOpen() const { return m_fd.isOpen(); }

private:
    struct Sending;
    struct Taking;
    bool isPipe() const { return m_ops.shutdown == Op::none; }
    ssize_t write(std::string_view bytes) const;
    ssize_t read(std::string& into) const;
    int refusal() const;
    void awaitRoom(Operation& operation) const;
    Outcome send(Operation& operation, Sending& sending);
    Outcome attempt(Operation& operation, Sending& sending);
    Outcome receive(Operation& operation, Taking& taking);
    Outcome take(Operation& operation, Taking& taking);

    FileDescriptor m_fd;
    SharedPage<StreamCounters> m_counters;
    Object m_object;
    Ops m_ops;
};

// Until it is the caller's: ok, or timeout.
Outcome takeTurn(Operation& operation, Turn& turn);

// The kernel's words for what went wrong, and the outcome that it is.
std::string wordsOf(int error);
Outcome outcomeOf(int error);  // refused, broken, timeout, invalid, error

}  // namespace heddle
