// SPDX-License-Identifier: MIT
#include "core/ipc/SocketCalls.h"

#include <algorithm>
#include <cerrno>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>

namespace heddle {
namespace {

constexpr int heldBufferBytes = 256 * 1024;

// In a held run what the model says will happen may still be on its way through the kernel.
void awaitInKernel(int fd, short events) {
    pollfd ready{fd, events, 0};
    poll(&ready, 1, 1000);
}

// 0: it is connected; EINPROGRESS: not yet. In that order: a refusal that comes between the two questions
// must not pass for a connection.
int errorOf(int fd) {
    pollfd ready{fd, POLLOUT, 0};
    if (poll(&ready, 1, 0) == 0)
        return EINPROGRESS;
    int error = 0;
    socklen_t length = sizeof(error);
    return getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &length) != 0 ? errno : error;
}

int tryToConnect(const StreamEnd& end, const SocketAddress& server, bool isHeld) {
    if (::connect(end.fd(), server.get(), server.length()) == 0)
        return 0;
    const int error = errno;
    if ((error == EINPROGRESS || error == EALREADY) && isHeld)
        awaitInKernel(end.fd(), POLLOUT);
    return error == EINPROGRESS || error == EALREADY ? errorOf(end.fd()) : error;
}

bool isStillToCome(int error) {
    return error == EINPROGRESS || error == EALREADY || error == EAGAIN || error == EINTR;
}

// A Unix listener whose backlog is full tells nobody when it is not: to be asked again, first so soon and
// then less and less often.
constexpr Span looksForRoomAfter = Span::millis(2), looksForRoomAtLeast = Span::millis(64);

// Until it is connected, or cannot be. A call that failed is not made again: the kernel goes on by itself.
int connectOrWait(Operation& operation, StreamEnd& end, const ConnectRequest& request, std::int64_t number,
                  bool& hasTimedOut) {
    const MessageId message = inRing::connection(inRing::Connection::of(static_cast<std::uint64_t>(number)));
    bool isCalled = false;
    int error = EINPROGRESS;
    for (Span again = looksForRoomAfter;; again = std::min(Span{2 * again.ns}, looksForRoomAtLeast)) {
        operation.takesEffect();
        if (isCalled)
            error = errorOf(end.fd());
        else if (operation.forecast() != 0) {
            if (number != 0)
                operation.sends(message);
            error = tryToConnect(end, request.server, operation.isHeld());
            isCalled = error != EAGAIN && error != EINTR;
        }
        if (!isStillToCome(error))
            return error;
        operation.waits(number);
        const Wake wake =
            isCalled ? operation.parkInKernel(end.fd(), POLLOUT) : operation.parkInKernel(-1, 0, again);
        if (wake == Wake::timeout) {
            operation.takesEffect();
            hasTimedOut = true;
            return ETIMEDOUT;
        }
    }
}

}  // namespace

FileDescriptor makeSocket(int family, int type) {
    FileDescriptor fd{socket(family, type | SOCK_NONBLOCK | SOCK_CLOEXEC, 0)};
    if (fd.isOpen())
        prepareForHeldRuns(fd.number());
    return fd;
}

void prepareForHeldRuns(int fd) {
    const Worker* worker = thisWorker();
    if (!worker || !worker->gate.isHeld())
        return;
    const int yes = 1;
    setsockopt(fd, SOL_SOCKET, SO_SNDBUF, &heldBufferBytes, sizeof(heldBufferBytes));
    setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &heldBufferBytes, sizeof(heldBufferBytes));
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof(yes));
}

