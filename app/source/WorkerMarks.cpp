// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/source/WorkerMarks.h"

#include "app/models/WorkerLook.h"

#include <optional>

namespace heddle {

namespace {

std::optional<MarkShape> shapeOf(Doing doing) {
    switch (doing) {
    case Doing::running:
        return MarkShape::tag;
    case Doing::calls:
        return MarkShape::disc;
    case Doing::waits:
        return MarkShape::ring;
    case Doing::died:
        return MarkShape::square;
    case Doing::notStarted:
    case Doing::ended:
        return std::nullopt;
    }
    return std::nullopt;
}

}  // namespace

std::vector<WorkerMark> marksIn(const World& world, const SourceIndex& index, const WorkerLetters& letters) {
    std::vector<WorkerMark> marks;
    for (const WorkerId id : world.workers()) {
        const WorkerState* state = world.worker(id);
        const WorkerInfo* info = world.names().worker(id);
        if (!state || !info || info->depth != Depth::program)
            continue;
        const auto shape = shapeOf(state->doing);
        const auto place = index.placeOf(state->site);
        if (shape && place)
            marks.push_back({id, *place, letters.of(id), toneOf(*state), *shape});
    }
    return marks;
}

}  // namespace heddle
