// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command/Stepping.h"

#include "app/bridge/StepWords.h"
#include "app/command/RunSummary.h"
#include "app/command/Speech.h"
#include "core/session/ProgramInput.h"

#include <algorithm>
#include <iostream>
#include <unistd.h>
#include <utility>

namespace heddle {
namespace {

constexpr int mostFiles = 1000000;            // are looked for
constexpr std::size_t mostWritten = 1 << 20;  // by the program before it waits for us

const char* const help =
    "NUMBER  let this worker go on with one operation\n"
    "        (an empty line: whoever's turn it is; in a replay, whom the trace names)\n"
    "c       continue: to the next breakpoint, a trouble, or the end\n"
    "b, f    look one step back, or forward again (where the library's depth is stepped: one\n"
    "        grant); the workers stay where they are\n"
    "b FILTER, f FILTER\n"
    "        the same to the step that a filter matches (worker=main/a, message=7 …)\n"
    "bb, ff  to the beginning, or to where the run stands\n"
    "        (a number while looking back: the program runs again up to there, and goes on\n"
    "        from there with this worker)\n"
    "p       print the world, as it is or as it is looked at\n"
    "q       quit, and end the run\n";

RunRequest stepped(RunRequest request) {
    if (!request.choosing.isHeld() || request.choosing.kind == ChooserKind::byHand)
        request.choosing.kind = ChooserKind::roundRobin;
    request.breakpoints.push_back(Breakpoint{"trouble", {}, true});
    return request;
}

}  // namespace

Stepping::Stepping(RunRequest request, Strictness strictness, Following following)
    : m_request(stepped(std::move(request))), m_strictness(strictness), m_lines(STDIN_FILENO),
      m_file(m_request.saveTo), m_list(m_request.steps), m_following(following) {}

int Stepping::perform() {
    if (const Result<void> started = start(m_request); !started)
        return saidAs(ExitCode::heddleFailed, started.error().sentence);
    m_signals.watch([this] { quit(); });
    while (awaitStand()) {
        std::cout << m_list.why(m_choices) << m_list.rows(m_choices) << std::flush;
        m_viewed.reset();
        Obeyed obeyed = Obeyed::stayed;
        while (obeyed == Obeyed::stayed)
            obeyed = obeyNextLine();
        if (obeyed == Obeyed::quit)
            break;
    }
    return finish();
}

// What we read ourselves the program must not: it reads that there is nothing.
Result<void> Stepping::start(RunRequest request) {
    request.choosing.kind = ChooserKind::byHand;
    request.choosing.waitsForWord = m_following == Following::atOurWord;
    request.operationsPerSecond.reset();
    request.saveTo = m_file;
    request.input = std::make_shared<ProgramInput>();
    request.input->end();
    request.onOutput = [this](int, std::string_view bytes) {
        const Locked guard{m_lock};
        m_written += bytes;
    };
    request.takesOutput = [this] {
        const Locked guard{m_lock};
        return m_written.size() < mostWritten;
    };
    Result<std::unique_ptr<Run>> run = Run::start(std::move(request));
    if (!run)
        return tl::unexpected(run.error());
    m_now = run->get();
    m_list.show(m_now->trace());
    m_choices = {};
    std::shared_ptr<Run> before = std::move(*run);
    {
        const Locked guard{m_lock};
        std::swap(m_run, before);
    }
    return {};
}

// Where nobody can go all may wait for an outsider, for a moment or for long.
bool Stepping::awaitStand(bool isToTellSteps) {
    while (true) {
        const std::uint64_t seen = m_choices.version;
        const bool wasFollowing = m_choices.isFollowing;
        m_choices = m_now->awaitChange(seen, Span::millis(100));
        if (m_choices.isOver)  // the rest is told when we know whom Heddle ended
            return false;
        if (isToTellSteps)
            std::cout << m_list.news(m_now->trace()->size());
        tellOutput();
        if (wasFollowing && !m_choices.isFollowing && m_following == Following::atOurWord)
            std::cout << "from here on the trace is followed no more; c goes on with "
                      << wordsFor(m_request.choosing) << "\n";
        if (m_choices.isToChoose && (canAny() || m_choices.hit || m_choices.version == seen))
            return true;
    }
}

bool Stepping::canAny() const {
    return std::ranges::any_of(m_choices.workers, &WorkerChoice::canBeChosen);
}

// While one reads what to do, an outsider may have ended a wait, or killed somebody.
bool Stepping::isOutdated() const {
    return !m_viewed && m_now->choices().version != m_choices.version;
}

// Each line marked, so that it can be told from ours.
void Stepping::tellOutput() {
    std::string written;
    {
        const Locked guard{m_lock};
        written = std::exchange(m_written, {});
    }
    for (std::size_t from = 0; from < written.size();) {
        const std::size_t end = std::min(written.find('\n', from), written.size());
        std::cout << "| " << written.substr(from, end - from) << "\n";
        from = end + 1;
    }
    std::cout << std::flush;
}

Stepping::Obeyed Stepping::obeyNextLine() {
    if (isatty(STDIN_FILENO) != 0)
        std::cout << "> " << std::flush;
    const std::optional<std::string> line =
        m_lines.next([this] { return m_now->choices().isOver || m_signals.received() || isOutdated(); });
    if (!line)
        return m_now->choices().isOver || isOutdated() ? Obeyed::moved : obey("q");
    const Obeyed obeyed = obey(*line);
    std::cout << std::flush;
    return obeyed;
}

Stepping::Obeyed Stepping::obey(const std::string& line) {
    const std::int64_t stands = m_list.placeOf(m_choices), at = m_viewed.value_or(stands);
    if (line == "q") {
        m_hasQuit = true;
        return Obeyed::quit;
    }
    if (line == "c")
        return goOn();
    if (line == "b" || line == "f")
        return view(line == "b" ? at - 1 : at + 1);
    if (line == "bb" || line == "ff")
        return view(line == "bb" ? 0 : stands);
    if (line.starts_with("b ") || line.starts_with("f "))
        return viewMatch(line.substr(2), line.front() == 'f');
    if (line == "p") {
        std::cout << m_list.worldAt(at);
        return Obeyed::stayed;
    }
    if (line.empty() && m_viewed) {
        std::cout
            << "this is the past: a worker's number branches from here, ff goes to where the run stands\n";
        return Obeyed::stayed;
    }
    if (line.empty())
        return letNext();
    const std::optional<WorkerId> worker = m_list.numbered(line);
    if (worker)
        return m_viewed ? branch(*m_viewed, *worker) : let(*worker);
    if (line == "?")
        std::cout << help;
    else
        std::cout << "there is no worker and no command \"" << line << "\"; ? lists them\n";
    return Obeyed::stayed;
}

Stepping::Obeyed Stepping::let(WorkerId worker) {
    if (const std::string why = m_list.whyNot(m_choices, worker); !why.empty()) {
        std::cout << why << "\n";
        return Obeyed::stayed;
    }
    const Result<void> done = m_now->let(worker);
    if (!done) {
        std::cout << done.error().sentence << "\n";
        return Obeyed::stayed;
    }
    m_last = worker;
    return Obeyed::moved;
}

Stepping::Obeyed Stepping::letNext() {
    if (m_choices.isFollowing) {
        (void)m_now->letNext();  // refused only by a run that has just ended, which is told then
        return Obeyed::moved;
    }
    if (const std::optional<WorkerId> next = m_choices.nextInTurn(m_last))
        return let(*next);
    std::cout << (m_choices.hit ? "nobody can go; c ends the run here, b looks back\n"
                                : "nobody can go until somebody whom Heddle does not see ends a wait\n");
    return Obeyed::stayed;
}

Stepping::Obeyed Stepping::goOn() {
    Choosing choosing = m_request.choosing;
    if (m_choices.isFollowing) {  // another chooser would end that
        choosing = m_choices.choosing;
        choosing.waitsForWord = false;
    }
    const Result<void> done = m_now->setChoosing(choosing, m_request.operationsPerSecond);
    if (!done)
        std::cout << done.error().sentence << "\n";
    m_choices = m_now->choices();
    return Obeyed::moved;
}

Stepping::Obeyed Stepping::view(std::int64_t place) {
    const std::int64_t stands = m_list.placeOf(m_choices);
    if (place < 0 || place > stands) {
        std::cout << (place < 0 ? "this is the beginning\n" : "this is where the run stands\n");
        return Obeyed::stayed;
    }
    m_viewed = place == stands ? std::nullopt : std::optional(place);
    std::cout << m_list.worldAt(place);
    if (!m_viewed)
        std::cout << m_list.rows(m_choices);
    return Obeyed::stayed;
}

Stepping::Obeyed Stepping::viewMatch(const std::string& words, bool isForward) {
    const Result<Filter> filter = Filter::parse(words);
    if (!filter) {
        std::cout << filter.error().sentence << "\n";
        return Obeyed::stayed;
    }
    const std::int64_t at = m_viewed.value_or(m_list.placeOf(m_choices));
    if (const auto place = m_list.match(*filter, at, isForward))
        return view(*place);
    std::cout << (isForward ? "no later step matches\n" : "no earlier step matches\n");
    return Obeyed::stayed;
}

// Whatever is there already is left alone.
std::filesystem::path Stepping::nextFile() {
    const std::filesystem::path& first = *m_request.saveTo;
    while (true) {
        const std::string name =
            first.stem().string() + "-" + std::to_string(++m_files) + first.extension().string();
        const std::filesystem::path next = first.parent_path() / name;
        std::error_code unknown;
        if (!std::filesystem::exists(std::filesystem::symlink_status(next, unknown)) || m_files > mostFiles)
            return next;
    }
}

// Another run of the same program, with the same grants up to the place.
Stepping::Obeyed Stepping::branch(std::int64_t place, WorkerId worker) {
    if (const auto hindrance = hindranceTo(m_now->trace()->facts(), m_list.stepAt(place))) {
        std::cout << wordsFor(*hindrance).toStdString() << "\n";
        return Obeyed::stayed;
    }
    if (const std::string why = m_list.whyNotThere(place, worker); !why.empty()) {
        std::cout << why << "\n";
        return Obeyed::stayed;
    }
    m_now->stop();
    m_now->wait();
    tellOutput();
    RunRequest request = m_request;
    m_following = Following::atOnce;
    request.replay = m_list.orderUpTo(place);
    request.breakpoints.clear();  // on the way there
    if (m_file) {
        const std::string failure = m_now->status().saveFailure;
        say(failure.empty() ? "saved to " + m_file->string() : failure);
        m_file = nextFile();
    }
    std::cout << "branch: the program runs again up to " << m_list.wordsFor(place) << "\n";
    if (const Result<void> started = start(std::move(request)); !started) {
        say(started.error().sentence);
        return Obeyed::quit;
    }
    if (!awaitStand(false))
        return Obeyed::moved;
    m_list.skipNews(m_choices);
    m_list.rows(m_choices);  // gives the workers their numbers
    m_now->setBreakpoints(m_request.breakpoints);
    let(worker);  // who has the same number in every run
    return Obeyed::moved;
}

// Thread: any.
void Stepping::quit() {
    std::shared_ptr<Run> run;
    {
        const Locked guard{m_lock};
        run = m_run;
    }
    if (run)
        run->stop();
}

int Stepping::finish() {
    m_now->stop();
    m_now->wait();
    const RunStatus status = m_now->status();
    const RunFacts facts = m_now->trace()->facts();
    std::cout << m_list.newsOfEnd(facts);
    tellOutput();
    for (const std::string& sentence : runSentences(facts, status, m_file))
        say(sentence);
    const bool isTroubled = std::ranges::any_of(facts.verdicts, &Verdict::isTrouble);
    const bool hasQuit = m_hasQuit && facts.ending == Ending::stopped && !m_signals.received();
    const int ofQuit = isTroubled ? static_cast<int>(ExitCode::trouble) : 0;
    const int code = hasQuit ? ofQuit : exitCodeOf(facts, m_strictness, m_signals.received());
    return code == 0 && !isWhole(status) ? static_cast<int>(ExitCode::heddleFailed) : code;
}

}  // namespace heddle
