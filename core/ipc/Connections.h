// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/FileDescriptor.h"

#include <cstdint>
#include <functional>

namespace heddle {

// The connections of this process's threads to managers: each thread has its own, and the child of a fork
// none, or the manager would not hear of its parent's death. Thread: any.
class Connections {
public:
    static int find(std::uint64_t manager);  // of this thread; negative: none
    static void keep(std::uint64_t manager, FileDescriptor connection);

    // A descriptor that the children of forks close: it tells by its end that this process is gone. It is
    // made by `make`, within which no fork happens. Not open: the kernel refused it, or there are too many.
    static FileDescriptor open(const std::function<FileDescriptor()>& make);
    static void close(FileDescriptor fd);
};

}  // namespace heddle
