// SPDX-License-Identifier: MIT
#include "core/ipc/UnixSocket.h"

#include "core/ipc/SocketCalls.h"
#include "core/ipc/UnixOps.h"

#include <cerrno>

namespace heddle {
namespace {

// Its own address is the kernel's choice.
ConnectRequest requestFor(std::string_view address, int madeError) {
    return {Op::unixConnect, SocketAddress::abstract(""), SocketAddress::abstract(address), madeError};
}

std::unique_ptr<StreamEnd> halfOf(int fd, std::string name) {
    FileDescriptor owned{fd};
    if (owned.isOpen())
        prepareForHeldRuns(fd);
    return std::make_unique<StreamEnd>(std::move(owned), ObjectKind::socket, std::move(name), unixOps,
                                       StreamEnd::Paired::yes);
}

}  // namespace

UnixSocket::UnixSocket(std::string name) {
    FileDescriptor fd = makeSocket(AF_UNIX, SOCK_STREAM);
    m_madeError = fd.isOpen() ? 0 : errno;
    m_end = std::make_unique<StreamEnd>(std::move(fd), ObjectKind::socket, std::move(name), unixOps);
}

UnixSocket::UnixSocket(std::unique_ptr<StreamEnd> made) : m_end(std::move(made)) {}
UnixSocket::UnixSocket(UnixSocket&&) noexcept = default;

UnixSocket& UnixSocket::operator=(UnixSocket&& other) noexcept {
    if (this != &other) {
        if (isOpen())
            close();
        m_end = std::move(other.m_end);
        m_madeError = other.m_madeError;
    }
    return *this;
}

UnixSocket::~UnixSocket() {
    if (isOpen())
        close();
}

UnixPair UnixSocket::pair(std::string name) {
    int numbers[2] = {-1, -1};
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, numbers) != 0)
        numbers[0] = numbers[1] = -1;
    if (name.empty()) {
        Worker* worker = thisWorker();
        name = worker ? worker->defaultName("pair") : "pair";
    }
    auto first = halfOf(numbers[0], name + ".a"), second = halfOf(numbers[1], name + ".b");
    StreamEnd::pair(*first, *second);
    return {UnixSocket{std::move(first)}, UnixSocket{std::move(second)}};
}

Outcome UnixSocket::connect(std::string_view address, Site where) {
    if (!m_end)
        return Outcome::invalid;
    return connectEnd(*m_end, requestFor(address, m_madeError), Patience::forever(), where);
}

Outcome UnixSocket::connectFor(std::string_view address, std::chrono::nanoseconds atMost, Site where) {
    if (!m_end)
        return Outcome::invalid;
    return connectEnd(*m_end, requestFor(address, m_madeError), Patience::atMost(atMost), where);
}

Received<std::size_t> UnixSocket::send(std::string_view bytes, Site where) {
    return m_end ? m_end->send(bytes, where) : Received<std::size_t>(Outcome::invalid);
}

Outcome UnixSocket::sendAll(std::string_view bytes, Site where) {
    return m_end ? m_end->sendAll(bytes, where) : Outcome::invalid;
}

Received<std::string> UnixSocket::recv(std::size_t mostBytes, Site where) {
    return m_end ? m_end->receive(mostBytes, Patience::forever(), where)
                 : Received<std::string>(Outcome::invalid);
}

Received<std::string> UnixSocket::recvFor(std::size_t mostBytes, std::chrono::nanoseconds atMost,
                                          Site where) {
    return m_end ? m_end->receive(mostBytes, Patience::atMost(atMost), where)
                 : Received<std::string>(Outcome::invalid);
}

Outcome UnixSocket::shutdown(Shutdown what, Site where) {
    return m_end ? m_end->shutdown(what, where) : Outcome::invalid;
}

Outcome UnixSocket::close(Site where) {
    return m_end ? m_end->close(where) : Outcome::invalid;
}

bool UnixSocket::isOpen() const {
    return m_end && m_end->isOpen();
}

int UnixSocket::fd() const {
    return m_end ? m_end->fd() : -1;
}

}  // namespace heddle
