// SPDX-License-Identifier: MIT
#include "core/ipc/ManagerServer.h"

#include <algorithm>
#include <cerrno>
#include <poll.h>
#include <stdexcept>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace heddle {
namespace {

constexpr Span shortestPause = Span::millis(2), longestPause = Span::millis(128);

bool isShortage(int error) {
    return error == EMFILE || error == ENFILE || error == ENOMEM || error == ENOBUFS;
}

bool isOfThisUser(int connection) {
    ucred peer{};
    socklen_t bytes = sizeof(peer);
    return getsockopt(connection, SOL_SOCKET, SO_PEERCRED, &peer, &bytes) == 0 && peer.uid == geteuid();
}

}  // namespace

void ManagerServer::run() {
    const FileDescriptor either{epoll_create1(EPOLL_CLOEXEC)};
    for (const int fd : {m_listening.number(), m_life.number()}) {
        epoll_event event{};
        event.events = EPOLLIN;
        epoll_ctl(either.number(), EPOLL_CTL_ADD, fd, &event);
    }
    while (either.isOpen() && acceptOne(either)) {
    }
}

struct ManagerServer::Client {
    FileDescriptor fd;
    std::uint32_t whose = 0;
    int error = 0;  // of the kernel, when there is no descriptor
    bool isOver = false;
};

// Accepts, or tells why it cannot: EAGAIN while nobody is there.
void ManagerServer::await(Operation& operation, const FileDescriptor& either, Client& client) {
    bool isTold = false;
    for (Span pause = shortestPause;; pause = std::min(Span{2 * pause.ns}, longestPause)) {
        client.isOver = isReadable(m_life.number());
        if (client.isOver)
            return;
        sockaddr_un from{};
        socklen_t bytes = sizeof(from);
        client.fd = FileDescriptor{
            accept4(m_listening.number(), reinterpret_cast<sockaddr*>(&from), &bytes, SOCK_CLOEXEC)};
        client.error = client.fd.isOpen() ? 0 : errno;
        client.whose = client.fd.isOpen() ? ManagerLink::workerAt(from, bytes) : 0;
        const bool isToWait =
            client.error == EAGAIN || client.error == EINTR || (m_isShort && isShortage(client.error));
        if (!isToWait)
            return;
        if (!std::exchange(isTold, true) || operation.isHeld()) {
            operation.takesEffect();
            operation.waits();
        }
        if (isShortage(client.error))  // a connection that ends wakes nobody here
            operation.parkInKernel(m_life.number(), POLLIN, pause);
        else
            operation.parkInKernel(either.number(), POLLIN);
    }
}

bool ManagerServer::acceptOne(const FileDescriptor& either) {
    Operation operation{Depth::library, Op::managerAccept, m_link.object, SourceLocation{}};
    Client client;
    await(operation, either, client);
    joinEnded();
    if (client.isOver) {
        if (!operation.isHeld())  // held, each of them stands, and has told all that it did
            endThreads();
        operation.takesEffect();
        operation.failed(Outcome::closed);
        return false;
    }
    operation.takesEffect();
    m_isShort = isShortage(client.error);
    if (client.fd.isOpen())
        welcome(operation, std::move(client));
    else if (m_isShort)
        operation.failed(Outcome::refused, "no descriptors are left");
    else
        operation.failed(Outcome::broken, std::generic_category().message(client.error));
    return true;
}

void ManagerServer::welcome(Operation& operation, Client client) {
    operation.setValue(client.whose);
    if (!isOfThisUser(client.fd.number()))
        operation.failed(Outcome::refused, "it is of another user");
    else if (startThread(std::move(client.fd), client.whose))
        operation.done();
    else
        operation.failed(Outcome::refused, "no thread is left to serve it");
}

bool ManagerServer::startThread(FileDescriptor client, std::uint32_t whose) {
    const std::uint64_t session = ++m_sessions;
    auto fd = std::make_shared<FileDescriptor>(std::move(client));
    const std::weak_ptr<FileDescriptor> connection = fd;
    m_served.push_back(
        {connection, Thread(
                         Depth::library, "server-" + std::to_string(session),
                         [this, fd = std::move(fd), whose, session] { serve(fd->number(), whose, session); },
                         SourceLocation{})});
    const bool isServed = m_served.back().thread.outcome() == Outcome::ok;
    if (!isServed)
        m_served.pop_back();
    return isServed;
}

// Or each would keep its stack for ever. Within the accept: so it is of library depth.
void ManagerServer::joinEnded() {
    m_served.remove_if([](Served& served) {
        const bool hasEnded = served.connection.expired();
        if (hasEnded)
            served.thread.join(SourceLocation{});
        return hasEnded;
    });
}

// Or the end of the process would cut them off between what they do and what they tell of it.
void ManagerServer::endThreads() {
    m_store.close();
    for (const Served& served : m_served)
        if (const auto fd = served.connection.lock())
            shutdown(fd->number(), SHUT_RDWR);
    for (Served& served : m_served)
        served.thread.join(SourceLocation{});
}

bool ManagerServer::receive(int fd, std::uint32_t client, std::string& request) {
    Operation operation{Depth::library, Op::requestRecv, m_link.object, SourceLocation{}};
    while (!isReadable(fd)) {
        operation.takesEffect();
        operation.waits(client);
        operation.parkInKernel(fd, POLLIN);
    }
    MessageId message;
    const bool isThere = receiveFrame(fd, message, request);
    operation.takesEffect();
    operation.setValue(client);
    if (!isThere) {
        operation.failed(Outcome::eof);
        return false;
    }
    operation.receives(message);
    operation.done();
    return true;
}

void ManagerServer::serve(int fd, std::uint32_t client, std::uint64_t session) {
    std::string request, rest;
    ManagerStore::Answer answer;
    while (receive(fd, client, request)) {
        if (request != askForMore) {
            answer = answerTo(request, fd, client, session);
            rest = Json::list({static_cast<int>(answer.outcome), answer.value}).written();
        }
        Operation operation{Depth::library, Op::replySend, m_link.object, SourceLocation{}};
        operation.setValue(client);
        const MessageId message = operation.newMessage();
        operation.takesEffect();
        if (sendFrame(fd, message, nextPiece(rest)))
            operation.done(Outcome::ok,
                           operation.isWatched() ? wordsOfReply(answer.outcome, answer.value) : "");
        else
            operation.failed(Outcome::broken);
    }
    m_store.abandon(session, client);
}

ManagerStore::Answer ManagerServer::answerTo(const std::string& request, int fd, std::uint32_t client,
                                             std::uint64_t session) {
    ManagerStore::Answer answer{Outcome::invalid, {}};
    const std::optional<Json> read = Json::read(request);
    try {
        const Json asked = read.value_or(Json{});
        const ManagerStore::Request told{static_cast<Op>(asked[0].asInteger()),
                                         static_cast<std::uint32_t>(asked[1].asInteger()),
                                         asked[2],
                                         ManagerStore::patienceIn(asked[3].asInteger()),
                                         client,
                                         session,
                                         fd};
        answer = told.op == Op::managerMake ? m_store.make(m_link, told) : m_store.perform(told);
    } catch (const std::domain_error&) {  // of another kind than is wanted
        answer.outcome = Outcome::invalid;
    }
    return answer;
}

}  // namespace heddle
