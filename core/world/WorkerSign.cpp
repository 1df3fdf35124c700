// SPDX-License-Identifier: MIT
#include "core/world/WorkerSign.h"

#include "core/event/WaitKind.h"

namespace heddle {

StateTone stateToneOf(const WorkerState& worker) {
    switch (worker.doing) {
    case Doing::running:
        return StateTone::runs;
    case Doing::calls:
        return StateTone::held;
    case Doing::waits:
        return waitKindOf(worker.op) == WaitKind::sleep  ? StateTone::idle
               : waitKindOf(worker.op) == WaitKind::lock ? StateTone::waitsLock
                                                         : StateTone::waitsMessage;
    case Doing::died:
        return StateTone::died;
    case Doing::notStarted:
    case Doing::ended:
        return StateTone::idle;
    }
    return StateTone::idle;
}

const char* signOf(const WorkerState& worker) {
    switch (worker.doing) {
    case Doing::notStarted:
        return "○";
    case Doing::running:
        return "▶";
    case Doing::calls:
        return "▮▮";
    case Doing::waits:
        return waitKindOf(worker.op) == WaitKind::sleep  ? "z"
               : waitKindOf(worker.op) == WaitKind::lock ? "⊘"
                                                         : "…";
    case Doing::ended:
        return "✓";
    case Doing::died:
        return "✕";
    }
    return "";
}

}  // namespace heddle
