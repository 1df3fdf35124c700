// SPDX-License-Identifier: MIT
#include "core/ipc/ManagerLink.h"

#include "core/ipc/Connections.h"

#include <charconv>
#include <cstddef>
#include <cstring>
#include <poll.h>
#include <sys/random.h>
#include <unistd.h>

namespace heddle {
namespace {

std::uint64_t nextNumber() {
    static std::atomic<std::uint64_t> last{0};
    return last.fetch_add(1) + 1;
}

constexpr std::string_view ofWorker = "heddle-worker-";

// So that whoever accepts knows at once whose connection it is, and need not wait for a word: it comes from
// an address that tells it. The number behind it only makes the address one that nobody else has.
void bindAs(int fd, std::uint32_t worker) {
    std::uint64_t unique = 0;
    if (getrandom(&unique, sizeof(unique), 0) != sizeof(unique))
        return;
    const std::string name = std::string(ofWorker) + std::to_string(worker) + "-" + std::to_string(unique);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    name.copy(address.sun_path + 1, sizeof(address.sun_path) - 1);
    static_cast<void>(bind(fd, reinterpret_cast<const sockaddr*>(&address),
                           static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + 1 + name.size())));
}

}  // namespace

std::uint32_t ManagerLink::workerAt(const sockaddr_un& address, socklen_t bytes) {
    constexpr std::size_t before = offsetof(sockaddr_un, sun_path) + 1;
    if (bytes <= before || bytes > sizeof(address))
        return 0;
    std::string_view name{address.sun_path + 1, bytes - before};
    if (!name.starts_with(ofWorker))
        return 0;
    name.remove_prefix(ofWorker.size());
    std::uint32_t worker = 0;
    std::from_chars(name.data(), name.data() + name.size(), worker);
    return worker;
}

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
    FileDescriptor client =
        Connections::open([] { return FileDescriptor{socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)}; });
    const Worker* worker = thisWorker();
    if (worker && client.isOpen())
        bindAs(client.number(), worker->id.number);
    const auto* address = reinterpret_cast<const sockaddr*>(&m_address);
    const bool isConnected = client.isOpen() && connect(client.number(), address, m_addressBytes) == 0;
    const int fd = client.number();
    if (isConnected) {
        Connections::keep(m_number, std::move(client));
        operation.done();
        return fd;
    }
    Connections::close(std::move(client));
    operation.failed(Outcome::refused);
    return -1;
}

int ManagerLink::connection(const SourceLocation& where) {
    const int known = Connections::find(m_number);
    return known >= 0 ? known : connectNow(where);
}

namespace {

constexpr char moreFollows = '+', isLast = '.';

}  // namespace

std::string nextPiece(std::string& rest) {
    const std::size_t bytes = std::min(rest.size(), longestRequest - 1);
    std::string piece(1, bytes < rest.size() ? moreFollows : isLast);
    piece += rest.substr(0, bytes);
    rest.erase(0, bytes);
    return piece;
}

std::optional<std::string> ManagerLink::ask(Operation& operation, const std::string& request,
                                            std::string_view words, const SourceLocation& where) {
    const int fd = request.size() <= longestRequest ? connection(where) : -1;
    if (fd < 0)
        return std::nullopt;
    std::optional<std::string> piece = askOnce(operation, request, words, fd, where);
    std::string whole;
    while (piece && piece->starts_with(moreFollows)) {
        whole += piece->substr(1);
        piece = askOnce(operation, askForMore, askForMore, fd, where);
    }
    if (!piece || piece->empty())
        return std::nullopt;
    return whole + piece->substr(1);
}

std::optional<std::string> ManagerLink::askOnce(Operation& operation, const std::string& request,
                                                std::string_view words, int fd, const SourceLocation& where) {
    {
        Operation send{Depth::library, Op::requestSend, object, where};
        const MessageId message = send.newMessage();
        send.takesEffect();
        if (!sendFrame(fd, message, request)) {
            send.failed(Outcome::broken);
            return std::nullopt;
        }
        send.done(Outcome::ok, words);
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
