// SPDX-License-Identifier: MIT
#include "core/world/Insight.h"
#include "core/world/DeadHolders.h"
#include "core/world/Deadlock.h"
#include "core/world/ForksWithThreads.h"
#include "core/world/HearEach.h"
#include "core/world/LostWakeUps.h"
#include "core/world/OpenDescriptors.h"
#include "core/world/Stuck.h"
#include "core/world/UnjoinedProcesses.h"
#include "core/world/UnprotectedSharing.h"
#include "core/world/UnreceivedMessages.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace heddle {
namespace {

// The step of the last of the waits that prove it.
std::int64_t lastStepOf(const Verdict& verdict, const Trace& trace) {
    std::int64_t last = 0;
    for (const std::uint64_t event : verdict.events)
        if (event < trace.size())
            last = std::max(last, trace.stepAt(event));
    return last;
}

std::vector<WorkerId> whoWaitForEver(const std::vector<Verdict>& standstill) {
    std::vector<WorkerId> forEver;
    for (const Verdict& verdict : standstill)
        if (verdict.kind == "stuck")
            forEver.insert(forEver.end(), verdict.workers.begin(), verdict.workers.end());
    return forEver;
}

}  // namespace

struct Insight::Watchers {
    explicit Watchers(const Names& of) : names(of) {}

    ShownNames names;
    UnprotectedSharing sharing;
    DeadHolders holders;
    LostWakeUps wakeUps;
    UnreceivedMessages messages;
    UnjoinedProcesses processes;
    OpenDescriptors descriptors;
    ForksWithThreads forks;
};

Insight::Insight(std::shared_ptr<const Trace> trace)
    : m_trace(std::move(trace)), m_watchers(std::make_unique<Watchers>(m_trace->names())) {}

Insight::~Insight() = default;

void Insight::hear(std::size_t until) {
    m_heard = hearEach(*m_trace, m_heard, until, [this](const Told& told) { hear(told); });
}

void Insight::hear(const Told& told) {
    m_watchers->sharing.heard(told);
    m_watchers->holders.heard(told);
    m_watchers->wakeUps.heard(told);
    m_watchers->messages.heard(told);
    m_watchers->processes.heard(told);
    m_watchers->descriptors.heard(told);
    m_watchers->forks.heard(told);
}

std::vector<Verdict> Insight::takeNews() {
    std::vector<Verdict> news;
    ShownNames& names = m_watchers->names;
    m_watchers->sharing.tellNews(names, news);
    m_watchers->holders.tellNews(names, news);
    m_watchers->forks.tellNews(names, news);
    m_watchers->processes.tellNews(names, news);
    m_watchers->descriptors.tellNews(names, news);
    return news;
}

std::vector<Verdict> Insight::atStandstill(const std::vector<Verdict>& standstill) const {
    std::vector<Verdict> verdicts;
    m_watchers->wakeUps.tell(m_watchers->names, whoWaitForEver(standstill), verdicts);
    return verdicts;
}

std::vector<Verdict> Insight::atEnd(const RunEnd& end) const {
    std::vector<Verdict> verdicts = end.standstill;
    for (Verdict& verdict : verdicts)
        if (verdict.step == 0)
            verdict.step = lastStepOf(verdict, *m_trace);
    if (!end.isWhole)
        return verdicts;
    ShownNames& names = m_watchers->names;
    m_watchers->sharing.tell(names, verdicts);
    m_watchers->holders.tell(names, verdicts);
    m_watchers->wakeUps.tell(names, whoWaitForEver(end.standstill), verdicts);
    m_watchers->forks.tell(names, verdicts);
    m_watchers->processes.tell(names, verdicts);
    m_watchers->descriptors.tell(names, verdicts);
    if (end.isByItself) {
        m_watchers->messages.tell(names, m_trace->steps(), verdicts);
        m_watchers->holders.tellUnwanted(names, verdicts);
    }
    std::ranges::stable_sort(verdicts, [](const Verdict& a, const Verdict& b) {
        return a.isTrouble != b.isTrouble ? a.isTrouble : a.step < b.step;
    });
    return verdicts;
}

std::vector<Verdict> troublesAtEnd(const World& world) {
    std::vector<Verdict> verdicts = deadlocks(world, standsStill(world) ? Others::cannotAct : Others::mayAct);
    if (auto verdict = stuck(world))
        verdicts.push_back(std::move(*verdict));
    return verdicts;
}

std::vector<Verdict> insightInto(std::shared_ptr<const Trace> trace, const RunEnd& end) {
    Insight insight(std::move(trace));
    insight.hear(end.until.value_or(std::numeric_limits<std::size_t>::max()));
    return insight.atEnd(end);
}

}  // namespace heddle
