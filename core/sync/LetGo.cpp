// SPDX-License-Identifier: MIT
#include "core/sync/LetGo.h"

namespace heddle {

void letGoAll(Line& line) {
    while (Waiter* waiter = line.first()) {
        line.leave(*waiter);
        waiter->isNotified = true;
        Line::wake(*waiter);
    }
}

}  // namespace heddle
