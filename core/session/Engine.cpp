// SPDX-License-Identifier: MIT
#include "core/session/Engine.h"

#include "core/session/FreeRun.h"
#include "core/session/HeldRun.h"
#include "core/session/Hope.h"
#include "core/session/ProgramInput.h"
#include "core/session/RollCall.h"
#include "core/supervise/ProcessTable.h"
#include "core/supervise/TaskTable.h"
#include "core/world/Deadlock.h"
#include "core/world/Insight.h"

#include <algorithm>
#include <csignal>
#include <cstring>
#include <poll.h>

namespace heddle {
namespace {

constexpr Span patienceWithJoin = Span::millis(75);
constexpr Span patienceWithStrangers = Span::millis(500);
constexpr std::size_t mostOutputKept = std::size_t{16} << 20;

// Who ran may have raised a signal itself, and does so again; who stood has not.
bool hasRunning(const Collector& collector, ProcessId process) {
    for (const auto& segment : collector.segments())
        for (const SlotView slot : segment->slots())
            if (segment->process() == process && !RollCall::isStill(slot))
                return true;
    return false;
}

}  // namespace

Engine::Engine(const RunRequest& request, Steering& steering, std::shared_ptr<Trace> trace,
               std::unique_ptr<Program> program, std::unique_ptr<Saver> saver)
    : m_request(request), m_steering(steering), m_trace(std::move(trace)), m_program(std::move(program)),
      m_saver(std::move(saver)), m_collector(m_trace, m_program->page()), m_world(m_trace->names()),
      m_start(monotonicNow()), m_startedAtUnixMs(m_trace->facts().startedAtUnixMs) {
    m_free = std::make_unique<FreeRun>(*this);
    m_held = std::make_unique<HeldRun>(*this);
    if (m_request.choosing.isHeld())
        m_processor.shareAlone();
    m_steering.begin([this] { tellKeeper(m_program->page()); });
    m_way = m_request.choosing.isHeld() ? static_cast<Way*>(m_held.get()) : m_free.get();
    m_trace->setFacts(facts());
    m_collector.onEvent([this](const Event& event, std::string_view text) {
        m_endings.heard(event, text);
        m_way->heard(event, text);
    });
}

Engine::~Engine() = default;

void Engine::run() {
    while (!m_isAllGone) {
        attachNewcomers();
        lookAtOutside();
        obey();
        m_way->turn();
        tellStatus();
    }
    conclude();
}

void Engine::obey() {
    if (!m_steering.hasOrders())
        return;
    Orders orders = m_steering.take();
    if (orders.breakpoints)
        m_held->setBreakpoints(std::move(*orders.breakpoints));
    if (orders.choose && orders.choose->choosing.isHeld())
        hold();
    if (orders.choose && m_way == m_held.get())
        m_held->setChoosing(*orders.choose);
    if (orders.let)
        m_held->let(*orders.let);
    if (orders.isNextLet)
        m_held->letNext();
}

void Engine::hold() {
    if (m_way == m_held.get())
        return;
    m_free->foldAll();
    m_way = m_held.get();
    m_held->begin();
    m_processor.share(m_program->processes());
}

void Engine::goFreely() {
    m_way = m_free.get();
    m_free->begin();
    m_trace->setFacts(facts());
    m_processor.spread(m_program->processes());
}

void Engine::attachNewcomers() {
    while (auto attachment = m_program->nextAttachment()) {
        m_absentees.oneCame(m_program->page().segmentsSent.load());
        if (attachment->isCutShort)  // it would stand at its gate, or before its full ring, for ever
            end(Ending::heddleFailed, "heddle has no file descriptor left to watch process " +
                                          std::to_string(attachment->note.pid) + ", so the run was ended");
        m_collector.attach(std::move(*attachment));
        if (!m_collector.segments().empty())
            lookWhetherAlive(*m_collector.segments().back());
    }
}

void Engine::lookAtOutside() {
    if (m_request.input)
        m_request.input->passOn([this](std::string_view bytes) { keep(0, bytes); });
    readOutput();
    hearReports();
    m_absentees.look(m_program->page().segmentsSent.load(), monotonicNow(),
                     [this] { return livesUnattached(); });
    lookForTheDead();
    buryTheDead();
    endWhatIsLeft();
    if (m_isStopAsked.load() || (m_request.isToStop && m_request.isToStop()))
        end(Ending::stopped, "stopped");
    if (m_request.timeout && monotonicNow() - m_start > *m_request.timeout)
        end(Ending::timeout,
            "not finished within " + std::to_string(m_request.timeout->ns / 1000000) + " ms, so ended");
}

// The program is over, and of its processes only such live on as tell us nothing: a run must not wait for a
// daemon.
void Engine::endWhatIsLeft() {
    const bool onlyStrangers = std::ranges::all_of(
        m_collector.segments(), [this](const auto& segment) { return isDead(segment->process()); });
    const bool isOver =
        m_rootEnding && !m_isAllGone && hasAttachedAll() && (onlyStrangers || m_rootEnding->signal);
    if (!isOver || m_steering.choices().isToChoose) {  // nobody's patience, while one steps
        m_onlyStrangersSince.reset();
        return;
    }
    if (!m_onlyStrangersSince)
        m_onlyStrangersSince = monotonicNow();
    if (m_hasEndedStrangers || monotonicNow() - *m_onlyStrangersSince < patienceWithStrangers)
        return;
    m_hasEndedStrangers = true;
    m_endedBehind = m_trace->size();
    m_program->endAll();
}

bool Engine::livesUnattached() const {
    return std::ranges::any_of(m_program->processes(), [this](std::int32_t pid) {
        const auto isItsSegment = [pid](const auto& segment) { return segment->pid() == pid; };
        const auto now = readTask(pid, pid);
        return now && !now->isOver() && std::ranges::none_of(m_collector.segments(), isItsSegment);
    });
}

void Engine::hearReports() {
    while (const std::optional<Report> report = m_program->nextReport()) {
        if (report->kind == Report::Kind::ended) {
            m_reported[report->pid] = known(report->ending);
            if (report->isRoot)
                m_rootEnding = known(report->ending);
        } else if (report->kind == Report::Kind::lost) {
            end(Ending::heddleFailed, "the supervisor of the run died, so all of it was ended");
        } else if (report->kind == Report::Kind::allGone) {
            m_isAllGone = true;
        }
    }
}

// The dead may have to wait for their burial, and many die while we are not looking: only the living cost a
// descriptor. How it ended the kernel can be asked for the last time here.
bool Engine::lookWhetherAlive(SegmentView& segment) {
    pollfd process{segment.pidfd(), POLLIN, 0};
    if (segment.pidfd() >= 0 && poll(&process, 1, 0) <= 0)
        return true;
    if (!isDead(segment.process()))
        m_toBury.insert(segment.process());
    if (segment.pidfd() < 0)
        return false;
    if (const auto read = readEnding(segment.pid(), segment.pidfd()))
        m_lastWords.try_emplace(segment.process(), known(*read));
    segment.closePidfd();
    return false;
}

void Engine::lookForTheDead() {
    std::vector<pollfd> watched;  // no more than may be open, or poll refuses
    std::vector<SegmentView*> whose;
    for (const auto& segment : m_collector.segments())
        if (segment->pidfd() >= 0) {
            watched.push_back({segment->pidfd(), POLLIN, 0});
            whose.push_back(segment.get());
        }
    const int readable = watched.empty() ? 0 : poll(watched.data(), watched.size(), 0);
    for (std::size_t i = 0; readable > 0 && i < watched.size(); ++i)
        if (watched[i].revents != 0)
            lookWhetherAlive(*whose[i]);
}

bool Engine::buryTheDead() {
    if (m_ending && !m_isAllGone)
        return false;  // whom we ended dies in any order, and is told of in one
    const std::size_t before = m_dead.size();
    for (const ProcessId process : std::set<ProcessId>(m_toBury))
        if (m_isAllGone || m_way->isToBury(process))
            bury(process);
    return m_dead.size() != before;
}

void Engine::bury(ProcessId process, bool isLastCall) {
    if (isDead(process))
        return;
    std::optional<KnownEnding> ending = endingOf(process);
    if (!ending) {  // the supervisor tells of whom it reaps, and first
        hearReports();
        ending = endingOf(process);
    }
    // Its parent has reaped it already: what the kernel no longer says, the parent's join is about to tell.
    const Instant since = m_unexplained.try_emplace(process, monotonicNow()).first->second;
    if (!ending && !isLastCall && monotonicNow() - since < patienceWithJoin)
        return;
    if (!isLastCall)
        attachNewcomers();  // what it sent just before
    m_toBury.erase(process);
    m_dead.insert(process);
    if (isRoot(process) && !m_rootEnding)
        m_rootEnding = ending;  // ahead of the supervisor's word
    const bool isKilled = ending && ending->signal && !m_ending && !m_hasEndedStrangers;
    if (isKilled && !isRoot(process))
        m_endings.died(process, *ending->signal);
    const std::int64_t step = m_trace->steps();
    const bool isItsOwn = isKilled && *ending->signal != SIGKILL && hasRunning(m_collector, process);
    if (isKilled && !isItsOwn) {
        m_endings.diedBehind(step, process, *ending->signal, m_trace->names());
        keepDeadlocks();
    }
    m_way->timeGoesOn();
    m_held->somebodyDied();
    KnownEnding told = ending.value_or(KnownEnding{});
    const bool isEnding = m_ending || m_hasEndedStrangers;
    told.isByHeddle = isEnding && !told.exitCode && told.signal.value_or(SIGKILL) == SIGKILL;
    m_collector.processDied(process, told);
    if (isKilled && m_endings.killedAfterStep(m_trace->names()) == step)
        m_trace->setFacts(facts());
}

bool Engine::isRoot(ProcessId process) const {
    return std::ranges::any_of(m_collector.segments(), [&](const auto& segment) {
        return segment->process() == process && segment->pid() == m_program->rootPid();
    });
}

std::optional<KnownEnding> Engine::endingOf(ProcessId process) const {
    for (const auto& segment : m_collector.segments()) {
        if (segment->process() != process)
            continue;
        if (const auto told = m_reported.find(segment->pid()); told != m_reported.end())
            return told->second;
        break;
    }
    if (const auto heard = m_lastWords.find(process); heard != m_lastWords.end())
        return heard->second;
    return m_collector.endingToldByJoin(process);
}

// Once nobody is left to write more, all that the pipes still hold.
void Engine::readOutput() {
    const auto hearIt = [this](int stream, std::string_view bytes) { hear(stream, bytes); };
    while (m_program->readOutput(hearIt, m_isAllGone ? nullptr : m_request.takesOutput) && m_isAllGone) {
    }
}

void Engine::hear(int stream, std::string_view bytes) {
    keep(stream, bytes);
    if (m_request.onOutput)
        m_request.onOutput(stream, bytes);
}

void Engine::keep(int stream, std::string_view bytes) {
    const std::size_t room = mostOutputKept - std::min(m_outputKept, mostOutputKept);
    const std::string_view kept = bytes.substr(0, room);
    if (kept.size() == bytes.size())
        m_trace->appendOutput({m_collector.now(), stream, std::string(bytes)});
    else if (m_outputCut == 0)
        m_trace->appendOutput({m_collector.now(), stream, std::string(kept) + "…"});
    m_outputKept += kept.size() + sizeof(OutputLine);
    m_outputCut += bytes.size() - kept.size();
}

void Engine::end(Ending ending, std::string sentence) {
    if (m_ending)
        return;
    if (monotonicNow() - m_nextLookForHope > Span::millis(500))
        m_hope.reset();         // the wait that it was for has ended long ago
    if (m_way == m_held.get())  // while who is outside can still be asked
        addDeadlocks();
    m_ending = ending;
    m_endingSentence = std::move(sentence);
    m_endedBehind = m_trace->size();
    m_rootBefore = m_rootEnding;
    m_program->endAll();
    if (m_way == m_free.get())  // it may have much to fold, and asks nobody
        addDeadlocks();
}

// Whoever kills a program that hangs does not undo that it hung.
void Engine::keepDeadlocks() {
    if (m_way == m_held.get())
        addDeadlocks();
    std::ranges::move(std::exchange(m_verdicts, {}), std::back_inserter(m_stoodIn));
}

// Some may wait for each other for ever while the others go on. Nobody but they would have told.
void Engine::addDeadlocks() {
    if (!m_verdicts.empty() || !hasSeenAll() || status().waiting == 0)
        return;
    if (m_way == m_free.get())
        m_free->foldAll();
    const bool isHeld = m_way == m_held.get();
    m_verdicts = isHeld ? troublesAtEnd(m_world) : deadlocks(m_world);
    if (isHeld)
        dropWhatMayEnd(m_verdicts, m_held->isSomebodyAside());
    else if (m_hope)
        std::erase_if(m_verdicts, [this](const Verdict& verdict) { return !isForAllTime(verdict); });
}

void Engine::dropWhatMayEnd(std::vector<Verdict>& verdicts, bool isSomebodyAside) {
    if (!verdicts.empty() && (isSomebodyAside || hasHope()))
        std::erase_if(verdicts, [this](const Verdict& verdict) { return !isForAllTime(verdict); });
}

bool Engine::endIfStuck(bool isSomebodyAside) {
    std::vector<Verdict> verdicts = troublesAtEnd(m_world);
    dropWhatMayEnd(verdicts, isSomebodyAside);
    if (verdicts.empty())
        return false;
    m_verdicts = std::move(verdicts);
    std::string sentence = m_verdicts.front().sentence;
    if (sentence.ends_with('.'))
        sentence.pop_back();  // who else failed is told behind it
    end(Ending::stuck, std::move(sentence));
    return true;
}

// Nobody outside ends a deadlock, but by killing one in it: whoever is not seen may do that to every process
// that the program has started.
bool Engine::isForAllTime(const Verdict& verdict) const {
    return verdict.kind == "deadlock" && !canOthersUndo(verdict, m_trace->names()) &&
           std::ranges::all_of(verdict.workers, [this](WorkerId id) {
               const WorkerInfo* worker = m_trace->names().worker(id);
               return worker && isRoot(worker->process);
           });
}

// To ask costs some system calls for each thread, so it is not asked at every turn of a run that stands; and
// not once all are being killed: who is half gone looks like a stranger, or like nobody.
bool Engine::hasHope() {
    if (m_ending || (m_hope && monotonicNow() < m_nextLookForHope))
        return m_hope.has_value();
    m_nextLookForHope = monotonicNow() + Span::millis(100);
    std::map<std::int32_t, std::size_t> workers;  // none of the dead: a zombie has a thread still
    for (const auto& segment : m_collector.segments())
        for (const SlotView slot : segment->slots())
            if (!isDead(segment->process()))
                workers[segment->pid()] += slot.isTaken() ? 1 : 0;
    m_hope = hopeFromOutside(m_program->processes(), workers);
    return m_hope.has_value();
}

void Engine::conclude() {
    lookAtOutside();
    attachNewcomers();
    for (const auto& segment : m_collector.segments())
        bury(segment->process(), true);
    m_collector.finish();
    addInsight(!m_ending && !m_hasEndedStrangers);
    if (!m_ending) {
        const KnownEnding root = m_rootEnding.value_or(KnownEnding{});
        m_ending = m_endings.hasFailed(root, m_trace->names()) ? Ending::failed : Ending::finished;
        m_endingSentence = m_endings.sentence(root, m_trace->names());
    } else {  // what failed before is often why all the others wait, or why somebody stopped them
        const std::string failures = m_endings.failures(m_rootBefore, m_trace->names());
        if (!failures.empty() && (m_ending == Ending::stuck || m_ending == Ending::stopped))
            m_ending = Ending::failed;
        m_endingSentence += failures;
    }
    m_trace->setFacts(facts());
    if (m_saver)
        m_saver->finish();
    m_isWhole = true;
    tellStatus();
    m_steering.end();
}

}  // namespace heddle
