// SPDX-License-Identifier: MIT
// How an operation is written where there is room for a sign only.
#pragma once

#include "core/event/Op.h"

#include <string_view>

namespace heddle {

std::string_view markOf(Op op);  // "+", "-", "↓"; UTF-8, lives for ever. Thread: any

// The mark says it better than the verb where what was moved is beside it.
bool isReadByMark(Op op);

// Its value, where it has no text, is a count or a code that means nothing beside the verb.
bool saysInWords(Op op);

// Its value is what it read or wrote: 0 says as much as any other.
bool readsOrWritesValue(Op op);

}  // namespace heddle
