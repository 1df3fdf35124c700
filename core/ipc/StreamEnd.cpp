// SPDX-License-Identifier: MIT
#include "core/ipc/StreamEnd.h"

#include "core/event/InRing.h"

#include <algorithm>
#include <cerrno>
#include <poll.h>
#include <sys/socket.h>
#include <system_error>
#include <unistd.h>

namespace heddle {
namespace {

constexpr std::size_t mostAtOnce = std::size_t{1} << 24;
constexpr Span lookAgain = Span::millis(20);

// Of the direction that this thread has the turn of: the count can be trusted again only if the last owner
// lived to write it.
class Counted {
public:
    Counted(StreamCounters::Direction& direction, Operation& operation) : m_direction(direction) {
        if (direction.turn.isMidFrame != 0)
            direction.isLost = 1;
        m_offset = direction.bytes;
        m_isFollowed = direction.isLost == 0 && operation.isWatched();
        direction.turn.isMidFrame = 1;
    }
    ~Counted() { m_direction.turn.isMidFrame = 0; }
    Counted(const Counted&) = delete;
    Counted& operator=(const Counted&) = delete;

    void moved(ssize_t bytes) { m_direction.bytes += bytes > 0 ? static_cast<std::uint64_t>(bytes) : 0; }
    MessageId firstByte() const { return m_isFollowed ? inRing::offset(m_offset) : MessageId{}; }

private:
    StreamCounters::Direction& m_direction;
    std::uint64_t m_offset = 0;
    bool m_isFollowed = false;
};

// Data that the model knows of is on its way through the kernel: let it come.
void awaitWhatIsForecast(const Operation& operation, int fd, short events) {
    if (!operation.isHeld() || operation.forecast() == 0 || operation.forecast() == noForecast)
        return;
    pollfd ready{fd, events, 0};
    poll(&ready, 1, 100);
}

}  // namespace

Outcome takeTurn(Operation& operation, Turn& turn) {
    bool isTold = false;
    while (true) {
        const std::uint32_t seen = turn.changes.load();
        if (turn.tryTake() != Turn::Taken::no)
            return Outcome::ok;
        if (!std::exchange(isTold, true) || operation.isHeld()) {
            operation.takesEffect();
            operation.waits();
        }
        if (operation.parkOn(turn.changes, seen) == Wake::timeout)
            return Outcome::timeout;
    }
}

struct StreamEnd::Sending {
    Sending(std::string_view bytes, bool all) : left(bytes), isAll(all) {}

    std::string_view left;
    bool isAll;
    std::int64_t moved = 0;
    int error = 0;
    bool isOurTurn = false;
    MessageId message;  // from its first byte on
};

struct StreamEnd::Taking {
    explicit Taking(std::size_t most) : bytes(most, '\0') {}

