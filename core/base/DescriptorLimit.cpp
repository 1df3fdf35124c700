// SPDX-License-Identifier: MIT
#include "core/base/DescriptorLimit.h"

#include <sys/resource.h>

namespace heddle {

std::uint64_t raiseDescriptorLimit() {
    static const std::uint64_t before = [] {
        rlimit limit{};
        getrlimit(RLIMIT_NOFILE, &limit);
        setDescriptorLimit(limit.rlim_max);
        return limit.rlim_cur;
    }();
    return before;
}

void setDescriptorLimit(std::uint64_t soft) {
    rlimit limit{};
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = soft;
    setrlimit(RLIMIT_NOFILE, &limit);  // refused: it stays as it was
}

}  // namespace heddle
