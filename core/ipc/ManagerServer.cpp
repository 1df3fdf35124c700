// SPDX-License-Identifier: MIT
#include "core/ipc/ManagerServer.h"

#include <cstdlib>
#include <poll.h>
#include <stdexcept>
#include <sys/epoll.h>
#include <sys/socket.h>

namespace heddle {

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

bool ManagerServer::acceptOne(const FileDescriptor& either) {
    Operation operation{Depth::library, Op::managerAccept, m_link.object, SourceLocation{}};
    while (!isReadable(either.number())) {
        operation.takesEffect();
        operation.waits();
        operation.parkInKernel(either.number(), POLLIN);
    }
    if (isReadable(m_life.number())) {
        if (!operation.isHeld())  // held, each of them stands, and has told all that it did
            endThreads();
        operation.takesEffect();
        operation.failed(Outcome::closed);
        return false;
    }
    operation.takesEffect();
    FileDescriptor client{accept4(m_listening.number(), nullptr, nullptr, SOCK_CLOEXEC)};
    pollfd hello{client.number(), POLLIN, 0};
    MessageId none;
    std::string whose;
    const bool isClient =
        client.isOpen() && ::poll(&hello, 1, 1000) == 1 && receiveFrame(client.number(), none, whose);
    if (!isClient) {
        operation.failed(Outcome::broken);
        return true;
    }
    const auto number = static_cast<std::uint32_t>(std::strtoul(whose.c_str(), nullptr, 10));
    operation.setValue(number);
    startThread(std::move(client), number);
    operation.done();
    return true;
}

void ManagerServer::startThread(FileDescriptor client, std::uint32_t whose) {
    const std::uint64_t session = ++m_sessions;
    const auto fd = std::make_shared<FileDescriptor>(std::move(client));
    m_connections.push_back(fd);
    m_threads.push_back(Thread(
        Depth::library, "server-" + std::to_string(session),
        [this, fd, whose, session] { serve(fd->number(), whose, session); }, SourceLocation{}));
}

// Or the end of the process would cut them off between what they do and what they tell of it.
void ManagerServer::endThreads() {
    m_store.close();
    for (const std::weak_ptr<FileDescriptor>& connection : m_connections)
        if (const auto fd = connection.lock())
            shutdown(fd->number(), SHUT_RDWR);
    for (Thread& thread : m_threads)
        thread.join(SourceLocation{});
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
    std::string request;
    while (receive(fd, client, request)) {
        const std::string reply = answer(request, client, session);
        Operation operation{Depth::library, Op::replySend, m_link.object, SourceLocation{}};
        operation.setValue(client);
        const MessageId message = operation.newMessage();
        operation.takesEffect();
        if (sendFrame(fd, message, reply))
            operation.done();
        else
            operation.failed(Outcome::broken);
    }
    m_store.abandon(session, client);
}

std::string ManagerServer::answer(const std::string& request, std::uint32_t client, std::uint64_t session) {
    ManagerStore::Answer answer{Outcome::invalid, {}};
    const std::optional<Json> read = Json::read(request);
    try {
        const Json asked = read.value_or(Json{});
        const ManagerStore::Request told{static_cast<Op>(asked[0].asInteger()),
                                         static_cast<std::uint32_t>(asked[1].asInteger()),
                                         asked[2],
                                         ManagerStore::patienceIn(asked[3].asInteger()),
                                         client,
                                         session};
        answer = told.op == Op::managerMake ? m_store.make(m_link, told) : m_store.perform(told);
    } catch (const std::domain_error&) {  // of another kind than is wanted
        answer.outcome = Outcome::invalid;
    }
    std::string reply = Json::list({static_cast<int>(answer.outcome), answer.value}).written();
    if (reply.size() > longestRequest)  // a larger one might not fit into the socket's buffer
        reply = Json::list({static_cast<int>(Outcome::invalid), nullptr}).written();
    return reply;
}

}  // namespace heddle