Outcome connectEnd(StreamEnd& end, const ConnectRequest& request, Patience patience,
                   const SourceLine& where) {
    inRing::Connection which;
    if (thisWorker() && end.isOpen() && request.own.length() > 0) {
        if (SocketAddress::ofSocket(end.fd()).mark() == 0)
            ::bind(end.fd(), request.own.get(), request.own.length());
        which = {SocketAddress::ofSocket(end.fd()).mark(), request.server.mark()};
    }
    const auto number = static_cast<std::int64_t>(which.isKnown() ? which.number() : 0);
    Operation operation{request.op, end.object(), where, patience, number};
    if (!end.isOpen()) {
        operation.takesEffect();
        const Outcome outcome = request.madeError != 0 ? Outcome::error : Outcome::invalid;
        operation.failed(outcome, request.madeError != 0 ? wordsOf(request.madeError) : "it is closed here");
        return outcome;
    }
    bool hasTimedOut = false;
    const int error = connectOrWait(operation, end, request, number, hasTimedOut);
    if (error == 0) {
        operation.done();
        return Outcome::ok;
    }
    const Outcome outcome = hasTimedOut ? Outcome::timeout : outcomeOf(error);
    operation.failed(outcome, hasTimedOut ? std::string{} : wordsOf(error));
    return outcome;
}

Listening::Listening(FileDescriptor fd, std::string name, const Ops& ops)
    : m_fd(std::move(fd)), m_madeError(m_fd.isOpen() ? 0 : errno),
      m_object({ObjectKind::listener, {}, m_counters.isMapped() ? &m_counters->count : nullptr},
               std::move(name)),
      m_ops(ops) {}

Outcome Listening::listen(const SocketAddress& at, int asked, const SourceLine& where) {
    const int backlog = asked < 0 ? SOMAXCONN : std::min(asked, SOMAXCONN);  // as the kernel does
    Operation operation{m_ops.listen, m_object, where, Patience::forever(), backlog};
    operation.takesEffect();
    int error = m_madeError;
    if (!isOpen() && error == 0) {
        operation.failed(Outcome::invalid, "it is closed here");
        return Outcome::invalid;
    }
    if (error == 0 && (::bind(fd(), at.get(), at.length()) != 0 || ::listen(fd(), backlog) != 0))
        error = errno;
    if (error != 0) {
        const Outcome outcome = outcomeOf(error);
        operation.failed(outcome, wordsOf(error));
        return outcome;
    }
    const std::uint32_t mark = SocketAddress::ofSocket(fd()).mark();
    if (mark != 0)
        operation.receives(inRing::connection({0, mark}));
    operation.done();
    return Outcome::ok;
}

Outcome Listening::accept(Operation& operation, FileDescriptor& accepted) {
    for (bool isTold = false;;) {
        if (operation.isHeld() && operation.forecast() != 0 && operation.forecast() != noForecast)
            awaitInKernel(fd(), POLLIN);
        accepted =
            FileDescriptor{isOpen() ? accept4(fd(), nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC) : -1};
        if (accepted.isOpen())
            return Outcome::ok;
        const int error = isOpen() ? errno : EINVAL;
        const bool mustWait = error == EAGAIN || error == EINTR || error == ECONNABORTED;
        const bool tells = !mustWait || !std::exchange(isTold, true) || operation.isHeld();
        if (tells)
            operation.takesEffect();
        if (!mustWait) {
            operation.failed(outcomeOf(error), isOpen() ? wordsOf(error) : "it is closed here");
            return outcomeOf(error);
        }
        if (tells)
            operation.waits();
        if (operation.parkInKernel(fd(), POLLIN) == Wake::timeout) {
            operation.takesEffect();
            operation.failed(Outcome::timeout);
            return Outcome::timeout;
        }
    }
}

// Its number is what the collector joins the two ends by.
void Listening::tellAccepted(Operation& operation, StreamEnd& end) {
    const inRing::Connection which{SocketAddress::ofPeer(end.fd()).mark(),
                                   SocketAddress::ofSocket(end.fd()).mark()};
    if (which.isKnown())
        operation.receives(inRing::connection(which));
    operation.takesEffect();
    operation.setValue(end.object().id().number);
    operation.done(Outcome::ok, end.object().name());
}

Outcome Listening::close(const SourceLine& where) {
    Operation operation{m_ops.close, m_object, where};
    operation.takesEffect();
    if (!isOpen()) {
        operation.failed(Outcome::invalid, "it is closed here");
        return Outcome::invalid;
    }
    m_fd.close();
    operation.done();
    return Outcome::ok;
}

}  // namespace heddle
