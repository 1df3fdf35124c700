// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/models/SubjectOf.h"

namespace heddle {

std::vector<ObjectId> thingOf(const TraceModel& model, ObjectId object) {
    const ObjectInfo* own = model.trace()->names().object(object);
    const auto lane = model.laneOf(object);
    const bool isEnd = own && (own->kind == ObjectKind::pipeEnd || own->kind == ObjectKind::byteEnd);
    std::vector<ObjectId> all;
    if (isEnd && lane)  // which knows of the other only if that came before
        for (const ObjectInfo* info : model.trace()->names().objects())
            if (info->kind == own->kind && model.laneOf(info->id) == lane)
                all.push_back(info->id);
    return all.empty() ? std::vector{object} : all;
}

Subject subjectOf(const TraceModel& model, const Lane& lane) {
    return lane.kind == LaneKind::worker ? Subject{lane.worker} : Subject{{}, thingOf(model, lane.object)};
}

}  // namespace heddle
