// SPDX-License-Identifier: MIT
#include "core/ipc/TcpListener.h"

#include "core/ipc/SocketCalls.h"
#include "core/ipc/TcpOps.h"

namespace heddle {
namespace {

constexpr Listening::Ops listenerOps{Op::tcpListen, Op::tcpAccept, Op::tcpClose};

// A port that was used a moment ago can be taken again, or a program could not be run twice in a minute. One
// that another listens at stays taken.
FileDescriptor makeListener(IpVersion version) {
    FileDescriptor fd = makeSocket(version == IpVersion::v4 ? AF_INET : AF_INET6, SOCK_STREAM);
    const int yes = 1;
    if (fd.isOpen())
        setsockopt(fd.number(), SOL_SOCKET, SO_REUSEADDR, &yes, sizeof(yes));
    return fd;
}

}  // namespace

TcpListener::TcpListener(std::string name, IpVersion version)
    : m_listening(std::make_unique<Listening>(makeListener(version), std::move(name), listenerOps)),
      m_version(version) {}

TcpListener::TcpListener(TcpListener&&) noexcept = default;

TcpListener& TcpListener::operator=(TcpListener&& other) noexcept {
    if (this != &other) {
        if (isOpen())
            close();
        m_listening = std::move(other.m_listening);
        m_version = other.m_version;
    }
    return *this;
}

TcpListener::~TcpListener() {
    if (isOpen())
        close();
}

Outcome TcpListener::listen(std::uint16_t port, int backlog, Site where) {
    return m_listening ? m_listening->listen(SocketAddress::loopback(m_version, port), backlog, where)
                       : Outcome::invalid;
}

std::uint16_t TcpListener::port() const {
    return isOpen() ? SocketAddress::ofSocket(fd()).port() : std::uint16_t{0};
}

Received<TcpSocket> TcpListener::accept(std::string name, Site where) {
    return accept(Patience::forever(), std::move(name), where);
}

Received<TcpSocket> TcpListener::acceptFor(std::chrono::nanoseconds atMost, std::string name, Site where) {
    return accept(Patience::atMost(atMost), std::move(name), where);
}

Received<TcpSocket> TcpListener::accept(Patience patience, std::string name, Site where) {
    if (!m_listening)
        return Outcome::invalid;
    std::unique_ptr<StreamEnd> end;
    const Outcome outcome = m_listening->accept(patience, where, [&](FileDescriptor accepted) -> StreamEnd& {
        prepareForHeldRuns(accepted.number());
        end = std::make_unique<StreamEnd>(std::move(accepted), ObjectKind::socket, std::move(name), tcpOps);
        return *end;
    });
    if (outcome != Outcome::ok)
        return outcome;
    return TcpSocket{std::move(end)};
}

Outcome TcpListener::close(Site where) {
    return m_listening ? m_listening->close(where) : Outcome::invalid;
}

bool TcpListener::isOpen() const {
    return m_listening && m_listening->isOpen();
}

int TcpListener::fd() const {
    return m_listening ? m_listening->fd() : -1;
}

}  // namespace heddle
