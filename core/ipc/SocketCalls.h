// SPDX-License-Identifier: MIT
// What TCP and Unix sockets have in common: making, connecting, listening, accepting.
#pragma once

#include "core/event/InRing.h"
#include "core/ipc/SocketAddress.h"
#include "core/ipc/StreamEnd.h"

#include <atomic>

namespace heddle {

// A socket that never blocks and is not handed to other programs. In held runs its buffers are so large that
// the model, not the kernel, says how much fits. Not open when the kernel refused; errno says why.
FileDescriptor makeSocket(int family, int type);
void prepareForHeldRuns(int fd);

// Connects `end` to `server`. So that both sides know it by its addresses, its own is asked for ahead of the
// call.
struct ConnectRequest {
    Op op;
    SocketAddress own;  // to be bound to first; of nothing: none is needed
    SocketAddress server;
    int madeError = 0;  // why the socket could not be made
};
Outcome connectEnd(StreamEnd& end, const ConnectRequest& request, Patience patience, const SourceLine& where);

struct ListenerCounters {
    std::atomic<std::uint32_t> count;  // its order
};

// What waits to be accepted. Thread: any; close() when no other thread uses it.
class Listening {
public:
    struct Ops {
        Op listen, accept, close;
    };
    Listening(FileDescriptor fd, std::string name, const Ops& ops);

    Outcome listen(const SocketAddress& at, int backlog, const SourceLine& where);
    // Empty descriptor: see the outcome. The new end is made, and told, by `makeEnd` of the accepted
    // descriptor.
    template <class MakeEnd>
    Outcome accept(Patience patience, const SourceLine& where, MakeEnd&& makeEnd) {
        Operation operation{m_ops.accept, m_object, where, patience};
        FileDescriptor accepted;
        const Outcome outcome = accept(operation, accepted);
        if (outcome == Outcome::ok)
            tellAccepted(operation, makeEnd(std::move(accepted)));
        return outcome;
    }
    Outcome close(const SourceLine& where);

    Object& object() { return m_object; }
    int fd() const { return m_fd.number(); }
    bool isOpen() const { return m_fd.isOpen(); }

private:
    Outcome accept(Operation& operation, FileDescriptor& accepted);
    void tellAccepted(Operation& operation, StreamEnd& end);

    FileDescriptor m_fd;
    int m_madeError;
    SharedPage<ListenerCounters> m_counters;
    Object m_object;
    Ops m_ops;
};

}  // namespace heddle
