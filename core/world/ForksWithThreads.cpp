// SPDX-License-Identifier: MIT
#include "core/world/ForksWithThreads.h"

namespace heddle {

void ForksWithThreads::heard(const Told& told) {
    const Op op = told.event.op;
    const bool isOfThread = op == Op::threadBegin || op == Op::threadEnd;
    if (!told.hasEnded() || (!isOfThread && op != Op::processStart))
        return;
    if (op == Op::processStart)
        return told.isDone() ? forks(told) : void();
    const WorkerInfo* info = told.names.worker(told.event.worker);
    if (info == nullptr || info->depth != Depth::program)
        return;
    if (op == Op::threadBegin)
        m_alive[info->process].emplace(info->id, Noted{told});
    else
        m_alive[info->process].erase(info->id);
}

void ForksWithThreads::forks(const Told& told) {
    const WorkerInfo* info = told.names.worker(told.event.worker);
    if (info == nullptr || m_forks.contains(info->process))
        return;
    Fork fork{Noted{told}, told.event.object, {}};
    for (const auto& [worker, since] : m_alive[info->process])
        if (worker != told.event.worker)
            fork.threads.push_back(since);
    if (fork.threads.empty())
        return;
    m_forks.emplace(info->process, std::move(fork));
    m_news.push_back(info->process);
}

Verdict ForksWithThreads::verdictOf(const Fork& fork, ShownNames& names) {
    Verdict verdict;
    verdict.kind = "fork-with-threads";
    verdict.isTrouble = false;
    verdict.step = fork.noted.step;
    verdict.workers = {fork.noted.worker};
    verdict.objects = {fork.child};
    verdict.events = {fork.noted.index};
    for (const Noted& thread : fork.threads) {
        verdict.workers.push_back(thread.worker);
        verdict.events.push_back(thread.index);
    }
    const std::size_t others = fork.threads.size() - 1;
    verdict.sentence = names.of(fork.noted.worker) + " forked " + names.of(fork.child) + " (step " +
                       std::to_string(fork.noted.step) + ") while the thread " +
                       names.of(fork.threads.front().worker) +
                       (others == 0 ? "" : " and " + std::to_string(others) + " more") +
                       " lived: whatever lock it held stays locked in the child.";
    return verdict;
}

void ForksWithThreads::tell(ShownNames& names, std::vector<Verdict>& into) const {
    for (const auto& [process, fork] : m_forks)
        into.push_back(verdictOf(fork, names));
}

void ForksWithThreads::tellNews(ShownNames& names, std::vector<Verdict>& into) {
    for (const ProcessId process : m_news)
        into.push_back(verdictOf(m_forks.at(process), names));
    m_news.clear();
}

}  // namespace heddle