    std::string bytes;
    int error = 0;
};

StreamEnd::StreamEnd(FileDescriptor fd, ObjectKind kind, std::string name, const Ops& ops, Paired paired)
    : m_fd(std::move(fd)),
      m_object({kind, {}, m_counters.isMapped() ? &m_counters->count : nullptr, paired == Paired::yes},
               std::move(name)),
      m_ops(ops) {
    if (!m_counters.isMapped()) {  // without memory no end
        m_fd.close();
        return;
    }
    m_counters->sent.turn.prepare();
    m_counters->received.turn.prepare();
}

void StreamEnd::pair(StreamEnd& one, StreamEnd& other) {
    one.m_object.setPeer(other.m_object.id());
    other.m_object.setPeer(one.m_object.id());
    one.m_object.define();
    other.m_object.define();
}

ssize_t StreamEnd::write(std::string_view bytes) const {
    return isPipe() ? ::write(fd(), bytes.data(), bytes.size())
                    : ::send(fd(), bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
}

ssize_t StreamEnd::read(std::string& into) const {
    return isPipe() ? ::read(fd(), into.data(), into.size())
                    : ::recv(fd(), into.data(), into.size(), MSG_DONTWAIT);
}

// Of a Unix socket: why nothing more can be sent; 0: it can. Asked by sending nothing.
int StreamEnd::refusal() const {
    const bool isUnix = m_ops.send == Op::unixSend;
    return isUnix && ::send(fd(), "", 0, MSG_NOSIGNAL | MSG_DONTWAIT) < 0 ? errno : 0;
}

// A Unix socket wakes nobody who waits for room when its peer shuts down receiving: that is looked for.
void StreamEnd::awaitRoom(Operation& operation) const {
    const bool isUnix = m_ops.send == Op::unixSend;
    pollfd room{fd(), POLLOUT, 0};
    do
        operation.parkInKernel(fd(), POLLOUT, isUnix ? std::optional(lookAgain) : std::nullopt);
    while (isUnix && !operation.isHeld() && poll(&room, 1, 0) == 0 && refusal() == 0);
}

// One call of the kernel. It is stamped ahead of its effect, and each is told: done, failed, or waits.
Outcome StreamEnd::attempt(Operation& operation, Sending& sending) {
    Counted counted{m_counters->sent, operation};
    if (sending.moved == 0)
        sending.message = sending.left.empty() ? MessageId{} : counted.firstByte();
    operation.sends(sending.message);
    operation.takesEffect();
    const std::size_t offered = std::min<std::size_t>(sending.left.size(), operation.forecast());
    if (offered == 0 && !sending.left.empty()) {
        sending.error = refusal();
        return sending.error == 0 ? Outcome::full : outcomeOf(sending.error);
    }
    ssize_t count = 0;
    do
        count = write(sending.left.substr(0, offered));
    while (count < 0 && errno == EINTR);
    counted.moved(count);
    if (count < 0) {
        sending.error = errno;
        return sending.error == EAGAIN ? Outcome::full : outcomeOf(sending.error);
    }
    sending.moved += count;
    sending.left.remove_prefix(static_cast<std::size_t>(count));
    return sending.left.empty() || !sending.isAll ? Outcome::ok : Outcome::full;
}

Outcome StreamEnd::send(Operation& operation, Sending& sending) {
    StreamCounters::Direction& direction = m_counters->sent;
    while (true) {
        if (!std::exchange(sending.isOurTurn, true))
            if (const Outcome outcome = takeTurn(operation, direction.turn); outcome != Outcome::ok)
                return outcome;
        const Outcome outcome = attempt(operation, sending);
        if (outcome != Outcome::full || sending.moved == 0) {
            direction.turn.giveBack();
            sending.isOurTurn = false;
        }
        if (outcome != Outcome::full)
            return outcome;
        if (sending.moved == 0)
            operation.sends({});
        operation.waits(sending.moved);
        awaitRoom(operation);
    }
}

Received<std::size_t> StreamEnd::send(std::string_view bytes, const SourceLine& where) {
    Operation operation{m_ops.send, m_object, where, Patience::forever(),
                        static_cast<std::int64_t>(bytes.size())};
    if (!isOpen()) {
        operation.takesEffect();
        operation.failed(Outcome::invalid, "it is closed here");
        return Outcome::invalid;
    }
    Sending sending{bytes, false};
    const Outcome outcome = send(operation, sending);
    operation.setValue(sending.moved);
    if (outcome != Outcome::ok) {
        operation.sends({});
        operation.failed(outcome, wordsOf(sending.error));
        return outcome;
    }
    operation.done(Outcome::ok, bytes.substr(0, static_cast<std::size_t>(sending.moved)));
    return static_cast<std::size_t>(sending.moved);
}

Outcome StreamEnd::sendAll(std::string_view bytes, const SourceLine& where) {
    Operation operation{m_ops.sendAll, m_object, where, Patience::forever(),
                        static_cast<std::int64_t>(bytes.size())};
    if (!isOpen()) {
        operation.takesEffect();
        operation.failed(Outcome::invalid, "it is closed here");
        return Outcome::invalid;
    }
    Sending sending{bytes, true};
    const Outcome outcome = send(operation, sending);
    operation.setValue(sending.moved);
    if (outcome != Outcome::ok) {
        if (sending.moved == 0)
            operation.sends({});
        operation.failed(outcome, wordsOf(sending.error));
    } else {
        operation.done(Outcome::ok, bytes);
    }
    return outcome;
}

Outcome StreamEnd::take(Operation& operation, Taking& taking) {
    awaitWhatIsForecast(operation, m_fd.number(), POLLIN);
    Counted counted{m_counters->received, operation};
    ssize_t count = 0;
    do
        count = read(taking.bytes);
    while (count < 0 && errno == EINTR);
    taking.error = count < 0 ? errno : 0;
    counted.moved(count);
    if (count > 0) {
        operation.receives(counted.firstByte());
        taking.bytes.resize(static_cast<std::size_t>(count));
        if (taking.bytes.capacity() / 2 > taking.bytes.size())  // not what was asked for, but what came
            taking.bytes.shrink_to_fit();
        return Outcome::ok;
    }
    if (count == 0)
        return Outcome::eof;
    return taking.error == EAGAIN ? Outcome::empty : outcomeOf(taking.error);
}

// `empty` is only said of a try.
Outcome StreamEnd::receive(Operation& operation, Taking& taking) {
    StreamCounters::Direction& direction = m_counters->received;
    for (bool isTold = false;;) {
        if (takeTurn(operation, direction.turn) != Outcome::ok)
            break;
        const Outcome outcome = take(operation, taking);
        const bool mustWait = outcome == Outcome::empty;
        const bool tells = !mustWait || !std::exchange(isTold, true) || operation.isHeld();
        if (tells)
            operation.takesEffect();
        direction.turn.giveBack();
        if (!mustWait)
            return outcome;
        if (tells)
            operation.waits();
        if (operation.parkInKernel(m_fd.number(), POLLIN) == Wake::timeout)
            break;
    }
    operation.takesEffect();
    return Outcome::timeout;
}

Received<std::string> StreamEnd::receive(std::size_t most, Patience patience, const SourceLine& where) {
    Operation operation{m_ops.receive, m_object, where, patience, static_cast<std::int64_t>(most)};
    if (!isOpen() || most == 0) {
        operation.takesEffect();
        operation.failed(Outcome::invalid, isOpen() ? "nothing is asked for" : "it is closed here");
        return Outcome::invalid;
    }
    Taking taking{std::min(most, mostAtOnce)};
    const Outcome outcome = receive(operation, taking);
    operation.setValue(outcome == Outcome::ok ? static_cast<std::int64_t>(taking.bytes.size()) : 0);
    if (outcome != Outcome::ok) {
        operation.failed(outcome,
                         taking.error != 0 && outcome != Outcome::timeout ? wordsOf(taking.error) : "");
        return outcome;
    }
    operation.done(Outcome::ok, taking.bytes);
    return std::move(taking.bytes);
}

Outcome StreamEnd::shutdown(Shutdown what, const SourceLine& where) {
    constexpr std::string_view names[] = {"receiving", "sending", "sending and receiving"};
    static_assert(SHUT_RD == 0 && SHUT_WR == 1 && SHUT_RDWR == 2);
    const int how = static_cast<int>(what);
    Operation operation{m_ops.shutdown, m_object, where, Patience::forever(), how};
    operation.takesEffect();
    if (!isOpen() || ::shutdown(fd(), how) != 0) {
        const int error = isOpen() ? errno : 0;
        const Outcome outcome = error != 0 ? outcomeOf(error) : Outcome::invalid;
        operation.failed(outcome, error != 0 ? wordsOf(error) : "it is closed here");
        return outcome;
    }
    operation.done(Outcome::ok, names[how]);
    return Outcome::ok;
}

Outcome StreamEnd::close(const SourceLine& where) {
    Operation operation{m_ops.close, m_object, where};
    operation.takesEffect();
    if (!isOpen()) {
        operation.failed(Outcome::invalid, "it is closed here");
        return Outcome::invalid;
    }
    m_fd.close();
    operation.done();
    return Outcome::ok;
}

std::string wordsOf(int error) {
    return std::generic_category().message(error);
}

Outcome outcomeOf(int error) {
    switch (error) {
    case ECONNREFUSED:
        return Outcome::refused;
    case EPIPE:
    case ECONNRESET:
    case ECONNABORTED:
        return Outcome::broken;
    case ETIMEDOUT:
        return Outcome::timeout;
    case ENOTCONN:
    case EISCONN:
    case EINVAL:
    case EDESTADDRREQ:
    case EBADF:  // the end of a pipe that only reads, or only writes
        return Outcome::invalid;
    default:
        return Outcome::error;
    }
}

}  // namespace heddle
