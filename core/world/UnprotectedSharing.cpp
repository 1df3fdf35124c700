// SPDX-License-Identifier: MIT
#include "core/world/UnprotectedSharing.h"

#include <algorithm>

namespace heddle {
namespace {

bool isOfVariable(Op op) {
    return op == Op::sharedLoad || op == Op::sharedStore || op == Op::sharedFetchAdd ||
           op == Op::sharedCompareExchange || op == Op::arrayLoad || op == Op::arrayStore ||
           op == Op::memoryRead || op == Op::memoryWrite;
}

bool isStore(Op op) {
    return op == Op::sharedStore || op == Op::arrayStore || op == Op::memoryWrite;
}

const char* deedOf(Op op) {
    if (op == Op::sharedLoad || op == Op::arrayLoad || op == Op::memoryRead)
        return " reads ";
    return isStore(op) ? " writes " : " changes ";
}

constexpr std::int64_t mostPlaces = std::int64_t{1} << 53;  // what is beyond is no true trace's

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

UnprotectedSharing::Range UnprotectedSharing::rangeOf(const Event& event) {
    if (event.op == Op::arrayLoad || event.op == Op::arrayStore)
        return {event.value, event.value + 1};
    if (event.op == Op::memoryRead || event.op == Op::memoryWrite)
        return {event.value, event.value + event.textBytes};
    return {0, 1};
}

void UnprotectedSharing::accesses(const Told& told) {
    Shared& shared = m_shared[told.event.object];
    const Range range = rangeOf(told.event);
    if (shared.isTold || range.from < 0 || range.from > mostPlaces || range.from == range.to)
        return;
    const WorkerId worker = told.event.worker;
    const Access access{Noted{told}, told.event.op, m_clocks.now(worker), m_locks.of(worker)};
    if (isFoundIn(shared, told.event.object, range, access)) {
        shared = {};
        shared.isTold = true;
        return;
    }
    Variable& variable = shared.parts[range];
    if (!isStore(access.op)) {
        remember(variable, access);
    } else {  // whatever is unordered with one of those before is so with this one too
        variable = {};
        variable.store = access;
    }
}

// No access is longer than its text, so that what begins before those that can reach here does not count.
bool UnprotectedSharing::isFoundIn(Shared& shared, ObjectId object, Range range, const Access& access) {
    constexpr auto most = static_cast<std::int64_t>(Event::textLimit);
    auto part = shared.parts.lower_bound({range.from - most, 0});
    for (; part != shared.parts.end() && part->first.from < range.to; ++part) {
        const Access* other = part->first.to > range.from ? unorderedWith(access, part->second) : nullptr;
        if (other == nullptr)
            continue;
        const Range both{std::max(range.from, part->first.from), std::min(range.to, part->first.to)};
        m_found.push_back({object, both, *other, access});
        return true;
    }
    return false;
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
    if (!isStore(access.op))
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
    for (const auto& [id, shared] : m_shared)
        for (const auto& [range, variable] : shared.parts) {
            if (variable.store)
                askedAbout.push_back(variable.store->noted.worker);
            for (const Access& other : variable.others)
                askedAbout.push_back(other.noted.worker);
        }
    m_clocks.forgetEndedBut(askedAbout);
}

std::string UnprotectedSharing::wordsFor(const Pair& pair, ShownNames& names) {
    const std::string name = names.of(pair.object);
    if (pair.earlier.op == Op::arrayLoad || pair.earlier.op == Op::arrayStore)
        return "place " + std::to_string(pair.both.from) + " of " + name;
    if (pair.earlier.op != Op::memoryRead && pair.earlier.op != Op::memoryWrite)
        return name;
    const std::string first = std::to_string(pair.both.from), last = std::to_string(pair.both.to - 1);
    return (first == last ? "byte " + first : "bytes " + first + " to " + last) + " of " + name;
}

Verdict UnprotectedSharing::verdictOf(const Pair& pair, ShownNames& names) {
    Verdict verdict;
    verdict.kind = "unprotected-sharing";
    verdict.step = pair.later.noted.step;
    verdict.workers = {pair.earlier.noted.worker, pair.later.noted.worker};
    verdict.objects = {pair.object};
    const bool areSeveral = pair.both.to - pair.both.from > 1;
    verdict.events = {pair.earlier.noted.index, pair.later.noted.index};
    verdict.sentence = "Unprotected sharing: " + names.of(pair.earlier.noted.worker) +
                       deedOf(pair.earlier.op) + wordsFor(pair, names) + atStep(pair.earlier.noted.step) +
                       " and " + names.of(pair.later.noted.worker) + deedOf(pair.later.op) +
                       (areSeveral ? "them" : "it") + atStep(pair.later.noted.step) +
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
