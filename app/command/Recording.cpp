// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command/Recording.h"

#include "app/command/EndingSignals.h"
#include "app/command/OutputRelay.h"
#include "app/command/RunSummary.h"
#include "app/command/Speech.h"

#include <unistd.h>

namespace heddle {
namespace {

// What the program wrote is waited for as long as somebody reads it, however slowly; not when the run was to
// be over by now. Returns how many bytes nobody read.
std::size_t finishPassing(OutputRelay& relay, const RunFacts& facts, const EndingSignals& signals) {
    const bool wasAsked = signals.received().has_value();
    const bool wasCut = wasAsked || facts.ending == Ending::timeout || facts.ending == Ending::stopped;
    return relay.finish(wasCut ? Span::seconds(1) : Span::seconds(30),
                        [&] { return !wasAsked && signals.received().has_value(); });
}

}  // namespace

int recordRun(RunRequest request, Strictness strictness) {
    EndingSignals signals;  // ahead of every thread
    OutputRelay relay(STDOUT_FILENO, STDERR_FILENO);
    request.onOutput = [&](int stream, std::string_view bytes) { relay.pass(stream, bytes); };
    request.takesOutput = [&] { return relay.hasRoom(); };
    const std::optional<std::filesystem::path> file = request.saveTo;

    const Result<std::unique_ptr<Run>> run = Run::start(std::move(request));
    if (!run)
        return saidAs(ExitCode::heddleFailed, run.error().sentence);
    signals.watch([&run] { (*run)->stop(); });
    (*run)->wait();

    const RunStatus status = (*run)->status();
    const RunFacts facts = (*run)->trace()->facts();
    const std::size_t unwritten = finishPassing(relay, facts, signals);
    if (unwritten > 0)
        say("pass the program's output on: nobody read the last " + std::to_string(unwritten) +
            " bytes of it");
    for (const std::string& sentence : runSentences(facts, status, file))
        say(sentence);
    const int code = exitCodeOf(facts, strictness, signals.received());
    return code == 0 && (unwritten > 0 || !isWhole(status)) ? static_cast<int>(ExitCode::heddleFailed) : code;
}

}  // namespace heddle
