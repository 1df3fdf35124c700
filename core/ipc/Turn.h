// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/Futex.h"

#include <pthread.h>

namespace heddle {

// Whose turn it is to write, or to read, a stream that several processes share, so that frames do not mix.
// Lies in shared memory; its owner may be killed at any instant. Not traced: who waits for it waits in his
// own operation.
struct Turn {
    pthread_mutex_t owner;     // robust and only ever tried: the kernel tells when its owner died
    FutexWord changes;         // added to with every giveBack
    std::uint32_t isMidFrame;  // 1 while the owner has moved a part of a frame

    void prepare();  // once, in zeroed memory, before it is shared

    enum class Taken { yes, no, torn };  // torn: ours, but the former owner died within a frame
    Taken tryTake();
    void giveBack();
    bool isTorn();  // its owner died within a frame; takes it and gives it back to find out
};

}  // namespace heddle
