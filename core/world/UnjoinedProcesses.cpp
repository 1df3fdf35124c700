// SPDX-License-Identifier: MIT
#include "core/world/UnjoinedProcesses.h"

namespace heddle {

void UnjoinedProcesses::heard(const Told& told) {
    const Op op = told.event.op;
    if (!told.hasEnded() || (op != Op::processStart && op != Op::processJoin && op != Op::processEnd))
        return;
    const WorkerInfo* info = told.names.worker(told.event.worker);
    if (op == Op::processStart && told.isDone() && info != nullptr)
        m_children[told.event.object] = {Noted{told}, info->process, {}, {}};
    if (op == Op::processJoin)
        m_children.erase(told.event.object);
    if (op != Op::processEnd)
        return;
    if (const auto child = m_children.find(told.event.object); child != m_children.end())
        child->second.end = Noted{told};
    if (info == nullptr || !told.isEndByItself())
        return;
    for (auto& [handle, other] : m_children)
        if (other.parent == info->process) {
            other.parentsEnd = Noted{told};
            m_news.push_back(handle);
        }
}

Verdict UnjoinedProcesses::verdictOf(ObjectId handle, const Child& child, ShownNames& names) {
    const bool wasZombie = child.end && child.end->index < child.parentsEnd->index;
    Verdict verdict;
    verdict.kind = "unjoined-process";
    verdict.isTrouble = false;
    verdict.step = child.parentsEnd->step;
    verdict.workers = {child.start.worker};
    verdict.objects = {handle};
    verdict.events = {child.start.index};
    verdict.sentence = names.of(handle) + " was never joined by " + names.of(child.start.worker) +
                       ", which started it (step " + std::to_string(child.start.step) + ")";
    if (wasZombie) {
        verdict.events.push_back(child.end->index);
        verdict.sentence += "; it was a zombie from its end (step " + std::to_string(child.end->step) +
                            ") to the end of its parent";
    }
    verdict.events.push_back(child.parentsEnd->index);
    verdict.sentence += ".";
    return verdict;
}

void UnjoinedProcesses::tell(ShownNames& names, std::vector<Verdict>& into) const {
    for (const auto& [handle, child] : m_children)
        if (child.parentsEnd)
            into.push_back(verdictOf(handle, child, names));
}

void UnjoinedProcesses::tellNews(ShownNames& names, std::vector<Verdict>& into) {
    for (const ObjectId handle : m_news)
        if (const auto child = m_children.find(handle); child != m_children.end())
            into.push_back(verdictOf(handle, child->second, names));
    m_news.clear();
}

}  // namespace heddle
