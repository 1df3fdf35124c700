// SPDX-License-Identifier: MIT
#include "core/world/OpenDescriptors.h"

#include "core/world/State.h"

namespace heddle {
namespace {

constexpr int mostThreads = 1000;  // each started by the next; a circle is no true trace's

bool isClose(Op op) {
    return op == Op::pipeClose || op == Op::tcpClose || op == Op::unixClose || op == Op::bytesClose ||
           op == Op::datagramClose;
}

}  // namespace

ProcessId OpenDescriptors::makerOf(const Names& names, ObjectId id) {
    const ObjectInfo* object = names.object(id);
    if (object == nullptr || !isHeldOpen(object->kind))
        return {};
    const WorkerInfo* maker = names.worker(object->maker);
    const WorkerInfo* main = maker;
    for (int i = 0; i < mostThreads && main != nullptr && main->kind == WorkerKind::thread; ++i)
        main = names.worker(main->parent);
    return main != nullptr && !main->parent.isNone() ? maker->process : ProcessId{};
}

void OpenDescriptors::heard(const Told& told) {
    const Event& event = told.event;
    if (event.op == Op::processEnd)
        return told.isEndByItself() ? ended(told) : void();
    if (event.object.isNone() || !told.hasEnded())
        return;
    const auto [known, isNew] = m_makers.try_emplace(event.object);
    if (isNew) {
        known->second = makerOf(told.names, event.object);
        if (!known->second.isNone())
            m_open[known->second].emplace(event.object, Noted{told});
    }
    if (known->second.isNone() || !isClose(event.op))
        return;
    const WorkerInfo* closer = told.names.worker(event.worker);
    if (closer != nullptr && closer->process == known->second)
        m_open[known->second].erase(event.object);
}

// Of a pipe that it made, and of which it used one end or none.
void OpenDescriptors::addUntouched(const Names& names, ProcessId process) {
    for (const ObjectInfo* object : names.objects()) {
        const bool isPipe = object->kind == ObjectKind::pipeEnd || object->kind == ObjectKind::byteEnd;
        if (isPipe && object->copyOf.isNone() && !m_makers.contains(object->id) &&
            makerOf(names, object->id) == process)
            m_open[process].emplace(object->id, std::nullopt);
    }
}

void OpenDescriptors::ended(const Told& told) {
    const WorkerInfo* info = told.names.worker(told.event.worker);
    if (info != nullptr)
        addUntouched(told.names, info->process);
    const auto open = info == nullptr ? m_open.end() : m_open.find(info->process);
    if (open == m_open.end())
        return;
    for (const auto& [object, used] : open->second)
        m_left.push_back({object, used, Noted{told}});
    m_open.erase(open);
}

Verdict OpenDescriptors::verdictOf(const Left& left, ShownNames& names) {
    Verdict verdict;
    verdict.kind = "open-descriptor";
    verdict.isTrouble = false;
    verdict.step = left.end.step;
    verdict.workers = {left.end.worker};
    verdict.objects = {left.object};
    if (left.used)
        verdict.events.push_back(left.used->index);
    verdict.events.push_back(left.end.index);
    verdict.sentence = names.of(left.end.worker) + " made " + names.of(left.object) + " and ended (step " +
                       std::to_string(left.end.step) + ") without closing it.";
    return verdict;
}

void OpenDescriptors::tell(ShownNames& names, std::vector<Verdict>& into) const {
    for (const Left& left : m_left)
        into.push_back(verdictOf(left, names));
}

void OpenDescriptors::tellNews(ShownNames& names, std::vector<Verdict>& into) {
    for (; m_told < m_left.size(); ++m_told)
        into.push_back(verdictOf(m_left[m_told], names));
}

}  // namespace heddle
