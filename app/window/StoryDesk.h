// SPDX-License-Identifier: GPL-3.0-or-later
// While a worker or an object is told: counts what it did, or who used it, up to the instant.
#pragma once

#include "app/models/RangeSums.h"
#include "app/models/Subject.h"

#include <QObject>

#include <optional>

namespace heddle {

class Selection;
class SelectionPanel;
class Viewing;

// Some of the run in each frame; anew where the instant goes on by itself, at most twice a second. Thread:
// GUI only. All that it is given outlives it.
class StoryDesk : public QObject {
    Q_OBJECT
public:
    StoryDesk(Viewing& viewing, const Selection& selection, SelectionPanel& panel);

private:
    bool readOn();
    bool isDue() const;
    Stretch wanted() const;
    void begin(const Subject& subject);

    Viewing& m_viewing;
    SelectionPanel& m_panel;
    Subject m_subject;
    std::optional<RangeCount> m_count;  // that goes on
    std::optional<Stretch> m_counted;   // that is counted, or told
    bool m_needsWorld = false;
    Instant m_begun;
};

}  // namespace heddle
