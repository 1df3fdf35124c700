// SPDX-License-Identifier: MIT
#include "core/ipc/Sigpipe.h"

#include <csignal>

namespace heddle {

void ignoreSigpipe() {
    struct sigaction action {};
    if (sigaction(SIGPIPE, nullptr, &action) == 0 && action.sa_handler == SIG_DFL)
        std::signal(SIGPIPE, SIG_IGN);
}

}  // namespace heddle
