// SPDX-License-Identifier: MIT
#include "core/ipc/ManagerLink.h"

#include "core/ipc/Connections.h"

#include <poll.h>
#include <unistd.h>

namespace heddle {
namespace {

std::uint64_t nextNumber() {
    static std::atomic<std::uint64_t> last{0};
    return last.fetch_add(1) + 1;
}

}  // namespace

// The kernel gives it an abstract address that nobody else has (unix(7), autobind): no file is left behind.
ManagerLink::ManagerLink(std::string name)
    : object({ObjectKind::manager, {}, shared.isMapped() ? &shared->order : nullptr}, std::move(name)),
      m_number(nextNumber()), m_listening(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0)) {
    m_address.sun_family = AF_UNIX;
    auto* address = reinterpret_cast<sockaddr*>(&m_address);
    socklen_t bytes = sizeof(m_address);
    constexpr int mostPending = 1024;
    if (m_listening.isOpen() && bind(m_listening.number(), address, sizeof(sa_family_t)) == 0 &&
        listen(m_listening.number(), mostPending) == 0 &&
        getsockname(m_listening.number(), address, &bytes) == 0)
        m_addressBytes = bytes;
}

int ManagerLink::connectNow(const SourceLocation& where) {
    Operation operation{Depth::library, Op::managerConnect, object, where};
    operation.takesEffect();
    FileDescriptor client{socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)};
    const Worker* worker = thisWorker();
    const std::uint32_t whose = worker ? worker->id.number : 0;
    const auto* address = reinterpret_cast<const sockaddr*>(&m_address);
    const bool isConnected = client.isOpen() && connect(client.number(), address, m_addressBytes) == 0 &&
                             sendFrame(client.number(), {}, std::to_string(whose));
    const int fd = client.number();
    if (isConnected && Connections::keep(m_number, std::move(client))) {
        operation.done();
        return fd;
    }
    operation.failed(Outcome::refused);
    return -1;
}

int ManagerLink::connection(const SourceLocation& where) {
    const int known = Connections::find(m_number);
    return known >= 0 ? known : connectNow(where);
}

std::optional<std::string> ManagerLink::ask(Operation& operation, const std::string& request,
                                            const SourceLocation& where) {
    const int fd = request.size() <= longestRequest ? connection(where) : -1;
    if (fd < 0)
        return std::nullopt;
    {
        Operation send{Depth::library, Op::requestSend, object, where};
        const MessageId message = send.newMessage();
        send.takesEffect();
        if (!sendFrame(fd, message, request)) {
            send.failed(Outcome::broken);
            return std::nullopt;
        }
        send.done();
    }
    do {
        operation.takesEffect();
        operation.waits();
        operation.parkInKernel(fd, POLLIN);
    } while (!isReadable(fd));
    Operation receive{Depth::library, Op::replyRecv, object, where};
    MessageId message;
    std::string reply;
    const bool isThere = receiveFrame(fd, message, reply);
    receive.takesEffect();
    if (!isThere) {
        receive.failed(Outcome::eof);
        return std::nullopt;
    }
    receive.receives(message);
    receive.done();
    return reply;
}

namespace {

struct Header {
    std::uint64_t message;
    std::uint64_t bytes;
};
constexpr std::uint64_t longestFrame = 16 * longestRequest;

bool readWhole(int fd, char* into, std::size_t bytes) {
    while (bytes > 0) {
        const ssize_t count = ::read(fd, into, bytes);
        if (count == 0 || (count < 0 && errno != EINTR))
            return false;
        if (count > 0) {
            into += count;
            bytes -= static_cast<std::size_t>(count);
        }
    }
    return true;
}

}  // namespace

bool sendFrame(int fd, MessageId message, const std::string& body) {
    const Header header{message.number, body.size()};
    std::string frame(reinterpret_cast<const char*>(&header), sizeof(header));
    frame += body;
    std::size_t sent = 0;
    while (sent < frame.size()) {
        const ssize_t count = ::send(fd, frame.data() + sent, frame.size() - sent, MSG_NOSIGNAL);
        if (count < 0 && errno != EINTR)
            return false;
        sent += count > 0 ? static_cast<std::size_t>(count) : 0;
    }
    return true;
}

bool receiveFrame(int fd, MessageId& message, std::string& body) {
    Header header{};
    if (!readWhole(fd, reinterpret_cast<char*>(&header), sizeof(header)) || header.bytes > longestFrame)
        return false;
    message = {header.message};
    body.resize(header.bytes);
    return readWhole(fd, body.data(), body.size());
}

bool isReadable(int fd) {
    pollfd ready{fd, POLLIN, 0};
    return ::poll(&ready, 1, 0) == 1;
}

}  // namespace heddle
