// SPDX-License-Identifier: MIT
#include "core/world/UnprotectedSharing.h"

#include <algorithm>

namespace heddle {
namespace {

bool isOfVariable(Op op) {
    return op == Op::sharedLoad || op == Op::sharedStore || op == Op::sharedFetchAdd ||
           op == Op::sharedCompareExchange;
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

void UnprotectedSharing::heard(const Told& told) {
    m_locks.heard(told);
    m_clocks.hearMessage(told);
    const bool isAccess = told.isDone() && isOfVariable(told.event.op);
    m_isAnythingShared |= isAccess;
    if (!m_isAnythingShared)
        return;
    m_clocks.arrive(told);
    if (isAccess)
        accesses(told);
    m_clocks.leave(told);
    if (m_clocks.isTimeToForget())
        forgetTheEnded();
}

void UnprotectedSharing::accesses(const Told& told) {
    Variable& variable = m_variables[told.event.object];
    if (variable.isTold)
        return;
    const WorkerId worker = told.event.worker;
    const Access access{Noted{told}, told.event.op, m_clocks.now(worker), m_locks.of(worker)};
    if (const Access* other = unorderedWith(access, variable)) {
        m_found.push_back({told.event.object, *other, access});
        variable = {};
        variable.isTold = true;
    } else if (access.op != Op::sharedStore) {
        remember(variable, access);
    } else {  // whatever is unordered with one of those before is so with this one too
        variable = {};
        variable.store = access;
    }
}

bool UnprotectedSharing::areUnordered(const Access& earlier, const Access& later) {
    return earlier.noted.worker != later.noted.worker &&
           !m_clocks.knows(later.noted.worker, earlier.noted.worker, earlier.clock) &&
           !m_locks.haveOneInCommon(earlier.locks, later.locks);
}

const UnprotectedSharing::Access* UnprotectedSharing::unorderedWith(const Access& access,
                                                                    const Variable& variable) {
    if (variable.store && areUnordered(*variable.store, access))
        return &*variable.store;
    if (access.op != Op::sharedStore)
        return nullptr;
    const auto other =
        std::ranges::find_if(variable.others, [&](const Access& each) { return areUnordered(each, access); });
    return other == variable.others.end() ? nullptr : &*other;
}

void UnprotectedSharing::remember(Variable& variable, const Access& access) {
    const auto worker = [](const Access& each) { return each.noted.worker; };
    const auto place = std::ranges::lower_bound(variable.others, access.noted.worker, {}, worker);
    if (place != variable.others.end() && place->noted.worker == access.noted.worker) {
        *place = access;
        return;
    }
    variable.others.insert(place, access);
    if (variable.others.size() >= variable.thinAt)
        thin(variable, access);
}

// What is unordered with one that was before this one is so with this one too.
void UnprotectedSharing::thin(Variable& variable, const Access& by) {
    std::erase_if(variable.others, [&](const Access& each) {
        return each.noted.worker != by.noted.worker &&
               m_clocks.knows(by.noted.worker, each.noted.worker, each.clock);
    });
    variable.thinAt = std::max<std::size_t>(8, 2 * variable.others.size());
}

void UnprotectedSharing::forgetTheEnded() {
    std::vector<WorkerId> askedAbout;
    for (const auto& [id, variable] : m_variables) {
        if (variable.store)
            askedAbout.push_back(variable.store->noted.worker);
        for (const Access& other : variable.others)
            askedAbout.push_back(other.noted.worker);
    }
    m_clocks.forgetEndedBut(askedAbout);
}

Verdict UnprotectedSharing::verdictOf(const Pair& pair, ShownNames& names) {
    Verdict verdict;
    verdict.kind = "unprotected-sharing";
    verdict.step = pair.later.noted.step;
    verdict.workers = {pair.earlier.noted.worker, pair.later.noted.worker};
    verdict.objects = {pair.variable};
    verdict.events = {pair.earlier.noted.index, pair.later.noted.index};
    verdict.sentence = "Unprotected sharing: " + names.of(pair.earlier.noted.worker) +
                       deedOf(pair.earlier.op) + names.of(pair.variable) + atStep(pair.earlier.noted.step) +
                       " and " + names.of(pair.later.noted.worker) + deedOf(pair.later.op) + "it" +
                       atStep(pair.later.noted.step) +
                       ", under no common lock, and nothing puts one before the other.";
    return verdict;
}

void UnprotectedSharing::tell(ShownNames& names, std::vector<Verdict>& into) const {
    for (const Pair& pair : m_found)
        into.push_back(verdictOf(pair, names));
}

void UnprotectedSharing::tellNews(ShownNames& names, std::vector<Verdict>& into) {
    for (; m_told < m_found.size(); ++m_told)
        into.push_back(verdictOf(m_found[m_told], names));
}

}  // namespace heddle
