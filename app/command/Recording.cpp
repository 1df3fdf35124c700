// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command/Recording.h"

#include "app/command/EndingSignals.h"
#include "app/command/RunSummary.h"
#include "app/command/Speech.h"

#include <cerrno>
#include <csignal>
#include <string_view>
#include <unistd.h>

namespace heddle {
namespace {

// Hands the program's output on. When nobody reads it any more the run is ended, as the program would have
// been had it written there itself: the signal goes to this process as a whole, where EndingSignals hears it.
class OutputRelay {
public:
    void pass(int stream, std::string_view bytes) {
        while (!bytes.empty() && !m_isBroken) {
            const ssize_t written =
                ::write(stream == 2 ? STDERR_FILENO : STDOUT_FILENO, bytes.data(), bytes.size());
            if (written >= 0) {
                bytes.remove_prefix(static_cast<std::size_t>(written));
            } else if (errno != EINTR) {
                m_isBroken = true;
                ::kill(::getpid(), SIGPIPE);
            }
        }
    }

private:
    bool m_isBroken = false;
};

}  // namespace

int recordRun(RunRequest request, Strictness strictness) {
    OutputRelay relay;
    request.onOutput = [&relay](int stream, std::string_view bytes) { relay.pass(stream, bytes); };
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
