// SPDX-License-Identifier: MIT
#include "core/session/Aside.h"

#include <algorithm>
#include <set>

namespace heddle {
namespace {

constexpr Span looksEvery = Span::millis(30);
constexpr int quietLooksEnough = 4;  // some 100 ms in which nothing moved at all
constexpr Span longAsleep = Span::seconds(2);
constexpr Span longComputed = Span::seconds(1);
constexpr Span longAway = Span::seconds(5);

// The task of the worker; while its definition has not been read, all of its process that nobody is known to
// be.
std::vector<std::int32_t> tasksThatMayBe(const Away& away, const Names& names) {
    if (const WorkerInfo* info = names.worker(away.worker))
        return {info->tid};
    std::set<std::int32_t> others;
    for (const WorkerInfo* info : names.workers())
        if (info->pid == away.pid)
            others.insert(info->tid);
    std::vector<std::int32_t> tasks = tasksOf(away.pid);
    std::erase_if(tasks, [&](std::int32_t tid) { return others.contains(tid); });
    return tasks;
}

}  // namespace

Aside::Seen Aside::see(const Away& away, const Names& names) {
    Seen seen;
    for (const std::int32_t tid : tasksThatMayBe(away, names)) {
        const auto now = readTask(away.pid, tid);
        if (!now || now->isOver())
            continue;
        seen.isKnown = true;
        seen.isAsleep = seen.isAsleep && now->isAsleep();
        seen.isRunnable = seen.isRunnable || now->state == 'R';
        seen.switches += now->switches;
        seen.cpu.ns += now->cpu.ns;
    }
    seen.isAsleep = seen.isAsleep && seen.isKnown;
    return seen;
}

// Those that are set aside do not count: they may compute as long as they like.
bool Aside::anyRuns(const Names& names, const Family& family) const {
    std::set<std::int32_t> aside;
    for (const auto& [worker, away] : m_aside)
        for (const std::int32_t tid : tasksThatMayBe(away, names))
            aside.insert(tid);
    for (const std::int32_t pid : family())
        for (const std::int32_t tid : tasksOf(pid)) {
            const auto now = aside.contains(tid) ? std::nullopt : readTask(pid, tid);
            if (now && !now->isAsleep() && !now->isOver())
                return true;
        }
    return false;
}

void Aside::look(const std::vector<Away>& away, const Names& names, const Family& family,
                 std::size_t grants) {
    const Instant now = monotonicNow();
    const bool isFirst = !m_nextLook;
    if (!isFirst && now < *m_nextLook)
        return;
    m_nextLook = now + looksEvery;
    if (isFirst)
        return;
    std::map<WorkerId, Seen> seen;
    bool doAllSleep = true;
    for (const Away& one : away)
        if (!has(one.worker)) {
            seen[one.worker] = see(one, names);
            doAllSleep = doAllSleep && seen[one.worker].isAsleep;
        }
    const bool isQuiet = doAllSleep && !anyRuns(names, family);
    for (const Away& one : away) {
        if (has(one.worker))
            continue;
        const Seen& what = seen[one.worker];
        Watch& watch = m_watches.try_emplace(one.worker, Watch{now, now, what.cpu}).first->second;
        const bool isAsYesterday = what.isAsleep && (one.starts || what.switches == watch.switches);
        watch.switches = what.switches;
        watch.asleepSince = isAsYesterday ? watch.asleepSince : now;
        watch.quietLooks = isAsYesterday && isQuiet ? watch.quietLooks + 1 : 0;
        watch.looks += 1;
        watch.looksAsleep += what.isAsleep ? 1 : 0;
        if (const auto why = judge(one, watch, what, seen.size() == 1)) {
            m_aside.emplace(one.worker, one);
            m_told.try_emplace(one.worker, Told{*why, grants});
        }
    }
}

// Who starts another wakes now and then to look for it, and sleeps as long as that one needs to come. Who is
// kept from running by a busy machine is not asleep, however long it takes.
std::optional<Aside::Why> Aside::judge(const Away& away, const Watch& watch, const Seen& seen, bool isAlone) {
    const Instant now = monotonicNow();
    const bool hasSleptLong = !away.starts && now - watch.asleepSince >= longAsleep;
    if (watch.quietLooks >= quietLooksEnough || hasSleptLong)
        return away.starts ? Why::awaitsNewcomer : Why::sleeps;
    if (Span{seen.cpu.ns - watch.cpuBefore.ns} >= longComputed)
        return Why::computes;
    const bool sleepsMostly = watch.looksAsleep * 2 > watch.looks;
    if (now - watch.since < longAway || !sleepsMostly || (away.starts && !isAlone))
        return std::nullopt;
    return away.starts ? Why::awaitsNewcomer : Why::keepsAway;
}

void Aside::keepOnly(const std::vector<Away>& away) {
    std::erase_if(m_aside, [&](const auto& one) {
        return std::ranges::find(away, one.first, &Away::worker) == away.end();
    });
}

void Aside::isStill() {
    m_watches.clear();
    m_nextLook.reset();
}

bool Aside::anyComputes(const Names& names) const {
    return std::ranges::any_of(m_aside, [&](const auto& one) { return see(one.second, names).isRunnable; });
}

std::vector<std::string> Aside::warnings(const Names& names) const {
    const auto words = [](Why why) {
        switch (why) {
        case Why::sleeps:
            return "it waited for something outside Heddle";
        case Why::computes:
            return "it computed long";
        case Why::awaitsNewcomer:
            return "whom it started did not come to a first operation";
        case Why::keepsAway:
            return "it did not come back to its gate for 5 s";
        }
        return "";
    };
    std::vector<std::string> sentences;
    for (const auto& [worker, told] : m_told) {
        const WorkerInfo* info = names.worker(worker);
        sentences.push_back((info ? info->path : "a worker") + " was set aside after grant " +
                            std::to_string(told.grants) + ", since " + words(told.why) +
                            "; from there on another run of this schedule may differ");
    }
    return sentences;
}

}  // namespace heddle
