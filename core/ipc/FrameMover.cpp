// SPDX-License-Identifier: MIT
#include "core/ipc/PipeState.h"

#include <algorithm>
#include <cerrno>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace heddle {

FrameMover::~FrameMover() {
    if (m_isOurs)
        m_turn.giveBack();
}

Outcome FrameMover::takeTurn() {
    while (true) {
        const std::uint32_t seen = m_turn.changes.load();
        const Turn::Taken taken = m_turn.tryTake();
        m_isOurs = taken != Turn::Taken::no;
        if (m_isOurs)
            return taken == Turn::Taken::torn ? Outcome::broken : Outcome::ok;
        m_operation.takesEffect();
        m_operation.waits();
        if (m_operation.parkOn(m_turn.changes, seen) == Wake::timeout)
            return Outcome::timeout;
    }
}

Outcome FrameMover::wait(short events) {
    m_operation.takesEffect();
    m_operation.waits(m_moved);
    return m_operation.parkInKernel(m_state.fd.number(), events) == Wake::timeout ? Outcome::timeout
                                                                                  : Outcome::ok;
}

Outcome FrameMover::write(std::string_view frame) {
    while (!frame.empty()) {
        const ssize_t count = m_state.isSocket ? ::send(m_state.fd.number(), frame.data(), frame.size(),
                                                        MSG_NOSIGNAL | MSG_DONTWAIT)
                                               : ::write(m_state.fd.number(), frame.data(), frame.size());
        if (count > 0) {
            m_moved += count;
            frame.remove_prefix(static_cast<std::size_t>(count));
            m_turn.isMidFrame = frame.empty() ? 0 : 1;
        } else if (count < 0 && errno == EAGAIN) {
            if (const Outcome outcome = wait(POLLOUT); outcome != Outcome::ok)
                return outcome;
        } else if (count < 0 && errno != EINTR) {
            return Outcome::broken;
        }
    }
    return Outcome::ok;
}

Outcome FrameMover::read(char* into, std::size_t bytes) {
    while (bytes > 0) {
        const ssize_t count = ::read(m_state.fd.number(), into, bytes);
        if (count > 0) {
            m_moved += count;
            m_turn.isMidFrame = 1;
            into += count;
            bytes -= static_cast<std::size_t>(count);
        } else if (count == 0) {
            return m_moved == 0 ? Outcome::eof : Outcome::broken;
        } else if (errno == EAGAIN) {
            const Outcome outcome = wait(POLLIN);
            if (outcome != Outcome::ok && m_moved == 0)
                return outcome;  // once a frame has begun it is read to its end
        } else if (errno != EINTR) {
            return Outcome::broken;
        }
    }
    return Outcome::ok;
}

}  // namespace heddle
