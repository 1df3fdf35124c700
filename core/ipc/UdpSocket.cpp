// SPDX-License-Identifier: MIT
#include "core/ipc/UdpSocket.h"

#include "core/ipc/DatagramEnd.h"
#include "core/ipc/KernelOption.h"
#include "core/ipc/SocketCalls.h"

namespace heddle {
namespace {

Received<UdpDatagram> datagramOf(Received<CameIn> came) {
    if (!came)
        return came.outcome();
    return UdpDatagram{std::move(came->bytes), came->from.port(), came->isCut};
}

}  // namespace

UdpSocket::UdpSocket(std::string name, IpVersion version)
    : m_end(std::make_unique<DatagramEnd>(
          makeSocket(version == IpVersion::v4 ? AF_INET : AF_INET6, SOCK_DGRAM),
          DatagramEnd::Kind{ObjectKind::udpSocket, false, SocketAddress::loopback(version, 0)},
          std::move(name))),
      m_version(version) {}

UdpSocket::UdpSocket(UdpSocket&&) noexcept = default;

UdpSocket& UdpSocket::operator=(UdpSocket&& other) noexcept {
    if (this != &other) {
        if (isOpen())
            close();
        m_end = std::move(other.m_end);
        m_version = other.m_version;
    }
    return *this;
}

UdpSocket::~UdpSocket() {
    if (isOpen())
        close();
}

Outcome UdpSocket::bind(std::uint16_t port, Site where) {
    return m_end ? m_end->bind(SocketAddress::loopback(m_version, port), where) : Outcome::invalid;
}

std::uint16_t UdpSocket::port() const {
    return isOpen() ? SocketAddress::ofSocket(fd()).port() : std::uint16_t{0};
}

Outcome UdpSocket::connect(std::uint16_t port, Site where) {
    return m_end ? m_end->connect(SocketAddress::loopback(m_version, port), where) : Outcome::invalid;
}

Outcome UdpSocket::sendTo(std::string_view bytes, std::uint16_t port, Site where) {
    const SocketAddress to = SocketAddress::loopback(m_version, port);
    return m_end ? m_end->send(bytes, &to, where) : Outcome::invalid;
}

Outcome UdpSocket::send(std::string_view bytes, Site where) {
    return m_end ? m_end->send(bytes, nullptr, where) : Outcome::invalid;
}

Received<UdpDatagram> UdpSocket::recvFrom(std::size_t mostBytes, Site where) {
    return m_end ? datagramOf(m_end->receive(mostBytes, Patience::forever(), where))
                 : Received<UdpDatagram>(Outcome::invalid);
}

Received<UdpDatagram> UdpSocket::recvFromFor(std::size_t mostBytes, std::chrono::nanoseconds atMost,
                                             Site where) {
    return m_end ? datagramOf(m_end->receive(mostBytes, Patience::atMost(atMost), where))
                 : Received<UdpDatagram>(Outcome::invalid);
}

Received<std::string> UdpSocket::recv(std::size_t mostBytes, Site where) {
    Received<UdpDatagram> came = recvFrom(mostBytes, where);
    return came ? Received<std::string>(std::move(came->bytes)) : Received<std::string>(came.outcome());
}

Outcome UdpSocket::setOption(SocketOption option, int value, Site where) {
    const KernelOption kernels = kernelOptionOf(option);
    return m_end ? m_end->setOption(kernels.level, kernels.name, value, kernels.words, where)
                 : Outcome::invalid;
}

Outcome UdpSocket::close(Site where) {
    return m_end ? m_end->close(where) : Outcome::invalid;
}

bool UdpSocket::isOpen() const {
    return m_end && m_end->isOpen();
}

int UdpSocket::fd() const {
    return m_end ? m_end->fd() : -1;
}

}  // namespace heddle
