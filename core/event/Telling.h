// SPDX-License-Identifier: MIT
// The words of every operation, as far as it has got; Sentence fills them in.
#pragma once

#include "core/event/Op.h"

#include <span>

namespace heddle {

struct Telling {
    Op op;
    const char* called;
    const char* waits;
    const char* done;
};

std::span<const Telling> tellings();  // in the order of Op. Thread: any

}  // namespace heddle
