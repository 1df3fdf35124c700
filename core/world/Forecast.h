// SPDX-License-Identifier: MIT
// What the model expects of an operation whose end the kernel decides. A held run tells it to the worker with
// its grant, so that no kernel buffer is ever filled to where its own accounting would choose: a send offers
// no more than there is room for, a connect is tried only where the backlog has room.
#pragma once

#include "core/world/World.h"

#include <cstdint>

namespace heddle {

inline constexpr std::int64_t mostUnreadBytes = 65536;  // of one direction, in held modes

// Of a send: the bytes that it may offer. Of a receive: the bytes that are there. Of an accept: the
// connections, or datagrams, that wait. Of a connect: 1 if it will be let in, else 0. All bits set: the model
// does not know. Thread: any.
std::uint32_t forecast(const World& world, WorkerId worker);

}  // namespace heddle
