// SPDX-License-Identifier: MIT
// Where everything stands on a page's stage: laid out by whoever lays out the window's.
#pragma once

#include "core/base/Id.h"
#include "core/event/Event.h"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace heddle {

struct PageRect {
    double x = 0, y = 0, width = 0, height = 0;
};
struct PageBox {  // of a worker or of a thing: one of both
    WorkerId worker;
    ObjectId object;
    PageRect rect;
    ObjectId within;  // a variable's: the lock that protects it, and in whose box it stands
};
struct PageFrame {  // around what belongs to one process
    std::string title;
    PageRect rect;
    std::vector<WorkerId> workers;  // who stand in it
    std::vector<ObjectId> objects;
};
struct PageWay {  // from a worker to a thing: cubic curves of four points each, x and y
    WorkerId worker;
    ObjectId object;
    std::vector<std::array<double, 8>> pieces;
};
struct PagePlan {
    Depth depth = Depth::program;  // from which on it is looked at so
    std::vector<PageBox> boxes;
    std::vector<PageFrame> frames;
    std::vector<PageWay> ways;
};

}  // namespace heddle
