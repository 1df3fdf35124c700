// SPDX-License-Identifier: MIT
// What a world says of a manager and of the objects that it keeps.
#pragma once

#include "core/base/Id.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace heddle {

struct ManagerState {
    ProcessId server;
    std::int64_t connecting = 0;  // connections that were not yet accepted
    bool isStopping = false;
};
struct ManagedState {                            // as its manager's process tells it
    std::map<std::string, std::string> entries;  // dict, namespace
    std::vector<std::string> items;              // list, queue
    std::string value;
    WorkerId owner;  // of a lock; none: free
};

}  // namespace heddle
