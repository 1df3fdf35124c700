// SPDX-License-Identifier: MIT
// Heddle's own lock, annotated for clang's -Wthread-safety. Not the traced Mutex of core/sync.
#pragma once

#include <mutex>

#if defined(__clang__)
#define HEDDLE_THREAD(x) __attribute__((x))
#else
#define HEDDLE_THREAD(x)
#endif
#define HEDDLE_GUARDED_BY(lock) HEDDLE_THREAD(guarded_by(lock))
#define HEDDLE_REQUIRES(lock) HEDDLE_THREAD(requires_capability(lock))

namespace heddle {

// Thread: any.
class HEDDLE_THREAD(capability("lock")) Lock {
public:
    void lock() HEDDLE_THREAD(acquire_capability()) { m_mutex.lock(); }
    void unlock() HEDDLE_THREAD(release_capability()) { m_mutex.unlock(); }
    std::mutex& native() { return m_mutex; }  // for a std::condition_variable

private:
    std::mutex m_mutex;
};

// Holds a Lock for a scope. Thread: the one that made it.
class HEDDLE_THREAD(scoped_lockable) Locked {
public:
    explicit Locked(Lock& lock) HEDDLE_THREAD(acquire_capability(lock)) : m_lock(lock) { m_lock.lock(); }
    ~Locked() HEDDLE_THREAD(release_capability()) { m_lock.unlock(); }
    Locked(const Locked&) = delete;
    Locked& operator=(const Locked&) = delete;

private:
    Lock& m_lock;
};

}  // namespace heddle
