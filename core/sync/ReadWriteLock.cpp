// SPDX-License-Identifier: MIT
#include "core/sync/ReadWriteLock.h"

#include "core/sync/Machine.h"

#include <algorithm>

namespace heddle {

struct ReadWriteLock::Read {
    ReadWriteLock& l;
    Line& line() { return l.m_toRead; }
    bool mayGo() const { return l.mayRead(); }
    void go() { l.m_readers.push_back(std::this_thread::get_id()); }
    void settle() { l.settle(); }
};

struct ReadWriteLock::Write {
    ReadWriteLock& l;
    Line& line() { return l.m_toWrite; }
    bool mayGo() const { return l.mayWrite(); }
    void go() { l.m_writer = std::this_thread::get_id(); }
    void settle() { l.settle(); }
};

ReadWriteLock::ReadWriteLock(std::string name, First first)
    : m_object({ObjectKind::readWriteLock, first == First::writers ? 1 : 0}, std::move(name)),
      m_first(first) {}

void ReadWriteLock::touch() {
    m_object.afterFork([this] {
        m_latch.reset();
        m_toRead.forget();
        m_toWrite.forget();
    });
}

bool ReadWriteLock::mayRead() const {
    return m_writer == std::thread::id{} && (m_first == First::readers || m_toWrite.isEmpty());
}

bool ReadWriteLock::mayWrite() const {
    return m_writer == std::thread::id{} && m_readers.empty() &&
           (m_first == First::writers || m_toRead.isEmpty());
}

// One reader at a time is enough: it wakes the next one when it leaves the line.
void ReadWriteLock::settle() {
    if (mayRead())
        m_toRead.wakeFirst();
    if (mayWrite())
        m_toWrite.wakeFirst();
}

template <class Machine>
bool ReadWriteLock::acquire(Op op, Patience patience, Site where) {
    touch();
    Operation operation{op, m_object, where, patience};
    const bool isOurs = runMachine(operation, m_latch, Machine{*this});
    if (isOurs)
        operation.done();
    else
        operation.failed(operation.mayWait() ? Outcome::timeout : Outcome::refused);
    return isOurs;
}

void ReadWriteLock::acquireRead(Site where) {
    acquire<Read>(Op::rwlockAcquireRead, Patience::forever(), where);
}

void ReadWriteLock::acquireWrite(Site where) {
    acquire<Write>(Op::rwlockAcquireWrite, Patience::forever(), where);
}

bool ReadWriteLock::tryAcquireRead(Site where) {
    return acquire<Read>(Op::rwlockAcquireRead, Patience::none(), where);
}

bool ReadWriteLock::tryAcquireWrite(Site where) {
    return acquire<Write>(Op::rwlockAcquireWrite, Patience::none(), where);
}

bool ReadWriteLock::acquireReadFor(std::chrono::nanoseconds atMost, Site where) {
    return acquire<Read>(Op::rwlockAcquireRead, Patience::atMost(atMost), where);
}

bool ReadWriteLock::acquireWriteFor(std::chrono::nanoseconds atMost, Site where) {
    return acquire<Write>(Op::rwlockAcquireWrite, Patience::atMost(atMost), where);
}

bool ReadWriteLock::isWriting() {
    const std::lock_guard guard{m_latch};
    return m_writer == std::this_thread::get_id();
}

bool ReadWriteLock::giveBack(Op op) {
    const std::thread::id self = std::this_thread::get_id();
    if (op == Op::rwlockReleaseWrite) {
        const bool wasOurs = m_writer == self;
        if (wasOurs)
            m_writer = {};
        return wasOurs;
    }
    const auto mine = std::ranges::find(m_readers, self);
    if (mine == m_readers.end())
        return false;
    m_readers.erase(mine);
    return true;
}

bool ReadWriteLock::release(Op op, Site where) {
    touch();
    Operation operation{op, m_object, where};
    bool wasOurs = false;
    {
        const std::lock_guard guard{m_latch};
        operation.takesEffect();
        wasOurs = giveBack(op);
        settle();
    }
    if (wasOurs)
        operation.done();
    else
        operation.failed(Outcome::invalid, "it is not held so by the caller");
    return wasOurs;
}

bool ReadWriteLock::release(Site where) {
    touch();
    return release(isWriting() ? Op::rwlockReleaseWrite : Op::rwlockReleaseRead, where);
}

bool ReadWriteLock::releaseRead(Site where) {
    return release(Op::rwlockReleaseRead, where);
}

bool ReadWriteLock::releaseWrite(Site where) {
    return release(Op::rwlockReleaseWrite, where);
}

}  // namespace heddle
