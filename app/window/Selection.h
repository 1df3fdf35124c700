// SPDX-License-Identifier: GPL-3.0-or-later
// The one event that is selected: outlined on stage and timeline, marked in the table, told in the panel.
#pragma once

#include "app/playback/Playback.h"

#include <cstddef>
#include <functional>
#include <optional>

namespace heddle {

class EventsPanel;
class SelectionPanel;
class TimelineView;

// Selected anywhere, it is selected everywhere, until another one is, or Esc is pressed, or somebody moves
// time elsewhere; then all are at the last event that has happened. Time that goes by itself leaves it.
// Thread: GUI only. All that it is given outlives it.
class Selection : public QObject {
    Q_OBJECT
public:
    struct Parts {
        Playback& playback;
        TimelineView& timeline;
        EventsPanel& events;
        SelectionPanel& panel;
        std::function<bool()> timeGoesByItself;
    };
    explicit Selection(const Parts& parts, QObject* parent = nullptr);

    std::optional<std::size_t> event() const { return m_event; }

public slots:
    void select(std::size_t event);
    void show(std::size_t event);  // and brings it into view
    void clear();

signals:
    void changed(std::optional<std::size_t> event);

private:
    void follow(const Moment& moment);
    void tell();

    Parts m;
    std::optional<std::size_t> m_event;
    Axis m_axis;  // of the last moment
};

}  // namespace heddle
