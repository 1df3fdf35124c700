// SPDX-License-Identifier: MIT
// What a free and a held run have in common: the program, the collector, the world, the file, the way it
// ends.
#pragma once

#include "core/collect/Collector.h"
#include "core/session/Absentees.h"
#include "core/session/Endings.h"
#include "core/session/Processor.h"
#include "core/session/Program.h"
#include "core/session/Saver.h"
#include "core/session/Steering.h"
#include "core/session/Way.h"
#include "core/world/World.h"

#include <atomic>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <vector>

namespace heddle {

class FreeRun;
class HeldRun;

// Thread: collector only, but for what says otherwise.
class Engine {
public:
    Engine(const RunRequest& request, Steering& steering, std::shared_ptr<Trace> trace,
           std::unique_ptr<Program> program, std::unique_ptr<Saver> saver);  // the first two outlive this
    ~Engine();

    void run();                                 // from the program's start to its last process
    void stop() { m_isStopAsked.store(true); }  // Thread: any
    RunStatus status() const;                   // Thread: any

    // -- for the ways in which it goes on
    const RunRequest& request() const { return m_request; }
    Steering& steering() { return m_steering; }
    Program& program() { return *m_program; }
    Collector& collector() { return m_collector; }
    const Collector& collector() const { return m_collector; }
    World& world() { return m_world; }
    const std::shared_ptr<Trace>& trace() const { return m_trace; }
    void attachNewcomers();
    void end(Ending ending, std::string sentence);  // ends the program; the first reason given counts
    bool isEnding() const { return m_ending.has_value(); }
    bool lookWhetherAlive(SegmentView& segment);  // false: its process has ended; its pidfd is closed then
    void bury(ProcessId process, bool isLastCall = false);  // its pidfd is readable; may take several calls
    bool buryTheDead();  // those who are known to be and may be buried now; whether there was one
    bool hasAttachedAll() const { return m_absentees.isNobodyAwaited(m_program->page().segmentsSent.load()); }
    bool isDead(ProcessId process) const { return m_dead.contains(process); }
    void readOutput();  // of the program
    // All wait, and nobody of those whom Heddle sees can go on: ends the run if it is in trouble, and says
    // whether it is. Somebody else may still end a wait, and a deadlock only by killing a process in it.
    bool endIfStuck(bool isSomebodyAside = false);
    void dropWhatMayEnd(std::vector<Verdict>& verdicts, bool isSomebodyAside);
    bool hasSeenAll() const;                                     // so far
    void goFreely();                                             // all were let go
    void doesNotCount(Span passed) { m_start.ns += passed.ns; }  // of the run's timeout

private:
    void lookAtOutside();  // reports, output, deaths, the clock, a stop that was asked for
    void tellStatus();
    void obey();
    void hold();
    void hearReports();
    void hear(int stream, std::string_view bytes);
    void keep(int stream, std::string_view bytes);
    bool livesUnattached() const;  // a process of the run that has not attached, or not yet
    void endWhatIsLeft();
    void lookForTheDead();
    void conclude();
    void addDeadlocks();
    void keepDeadlocks();
    void addInsight(bool isByItself);
    RunFacts facts() const;
    bool hasHope();
    bool isForAllTime(const Verdict& verdict) const;
    std::optional<KnownEnding> endingOf(ProcessId process) const;
    bool isRoot(ProcessId process) const;

    const RunRequest& m_request;
    Steering& m_steering;
    std::shared_ptr<Trace> m_trace;
    std::unique_ptr<Program> m_program;
    std::unique_ptr<Saver> m_saver;
    Collector m_collector;
    World m_world;
    Instant m_start;
    std::unique_ptr<FreeRun> m_free;
    std::unique_ptr<HeldRun> m_held;
    Way* m_way = nullptr;  // one of the two
    Processor m_processor;

    std::set<ProcessId> m_toBury, m_dead;
    std::map<ProcessId, Instant> m_unexplained;      // dead, and since when nobody could say how
    std::map<std::int32_t, KnownEnding> m_reported;  // by pid, as the supervisor told
    std::map<ProcessId, KnownEnding> m_lastWords;    // as the kernel told of what nobody had reaped yet
    Absentees m_absentees;
    bool m_isAllGone = false, m_hasEndedStrangers = false, m_isWhole = false;  // the last: with its file
    std::size_t m_outputKept = 0, m_outputCut = 0;  // bytes; of the kept with what keeping them costs
    std::optional<Instant> m_onlyStrangersSince;
    std::optional<Ending> m_ending;
    std::string m_endingSentence;
    std::optional<KnownEnding> m_rootEnding, m_rootBefore;  // the latter: when the run was ended
    Endings m_endings;
    std::vector<Verdict> m_verdicts, m_stoodIn;  // the latter: when somebody from outside killed one
    std::optional<std::size_t> m_endedBehind;    // so many events, when the run was ended
    std::optional<std::string> m_hope;           // what may still end the wait of all
    Instant m_nextLookForHope;
    std::int64_t m_startedAtUnixMs = 0;
    std::atomic<bool> m_isStopAsked{false};
    mutable Lock m_lock;
    RunStatus m_status HEDDLE_GUARDED_BY(m_lock);
};

}  // namespace heddle
