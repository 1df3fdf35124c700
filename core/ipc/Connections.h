// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/FileDescriptor.h"

#include <cstdint>

namespace heddle {

// The connections of this process's threads to managers: each thread has its own, and the child of a fork
// none, or the manager would not hear of its parent's death. Thread: any.
class Connections {
public:
    static int find(std::uint64_t manager);                              // of this thread; negative: none
    static bool keep(std::uint64_t manager, FileDescriptor connection);  // false: there are too many

    // A descriptor that the children of forks close: it tells by its end that this process is gone.
    static bool closeInChildren(int fd);
    static void forget(int fd);
};

}  // namespace heddle
