// SPDX-License-Identifier: GPL-3.0-or-later
// The one event that is selected: outlined on stage and timeline, and at first told in table, panel and
// source.
#pragma once

#include "app/models/Subject.h"
#include "app/playback/Playback.h"

#include <cstddef>
#include <functional>
#include <optional>

namespace heddle {

class EventsPanel;
class SelectionPanel;
class TimelineView;

// A worker or an object that is selected is told instead of the event that tells of it; there may be none
// yet.
//
// Selected anywhere, it is outlined everywhere, until another one is, Esc is pressed, or the run is played
// from there on: who watches would take it for what happens. It is told until somebody moves time elsewhere,
// or lets it go: then table, panel and source follow the instant again. Time that goes by itself already
// leaves it told. Thread: GUI only. All that it is given outlives it.
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

    bool isNone() const { return !m_event && m_subject.isNone(); }  // nothing was picked
    std::optional<std::size_t> told() const { return m_isTold ? m_event : std::nullopt; }
    const Subject& toldSubject() const { return m_subject; }  // none: the event itself

public slots:
    void select(std::size_t event);
    void selectSubject(const heddle::Subject& subject, std::optional<std::size_t> event);
    void tellSubject(const heddle::Subject& subject);  // what is outlined stays so
    void show(std::size_t event);                      // and brings it into view
    void clear();
    void followInstant();  // the outline stays

signals:
    void changed(std::optional<std::size_t> event);
    void toldChanged(std::optional<std::size_t> event);
    void subjectChanged(const heddle::Subject& subject);  // of what is told

private:
    void leaveWhenMoved(const Moment& moment);
    void outline(std::optional<std::size_t> event);
    void tell(bool isTold, const Subject& subject = {});

    Parts m;
    std::optional<std::size_t> m_event;
    Subject m_subject;
    bool m_isTold = false;
    Axis m_axis;  // of the last moment
    std::int64_t m_step = 0;
};

}  // namespace heddle
