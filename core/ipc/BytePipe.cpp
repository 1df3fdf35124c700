// SPDX-License-Identifier: MIT
#include "core/ipc/BytePipe.h"

#include "core/ipc/Sigpipe.h"
#include "core/ipc/StreamEnd.h"

#include <fcntl.h>
#include <unistd.h>

namespace heddle {
namespace {

constexpr StreamEnd::Ops byteOps{Op::bytesWrite, Op::bytesWriteAll, Op::bytesRead, Op::bytesClose, Op::none};

std::unique_ptr<StreamEnd> halfOf(int fd, std::string name) {
    return std::make_unique<StreamEnd>(FileDescriptor{fd}, ObjectKind::byteEnd, std::move(name), byteOps,
                                       StreamEnd::Paired::yes);
}

}  // namespace

BytePipe makeBytePipe(std::string name) {
    ignoreSigpipe();
    int numbers[2] = {-1, -1};
    if (pipe2(numbers, O_CLOEXEC | O_NONBLOCK) != 0)
        numbers[0] = numbers[1] = -1;
    if (name.empty()) {
        Worker* worker = thisWorker();
        name = worker ? worker->defaultName("bytes") : "bytes";
    }
    auto reader = halfOf(numbers[0], name + ".read"), writer = halfOf(numbers[1], name + ".write");
    StreamEnd::pair(*reader, *writer);
    return {ByteEnd{std::move(reader)}, ByteEnd{std::move(writer)}};
}

ByteEnd::ByteEnd(std::unique_ptr<StreamEnd> made) : m_end(std::move(made)) {}
ByteEnd::ByteEnd(ByteEnd&&) noexcept = default;

ByteEnd& ByteEnd::operator=(ByteEnd&& other) noexcept {
    if (this != &other) {
        if (isOpen())
            close();
        m_end = std::move(other.m_end);
    }
    return *this;
}

ByteEnd::~ByteEnd() {
    if (isOpen())
        close();
}

Received<std::size_t> ByteEnd::write(std::string_view bytes, Site where) {
    return m_end ? m_end->send(bytes, where) : Received<std::size_t>(Outcome::invalid);
}

Outcome ByteEnd::writeAll(std::string_view bytes, Site where) {
    return m_end ? m_end->sendAll(bytes, where) : Outcome::invalid;
}

Received<std::string> ByteEnd::read(std::size_t mostBytes, Site where) {
    return m_end ? m_end->receive(mostBytes, Patience::forever(), where)
                 : Received<std::string>(Outcome::invalid);
}

Received<std::string> ByteEnd::readFor(std::size_t mostBytes, std::chrono::nanoseconds atMost, Site where) {
    return m_end ? m_end->receive(mostBytes, Patience::atMost(atMost), where)
                 : Received<std::string>(Outcome::invalid);
}

Outcome ByteEnd::close(Site where) {
    return m_end ? m_end->close(where) : Outcome::invalid;
}

bool ByteEnd::isOpen() const {
    return m_end && m_end->isOpen();
}

int ByteEnd::fd() const {
    return m_end ? m_end->fd() : -1;
}

}  // namespace heddle
