// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Id.h"

#include <vector>

namespace heddle {

// Of whom or what a story is told: a worker, or the object, or both ends of a pipe or connection. Thread:
// any.
struct Subject {
    WorkerId worker = {};
    std::vector<ObjectId> objects = {};

    bool isNone() const { return worker.isNone() && objects.empty(); }
    bool isWorker() const { return !worker.isNone(); }
    friend bool operator==(const Subject&, const Subject&) = default;
};

}  // namespace heddle
