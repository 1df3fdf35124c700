// SPDX-License-Identifier: GPL-3.0-or-later
// While measures are shown: of the range that is selected in the timeline, else of the whole run.
#pragma once

#include "app/models/RangeSums.h"

#include <QObject>

#include <optional>

namespace heddle {

class MeasuresPanel;
class TimelineView;
class Viewing;

// Counts some of the run in each frame, and again as it grows. Thread: GUI only. All that it is given
// outlives it.
class MeasuresDesk : public QObject {
    Q_OBJECT
public:
    MeasuresDesk(Viewing& viewing, TimelineView& timeline, MeasuresPanel& panel);

private:
    bool readOn();
    void begin(const Stretch& asked);
    bool isDue() const;
    Stretch asked() const;  // of the whole run it has no length: it grows
    void show();
    QString wordsOf(const Stretch& stretch) const;

    Viewing& m_viewing;
    TimelineView& m_timeline;
    MeasuresPanel& m_panel;
    std::optional<RangeCount> m_count;  // that goes on
    std::optional<Stretch> m_asked;     // that is counted, or shown; none: nothing is
    bool m_isFirst = false;             // that is counted of its stretch
    std::size_t m_events = 0;           // that the model had read when it was begun
    Instant m_begun;
};

}  // namespace heddle
