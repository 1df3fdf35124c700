// SPDX-License-Identifier: MIT
#include "core/world/UnjoinedProcesses.h"

namespace heddle {

void UnjoinedProcesses::heard(const Told& told) {
    const Op op = told.event.op;
    if (!told.hasEnded() || (op != Op::processStart && op != Op::processJoin && op != Op::processEnd))
        return;
    const WorkerInfo* info = told.names.worker(told.event.worker);
    if (op == Op::processStart && told.isDone() && info != nullptr)
        m_children[told.event.object] = {Noted{told}, info->process, {}, {}, false};
    const auto child = m_children.find(told.event.object);
    if (op == Op::processJoin && child != m_children.end())
        child->second.isJoined = true;
    if (op != Op::processEnd)
        return;
    if (child != m_children.end())
        child->second.end = Noted{told};
    for (auto& [handle, other] : m_children)
        if (info != nullptr && other.parent == info->process && told.isEndByItself())
            other.parentsEnd = Noted{told};
}

void UnjoinedProcesses::tell(ShownNames& names, std::vector<Verdict>& into) const {
    for (const auto& [handle, child] : m_children) {
        if (child.isJoined || !child.parentsEnd)
            continue;
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
        into.push_back(std::move(verdict));
    }
}

}  // namespace heddle
