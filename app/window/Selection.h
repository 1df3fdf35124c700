// SPDX-License-Identifier: GPL-3.0-or-later
// What is selected, wherever that was done: an event, or a worker or an object.
#pragma once

#include "app/models/Subject.h"
#include "app/playback/Playback.h"

#include <cstddef>
#include <optional>

namespace heddle {

class EventsPanel;
class SelectionPanel;
class TimelineView;
class Viewing;

// The window shows one instant. Who selects an event goes there: stage, timeline, table, panel and source
// tell the same step; so it is selected no longer where time is moved elsewhere, by hand or by playing.
//
// A worker or an object is at every instant: it stays selected wherever time goes, until something else is
// or Esc is pressed, and is told as of the instant. Thread: GUI only. All that it is given outlives it.
class Selection : public QObject {
    Q_OBJECT
public:
    struct Parts {
        Viewing& viewing;
        TimelineView& timeline;
        EventsPanel& events;
        SelectionPanel& panel;
    };
    explicit Selection(const Parts& parts, QObject* parent = nullptr);

    bool isNone() const { return !m_event && m_subject.isNone(); }
    std::optional<std::size_t> event() const { return m_event; }
    const Subject& subject() const { return m_subject; }

public slots:
    void select(std::size_t event);
    void show(std::size_t event);  // selects it, and brings it into view
    void selectSubject(const heddle::Subject& subject);
    void clear();

signals:
    void eventChanged(std::optional<std::size_t> event);
    void subjectChanged(const heddle::Subject& subject);  // is told ahead of the event

private:
    Playback& playback() const;
    void leaveWhenMoved(const Moment& moment);
    void set(std::optional<std::size_t> event, const Subject& subject);

    Parts m;
    std::optional<std::size_t> m_event;
    Subject m_subject;
    Axis m_axis;  // of the last moment
    std::int64_t m_step = 0;
};

}  // namespace heddle
