// SPDX-License-Identifier: MIT
#include "core/ipc/SharedPage.h"

#include <sys/mman.h>

namespace heddle {

void* mapSharedPage(std::size_t bytes) {
    void* where = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    return where == MAP_FAILED ? nullptr : where;
}

void unmapSharedPage(void* where, std::size_t bytes) {
    munmap(where, bytes);
}

}  // namespace heddle
