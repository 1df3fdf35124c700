// SPDX-License-Identifier: MIT
#include "core/ipc/PipeState.h"

#include <algorithm>
#include <cerrno>
#include <climits>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace heddle {
namespace {

constexpr std::int64_t mostUnreadBytes = 65536;  // as much as a pipe; the world's model knows it too

}  // namespace

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
        tellWait();
        if (m_operation.parkOn(m_turn.changes, seen) == Wake::timeout)
            return Outcome::timeout;
    }
}

// Ahead of the system call that may move the last of it: behind it the receiver, and whoever hears from him,
// may have numbers already. What the call does not complete tells its wait under this number.
void FrameMover::takeNumber() {
    if (!m_hasNumber)
        m_operation.takesOrder();
    m_hasNumber = true;
    m_operation.stamp();
}

// Once for each progress; in held modes every grant ends in an event.
void FrameMover::tellWait() {
    if (m_told == m_moved && !m_hasNumber && !m_operation.isHeld())
        return;
    m_told = m_moved;
    takeNumber();
    m_hasNumber = false;
    m_operation.waits(m_moved);
}

// Others may hold the sender's end open: no end of file will ever tell that the rest of this frame is not to
// come. To be asked only when nothing is there to read: for that moment the sender's turn is ours.
bool FrameMover::isTornByItsSender() {
    return m_moved > 0 && m_state.peer.sending.isTorn();
}

Outcome FrameMover::wait(short events) {
    tellWait();
    // Within a frame the sender's death must be looked for: nothing wakes us for it. Of the last reader's the
    // kernel tells, and a writer that looked would tell each time that it waits: it would never seem stuck.
    const bool mustLook = events == POLLIN && m_moved > 0;
    const std::optional<Span> lookAgain = mustLook ? std::optional(Span::millis(20)) : std::nullopt;
    const Wake wake = m_operation.parkInKernel(m_state.fd.number(), events, lookAgain);
    return wake == Wake::timeout ? Outcome::timeout : Outcome::ok;
}

// Held, what a socket takes must be the same in every run, so we decide it, not the kernel.
std::size_t FrameMover::mostToOffer(std::size_t of) const {
    if (!m_state.isSocket || !m_operation.isHeld())
        return of;
    const std::int64_t unread = std::max<std::int64_t>(m_state.end.sent - m_state.peer.received, 0);
    if (unread < mostUnreadBytes)
        return std::min(of, static_cast<std::size_t>(mostUnreadBytes - unread));
    pollfd end{m_state.fd.number(), 0, 0};
    return ::poll(&end, 1, 0) == 1 ? of : 0;  // nobody reads it any more: the kernel is to say so
}

ssize_t FrameMover::writeSome(std::string_view bytes) {
    const std::size_t most = mostToOffer(bytes.size());
    if (most == 0) {
        errno = EAGAIN;
        return -1;
    }
    const ssize_t count = m_state.isSocket
                              ? ::send(m_state.fd.number(), bytes.data(), most, MSG_NOSIGNAL | MSG_DONTWAIT)
                              : ::write(m_state.fd.number(), bytes.data(), most);
    m_state.end.sent += std::max<ssize_t>(count, 0);
    return count;
}

Outcome FrameMover::write(std::string_view frame) {
    while (!frame.empty()) {
        // Said ahead of the write, as we may be killed behind it; what a pipe takes as a whole or not at all
        // cannot tear.
        m_turn.isMidFrame = m_moved > 0 || m_state.isSocket || frame.size() > PIPE_BUF ? 1 : 0;
        takeNumber();
        const ssize_t count = writeSome(frame);
        if (count > 0) {
            m_moved += count;
            frame.remove_prefix(static_cast<std::size_t>(count));
        } else if (count < 0 && errno == EAGAIN) {
            m_turn.isMidFrame = m_moved > 0 ? 1 : 0;
            if (const Outcome outcome = wait(POLLOUT); outcome != Outcome::ok)
                return outcome;
        } else if (count < 0 && errno != EINTR) {
            return Outcome::broken;
        }
    }
    frameIsWhole();
    return Outcome::ok;
}

Outcome FrameMover::read(char* into, std::size_t bytes) {
    bool isTorn = false;
    while (bytes > 0) {
        m_turn.isMidFrame = 1;  // ahead of the read, as we may be killed behind it
        const ssize_t count = ::read(m_state.fd.number(), into, bytes);
        if (count <= 0 && m_moved == 0)
            m_turn.isMidFrame = 0;
        if (count > 0) {
            m_moved += count;
            m_state.end.received += count;
            m_operation.waitsFor(Patience::forever());  // once a frame has begun it is read to its end
            into += count;
            bytes -= static_cast<std::size_t>(count);
        } else if (count == 0) {
            return m_moved == 0 ? Outcome::eof : Outcome::broken;
        } else if (errno == EAGAIN) {
            if (isTorn)
                return Outcome::broken;
            isTorn = isTornByItsSender();
            if (isTorn)
                continue;  // what it sent before its death, and behind our look, is still read
            if (const Outcome outcome = wait(POLLIN); outcome != Outcome::ok)
                return outcome;
        } else if (errno != EINTR) {
            return Outcome::broken;
        }
    }
    return Outcome::ok;
}

}  // namespace heddle
