// SPDX-License-Identifier: MIT
#include "core/ipc/Pipe.h"

#include "core/ipc/PipeState.h"
#include "core/ipc/Sigpipe.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace heddle {
namespace {

constexpr std::size_t longestMessage = 0x7fffffff;

// Left to the system's defaults, what a pair takes differs from machine to machine. Larger than what a held
// run lets lie unread in it (FrameMover), so that there the kernel decides as little as possible; and always,
// as a run may be held later. The kernel doubles it, for its own bookkeeping.
void fixBuffers(int socket) {
    constexpr int bytes = 256 * 1024;
    for (const int which : {SO_SNDBUF, SO_RCVBUF})
        setsockopt(socket, SOL_SOCKET, which, &bytes, sizeof(bytes));
}

bool openDescriptors(Duplex duplex, FileDescriptor& first, FileDescriptor& second) {
    int numbers[2] = {-1, -1};
    const int refusal = duplex == Duplex::yes
                            ? socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, numbers)
                            : pipe2(numbers, O_CLOEXEC | O_NONBLOCK);
    first = FileDescriptor{numbers[0]};
    second = FileDescriptor{numbers[1]};
    if (refusal == 0 && duplex == Duplex::yes)
        for (const int socket : numbers)
            fixBuffers(socket);
    return refusal == 0;
}

}  // namespace

PipeEnds makePipe(std::string name, Duplex duplex) {
    ignoreSigpipe();
    FileDescriptor descriptors[2];
    auto shared = std::make_shared<SharedPage<PipeShared>>();
    const bool isMade = shared->isMapped() && openDescriptors(duplex, descriptors[0], descriptors[1]);
    if (!isMade)
        return {Connection{nullptr}, Connection{nullptr}};
    for (PipeShared::End& end : (*shared)->ends) {
        end.sending.prepare();
        end.receiving.prepare();
    }
    if (name.empty()) {
        Worker* worker = thisWorker();
        name = worker ? worker->defaultName("pipe") : "pipe";
    }
    const bool isDuplex = duplex == Duplex::yes;
    auto first = std::make_unique<Connection::State>(std::move(descriptors[0]), shared, 0,
                                                     name + (isDuplex ? ".a" : ".recv"));
    auto second = std::make_unique<Connection::State>(std::move(descriptors[1]), shared, 1,
                                                      name + (isDuplex ? ".b" : ".send"));
    first->object.setPeer(second->object.id());
    second->object.setPeer(first->object.id());
    first->object.define();
    second->object.define();
    first->isSocket = second->isSocket = isDuplex;
    first->canSend = second->canReceive = isDuplex;
    return {Connection{std::move(first)}, Connection{std::move(second)}};
}

Connection::Connection(std::unique_ptr<State> state) : m_state(std::move(state)) {}
Connection::Connection(Connection&&) noexcept = default;

Connection& Connection::operator=(Connection&& other) noexcept {
    if (this != &other) {
        if (isOpen())
            close();
        m_state = std::move(other.m_state);
    }
    return *this;
}

Connection::~Connection() {
    if (isOpen())
        close();
}

Outcome Connection::send(std::string_view message, Site where) {
    if (!m_state)
        return Outcome::invalid;
    State& state = *m_state;
    Operation operation{Op::pipeSend, state.object, where, Patience::forever(),
                        static_cast<std::int64_t>(message.size())};
    if (!isOpen() || !state.canSend || message.size() > longestMessage) {
        operation.takesEffect();
        operation.failed(Outcome::invalid, isOpen() ? "this end only receives" : "it is closed here");
        return Outcome::invalid;
    }
    FrameHeader header;
    header.bytes = static_cast<std::uint32_t>(message.size());
    header.message = operation.newMessage().number;
    std::string frame(sizeof(header) + message.size(), '\0');
    std::memcpy(frame.data(), &header, sizeof(header));
    std::memcpy(frame.data() + sizeof(header), message.data(), message.size());
    Outcome outcome;
    {
        FrameMover mover{operation, state, state.end.sending};
        outcome = mover.takeTurn();
        if (outcome == Outcome::ok)
            outcome = mover.write(frame);
        if (outcome != Outcome::ok)
            mover.takeNumber();
    }
    if (outcome == Outcome::ok)
        operation.done(Outcome::ok, message);
    else
        operation.failed(outcome, message);
    return outcome;
}

Received<std::string> Connection::recv(Site where) {
    return recv(Patience::forever(), where);
}

Received<std::string> Connection::recvFor(std::chrono::nanoseconds atMost, Site where) {
    return recv(Patience::atMost(atMost), where);
}

Received<std::string> Connection::recv(Patience patience, Site where) {
    if (!m_state)
        return Outcome::invalid;
    State& state = *m_state;
    Operation operation{Op::pipeRecv, state.object, where, patience};
    if (!isOpen() || !state.canReceive) {
        operation.takesEffect();
        operation.failed(Outcome::invalid, isOpen() ? "this end only sends" : "it is closed here");
        return Outcome::invalid;
    }
    FrameHeader header;
    std::string message;
    Outcome outcome;
    {
        FrameMover mover{operation, state, state.end.receiving};
        outcome = mover.takeTurn();
        if (outcome == Outcome::ok)
            outcome = mover.read(reinterpret_cast<char*>(&header), sizeof(header));
        if (outcome == Outcome::ok &&
            (header.magic != FrameHeader::magicWord || header.bytes > longestMessage))
            outcome = Outcome::broken;
        if (outcome == Outcome::ok) {
            message.resize(header.bytes);
            outcome = mover.read(message.data(), message.size());
        }
        if (outcome == Outcome::ok)
            mover.frameIsWhole();
        operation.takesEffect();
    }
    if (outcome != Outcome::ok) {
        operation.failed(outcome);
        return outcome;
    }
    operation.receives({header.message});
    operation.setValue(static_cast<std::int64_t>(message.size()));
    operation.done(Outcome::ok, message);
    return message;
}

bool Connection::poll(std::chrono::nanoseconds atMost, Site where) {
    if (!m_state)
        return false;
    State& state = *m_state;
    Operation operation{Op::pipePoll, state.object, where,
                        atMost.count() > 0 ? Patience::atMost(atMost) : Patience::none()};
    pollfd ready{state.fd.number(), POLLIN, 0};
    bool isReady = ::poll(&ready, 1, 0) == 1;
    while (!isReady && operation.mayWait()) {
        operation.takesEffect();
        operation.waits();
        const Wake wake = operation.parkInKernel(state.fd.number(), POLLIN);
        isReady = ::poll(&ready, 1, 0) == 1;
        if (wake == Wake::timeout)
            break;
    }
    operation.takesEffect();
    operation.setValue(isReady ? 1 : 0);
    operation.done();
    return isReady;
}

Outcome Connection::close(Site where) {
    if (!m_state)
        return Outcome::invalid;
    Operation operation{Op::pipeClose, m_state->object, where};
    operation.takesEffect();
    if (!isOpen()) {
        operation.failed(Outcome::invalid, "it is closed here");
        return Outcome::invalid;
    }
    m_state->fd.close();
    operation.done();
    return Outcome::ok;
}

bool Connection::isOpen() const {
    return m_state && m_state->fd.isOpen();
}

int Connection::fd() const {
    return m_state ? m_state->fd.number() : -1;
}

}  // namespace heddle
