// SPDX-License-Identifier: MIT
#pragma once

#include <pthread.h>

namespace heddle {

// The few instructions around counts that several processes share. Lies in shared memory; its holder may be
// killed at any instant: then the next one has it. Not traced, never held across a wait. Fits
// std::lock_guard. Thread: any.
struct RobustLock {
    pthread_mutex_t mutex;

    void prepare();  // once, in zeroed memory, before it is shared
    void lock();
    void unlock() { pthread_mutex_unlock(&mutex); }
};

}  // namespace heddle
