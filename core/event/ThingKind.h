// SPDX-License-Identifier: MIT
// What things look like: kinds of objects that are drawn alike, by the stage and by the page.
#pragma once

#include "core/event/ObjectKind.h"

#include <cstdint>

namespace heddle {

// Numbers are told to the page: resources/player/plan.js.
enum class ThingKind : std::uint8_t {
    none,   // no thing: a handle, a clock, the program's output
    queue,  // messages in slots
    pipe,   // a tube between two ends
    connection,
    listener,
    managed,  // an object that a process keeps for others
    lock,
    readWriteLock,
    condition,
    semaphore,
    barrier,
    flag,
    shared,  // a variable
    memory,  // many places
    other
};

ThingKind thingKindOf(ObjectKind kind);  // Thread: any

}  // namespace heddle
