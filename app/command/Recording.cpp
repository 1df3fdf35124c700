// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command/Recording.h"

#include "app/command/EndingSignals.h"
#include "app/command/RunSummary.h"
#include "app/command/Speech.h"

#include <cerrno>
#include <csignal>
#include <poll.h>
#include <string_view>
#include <unistd.h>

namespace heddle {
namespace {

// Hands on what the program writes to one stream. When nobody reads its stdout any more the run is ended, as
// the program would have been had it written there itself: the signal goes to this process as a whole, where
// EndingSignals hears it.
class OutputRelay {
public:
    explicit OutputRelay(int fd) : m_fd(fd) {}

    void pass(std::string_view bytes) {
        while (!bytes.empty() && !m_isBroken) {
            const ssize_t written = ::write(m_fd, bytes.data(), bytes.size());
            if (written >= 0)
                bytes.remove_prefix(static_cast<std::size_t>(written));
            else if (errno == EAGAIN)
                waitForRoom();
            else if (errno != EINTR)
                giveUp();
        }
    }

private:
    void waitForRoom() const {  // whoever else holds this stream made it non-blocking
        pollfd room{m_fd, POLLOUT, 0};
        ::poll(&room, 1, -1);
    }

    void giveUp() {
        m_isBroken = true;
        if (errno == EPIPE && m_fd == STDOUT_FILENO)
            ::kill(::getpid(), SIGPIPE);
        else if (errno != EPIPE)
            say(systemFailure("pass the program's output on").value().sentence);
    }

    int m_fd;
    bool m_isBroken = false;
};

}  // namespace

int recordRun(RunRequest request, Strictness strictness) {
    OutputRelay out(STDOUT_FILENO), err(STDERR_FILENO);
    request.onOutput = [&](int stream, std::string_view bytes) { (stream == 2 ? err : out).pass(bytes); };
    const std::optional<std::filesystem::path> file = request.saveTo;

    EndingSignals signals;
    const Result<std::unique_ptr<Run>> run = Run::start(std::move(request));
    if (!run)
        return saidAs(ExitCode::heddleFailed, run.error().sentence);
    signals.watch([&run] { (*run)->stop(); });
    (*run)->wait();

    const RunStatus status = (*run)->status();
    const RunFacts facts = (*run)->trace()->facts();
    for (const std::string& sentence : runSentences(facts, status, file))
        say(sentence);
    const int code = exitCodeOf(facts, strictness, signals.received());
    return code == 0 && !isWhole(status) ? static_cast<int>(ExitCode::heddleFailed) : code;
}

}  // namespace heddle
