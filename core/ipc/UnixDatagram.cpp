// SPDX-License-Identifier: MIT
#include "core/ipc/UnixDatagram.h"

#include "core/ipc/DatagramEnd.h"
#include "core/ipc/SocketCalls.h"

namespace heddle {
namespace {

Received<LocalDatagram> datagramOf(Received<CameIn> came) {
    if (!came)
        return came.outcome();
    return LocalDatagram{std::move(came->bytes), std::string(came->from.unixName()), came->isCut};
}

std::unique_ptr<DatagramEnd> halfOf(int fd, std::string name) {
    FileDescriptor owned{fd};
    if (owned.isOpen())
        prepareForHeldRuns(fd);
    return std::make_unique<DatagramEnd>(
        std::move(owned), DatagramEnd::Kind{ObjectKind::datagramSocket, true}, std::move(name));
}

}  // namespace

UnixDatagram::UnixDatagram(std::string name)
    : m_end(std::make_unique<DatagramEnd>(makeSocket(AF_UNIX, SOCK_DGRAM),
                                          DatagramEnd::Kind{ObjectKind::datagramSocket}, std::move(name))) {}

UnixDatagram::UnixDatagram(std::unique_ptr<DatagramEnd> made) : m_end(std::move(made)) {}
UnixDatagram::UnixDatagram(UnixDatagram&&) noexcept = default;

UnixDatagram& UnixDatagram::operator=(UnixDatagram&& other) noexcept {
    if (this != &other) {
        if (isOpen())
            close();
        m_end = std::move(other.m_end);
    }
    return *this;
}

UnixDatagram::~UnixDatagram() {
    if (isOpen())
        close();
}

UnixDatagramPair UnixDatagram::pair(std::string name) {
    int numbers[2] = {-1, -1};
    if (socketpair(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, numbers) != 0)
        numbers[0] = numbers[1] = -1;
    if (name.empty()) {
        Worker* worker = thisWorker();
        name = worker ? worker->defaultName("pair") : "pair";
    }
    auto first = halfOf(numbers[0], name + ".a"), second = halfOf(numbers[1], name + ".b");
    DatagramEnd::pair(*first, *second);
    return {UnixDatagram{std::move(first)}, UnixDatagram{std::move(second)}};
}

Outcome UnixDatagram::bind(std::string_view address, Site where) {
    return m_end ? m_end->bind(SocketAddress::abstract(address), where) : Outcome::invalid;
}

std::string UnixDatagram::address() const {
    return isOpen() ? std::string(SocketAddress::ofSocket(fd()).unixName()) : std::string{};
}

Outcome UnixDatagram::connect(std::string_view address, Site where) {
    return m_end ? m_end->connect(SocketAddress::abstract(address), where) : Outcome::invalid;
}

Outcome UnixDatagram::sendTo(std::string_view bytes, std::string_view address, Site where) {
    const SocketAddress to = SocketAddress::abstract(address);
    return m_end ? m_end->send(bytes, &to, where) : Outcome::invalid;
}

Outcome UnixDatagram::send(std::string_view bytes, Site where) {
    return m_end ? m_end->send(bytes, nullptr, where) : Outcome::invalid;
}

Received<LocalDatagram> UnixDatagram::recvFrom(std::size_t mostBytes, Site where) {
    return m_end ? datagramOf(m_end->receive(mostBytes, Patience::forever(), where))
                 : Received<LocalDatagram>(Outcome::invalid);
}

Received<LocalDatagram> UnixDatagram::recvFromFor(std::size_t mostBytes, std::chrono::nanoseconds atMost,
                                                  Site where) {
    return m_end ? datagramOf(m_end->receive(mostBytes, Patience::atMost(atMost), where))
                 : Received<LocalDatagram>(Outcome::invalid);
}

Received<std::string> UnixDatagram::recv(std::size_t mostBytes, Site where) {
    Received<LocalDatagram> came = recvFrom(mostBytes, where);
    return came ? Received<std::string>(std::move(came->bytes)) : Received<std::string>(came.outcome());
}

Outcome UnixDatagram::close(Site where) {
    return m_end ? m_end->close(where) : Outcome::invalid;
}

bool UnixDatagram::isOpen() const {
    return m_end && m_end->isOpen();
}

int UnixDatagram::fd() const {
    return m_end ? m_end->fd() : -1;
}

}  // namespace heddle
