// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/EventWalk.h"

#include "app/panels/EventsPanel.h"
#include "app/window/Actions.h"

#include <QAction>

#include <utility>

namespace heddle {

EventWalk::EventWalk(const Actions& actions, Playback& playback, const EventsPanel& events,
                     std::function<std::optional<std::size_t>()> selected, QObject* parent)
    : QObject(parent), m_playback(playback), m_events(events), m_selected(std::move(selected)) {
    const auto on = [this](QAction* action, void (EventWalk::*way)(bool), bool isForward) {
        connect(action, &QAction::triggered, this, [this, way, isForward] { (this->*way)(isForward); });
    };
    on(actions.nextOfWorker, &EventWalk::alongWorker, true);
    on(actions.previousOfWorker, &EventWalk::alongWorker, false);
    on(actions.nextOfMessage, &EventWalk::alongMessage, true);
    on(actions.previousOfMessage, &EventWalk::alongMessage, false);
    on(actions.nextMatch, &EventWalk::alongMatches, true);
    on(actions.previousMatch, &EventWalk::alongMatches, false);
    connect(&events, &EventsPanel::matchWanted, this, &EventWalk::aroundMatches);
}

void EventWalk::setTrace(std::shared_ptr<const Trace> trace) {
    m_trace = std::move(trace);
}

std::optional<std::size_t> EventWalk::here() const {
    if (const auto selected = m_selected())
        return selected;
    return m_playback.moment().event;
}

void EventWalk::alongWorker(bool isForward) {
    const auto from = here();
    const WorkerId worker = m_trace && from ? m_trace->event(*from).worker : WorkerId{};
    go(isForward, [worker](const Event& event) { return worker.isNone() || event.worker == worker; });
}

void EventWalk::alongMessage(bool isForward) {
    const auto from = here();
    const MessageId message = m_trace && from ? m_trace->event(*from).message : MessageId{};
    if (!message.isNone())
        go(isForward, [message](const Event& event) { return event.message == message; });
}

void EventWalk::alongMatches(bool isForward) {
    if (const auto event = m_events.match(here(), isForward))
        show(*event);
}

// As one looks for a word: behind the last match comes the first.
void EventWalk::aroundMatches(bool isForward) {
    auto event = m_events.match(here(), isForward);
    if (!event && m_trace && isForward)
        event = m_events.match(std::nullopt, true);
    else if (!event && m_trace)
        event = m_events.match(m_trace->size(), false);
    if (event)
        show(*event);
}

void EventWalk::go(bool isForward, const std::function<bool(const Event&)>& isIt) {
    const auto from = here();
    if (!m_trace || (!from && !isForward))
        return;
    std::shared_ptr<const Chunk> chunk;
    const std::size_t first = from ? *from : static_cast<std::size_t>(-1);
    for (std::size_t i = isForward ? first + 1 : first - 1; i < m_trace->size(); isForward ? ++i : --i) {
        const std::size_t place = i % Chunk::capacity;
        if (!chunk || place == (isForward ? 0 : Chunk::capacity - 1))
            chunk = m_trace->chunk(i / Chunk::capacity);
        if (place >= chunk->size())
            return;  // of a damaged file
        const Event& event = chunk->event(place);
        if (event.depth == Depth::program && event.phase != Phase::called && isIt(event))
            return show(i);
    }
}

void EventWalk::show(std::size_t event) {
    emit eventPicked(event);
}

}  // namespace heddle
