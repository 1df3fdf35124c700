// SPDX-License-Identifier: GPL-3.0-or-later
// Time that goes from event to event of one worker, of one message, or of those that the filter lets through.
#pragma once

#include <QObject>

#include "app/playback/Playback.h"

#include <cstddef>
#include <functional>
#include <optional>

namespace heddle {

class Actions;
class EventsPanel;

// Starts at the event that is selected, else the last that has happened, and of worker and message takes
// those of that event. Thread: GUI only. All that it is given outlives it.
class EventWalk : public QObject {
    Q_OBJECT
public:
    EventWalk(const Actions& actions, Playback& playback, const EventsPanel& events,
              std::function<std::optional<std::size_t>()> selected, QObject* parent = nullptr);

    void setTrace(std::shared_ptr<const Trace> trace);

signals:
    void eventPicked(std::size_t event);

private:
    std::optional<std::size_t> here() const;  // none: nothing has happened yet
    void alongWorker(bool isForward);
    void alongMessage(bool isForward);
    void alongMatches(bool isForward);
    void aroundMatches(bool isForward);
    void go(bool isForward, const std::function<bool(const Event&)>& isIt);
    void show(std::size_t event);

    Playback& m_playback;
    const EventsPanel& m_events;
    std::shared_ptr<const Trace> m_trace;
    std::function<std::optional<std::size_t>()> m_selected;
};

}  // namespace heddle
