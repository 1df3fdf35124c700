// SPDX-License-Identifier: MIT
#include "core/base/Check.h"

#include <cstdio>
#include <cstdlib>

namespace heddle {

void checkFailed(const char* claim, const char* file, int line) {
    std::fprintf(stderr, "heddle: internal check failed: %s (%s:%d)\n", claim, file, line);
    std::abort();
}

}  // namespace heddle
