// SPDX-License-Identifier: MIT
#include "core/sync/Print.h"

#include "core/probe/Operation.h"

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <poll.h>
#include <string>
#include <system_error>
#include <unistd.h>

namespace heddle {
namespace {

// By write(2) and not by a buffer of its own: after a fork a buffer would be written twice.
int writeWhole(std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(STDOUT_FILENO, bytes.data(), bytes.size());
        if (written < 0 &&
            errno == EAGAIN) {  // somebody made it non-blocking: that is no reason to tear a line
            pollfd room{STDOUT_FILENO, POLLOUT, 0};
            ::poll(&room, 1, -1);
        } else if (written < 0 && errno != EINTR) {
            return errno;
        }
        if (written > 0)
            bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return 0;
}

// Or a line for nobody would end the program before it sees that print() is false.
void ignoreSigpipe() {
    struct sigaction action {};
    if (sigaction(SIGPIPE, nullptr, &action) == 0 && action.sa_handler == SIG_DFL)
        std::signal(SIGPIPE, SIG_IGN);
}

}  // namespace

bool print(std::string_view line, SourceLocation where) {
    Operation operation{Op::print, where};
    operation.takesEffect();
    ignoreSigpipe();
    std::fflush(stdout);
    const int refusal = writeWhole(std::string(line) + "\n");
    if (refusal == 0)
        operation.done(Outcome::ok, line);
    else
        operation.failed(Outcome::broken, std::generic_category().message(refusal));
    return refusal == 0;
}

}  // namespace heddle
