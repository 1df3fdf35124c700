// SPDX-License-Identifier: MIT
#include "core/ipc/ProcessMutex.h"

#include <cerrno>
#include <limits>
#include <mutex>
#include <new>
#include <utility>

namespace heddle {
namespace {

// One that notices who holds it: a release by another is an error, and no undefined behaviour.
void prepare(pthread_mutex_t& mutex, bool isRobust) {
    pthread_mutexattr_t attributes;
    pthread_mutexattr_init(&attributes);
    pthread_mutexattr_settype(&attributes, PTHREAD_MUTEX_ERRORCHECK);
    pthread_mutexattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED);
    pthread_mutexattr_setrobust(&attributes, isRobust ? PTHREAD_MUTEX_ROBUST : PTHREAD_MUTEX_STALLED);
    pthread_mutex_init(&mutex, &attributes);
    pthread_mutexattr_destroy(&attributes);
}

}  // namespace

Object::Kind ProcessMutex::kindOf(Robustness robustness, Content* content) {
    const bool isRobust = robustness == Robustness::robust;
    return {isRobust ? ObjectKind::robustMutex : ObjectKind::processMutex, {}, &content->order};
}

ProcessMutex::Content* ProcessMutex::prepared(Robustness robustness) {
    if (!m_page.isMapped())
        throw std::bad_alloc();
    m_page->lock.prepare();
    prepare(m_page->owner, robustness == Robustness::robust);
    return m_page.operator->();
}

ProcessMutex::ProcessMutex(std::string name, Robustness robustness)
    : m_object(kindOf(robustness, prepared(robustness)), std::move(name)) {}

// What is told is numbered under the lock, also when it is held by another: no release comes between the try
// and its number.
ProcessMutex::Taken ProcessMutex::tryTake(Operation& operation, bool isToldIfHeld) {
    const std::lock_guard guard{m_page->lock};
    const int answer = pthread_mutex_trylock(&m_page->owner);
    if (answer == 0 || answer == EOWNERDEAD || isToldIfHeld)
        operation.takesEffect();
    if (answer == EOWNERDEAD)
        pthread_mutex_consistent(&m_page->owner);
    if (answer == 0)
        return Taken::yes;
    return answer == EOWNERDEAD ? Taken::left : Taken::no;
}

Outcome ProcessMutex::acquire(Patience patience, const Site& where) {
    Operation operation{Op::mutexAcquire, m_object, where, patience};
    const auto end = [&](Outcome outcome) {
        if (outcome == Outcome::ok || outcome == Outcome::broken)
            operation.done(outcome);
        else
            operation.failed(outcome);
        return outcome;
    };
    Wake wake = Wake::retry;
    for (bool isTold = false;;) {
        const std::uint32_t seen = m_page->changes.load();
        const bool isLast = !operation.mayWait() || wake == Wake::timeout;
        const bool isToBeTold = isLast || !isTold || operation.isHeld();
        const Taken taken = tryTake(operation, isToBeTold);
        if (taken != Taken::no)
            return end(taken == Taken::left ? Outcome::broken : Outcome::ok);
        if (isLast)
            return end(operation.mayWait() ? Outcome::timeout : Outcome::refused);
        if (isToBeTold)
            operation.waits();
        isTold = true;
        // Who is killed wakes nobody: parkOn looks again by itself.
        wake = operation.parkOn(m_page->changes, seen);
    }
}

Outcome ProcessMutex::acquire(Site where) {
    return acquire(Patience::forever(), where);
}

Outcome ProcessMutex::tryAcquire(Site where) {
    return acquire(Patience::none(), where);
}

Outcome ProcessMutex::acquireFor(std::chrono::nanoseconds atMost, Site where) {
    return acquire(Patience::atMost(atMost), where);
}

bool ProcessMutex::release(Site where) {
    Operation operation{Op::mutexRelease, m_object, where};
    bool wasOurs = false;
    {
        const std::lock_guard guard{m_page->lock};
        operation.takesEffect();
        wasOurs = pthread_mutex_unlock(&m_page->owner) == 0;
    }
    if (!wasOurs) {
        operation.failed(Outcome::invalid, "it is not held by who releases it");
        return false;
    }
    m_page->changes.fetch_add(1);
    futexWake(m_page->changes, std::numeric_limits<int>::max());
    operation.done();
    return true;
}

}  // namespace heddle
