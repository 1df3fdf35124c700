// SPDX-License-Identifier: MIT
#include "core/format/TrackPlaces.h"

#include <set>

namespace heddle {
namespace {

constexpr std::int64_t kernelPidAtMost = 4194304;  // proc(5), /proc/sys/kernel/pid_max on 64 bits
constexpr std::int64_t objectsPid = kernelPidAtMost + 1;
constexpr std::int64_t unknownPid = kernelPidAtMost + 2;
constexpr std::int64_t ownNumbers = 1'000'000'000;  // plus an id, where the kernel's number will not do

std::int64_t uniqueNumber(std::set<std::int64_t>& used, std::int64_t kernels, std::int64_t id) {
    const bool isFree = kernels > 0 && kernels <= kernelPidAtMost && used.insert(kernels).second;
    return isFree ? kernels : ownNumbers + id;
}

}  // namespace

TrackPlaces::TrackPlaces(const Names& names) {
    std::set<std::int64_t> pids, tids;
    const auto workers = names.workersAsMade();
    for (const WorkerInfo* worker : workers)
        if (worker->kind == WorkerKind::process && !m_processes.contains(worker->process))
            m_processes[worker->process] = {uniqueNumber(pids, worker->pid, worker->process.number),
                                            worker->path};
    for (const WorkerInfo* worker : workers) {
        if (!m_processes.contains(worker->process))  // its main worker is not known
            m_processes[worker->process] = {uniqueNumber(pids, worker->pid, worker->process.number),
                                            "process " + std::to_string(worker->process.number)};
        m_workers[worker->id] = {m_processes[worker->process].pid,
                                 uniqueNumber(tids, worker->tid, worker->id.number)};
    }
}

TrackPlace TrackPlaces::of(WorkerId worker) const {
    const auto found = m_workers.find(worker);
    return found != m_workers.end() ? found->second : TrackPlace{unknownPid, worker.number};
}

TrackPlace TrackPlaces::of(ObjectId object) {
    return {objectsPid, object.number};
}

std::int64_t TrackPlaces::pidOfObjects() {
    return objectsPid;
}

}  // namespace heddle
