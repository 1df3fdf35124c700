// SPDX-License-Identifier: MIT
#include "core/session/ExploredRun.h"

#include "core/trace/ShownNames.h"

#include <algorithm>

namespace heddle {
namespace {

constexpr Span mostRealTime = Span::seconds(20);

std::string lastLineOf(const Trace& trace, int stream) {
    std::string text;
    for (const OutputLine& piece : trace.output())
        if (piece.stream == stream)
            text += piece.text;
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r'))
        text.pop_back();
    return text.substr(text.find_last_of('\n') + 1);
}

bool isStandstill(const Verdict& verdict) {
    return verdict.kind == "deadlock" || verdict.kind == "stuck";
}

// Of what: a sentence names steps, in which runs that end alike differ.
std::string troubleOf(const Verdict& verdict, ShownNames& names) {
    std::string words = verdict.kind;
    std::ranges::replace(words, '-', ' ');
    for (const ObjectId object : verdict.objects)
        words += (object == verdict.objects.front() ? " of " : " and ") + names.of(object);
    return words;
}

std::string sentenceOf(const Trace& trace, const RunFacts& facts) {
    const std::string out = lastLineOf(trace, 1), err = lastLineOf(trace, 2);
    std::string sentence = facts.ending == Ending::finished ? out : facts.endingSentence;
    if (facts.ending == Ending::failed && !(out + err).empty())
        sentence = out + (out.empty() || err.empty() ? "" : "; ") + err;
    if (sentence.empty())
        sentence = facts.endingSentence;
    ShownNames names(trace.names());
    for (const Verdict& verdict : facts.verdicts)
        if (verdict.isTrouble && !isStandstill(verdict))
            sentence += "; " + troubleOf(verdict, names);
    return sentence;
}

}  // namespace

Result<ExploredRun> ExploredRun::play(RunRequest request) {
    const Choosing choosing = request.choosing;
    if (!request.timeout)
        request.timeout = mostRealTime;
    auto run = Run::start(std::move(request));
    if (!run)
        return tl::unexpected(run.error());
    (*run)->wait();
    const std::shared_ptr<const Trace> trace = (*run)->trace();
    RunFacts facts = trace->facts();
    ExploredRun played;
    ExploredOutcome& outcome = played.outcome;
    outcome.sentence = sentenceOf(*trace, facts);
    outcome.ending = facts.ending;
    for (const Verdict& verdict : facts.verdicts)
        if (verdict.isTrouble)
            outcome.troubles.push_back(verdict.kind);
    outcome.isFailing = facts.ending != Ending::finished || !outcome.troubles.empty();
    outcome.count = 1;
    outcome.chooser = wordsFor(choosing);
    outcome.seed = choosing.seed;
    outcome.schedule = std::move(facts.schedule);
    outcome.changesFound = outcome.changes =
        std::max<std::size_t>(stretchesOf(outcome.schedule).size(), 1) - 1;
    played.key = std::to_string(static_cast<int>(facts.ending)) + " " + std::to_string(facts.exitCode) + " " +
                 outcome.sentence;
    return played;
}

// By turns there is one schedule only.
RunRequest requestOfTry(const ExploreRequest& request, int number, std::size_t expectedLength) {
    RunRequest run = request.program;
    run.saveTo.reset();
    run.replay.reset();
    run.breakpoints.clear();  // it would stand there for somebody's choice
    run.operationsPerSecond.reset();
    run.onOutput = nullptr;
    run.takesOutput = nullptr;
    run.isToStop = request.isToStop;
    run.choosing = {};
    run.choosing.seed = request.seed + static_cast<std::uint64_t>(number) - 1;
    if (number == 1)
        run.choosing.kind = ChooserKind::roundRobin;
    else if (number % 2 == 0)
        run.choosing.kind = ChooserKind::random;
    else
        run.choosing.kind = ChooserKind::pct;
    run.choosing.orders = 2 + static_cast<std::uint32_t>(number / 2 % 3);
    run.choosing.length = static_cast<std::uint32_t>(std::clamp<std::size_t>(expectedLength, 2, 1'000'000));
    return run;
}

}  // namespace heddle
