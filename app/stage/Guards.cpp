// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/stage/Guards.h"

#include "core/world/LocksHeld.h"

namespace heddle {

namespace {

bool usesVariable(const Event& event) {
    return event.phase == Phase::done &&
           (event.op == Op::sharedLoad || event.op == Op::sharedStore ||
            event.op == Op::sharedCompareExchange || event.op == Op::sharedFetchAdd);
}

}  // namespace

bool Guards::heard(const Event& event) {
    const LockDeed deed = lockDeedOf(event);
    if (deed == LockDeed::acquires && event.outcome == Outcome::ok)
        m_held[event.worker].insert(event.object);
    else if (deed == LockDeed::releases && !(event.op == Op::mutexRelease && event.value > 0))
        m_held[event.worker].erase(event.object);
    if (!usesVariable(event))
        return false;
    const std::optional<ObjectId> before = of(event.object);
    Variable& variable = m_variables[event.object];
    if (variable.first.isNone())
        variable.first = event.worker;
    const std::set<ObjectId>& held = m_held[event.worker];
    if (held.empty())
        variable.wasUsedBare |= event.worker != variable.first;
    else if (!variable.common)
        variable.common = held;
    else
        std::erase_if(*variable.common, [&held](ObjectId lock) { return held.count(lock) == 0; });
    return before != of(event.object);
}

std::optional<ObjectId> Guards::of(ObjectId variable) const {
    const auto found = m_variables.find(variable);
    if (found == m_variables.end() || found->second.wasUsedBare || !found->second.common ||
        found->second.common->size() != 1)  // of several any may be the one
        return std::nullopt;
    return *found->second.common->begin();
}

bool Guards::mayBe(ObjectId variable, ObjectId lock) const {
    const auto found = m_variables.find(variable);
    return found == m_variables.end() ||
           (!found->second.wasUsedBare && (!found->second.common || found->second.common->count(lock) > 0));
}

}  // namespace heddle
