// SPDX-License-Identifier: MIT
// Who goes next in a held run.
#pragma once

#include "core/base/Id.h"
#include "core/event/Op.h"
#include "core/schedule/Choosing.h"

#include <cstddef>
#include <memory>
#include <span>

namespace heddle {

// A worker that can be let go on, and with what.
struct Candidate {
    WorkerId worker;
    Op op = Op::none;
    ObjectId object;
    bool fires = false;  // it would be let go by its timeout

    friend auto operator<=>(const Candidate&, const Candidate&) = default;
};

// What it answers depends on what it was asked before and on nothing else: the same questions, the same run.
// The order in which the candidates are given does not matter. Thread: one owner.
class Chooser {
public:
    virtual ~Chooser() = default;
    virtual std::size_t choose(std::span<const Candidate> candidates) = 0;  // an index; there is at least one
};

// nullptr where none of ours chooses: in a free run nobody does, and by hand whoever looks at it.
std::unique_ptr<Chooser> makeChooser(const Choosing& choosing);

}  // namespace heddle
