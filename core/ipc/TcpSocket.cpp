// SPDX-License-Identifier: MIT
#include "core/ipc/TcpSocket.h"

#include "core/ipc/KernelOption.h"
#include "core/ipc/SocketCalls.h"
#include "core/ipc/TcpOps.h"

#include <cerrno>

namespace heddle {
namespace {

int familyOf(IpVersion version) {
    return version == IpVersion::v4 ? AF_INET : AF_INET6;
}

}  // namespace

TcpSocket::TcpSocket(std::string name, IpVersion version) : m_version(version) {
    FileDescriptor fd = makeSocket(familyOf(version), SOCK_STREAM);
    m_madeError = fd.isOpen() ? 0 : errno;
    m_end = std::make_unique<StreamEnd>(std::move(fd), ObjectKind::socket, std::move(name), tcpOps);
}

TcpSocket::TcpSocket(std::unique_ptr<StreamEnd> accepted) : m_end(std::move(accepted)) {}
TcpSocket::TcpSocket(TcpSocket&&) noexcept = default;

TcpSocket& TcpSocket::operator=(TcpSocket&& other) noexcept {
    if (this != &other) {
        if (isOpen())
            close();
        m_end = std::move(other.m_end);
        m_version = other.m_version;
        m_madeError = other.m_madeError;
    }
    return *this;
}

TcpSocket::~TcpSocket() {
    if (isOpen())
        close();
}

Outcome TcpSocket::connect(std::uint16_t port, Site where) {
    if (!m_end)
        return Outcome::invalid;
    const ConnectRequest request{Op::tcpConnect, SocketAddress::loopback(m_version, 0),
                                 SocketAddress::loopback(m_version, port), m_madeError};
    return connectEnd(*m_end, request, Patience::forever(), where);
}

Outcome TcpSocket::connectFor(std::uint16_t port, std::chrono::nanoseconds atMost, Site where) {
    if (!m_end)
        return Outcome::invalid;
    const ConnectRequest request{Op::tcpConnect, SocketAddress::loopback(m_version, 0),
                                 SocketAddress::loopback(m_version, port), m_madeError};
    return connectEnd(*m_end, request, Patience::atMost(atMost), where);
}

Received<std::size_t> TcpSocket::send(std::string_view bytes, Site where) {
    return m_end ? m_end->send(bytes, where) : Received<std::size_t>(Outcome::invalid);
}

Outcome TcpSocket::sendAll(std::string_view bytes, Site where) {
    return m_end ? m_end->sendAll(bytes, where) : Outcome::invalid;
}

Received<std::string> TcpSocket::recv(std::size_t mostBytes, Site where) {
    return m_end ? m_end->receive(mostBytes, Patience::forever(), where)
                 : Received<std::string>(Outcome::invalid);
}

Received<std::string> TcpSocket::recvFor(std::size_t mostBytes, std::chrono::nanoseconds atMost, Site where) {
    return m_end ? m_end->receive(mostBytes, Patience::atMost(atMost), where)
                 : Received<std::string>(Outcome::invalid);
}

Outcome TcpSocket::shutdown(Shutdown what, Site where) {
    return m_end ? m_end->shutdown(what, where) : Outcome::invalid;
}

Outcome TcpSocket::setOption(SocketOption option, int value, Site where) {
    if (!m_end)
        return Outcome::invalid;
    const KernelOption kernels = kernelOptionOf(option);
    Operation operation{Op::tcpSetOption, m_end->object(), where, Patience::forever(), value};
    operation.takesEffect();
    // In held runs buffers stay so large, and sends so prompt, that the model decides.
    const bool isFixed = operation.isHeld() && kernels.name != SO_REUSEADDR && kernels.name != SO_KEEPALIVE;
    if (!isOpen() ||
        (!isFixed && setsockopt(fd(), kernels.level, kernels.name, &value, sizeof(value)) != 0)) {
        const int error = isOpen() ? errno : 0;
        const Outcome outcome = error != 0 ? outcomeOf(error) : Outcome::invalid;
        operation.failed(outcome, error != 0 ? wordsOf(error) : "it is closed here");
        return outcome;
    }
    operation.done(Outcome::ok, kernels.words);
    return Outcome::ok;
}

Outcome TcpSocket::close(Site where) {
    return m_end ? m_end->close(where) : Outcome::invalid;
}

bool TcpSocket::isOpen() const {
    return m_end && m_end->isOpen();
}

int TcpSocket::fd() const {
    return m_end ? m_end->fd() : -1;
}

}  // namespace heddle
