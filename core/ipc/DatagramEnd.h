// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/FileDescriptor.h"
#include "core/ipc/SharedPage.h"
#include "core/ipc/SocketAddress.h"
#include "core/ipc/Turn.h"
#include "core/probe/Operation.h"
#include "core/sync/Received.h"

#include <string>
#include <string_view>

namespace heddle {

// What came in one piece: at most as much of it as was asked for.
struct CameIn {
    std::string bytes;
    SocketAddress from;  // of nothing: the sender has no address
    bool isCut = false;  // it was longer; the rest is lost
};

struct DatagramCounters {
    std::atomic<std::uint32_t> count;  // its order
    Turn receiving;                    // so that datagrams are told in the order in which they came
};

// A socket that keeps messages apart: each datagram comes whole, or not at all. Nothing is added to it: both
// sides name it in their rings by where it goes and by what it is (core/event/InRing.h). Thread: any; close()
// when no other thread uses it.
class DatagramEnd {
public:
    struct Kind {
        ObjectKind kind;
        bool isOfPair = false;
        SocketAddress own = {};  // what it is bound to ahead of its first send; of nothing: it needs none
    };
    DatagramEnd(FileDescriptor fd, const Kind& kind, std::string name);
    static void pair(DatagramEnd& one, DatagramEnd& other);

    Outcome bind(const SocketAddress& at, const SourceLine& where);
    Outcome connect(const SocketAddress& to, const SourceLine& where);
    // nullptr: to whom it is connected. Waits while a Unix socket has no room; UDP drops what does not fit.
    Outcome send(std::string_view bytes, const SocketAddress* to, const SourceLine& where);
    Received<CameIn> receive(std::size_t most, Patience patience, const SourceLine& where);
    Outcome setOption(int level, int option, int value, const char* words, const SourceLine& where);
    Outcome close(const SourceLine& where);

    int fd() const { return m_fd.number(); }
    bool isOpen() const { return m_fd.isOpen(); }

private:
    Outcome refuse(Operation& operation, int error) const;  // 0: it is closed here
    Outcome sendOrWait(Operation& operation, std::string_view bytes, const SocketAddress* to);
    int takeOrWait(Operation& operation, std::size_t most, CameIn& came);
    int take(std::size_t most, CameIn& came, Operation& operation) const;
    std::uint32_t ownMark() const;
    void bindIfNeeded(const SourceLine& where);
    enum class Binding : bool { asTold, byTheWay };
    Outcome bind(const SocketAddress& at, Binding how, const SourceLine& where);

    FileDescriptor m_fd;
    int m_madeError;
    SharedPage<DatagramCounters> m_counters;
    Object m_object;
    SocketAddress m_own;
    std::uint32_t m_pairMark = 0, m_peersMark = 0;  // 0: of no pair, or unwatched
};

}  // namespace heddle
