// SPDX-License-Identifier: MIT
#include "core/ipc/Turn.h"

#include <cerrno>
#include <limits>

namespace heddle {

void Turn::prepare() {
    pthread_mutexattr_t attributes;
    pthread_mutexattr_init(&attributes);
    pthread_mutexattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED);
    pthread_mutexattr_setrobust(&attributes, PTHREAD_MUTEX_ROBUST);
    pthread_mutex_init(&owner, &attributes);
    pthread_mutexattr_destroy(&attributes);
}

Turn::Taken Turn::tryTake() {
    const int answer = pthread_mutex_trylock(&owner);
    if (answer == EOWNERDEAD)
        pthread_mutex_consistent(&owner);
    else if (answer != 0)
        return Taken::no;
    return isMidFrame ? Taken::torn : Taken::yes;
}

bool Turn::isTorn() {
    const Taken taken = tryTake();
    if (taken != Taken::no)
        giveBack();  // who wanted it meanwhile sleeps until it changes
    return taken == Taken::torn;
}

void Turn::giveBack() {
    pthread_mutex_unlock(&owner);
    changes.fetch_add(1);
    futexWake(changes, std::numeric_limits<int>::max());
}

}  // namespace heddle
