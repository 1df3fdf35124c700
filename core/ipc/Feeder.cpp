// SPDX-License-Identifier: MIT
#include "core/ipc/Feeder.h"

#include "core/sync/Machine.h"

#include <poll.h>

namespace heddle {

struct Feeder::Take {
    Feeder& f;
    Parcel& taken;
    bool& hasTaken;
    Line& line() { return f.m_itself; }
    bool mayGo() const { return !f.m_buffer.empty() || f.m_isClosed; }
    void go() {
        if (f.m_buffer.empty())
            return;
        hasTaken = true;
        taken = std::move(f.m_buffer.front());
        f.m_buffer.pop_front();
    }
    void settle() {}
};

struct Feeder::End {
    Feeder& f;
    Line& line() { return f.m_enders; }
    bool mayGo() const { return f.m_hasEnded; }
    void go() {}
    void settle() {}
};

// It stands at its empty buffer when this returns, so that in held modes its first item is its first grant.
bool Feeder::start(const SourceLocation& where) {
    m_thread = Thread(
        Depth::library, m_link->object.name() + ".feeder", [this] { run(); }, where);
    return m_thread.outcome() == Outcome::ok;
}

void Feeder::append(Parcel parcel) {
    const std::lock_guard guard{m_latch};
    m_buffer.push_back(std::move(parcel));
    m_itself.wakeFirst();
}

void Feeder::close() {
    const std::lock_guard guard{m_latch};
    m_isClosed = true;
    m_itself.wakeFirst();
}

void Feeder::awaitEnd(Operation& operation, const SourceLocation& where) {
    close();
    runMachine(operation, m_latch, End{*this});
    m_thread.join(where);
}

void Feeder::run() {
    Parcel parcel;
    while (take(parcel) && write(parcel)) {
    }
    const std::lock_guard guard{m_latch};
    m_hasEnded = true;
    m_enders.wakeAll();
}

bool Feeder::take(Parcel& parcel) {
    Operation operation{Op::queueTake, m_link->object, SourceLocation{}};
    bool hasTaken = false;
    runMachine(operation, m_latch, Take{*this, parcel, hasTaken});
    if (!hasTaken) {
        operation.failed(Outcome::closed);
        return false;
    }
    operation.receives(parcel.message);
    operation.setValue(parcel.number);
    operation.setSentinel(parcel.isSentinel);
    operation.done(Outcome::ok, parcel.text);
    return true;
}

// Its number is taken ahead of each write, so that whoever reads what it wrote has a higher one; and is told
// at once, or all that comes after it would have to wait.
bool Feeder::write(const Parcel& parcel) {
    QueueLink& link = *m_link;
    Operation operation{Depth::system, Op::pipeWrite, link.object, SourceLocation{}};
    operation.receives(parcel.message);
    const std::uint64_t serial = link.shared->serial.fetch_add(1) + 1;
    std::size_t written = 0;
    std::int64_t moved = 0;
    auto outcome = PacketPipe::Moved::blocked;
    awaitTurn(operation, moved);
    while (true) {
        operation.takesEffect();
        outcome = link.pipe.write(parcel.bytes, parcel.message, serial, written, moved);
        if (outcome != PacketPipe::Moved::blocked)
            break;
        operation.waits(moved);
        const bool isBetween = moved == 0 && operation.isHeld();  // whoever is chosen may go ahead of it
        if (isBetween)
            link.shared->writing.giveBack();
        operation.parkInKernel(link.pipe.writingFd(), POLLOUT);
        if (isBetween)
            awaitTurn(operation, moved);
    }
    link.shared->writing.giveBack();
    operation.setValue(moved);
    if (outcome == PacketPipe::Moved::whole)
        operation.done(Outcome::ok, parcel.text);
    else
        operation.failed(Outcome::broken, parcel.text);
    return outcome == PacketPipe::Moved::whole;
}

// The writer lock. It is robust: a feeder that was killed leaves it to the next one, who begins a message of
// his own.
void Feeder::awaitTurn(Operation& operation, std::int64_t moved) {
    Turn& turn = m_link->shared->writing;
    for (bool isTold = false;;) {
        const std::uint32_t seen = turn.changes.load();
        if (turn.tryTake() != Turn::Taken::no)
            return;
        if (!std::exchange(isTold, true) || operation.isHeld()) {
            operation.takesEffect();
            operation.waits(moved);
        }
        operation.parkOn(turn.changes, seen);
    }
}

}  // namespace heddle
