// SPDX-License-Identifier: GPL-3.0-or-later
// At which line of the source each worker stands at one instant.
#pragma once

#include "app/source/SourceIndex.h"
#include "app/source/WorkerLetters.h"
#include "app/theme/Theme.h"
#include "core/world/World.h"

#include <vector>

namespace heddle {

// So that a state is not told by colour alone: a tag that points into the line for who runs, a disc for who
// is held, a ring for who waits, a square for who has died there.
enum class MarkShape : std::uint8_t { tag, disc, ring, square };

struct WorkerMark {
    WorkerId worker;
    SourcePlace place;
    QString letters;
    Tone tone = Tone::idle;
    MarkShape shape = MarkShape::tag;
    friend bool operator==(const WorkerMark&, const WorkerMark&) = default;
};

// In the order of the workers. A line that is about to be called, is waited in, or was called last; of the
// program's own workers that live, or died there. Thread: any.
std::vector<WorkerMark> marksIn(const World& world, const SourceIndex& index, const WorkerLetters& letters);

}  // namespace heddle
