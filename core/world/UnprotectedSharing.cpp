// SPDX-License-Identifier: MIT
#include "core/world/UnprotectedSharing.h"

#include <algorithm>

namespace heddle {
namespace {

bool isAtomic(Op op) {
    return op == Op::sharedFetchAdd || op == Op::sharedCompareExchange;
}

bool isOfVariable(Op op) {
    return op == Op::sharedLoad || op == Op::sharedStore || isAtomic(op);
}

const char* deedOf(Op op) {
    if (op == Op::sharedLoad)
        return " reads ";
    return op == Op::sharedStore ? " writes " : " changes ";
}

std::string atStep(std::int64_t step) {
    return " (step " + std::to_string(step) + ")";
}

}  // namespace

UnprotectedSharing::UnprotectedSharing(const Names& names) {
    m_isAnythingShared = std::ranges::any_of(names.objects(), [](const ObjectInfo* object) {
        return object->kind == ObjectKind::shared || object->kind == ObjectKind::sharedValue;
    });
}

void UnprotectedSharing::heard(const Told& told) {
    if (!m_isAnythingShared)
        return;
    m_locks.heard(told);
    m_clocks.arrive(told);
    if (told.isDone() && isOfVariable(told.event.op))
        accesses(told);
    m_clocks.leave(told);
}

void UnprotectedSharing::accesses(const Told& told) {
    Variable& variable = m_variables[told.event.object];
    if (variable.isTold)
        return;
    const WorkerId worker = told.event.worker;
    const Access access{Noted{told}, told.event.op, m_clocks.now(worker), m_locks.of(worker)};
    const bool isWrite = access.op != Op::sharedLoad;
    const Access* other = unorderedWith(access, variable.writes);
    if (other == nullptr && isWrite)
        other = unorderedWith(access, variable.reads);
    if (other != nullptr) {
        m_found.push_back({told.event.object, *other, access});
        variable.isTold = true;
        return;
    }
    if (isWrite) {  // whatever is unordered with one of those before is so with this one too
        variable.writes.clear();
        variable.reads.clear();
    }
    remember(isWrite ? variable.writes : variable.reads, access);
}

const UnprotectedSharing::Access* UnprotectedSharing::unorderedWith(const Access& access,
                                                                    const std::vector<Access>& others) {
    for (const Access& other : others) {
        const bool areAlike = isAtomic(access.op) && isAtomic(other.op);
        if (other.noted.worker != access.noted.worker && !areAlike &&
            !m_clocks.knows(access.noted.worker, other.noted.worker, other.clock) &&
            !m_locks.haveOneInCommon(access.locks, other.locks))
            return &other;
    }
    return nullptr;
}

void UnprotectedSharing::remember(std::vector<Access>& among, const Access& access) {
    const auto mine = std::ranges::find_if(
        among, [&](const Access& other) { return other.noted.worker == access.noted.worker; });
    if (mine == among.end())
        among.push_back(access);
    else
        *mine = access;
}

void UnprotectedSharing::tell(ShownNames& names, std::vector<Verdict>& into) const {
    for (const Pair& pair : m_found) {
        Verdict verdict;
        verdict.kind = "unprotected-sharing";
        verdict.step = pair.later.noted.step;
        verdict.workers = {pair.earlier.noted.worker, pair.later.noted.worker};
        verdict.objects = {pair.variable};
        verdict.events = {pair.earlier.noted.index, pair.later.noted.index};
        verdict.sentence = "Unprotected sharing: " + names.of(pair.earlier.noted.worker) +
                           deedOf(pair.earlier.op) + names.of(pair.variable) +
                           atStep(pair.earlier.noted.step) + " and " + names.of(pair.later.noted.worker) +
                           deedOf(pair.later.op) + "it" + atStep(pair.later.noted.step) +
                           ", under no common lock, and nothing puts one before the other.";
        into.push_back(std::move(verdict));
    }
}

}  // namespace heddle
