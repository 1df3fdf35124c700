// SPDX-License-Identifier: GPL-3.0-or-later
// Runs of one program have one place for each thing: two of them can be compared, and none moves while it
// grows.
#include "app/stage/StageSteps.h"

namespace heddle {

bool placeAsKnown(StagePlan& plan, const StagePlan& known) {
    QHash<QString, const StageBox*> places;
    for (const StageBox& box : known.boxes)
        places.insert(box.key, &box);
    for (const StageBox& box : plan.boxes) {
        const StageBox* place = places.value(box.key);
        if (!place || place->kind != box.kind || box.rect.width() > place->rect.width() ||
            box.rect.height() > place->rect.height())
            return false;
    }
    for (StageBox& box : plan.boxes) {
        const StageBox& place = *places.value(box.key);
        box.rect = place.rect;
        box.column = place.column;
        box.inner = place.inner;
        box.part = place.part;
        box.isInRing = place.isInRing;
        box.track = place.track;
        box.isCompact = place.isCompact;
    }
    plan.tracks = known.tracks;
    plan.ringLane = known.ringLane;
    return true;
}

}  // namespace heddle
