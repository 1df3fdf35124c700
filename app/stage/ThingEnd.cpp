// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/stage/ThingEnd.h"

namespace heddle {

// With its main thread all of it.
bool hasEnded(const StageScope& scope, ProcessId process) {
    const StageProcess* known = scope.world ? scope.cast.process(process) : nullptr;
    const WorkerState* main = known ? scope.world->worker(known->main) : nullptr;
    return main && (main->doing == Doing::ended || main->doing == Doing::died);
}

bool isClosed(const ObjectState* end) {
    return end && isHeldOpen(end->kind) && end->pipeEnd.openIn.empty();
}

bool isOver(const StageScope& scope, const StageBox& box) {
    const StageThing& thing = scope.thingOf(box);
    if (thing.keeper)
        return hasEnded(scope, *thing.keeper);
    for (std::size_t n = 0; n < thing.objects.size(); ++n)
        if (!isClosed(scope.state(box, n)))
            return false;
    return true;
}

}  // namespace heddle
