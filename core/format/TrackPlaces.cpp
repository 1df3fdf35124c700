// SPDX-License-Identifier: MIT
#include "core/format/ChromePlaces.h"

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

JsonWriter metadatum(const char* kind, const char* field, std::string_view text, std::int64_t number,
                     ChromePlace place) {
    JsonWriter json;
    json.beginObject();
    json.field("ph", "M");
    json.field("name", kind);
    json.field("pid", place.pid);
    json.field("tid", place.tid);
    json.key("args");
    json.beginObject();
    if (text.empty())
        json.field(field, number);
    else
        json.field(field, text);
    json.endObject();
    json.endObject();
    return json;
}

}  // namespace

ChromePlaces::ChromePlaces(const Names& names) : m_names(names) {
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

ChromePlace ChromePlaces::of(WorkerId worker) const {
    const auto found = m_workers.find(worker);
    return found != m_workers.end() ? found->second : ChromePlace{unknownPid, worker.number};
}

ChromePlace ChromePlaces::of(ObjectId object) const {
    return {objectsPid, object.number};
}

std::vector<JsonWriter> ChromePlaces::metadata() const {
    std::vector<JsonWriter> events;
    ShownNames shown(m_names);
    const auto name = [&](const char* kind, std::string_view text, ChromePlace place) {
        events.push_back(metadatum(kind, "name", text.empty() ? "?" : text, 0, place));
    };
    const auto sort = [&](const char* kind, std::int64_t index, ChromePlace place) {
        events.push_back(metadatum(kind, "sort_index", {}, index, place));
    };
    for (const auto& [id, process] : m_processes) {
        name("process_name", process.name, {process.pid, process.pid});
        sort("process_sort_index", id.number, {process.pid, process.pid});
    }
    name("process_name", "objects", {objectsPid, objectsPid});
    sort("process_sort_index", ownNumbers, {objectsPid, objectsPid});
    for (const auto& [id, place] : m_workers) {
        name("thread_name", shown.of(id), place);
        sort("thread_sort_index", id.number, place);
    }
    for (const ObjectInfo* object : m_names.objects()) {
        name("thread_name", shown.of(object->id), of(object->id));
        sort("thread_sort_index", object->id.number, of(object->id));
    }
    return events;
}

}  // namespace heddle
