// SPDX-License-Identifier: MIT
#include "core/ipc/UnixListener.h"

#include "core/ipc/SocketCalls.h"
#include "core/ipc/UnixOps.h"

namespace heddle {
namespace {

constexpr Listening::Ops listenerOps{Op::unixListen, Op::unixAccept, Op::unixClose};

}  // namespace

UnixListener::UnixListener(std::string name)
    : m_listening(
          std::make_unique<Listening>(makeSocket(AF_UNIX, SOCK_STREAM), std::move(name), listenerOps)) {}

UnixListener::UnixListener(UnixListener&&) noexcept = default;

UnixListener& UnixListener::operator=(UnixListener&& other) noexcept {
    if (this != &other) {
        if (isOpen())
            close();
        m_listening = std::move(other.m_listening);
    }
    return *this;
}

UnixListener::~UnixListener() {
    if (isOpen())
        close();
}

Outcome UnixListener::listen(std::string_view address, int backlog, Site where) {
    return m_listening ? m_listening->listen(SocketAddress::abstract(address), backlog, where)
                       : Outcome::invalid;
}

std::string UnixListener::address() const {
    return isOpen() ? std::string(SocketAddress::ofSocket(fd()).unixName()) : std::string{};
}

Received<UnixSocket> UnixListener::accept(std::string name, Site where) {
    return accept(Patience::forever(), std::move(name), where);
}

Received<UnixSocket> UnixListener::acceptFor(std::chrono::nanoseconds atMost, std::string name, Site where) {
    return accept(Patience::atMost(atMost), std::move(name), where);
}

Received<UnixSocket> UnixListener::accept(Patience patience, std::string name, Site where) {
    if (!m_listening)
        return Outcome::invalid;
    std::unique_ptr<StreamEnd> end;
    const Outcome outcome = m_listening->accept(patience, where, [&](FileDescriptor accepted) -> StreamEnd& {
        prepareForHeldRuns(accepted.number());
        end = std::make_unique<StreamEnd>(std::move(accepted), ObjectKind::socket, std::move(name), unixOps);
        return *end;
    });
    if (outcome != Outcome::ok)
        return outcome;
    return UnixSocket{std::move(end)};
}

Outcome UnixListener::close(Site where) {
    return m_listening ? m_listening->close(where) : Outcome::invalid;
}

bool UnixListener::isOpen() const {
    return m_listening && m_listening->isOpen();
}

int UnixListener::fd() const {
    return m_listening ? m_listening->fd() : -1;
}

}  // namespace heddle
