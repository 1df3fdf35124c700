// SPDX-License-Identifier: MIT
#include "core/format/PageStage.h"

#include "core/format/PageMove.h"

#include <algorithm>

namespace heddle {
namespace {

constexpr std::uint32_t none = UINT32_MAX;

void writeTable(JsonWriter& json, const char* name, const PageTable& table) {
    json.key(name);
    json.beginArray();
    for (std::uint32_t number = 0; number < table.size(); ++number)
        json.raw(table.at(number));
    json.endArray();
}

}  // namespace

PageStage::PageStage(const Trace& trace, PageSpeech speech)
    : m_trace(trace), m_speech(speech), m_before(trace.names()), m_isUsed(speech.cast.things().size()),
      m_lastWorkers(speech.cast.workers().size(), Change{0, 0, none, 0}),
      m_lastCards(speech.cast.things().size()) {
    for (const auto& [who, use] : speech.cast.uses())
        m_isUsed[who.second] = true;
}

void PageStage::take(const World& world, std::int64_t step) {
    for (std::uint32_t place = 0; place < m_lastWorkers.size(); ++place)
        if (const WorkerId id = m_speech.cast.workers()[place].id; world.worker(id) != m_before.worker(id))
            takeWorker(world, step, place);
    for (std::uint32_t place = 0; place < m_lastCards.size(); ++place) {
        const auto& objects = m_speech.cast.things()[place].objects;
        if (m_isUsed[place] && std::any_of(objects.begin(), objects.end(), [&](ObjectId id) {
                return world.object(id) != m_before.object(id);
            }))
            takeThing(world, step, place);
    }
    m_before = world;
}

std::string PageStage::contentOf(const WorkerState& worker) const {
    if (worker.event >= m_trace.size() || !sendsMessage(worker.op))
        return {};
    const std::string text = m_trace.text(worker.event);
    const bool isToldByValue =
        text.empty() && worker.doing == Doing::calls;  // which is 0 of what is no number
    return !isToldByValue ? text : worker.value != 0 ? std::to_string(worker.value) : "…";
}

void PageStage::takeWorker(const World& world, std::int64_t step, std::uint32_t place) {
    const WorkerState& state = *world.worker(m_speech.cast.workers()[place].id);
    const Change now{step, place, m_looks.of(lookOf(state, contentOf(state), m_speech)), state.site.number};
    Change& last = m_lastWorkers[place];
    if (last.what == now.what && last.site == now.site)
        return;
    last = now;
    m_workers.push_back(now);
}

void PageStage::takeThing(const World& world, std::int64_t step, std::uint32_t place) {
    PageCard now = cardOf(world, m_speech.cast.things()[place], m_speech);
    PageCard& last = m_lastCards[place];
    if (now.empty() || last == now)
        return;
    m_things.push_back({step, place, m_moves.of(moveBetween(last, now)), 0});
    last = std::move(now);
}

void PageStage::write(JsonWriter& json) const {
    writeTable(json, "looks", m_looks);
    writeTable(json, "moves", m_moves);
    std::int64_t step = 0;
    json.key("workerChanges");
    json.beginArray();
    for (const Change& change : m_workers) {
        json.value(change.step - std::exchange(step, change.step));
        json.value(change.place);
        json.value(change.what);
        json.value(change.site);
    }
    json.endArray();
    step = 0;
    json.key("thingChanges");
    json.beginArray();
    for (const Change& change : m_things) {
        json.value(change.step - std::exchange(step, change.step));
        json.value(change.place);
        json.value(change.what);
    }
    json.endArray();
}

}  // namespace heddle
