// SPDX-License-Identifier: MIT
#include "core/ipc/DatagramEnd.h"

#include "core/event/InRing.h"
#include "core/ipc/SocketCalls.h"
#include "core/ipc/StreamEnd.h"

#include <algorithm>
#include <cerrno>
#include <poll.h>

namespace heddle {
namespace {

// Who sends to an address is not told when a full Unix socket has room again: to be asked again, first so
// soon and then less and less often.
constexpr Span looksForRoomAfter = Span::millis(2), looksForRoomAtLeast = Span::millis(64);
constexpr int comesWithinMs = 100;  // what the model knows of may still be on its way through the kernel

}  // namespace

DatagramEnd::DatagramEnd(FileDescriptor fd, const Kind& kind, std::string name)
    : m_fd(std::move(fd)), m_madeError(m_fd.isOpen() ? 0 : errno),
      m_object({kind.kind, {}, m_counters.isMapped() ? &m_counters->count : nullptr, kind.isOfPair},
               std::move(name)),
      m_own(kind.own) {
    if (m_counters.isMapped()) {
        m_counters->receiving.prepare();
    } else {  // without memory no end
        m_fd.close();
        m_madeError = ENOMEM;
    }
}

void DatagramEnd::pair(DatagramEnd& one, DatagramEnd& other) {
    one.m_object.setPeer(other.m_object.id());
    other.m_object.setPeer(one.m_object.id());
    one.m_object.define();
    other.m_object.define();
    one.m_pairMark = other.m_peersMark = inRing::ofPair(one.m_object.id());
    one.m_peersMark = other.m_pairMark = inRing::ofPair(other.m_object.id());
}

std::uint32_t DatagramEnd::ownMark() const {
    return m_pairMark != 0 ? m_pairMark : SocketAddress::ofSocket(fd()).mark();
}

Outcome DatagramEnd::refuse(Operation& operation, int error) const {
    if (!isOpen())
        error = m_madeError;
    const Outcome outcome = error != 0 ? outcomeOf(error) : Outcome::invalid;
    operation.failed(outcome, error != 0 ? wordsOf(error) : "it is closed here");
    return outcome;
}

// As the kernel would by itself; so it is told, and known whose address that is.
void DatagramEnd::bindIfNeeded(const SourceLine& where) {
    if (m_own.length() != 0 && ownMark() == 0)
        bind(m_own, Binding::byTheWay, where);
}

Outcome DatagramEnd::bind(const SocketAddress& at, const SourceLine& where) {
    return bind(at, Binding::asTold, where);
}

// By the way: another thread that sends as well may have been quicker.
Outcome DatagramEnd::bind(const SocketAddress& at, Binding how, const SourceLine& where) {
    Operation operation{Op::datagramBind, m_object, where};
    operation.takesEffect();
    const bool isBound = isOpen() && ::bind(fd(), at.get(), at.length()) == 0;
    const int error = isBound || !isOpen() ? 0 : errno;
    const bool isOfAnother = how == Binding::byTheWay && error == EINVAL && ownMark() != 0;
    if (!isBound && !isOfAnother)
        return refuse(operation, error);
    if (const std::uint32_t mark = ownMark(); mark != 0)
        operation.receives(inRing::connection({0, mark}));
    operation.done();
    return Outcome::ok;
}

Outcome DatagramEnd::connect(const SocketAddress& to, const SourceLine& where) {
    Operation operation{Op::datagramConnect, m_object, where};
    if (isOpen())
        bindIfNeeded(where);
    operation.takesEffect();
    if (!isOpen() || ::connect(fd(), to.get(), to.length()) != 0)
        return refuse(operation, isOpen() ? errno : 0);
    operation.receives(inRing::connection({0, to.mark()}));
    operation.done();
    return Outcome::ok;
}

// Told ahead of the kernel's call: whoever receives it may be told at once.
Outcome DatagramEnd::sendOrWait(Operation& operation, std::string_view bytes, const SocketAddress* to) {
    std::uint32_t toMark = 0;
    if (operation.isWatched()) {
        const bool isToPeer = to == nullptr && m_peersMark != 0;
        toMark = isToPeer ? m_peersMark : (to ? *to : SocketAddress::ofPeer(fd())).mark();
        const std::uint32_t fromMark = isToPeer ? m_pairMark : SocketAddress::ofSocket(fd()).port();
        operation.sends(inRing::datagram(toMark, fromMark, bytes));
    }
    for (Span again = looksForRoomAfter;; again = std::min(Span{2 * again.ns}, looksForRoomAtLeast)) {
        operation.takesEffect();
        ssize_t count = 0;
        do
            count = ::sendto(fd(), bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT,
                             to ? to->get() : nullptr, to ? to->length() : 0);
        while (count < 0 && errno == EINTR);
        if (count >= 0)
            return Outcome::ok;
        if (errno != EAGAIN)
            return refuse(operation, errno);
        operation.waits(toMark);
        if (to)
            operation.parkInKernel(-1, 0, again);
        else
            operation.parkInKernel(fd(), POLLOUT);
    }
}

Outcome DatagramEnd::send(std::string_view bytes, const SocketAddress* to, const SourceLine& where) {
    Operation operation{Op::datagramSend, m_object, where, Patience::forever(),
                        static_cast<std::int64_t>(bytes.size())};
    if (!isOpen()) {
        operation.takesEffect();
        return refuse(operation, 0);
    }
    bindIfNeeded(where);
    const Outcome outcome = sendOrWait(operation, bytes, to);
    if (outcome == Outcome::ok)
        operation.done(Outcome::ok, bytes);
    return outcome;
}

// Of a datagram that is cut, the rest is needed to know which one it was. 0, or the kernel's error.
int DatagramEnd::take(std::size_t most, CameIn& came, Operation& operation) const {
    if (operation.isHeld() && operation.forecast() != 0 && operation.forecast() != noForecast) {
        pollfd ready{fd(), POLLIN, 0};
        poll(&ready, 1, comesWithinMs);
    }
    const ssize_t size = ::recv(fd(), nullptr, 0, MSG_PEEK | MSG_TRUNC | MSG_DONTWAIT);
    if (size < 0)
        return errno;
    came.bytes.resize(static_cast<std::size_t>(size));
    sockaddr_storage from{};
    socklen_t length = sizeof(from);
    const ssize_t count = ::recvfrom(fd(), came.bytes.data(), came.bytes.size(), MSG_DONTWAIT,
                                     reinterpret_cast<sockaddr*>(&from), &length);
    if (count < 0)
        return errno;
    came.bytes.resize(static_cast<std::size_t>(count));
    came.from = SocketAddress::of(from, length);
    // Of Unix sockets the address is what the sender has by now, and not what it had.
    const std::uint32_t fromMark = m_peersMark != 0 ? m_peersMark : came.from.port();
    if (operation.isWatched())
        operation.receives(inRing::datagram(ownMark(), fromMark, came.bytes));
    came.isCut = came.bytes.size() > most;
    came.bytes.resize(std::min(came.bytes.size(), most));
    return 0;
}

int DatagramEnd::takeOrWait(Operation& operation, std::size_t most, CameIn& came) {
    Turn& turn = m_counters->receiving;
    for (bool isTold = false;;) {
        if (takeTurn(operation, turn) != Outcome::ok)
            break;
        const int error = take(most, came, operation);
        const bool mustWait = error == EAGAIN || error == EINTR;
        const bool tells = !mustWait || !std::exchange(isTold, true) || operation.isHeld();
        if (tells)
            operation.takesEffect();
        turn.giveBack();
        if (!mustWait)
            return error;
        if (tells)
            operation.waits();
        if (operation.parkInKernel(fd(), POLLIN) == Wake::timeout)
            break;
    }
    operation.takesEffect();
    return ETIMEDOUT;
}

Received<CameIn> DatagramEnd::receive(std::size_t most, Patience patience, const SourceLine& where) {
    Operation operation{Op::datagramRecv, m_object, where, patience, static_cast<std::int64_t>(most)};
    if (!isOpen()) {
        operation.takesEffect();
        return refuse(operation, 0);
    }
    CameIn came;
    const int error = takeOrWait(operation, most, came);
    operation.setValue(static_cast<std::int64_t>(came.bytes.size()));
    if (error != 0) {
        const Outcome outcome = outcomeOf(error);
        operation.failed(outcome, outcome == Outcome::timeout ? "" : wordsOf(error));
        return outcome;
    }
    operation.done(came.isCut ? Outcome::full : Outcome::ok, came.bytes);
    return came;
}

Outcome DatagramEnd::setOption(int level, int option, int value, const char* words, const SourceLine& where) {
    Operation operation{Op::datagramSetOption, m_object, where, Patience::forever(), value};
    operation.takesEffect();
    // In held runs buffers keep their sizes, whatever the program was told to try.
    const bool isFixed = operation.isHeld() && (option == SO_SNDBUF || option == SO_RCVBUF);
    if (!isOpen() || (!isFixed && setsockopt(fd(), level, option, &value, sizeof(value)) != 0))
        return refuse(operation, isOpen() ? errno : 0);
    operation.done(Outcome::ok, words);
    return Outcome::ok;
}

Outcome DatagramEnd::close(const SourceLine& where) {
    Operation operation{Op::datagramClose, m_object, where};
    operation.takesEffect();
    if (!isOpen())
        return refuse(operation, 0);
    m_fd.close();
    operation.done();
    return Outcome::ok;
}

}  // namespace heddle
