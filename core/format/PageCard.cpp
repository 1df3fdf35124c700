// SPDX-License-Identifier: MIT
#include "core/format/CardWriter.h"

#include <iterator>
#include <utility>

namespace heddle {

PageCard CardWriter::write() {
    writeRows();
    PageCard rows = std::exchange(m_rows, {{}});
    value(m_level);
    value(m_tone);
    word(m_lane);
    phrase(m_head);
    m_rows.emplace_back();
    for (std::size_t n = 0; n < m_thing.objects.size(); ++n)
        if (const ObjectState* state = stateOf(n))
            for (const WorkerId worker : state->line)
                if (const auto place = m_speech.cast.placeOf(worker))
                    value(*place);
    std::move(rows.begin(), rows.end(), std::back_inserter(m_rows));
    return std::move(m_rows);
}

void CardWriter::phrase(std::string_view words) {
    for (const std::int64_t number : m_speech.words.phrase(words))
        value(number);
}

void CardWriter::writeRows() {
    switch (m_thing.shape) {
    case ThingKind::queue:
        return writeQueue();
    case ThingKind::pipe:
        return writePipe();
    case ThingKind::connection:
        return writeConnection();
    case ThingKind::listener:
        return writeListener();
    case ThingKind::managed:
        return writeManaged();
    case ThingKind::lock:
    case ThingKind::readWriteLock:
        return writeLock();
    case ThingKind::condition:
        return writeCondition();
    case ThingKind::semaphore:
        return writeSemaphore();
    case ThingKind::barrier:
        return writeBarrier();
    case ThingKind::flag:
        m_head = m_speech.says(m_state.flag.isSet ? "set" : "notSet");
        m_lane = m_head;
        m_tone = m_state.flag.isSet ? runsTone : 0;
        row(PageRow::dots);
        value(m_state.flag.isSet ? 1 : 0);
        return value(1);
    case ThingKind::shared:
        return writeVariable();
    case ThingKind::memory:
        return writeMemory();
    case ThingKind::other:
    case ThingKind::none:
        return;
    }
}

void CardWriter::words(std::string_view words, Style style) {
    row(PageRow::words);
    value(static_cast<int>(style));
    phrase(words);
}

void CardWriter::owner(const char* role, WorkerId owner) {
    row(PageRow::owner);
    word(m_speech.says(role));
    value(owner.isNone() ? 0 : m_speech.of(owner));
}

void CardWriter::chips(const std::vector<WorkerId>& workers, int tone, std::int64_t missing) {
    constexpr std::size_t most = 6;
    row(PageRow::chips);
    value(tone);
    value(missing);
    std::size_t shown = 0;
    for (const WorkerId worker : workers)
        if (shown++ < most)
            value(m_speech.of(worker));
    if (shown > most)
        word("+" + std::to_string(shown - most));
}

void CardWriter::writeLock() {
    const MutexState& mutex = m_state.mutex;
    const auto& readers = m_state.readers.reading;
    m_tone = mutex.owner.isNone() && readers.empty() ? 0 : heldTone;
    if (!readers.empty()) {
        m_head = m_speech.says("read", {std::to_string(readers.size())});
        m_lane = m_head;
        return chips(readers, runsTone, 0);
    }
    m_head = mutex.owner.isNone() ? m_speech.says("free")
             : mutex.depth > 1    ? m_speech.says("heldTimes", {std::to_string(mutex.depth)})
                                  : m_speech.says("held");
    m_lane = mutex.owner.isNone() ? "" : m_speech.names.of(mutex.owner);
    owner(m_thing.kind == ObjectKind::readWriteLock ? "writer" : "owner", mutex.owner);
}

void CardWriter::writeCondition() {
    const ConditionState& condition = m_state.condition;
    m_level = static_cast<std::int64_t>(condition.sleepers.size() + condition.notified.size());
    if (!condition.mutex.isNone())
        m_head = m_speech.says("with", {m_speech.names.of(condition.mutex)});
    if (condition.sleepers.empty() && condition.notified.empty())
        words(m_speech.says("nobodySleeps"), Style::muted);
    if (!condition.sleepers.empty())
        chips(condition.sleepers, waitsTone, 0);
    if (!condition.notified.empty())
        chips(condition.notified, runsTone, 0);
}

void CardWriter::writeSemaphore() {
    constexpr std::int64_t most = 7;
    const std::int64_t all = std::max<std::int64_t>(m_thing.capacity.value_or(1), 1);
    m_level = m_state.semaphore.value;
    m_head = m_speech.says("freeOf", {std::to_string(m_level), std::to_string(all)});
    row(PageRow::dots);
    value(std::clamp<std::int64_t>(m_level, 0, most));
    value(std::min(std::max(all, m_level), most));
}

void CardWriter::writeBarrier() {
    const std::int64_t parties =
        m_state.barrier.parties > 0 ? m_state.barrier.parties : m_thing.capacity.value_or(0);
    m_level = m_state.arrived();
    m_head = m_state.barrier.isBroken
                 ? m_speech.says("broken")
                 : m_speech.says("countOf", {std::to_string(m_level), std::to_string(parties)});
    std::vector<WorkerId> here;
    for (const WorkerId worker : m_state.line)
        if (std::find(m_state.letGo.begin(), m_state.letGo.end(), worker) == m_state.letGo.end())
            here.push_back(worker);
    chips(here, runsTone, std::clamp<std::int64_t>(parties - m_level, 0, 8));
}

std::string CardWriter::valueOf(const SharedState& shared) const {
    if (!shared.isKnown)
        return "?";
    return shared.text.empty() ? std::to_string(shared.value) : shared.text;
}

void CardWriter::writeVariable() {
    constexpr std::size_t most = 2;
    const SharedState& shared = m_state.shared;
    m_lane = valueOf(shared);
    m_head = "= " + m_lane;
    std::size_t rows = 0;
    for (const auto& [worker, value] : shared.copies) {
        if (rows++ == most)
            break;
        const bool isStale = value != shared.value;
        words(m_speech.says(isStale ? "hasReadStale" : "hasRead",
                            {m_speech.names.of(worker), std::to_string(value)}),
              isStale ? Style::trouble : Style::code);
    }
    if (shared.copies.empty())
        words(m_speech.says("nobodyHasCopy"), Style::muted);
}

void CardWriter::writeMemory() {
    constexpr std::size_t most = 4;
    const auto& places = m_state.memory.places;
    m_level = static_cast<std::int64_t>(places.size());
    m_head = m_speech.says("placesWritten", {std::to_string(places.size())});
    std::string line;
    std::size_t shown = 0;
    for (const auto& [place, value] : places)
        if (shown++ < most)
            line += (line.empty() ? "" : "  ") + std::to_string(place) + "=" + value;
    words(line, Style::code);
}

PageCard cardOf(const World& world, const PageThing& thing, const PageSpeech& speech) {
    if (world.object(thing.objects.front()) == nullptr)
        return {};
    return CardWriter(world, thing, speech).write();
}

}  // namespace heddle
