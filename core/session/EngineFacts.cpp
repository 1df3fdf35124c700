// SPDX-License-Identifier: MIT
// What the engine tells of its run as a whole.
#include "core/session/Engine.h"

#include "core/session/HeldRun.h"
#include "core/session/StartFacts.h"
#include "core/world/Insight.h"

#include <algorithm>
#include <utility>

namespace heddle {
namespace {

int asShell(const KnownEnding& ending) {
    return ending.signal ? 128 + *ending.signal : ending.exitCode.value_or(0);
}

}  // namespace

RunFacts Engine::facts() const {
    RunFacts facts = factsAtStart(m_request);
    const CollectCounts counts = m_collector.counts();
    facts.produced = counts.produced + counts.madeByCollector;
    facts.lost = counts.lost;
    facts.ending = m_ending.value_or(Ending::running);
    facts.endingSentence = m_endingSentence;
    facts.endedBehind = m_endedBehind;
    facts.exitCode = m_rootEnding ? asShell(*m_rootEnding) : 0;
    facts.verdicts = m_verdicts;
    facts.warnings = m_collector.warnings();
    if (m_hope && (facts.ending == Ending::timeout || facts.ending == Ending::stopped))
        facts.warnings.push_back("all workers waited, and it is not called stuck, since " + *m_hope +
                                 " might have ended the wait");
    if (m_absentees.givenUp() > 0)
        facts.warnings.push_back(
            std::to_string(m_absentees.givenUp()) +
            " segments were counted by a process and never came; what was recorded there is not known");
    if (const std::uint32_t unwatched = m_program->page().unwatched.load(); unwatched > 0)
        facts.warnings.push_back(
            std::to_string(unwatched) +
            " workers could not be watched: their process had no descriptor or no memory "
            "left for it, or had closed Heddle's; what they did is not known");
    if (m_outputCut > 0)
        facts.warnings.push_back("the program wrote more than is kept of its output: the last " +
                                 std::to_string(m_outputCut) + " bytes of it are not in the trace");
    if (m_isAllGone && m_collector.segments().empty())
        facts.warnings.push_back("nothing of the program was seen: none of its processes is linked with "
                                 "Heddle's library");
    if (m_hasEndedStrangers)
        facts.warnings.push_back("processes that outlived the program were ended");
    if (m_isAllGone && counts.produced != counts.stored + counts.lost)
        facts.warnings.push_back("the workers produced " + std::to_string(counts.produced) + " events, but " +
                                 std::to_string(counts.stored) + " are stored and " +
                                 std::to_string(counts.lost) + " lost");
    facts.startedAtUnixMs = m_startedAtUnixMs;
    facts.killedAfterStep = m_endings.killedAfterStep(m_trace->names());
    m_held->fillFacts(facts);
    return facts;
}

void Engine::tellStatus() {
    const CollectCounts counts = m_collector.counts();
    RunStatus status;
    status.ending = m_isWhole ? *m_ending : Ending::running;
    status.produced = counts.produced + counts.madeByCollector;
    status.stored = counts.stored + counts.madeByCollector;
    status.lost = counts.lost;
    status.unseen = counts.refused + m_program->page().unwatched.load();
    status.pid = m_program->rootPid();
    for (const auto& segment : m_collector.segments()) {
        if (isDead(segment->process()))
            continue;
        status.processes += 1;
        for (const SlotView slot : segment->slots()) {
            const SlotState state = slot.state();
            status.workers += slot.isTaken();
            status.waiting += state == SlotState::waiting;
            status.held += state == SlotState::atGate || state == SlotState::exiting;
        }
    }
    if (m_saver)
        status.saveFailure = m_saver->failure();
    const Locked guard{m_lock};
    m_status = std::move(status);
}

RunStatus Engine::status() const {
    const Locked guard{m_lock};
    return m_status;
}

// What is not in the trace may have put two events in an order, or received what seems lost.
bool Engine::hasSeenAll() const {
    const CollectCounts counts = m_collector.counts();
    return counts.lost == 0 && counts.refused == 0 && m_absentees.givenUp() == 0 &&
           m_program->page().unwatched.load() == 0;
}

void Engine::addInsight(bool isByItself) {
    for (Verdict& verdict : m_stoodIn)
        if (std::ranges::find(m_verdicts, verdict.sentence, &Verdict::sentence) == m_verdicts.end())
            m_verdicts.push_back(std::move(verdict));
    m_verdicts = insightInto(m_trace, {std::move(m_verdicts), isByItself, hasSeenAll(), m_endedBehind});
}

}  // namespace heddle
