// SPDX-License-Identifier: MIT
// Which rows an operation must have in the tables of rows/: a closed list, so that whoever adds an operation
// has to say it here, and to write them. Thread: any.
#pragma once

#include "core/event/Op.h"

#include <string>
#include <vector>

namespace heddle::test {

// Bits: what can come of it.
enum Applicable : unsigned {
    isDone = 1,
    fails = 2,  // for another reason than that time is up
    waits = 4,
    timesOut = 8,
    isKilled = 16,  // its worker, while it waits
};

// 0: of library or system depth, or told by the collector; what of that there must be is asked elsewhere.
unsigned applicable(Op op);

}  // namespace heddle::test
