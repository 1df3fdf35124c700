// SPDX-License-Identifier: MIT
// What a free and a held run have in common: the program, the collector, the world, the file, the way it
// ends.
#pragma once

#include "core/collect/Collector.h"
#include "core/session/Absentees.h"
#include "core/session/Endings.h"
#include "core/session/Program.h"
#include "core/session/Saver.h"
#include "core/world/World.h"

#include <atomic>
#include <map>
#include <optional>
#include <set>
#include <vector>

namespace heddle {

// Thread: collector only, but for what says otherwise.
class Engine {
public:
    Engine(const RunRequest& request, std::shared_ptr<Trace> trace, std::unique_ptr<Program> program,
           std::unique_ptr<Saver> saver);
    virtual ~Engine() = default;

    void run();                                 // from the program's start to its last process
    void stop() { m_isStopAsked.store(true); }  // Thread: any
    RunStatus status() const;                   // Thread: any

protected:
    virtual void turn() = 0;  // one round of the loop; may sleep for milliseconds
    virtual void heard(const Event&, std::string_view) {}  // after each event was appended to the trace
    virtual void timeGoesOn() {}                           // what is told next happens in the program's time
    virtual void fillFacts(RunFacts&) const {}             // what only this kind of run knows

    // -- for a loop's turn
    void attachNewcomers();
    void lookAtOutside();  // reports, output, deaths, the clock, a stop that was asked for
    void end(Ending ending, std::string sentence);  // ends the program; the first reason given counts
    bool lookWhetherAlive(SegmentView& segment);    // false: its process has ended; its pidfd is closed then
    void bury(ProcessId process,
              bool isLastCall = false);  // its pidfd is readable; may have to be called again
    bool hasAttachedAll() const { return m_absentees.isNobodyAwaited(m_program->page().segmentsSent.load()); }
    bool isDead(ProcessId process) const { return m_dead.contains(process); }
    void readOutput();  // of the program
    // All wait, and nobody of those whom Heddle sees can go on: ends the run if it is in trouble, and says
    // whether it is. Somebody else may still end a wait, and a deadlock only by killing a process in it.
    bool endIfStuck(bool isSomebodyAside = false);
    void tellStatus();

    const RunRequest& m_request;
    std::shared_ptr<Trace> m_trace;
    std::unique_ptr<Program> m_program;
    std::unique_ptr<Saver> m_saver;
    Collector m_collector;
    World m_world;
    Instant m_start;

private:
    void hearReports();
    void hear(int stream, std::string_view bytes);
    void keep(int stream, std::string_view bytes);
    bool livesUnattached() const;  // a process of the run that has not attached, or not yet
    void endWhatIsLeft();
    void buryTheDead();
    void conclude();
    void addInsight(bool isByItself);
    RunFacts facts() const;
    bool hasHope();
    bool isForAllTime(const Verdict& verdict) const;

    std::optional<KnownEnding> endingOf(ProcessId process) const;
    bool isRoot(ProcessId process) const;

    std::set<ProcessId> m_dead;
    std::map<ProcessId, Instant> m_unexplained;      // dead, and since when nobody could say how
    std::map<std::int32_t, KnownEnding> m_reported;  // by pid, as the supervisor told
    std::map<ProcessId, KnownEnding> m_lastWords;    // as the kernel told of what nobody had reaped yet
    Absentees m_absentees;
    bool m_isAllGone = false;
    bool m_isWhole = false;  // the trace too, and its file
    bool m_hasEndedStrangers = false;
    std::size_t m_outputKept = 0, m_outputCut = 0;  // bytes; of the kept with what keeping them costs
    std::optional<Instant> m_onlyStrangersSince;
    std::optional<Ending> m_ending;
    std::string m_endingSentence;
    std::optional<KnownEnding> m_rootEnding;
    Endings m_endings;
    std::vector<Verdict> m_verdicts;
    std::optional<std::size_t> m_endedBehind;  // so many events, when the run was ended
    std::optional<std::string> m_hope;         // what may still end the wait of all
    Instant m_nextLookForHope;
    std::int64_t m_startedAtUnixMs = 0;
    std::atomic<bool> m_isStopAsked{false};
    mutable Lock m_lock;
    RunStatus m_status HEDDLE_GUARDED_BY(m_lock);
};

}  // namespace heddle
