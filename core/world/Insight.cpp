// SPDX-License-Identifier: MIT
#include "core/world/Insight.h"
#include "core/world/DeadHolders.h"
#include "core/world/Deadlock.h"
#include "core/world/ForksWithThreads.h"
#include "core/world/LostWakeUps.h"
#include "core/world/OpenDescriptors.h"
#include "core/world/Stuck.h"
#include "core/world/UnjoinedProcesses.h"
#include "core/world/UnprotectedSharing.h"
#include "core/world/UnreceivedMessages.h"

#include <algorithm>
#include <utility>

namespace heddle {
namespace {

// All watchers, and the trace that they are told.
class Watch {
public:
    explicit Watch(const Trace& trace) : m_trace(trace), m_sharing(trace.names()) {}

    void hear(std::size_t events) {
        for (std::size_t number = 0; number * Chunk::capacity < events; ++number) {
            const std::size_t base = number * Chunk::capacity;
            const auto chunk = m_trace.chunk(number);
            const std::size_t count = std::min(events - base, chunk->size());
            for (std::size_t i = 0; i < count; ++i)
                hear({chunk->event(i), base + i, chunk->stepAt(i), m_trace.names()});
        }
    }

    void tell(const RunEnd& end, std::vector<Verdict>& into) {
        ShownNames names(m_trace.names());
        std::vector<WorkerId> forEver;
        for (const Verdict& verdict : end.standstill)
            if (verdict.kind == "stuck")
                forEver.insert(forEver.end(), verdict.workers.begin(), verdict.workers.end());
        m_sharing.tell(names, into);
        m_holders.tell(names, into);
        m_wakeUps.tell(names, forEver, into);
        m_forks.tell(names, into);
        if (!end.isByItself)
            return;
        m_messages.tell(names, m_trace.steps(), into);
        m_processes.tell(names, into);
        m_descriptors.tell(names, into);
    }

private:
    void hear(const Told& told) {
        m_sharing.heard(told);
        m_holders.heard(told);
        m_wakeUps.heard(told);
        m_messages.heard(told);
        m_processes.heard(told);
        m_descriptors.heard(told);
        m_forks.heard(told);
    }

    const Trace& m_trace;
    UnprotectedSharing m_sharing;
    DeadHolders m_holders;
    LostWakeUps m_wakeUps;
    UnreceivedMessages m_messages;
    UnjoinedProcesses m_processes;
    OpenDescriptors m_descriptors;
    ForksWithThreads m_forks;
};

// The step of the last of the waits that prove it.
std::int64_t lastStepOf(const Verdict& verdict, const Trace& trace) {
    std::int64_t last = 0;
    for (const std::uint64_t event : verdict.events)
        if (event < trace.size())
            last = std::max(last, trace.stepAt(event));
    return last;
}

}  // namespace

std::vector<Verdict> troublesAtEnd(const World& world) {
    std::vector<Verdict> verdicts = deadlocks(world);
    if (auto verdict = stuck(world))
        verdicts.push_back(std::move(*verdict));
    return verdicts;
}

std::vector<Verdict> insightInto(const Trace& trace, const RunEnd& end) {
    std::vector<Verdict> verdicts = end.standstill;
    for (Verdict& verdict : verdicts)
        if (verdict.step == 0)
            verdict.step = lastStepOf(verdict, trace);
    if (!end.isWhole)
        return verdicts;
    Watch watch(trace);
    watch.hear(std::min(end.until.value_or(trace.size()), trace.size()));
    watch.tell(end, verdicts);
    std::ranges::stable_sort(verdicts, [](const Verdict& a, const Verdict& b) {
        return a.isTrouble != b.isTrouble ? a.isTrouble : a.step < b.step;
    });
    return verdicts;
}

}  // namespace heddle
