// SPDX-License-Identifier: GPL-3.0-or-later
// While it is asked for: what happened before the event that is selected, after it, and in no order with it.
#pragma once

#include "core/world/Causality.h"

#include <QObject>

#include <cstddef>
#include <memory>
#include <optional>

namespace heddle {

class Actions;
class EventsPanel;
class Selection;
class StatusLine;
class TimelineView;
class Viewing;

// Reads some of the trace in each frame, also while it grows. Thread: GUI only. All that it is given outlives
// it.
class CausalityDesk : public QObject {
    Q_OBJECT
public:
    struct Parts {
        Viewing& viewing;
        Actions& actions;
        Selection& selection;
        TimelineView& timeline;
        EventsPanel& events;
        StatusLine& status;
    };
    explicit CausalityDesk(const Parts& parts);

private:
    bool m_isDue = false;  // what has just happened is another event now
    Instant m_asked;
    std::optional<std::size_t> asked() const;  // what is selected, else what has just happened
    void askAnew();
    bool readOn();
    void show();

    Parts m;
    std::optional<std::size_t> m_event;  // that is selected
    std::shared_ptr<Causality> m_causality;
};

}  // namespace heddle
