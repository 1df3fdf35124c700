// SPDX-License-Identifier: MIT
#include "core/sync/Received.h"

#include <cstdio>
#include <cstdlib>

namespace heddle {

void readOfNothing(Outcome why) {
    const std::string_view name = nameOf(why);
    std::fprintf(stderr,
                 "heddle: a Received was read that holds nothing (%.*s): ask first whether it is true\n",
                 static_cast<int>(name.size()), name.data());
    std::abort();
}

}  // namespace heddle
