// SPDX-License-Identifier: MIT
#include "core/world/OpenDescriptors.h"

#include "core/world/State.h"

#include <algorithm>
#include <tuple>

namespace heddle {
namespace {

constexpr int mostThreads = 1000;  // each started by the next; a circle is no true trace's

bool isClose(Op op) {
    return op == Op::pipeClose || op == Op::tcpClose || op == Op::unixClose || op == Op::bytesClose ||
           op == Op::datagramClose;
}

}  // namespace

OpenDescriptors::Descriptor OpenDescriptors::made(const Told& told) const {
    const ObjectInfo* object = told.names.object(told.event.object);
    const WorkerInfo* maker = object == nullptr ? nullptr : told.names.worker(object->maker);
    const WorkerInfo* main = maker;
    for (int i = 0; i < mostThreads && main != nullptr && main->kind == WorkerKind::thread; ++i)
        main = told.names.worker(main->parent);
    const bool isDescriptor = main != nullptr && !main->parent.isNone() && isHeldOpen(object->kind);
    return {isDescriptor ? maker->process : ProcessId{}, Noted{told}, false};
}

void OpenDescriptors::heard(const Told& told) {
    const Event& event = told.event;
    if (event.op == Op::processEnd)
        return told.isEndByItself() ? ended(told) : void();
    if (event.object.isNone() || !told.hasEnded())
        return;
    auto known = m_descriptors.find(event.object);
    if (known == m_descriptors.end())
        known = m_descriptors.emplace(event.object, made(told)).first;
    Descriptor& descriptor = known->second;
    if (descriptor.maker.isNone() || !isClose(event.op))
        return;
    const WorkerInfo* closer = told.names.worker(event.worker);
    descriptor.isClosed |= closer != nullptr && closer->process == descriptor.maker;
}

void OpenDescriptors::ended(const Told& told) {
    const WorkerInfo* info = told.names.worker(told.event.worker);
    for (const auto& [object, descriptor] : m_descriptors)
        if (info != nullptr && descriptor.maker == info->process && !descriptor.isClosed)
            m_left.push_back({object, descriptor.used, Noted{told}});
    std::ranges::sort(m_left, [](const Left& a, const Left& b) {
        return std::tie(a.end.index, a.object) < std::tie(b.end.index, b.object);
    });
}

void OpenDescriptors::tell(ShownNames& names, std::vector<Verdict>& into) const {
    for (const Left& left : m_left) {
        Verdict verdict;
        verdict.kind = "open-descriptor";
        verdict.isTrouble = false;
        verdict.step = left.end.step;
        verdict.workers = {left.end.worker};
        verdict.objects = {left.object};
        verdict.events = {left.used.index, left.end.index};
        verdict.sentence = names.of(left.end.worker) + " made " + names.of(left.object) +
                           " and ended (step " + std::to_string(left.end.step) + ") without closing it.";
        into.push_back(std::move(verdict));
    }
}

}  // namespace heddle
