// SPDX-License-Identifier: MIT
#include "core/ipc/ProcessQueueBase.h"

#include <mutex>
#include <poll.h>
#include <utility>

namespace heddle {
namespace {

constexpr std::size_t longestItem = 0x7fffffff;

// Fails as it would in the end, telling when that was.
Outcome failed(Operation& operation, Outcome why, std::string_view text = {}) {
    operation.failed(why, text);
    return why;
}

}  // namespace

ProcessQueueBase::ProcessQueueBase(std::string name, std::size_t capacity, Describe describe)
    : m_link(std::make_shared<QueueLink>(std::move(name), capacity)), m_describe(describe),
      m_local(std::make_unique<Local>()), m_lastCall([this] { finish(); }) {}

// As in Python an object that goes away waits for its feeder. One that was told not to wait is left to the
// end of the process.
ProcessQueueBase::~ProcessQueueBase() {
    finish();
    if (m_local->isCancelled.load())
        static_cast<void>(m_local->feeder.release());
}

bool ProcessQueueBase::touch() {
    m_link->object.afterFork([this] { m_local = std::make_unique<Local>(); });
    return m_link->isOpen();
}

bool ProcessQueueBase::hasFeeder(const Site& where) {
    const std::lock_guard guard{m_local->starting};
    if (m_local->feeder)
        return true;
    auto feeder = std::make_unique<Feeder>(m_link);
    if (!feeder->start(where))
        return false;
    m_local->feeder = std::move(feeder);
    return true;
}

Outcome ProcessQueueBase::put(std::string bytes, const Description& content, Patience patience, Site where) {
    if (!touch() || bytes.size() > longestItem)
        return Outcome::invalid;
    Operation operation{Op::queuePut, m_link->object, where, patience, content.number};
    operation.setSentinel(content.isSentinel);
    Parcel parcel{std::move(bytes), std::string(content.text()), content.number, content.isSentinel, {}};
    Outcome outcome = Outcome::ok;
    if (m_local->isClosed.load())
        outcome = Outcome::closed;
    else if (!hasFeeder(where))
        outcome = Outcome::refused;
    else
        outcome = claimRoom(operation, where);
    if (outcome == Outcome::ok) {
        parcel.message = operation.newMessage();
        m_local->feeder->append(std::move(parcel));
        operation.done(Outcome::ok, content.text());
        return Outcome::ok;
    }
    operation.takesEffect();
    return failed(operation, outcome, content.text());
}

// All three happen at once for the other processes: the place is taken, the item counted, and the put has its
// number.
bool ProcessQueueBase::tryClaim(Operation& operation, const Site& where) {
    QueueShared& shared = *m_link->shared.operator->();
    std::unique_lock guard{shared.lock};
    if (!m_link->isBounded()) {
        operation.takesEffect();
        ++shared.unfinished;
        return true;
    }
    if (shared.room == 0)
        return false;
    Operation claim{Op::roomAcquire, m_link->object, where};
    claim.takesEffect();
    operation.takesEffect();
    --shared.room;
    ++shared.unfinished;
    guard.unlock();
    claim.done();
    return true;
}

Outcome ProcessQueueBase::claimRoom(Operation& operation, const Site& where) {
    for (bool isTold = false;;) {
        const std::uint32_t seen = m_link->shared->changes.load();
        if (tryClaim(operation, where))
            return Outcome::ok;
        if (!operation.mayWait())
            return Outcome::full;
        if (!awaitChange(operation, seen, isTold))
            return Outcome::timeout;
    }
}

// False: its patience has ended.
bool ProcessQueueBase::awaitChange(Operation& operation, std::uint32_t seen, bool& isTold) {
    if (!std::exchange(isTold, true) || operation.isHeld()) {
        operation.takesEffect();
        operation.waits();
    }
    return operation.parkOn(m_link->shared->changes, seen) != Wake::timeout;
}

Received<std::string> ProcessQueueBase::get(Patience patience, Site where) {
    if (!touch())
        return Outcome::invalid;
    Operation operation{Op::queueGet, m_link->object, where, patience};
    ArrivingMessage message;
    const Outcome outcome =
        m_local->isClosed.load() ? Outcome::closed : receive(operation, message, patience, where);
    if (outcome != Outcome::ok) {
        operation.takesEffect();
        return failed(operation, outcome);
    }
    if (operation.isWatched()) {
        Description content;
        m_describe(content, message.bytes);
        operation.receives(message.message);
        operation.setValue(content.number);
        operation.setSentinel(content.isSentinel);
        operation.done(Outcome::ok, content.text());
    }
    return std::move(message.bytes);
}

// The reader lock is held from the first byte of a message to its last. In free mode, as in Python, whoever
// waits for a message holds it as well; in held modes nobody's place in line is fixed by it.
Outcome ProcessQueueBase::receive(Operation& operation, ArrivingMessage& message, Patience patience,
                                  const Site& where) {
    bool isOurs = false;
    const Outcome outcome = take(operation, message, patience, isOurs, where);
    if (outcome == Outcome::ok)
        giveRoom(operation, where);
    if (isOurs)
        m_link->shared->reading.giveBack();
    return outcome;
}

Outcome ProcessQueueBase::take(Operation& operation, ArrivingMessage& message, Patience patience,
                               bool& isOurs, const Site& where) {
    Turn& turn = m_link->shared->reading;
    std::int64_t told = -1;
    while (true) {
        const std::uint32_t seen = turn.changes.load();
        isOurs = isOurs || turn.tryTake() != Turn::Taken::no;
        if (isOurs && !readNow(message, where))
            return Outcome::broken;
        if (message.isWhole())
            return Outcome::ok;
        if (message.hasBegun && isTorn())
            message = {};
        operation.waitsFor(message.hasBegun ? Patience::forever() : patience);
        if (!operation.mayWait())
            return Outcome::empty;
        const auto arrived = static_cast<std::int64_t>(message.bytes.size());
        const bool isToRead = isOurs;
        if (isOurs && operation.isHeld() && !message.hasBegun) {
            turn.giveBack();
            isOurs = false;
        }
        if (std::exchange(told, arrived) != arrived || operation.isHeld()) {
            operation.takesEffect();
            operation.waits(arrived);
        }
        // Within a message the putter's death must be looked for: nothing wakes us for it.
        const std::optional<Span> lookAgain =
            message.hasBegun ? std::optional(Span::millis(20)) : std::nullopt;
        const Wake wake = isToRead ? operation.parkInKernel(m_link->pipe.readingFd(), POLLIN, lookAgain)
                                   : operation.parkOn(turn.changes, seen);
        if (wake == Wake::timeout)
            return Outcome::timeout;
    }
}

// Within the reader's turn, and within a message: whoever writes one has the writer's turn until all of it is
// in the pipe, or until he dies. When it is ours and nothing lies there, the rest is not to come.
bool ProcessQueueBase::isTorn() {
    Turn& writing = m_link->shared->writing;
    if (writing.tryTake() == Turn::Taken::no)
        return false;
    const bool isRestThere = m_link->pipe.isReadable();
    writing.giveBack();
    return !isRestThere;
}

// Within the reader's turn: what lies in the pipe, up to the end of one message. False: the pipe is broken.
bool ProcessQueueBase::readNow(ArrivingMessage& message, const Site& where) {
    if (!m_link->pipe.isReadable())
        return true;
    Operation read{Depth::system, Op::pipeRead, m_link->object, where};
    std::int64_t bytes = 0;
    const bool isBroken = m_link->pipe.read(message, bytes) == PacketPipe::Moved::broken;
    read.takesEffect();
    read.setValue(bytes);
    if (message.isWhole())
        read.receives(message.message);
    if (isBroken)
        read.failed(Outcome::broken);
    else
        read.done();
    return !isBroken;
}

// The get has its number ahead of any put that takes the place that it gives.
void ProcessQueueBase::giveRoom(Operation& operation, const Site& where) {
    QueueShared& shared = *m_link->shared.operator->();
    std::unique_lock guard{shared.lock};
    if (!m_link->isBounded()) {
        operation.takesEffect();
        return;
    }
    Operation release{Op::roomRelease, m_link->object, where};
    release.takesEffect();
    operation.takesEffect();
    ++shared.room;
    guard.unlock();
    m_link->tellChange();
    release.done();
}

bool ProcessQueueBase::taskDone(Site where) {
    if (!touch())
        return false;
    Operation operation{Op::queueTaskDone, m_link->object, where};
    std::int64_t left = 0;
    bool isCounted = false;
    {
        QueueShared& shared = *m_link->shared.operator->();
        const std::lock_guard guard{shared.lock};
        operation.takesEffect();
        isCounted = shared.unfinished > 0;
        left = isCounted ? --shared.unfinished : 0;
    }
    if (isCounted && left == 0)
        m_link->tellChange();
    operation.setValue(left);
    if (isCounted)
        operation.done();
    else
        operation.failed(Outcome::invalid, "taskDone was called more often than items were put");
    return isCounted;
}

void ProcessQueueBase::join(Site where) {
    if (!touch())
        return;
    Operation operation{Op::queueJoin, m_link->object, where};
    for (bool isTold = false;;) {
        const std::uint32_t seen = m_link->shared->changes.load();
        {
            const std::lock_guard guard{m_link->shared->lock};
            if (m_link->shared->unfinished == 0) {
                operation.takesEffect();
                break;
            }
        }
        awaitChange(operation, seen, isTold);
    }
    operation.done();
}

Outcome ProcessQueueBase::close(Site where) {
    if (!touch())
        return Outcome::invalid;
    Operation operation{Op::queueClose, m_link->object, where};
    operation.takesEffect();
    m_local->isClosed.store(true);
    if (m_local->feeder)
        m_local->feeder->close();
    operation.done();
    return Outcome::ok;
}

Outcome ProcessQueueBase::joinThread(Site where) {
    if (!touch())
        return Outcome::invalid;
    Operation operation{Op::queueFlush, m_link->object, where};
    if (!m_local->isClosed.load()) {
        operation.takesEffect();
        return failed(operation, Outcome::invalid, "it must be closed first");
    }
    if (m_local->feeder)
        m_local->feeder->awaitEnd(operation, where);
    else
        operation.takesEffect();
    m_local->feeder.reset();
    operation.done();
    return Outcome::ok;
}

void ProcessQueueBase::cancelJoinThread() {
    if (touch())
        m_local->isCancelled.store(true);
}

// At the end of the process, or of the queue: what is in the buffer is still written, unless nobody cares.
void ProcessQueueBase::finish() {
    if (!touch() || !m_local->feeder || m_local->isCancelled.load())
        return;
    m_local->isClosed.store(true);
    Operation operation{Depth::library, Op::queueFlush, m_link->object, SourceLocation{}};
    m_local->feeder->awaitEnd(operation, SourceLocation{});
    m_local->feeder.reset();
    operation.done();
}

}  // namespace heddle
