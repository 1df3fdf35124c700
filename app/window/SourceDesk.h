// SPDX-License-Identifier: GPL-3.0-or-later
// The source in the window: it shows the instant that is looked at; what is picked there is picked
// everywhere, and a run stops at the lines that are chosen there.
#pragma once

#include "app/source/SourceView.h"

#include <QObject>

#include <memory>

namespace heddle {

class Actions;
class Breakpoints;
class EventsPanel;
class LessonDesk;
class Selection;
class StatusLine;
class Viewing;

// Thread: GUI only. All that it is given outlives it.
class SourceDesk : public QObject {
    Q_OBJECT
public:
    struct Parts {
        Viewing& viewing;
        Actions& actions;
        SourceView& source;
        Selection& selection;
        Breakpoints& breakpoints;
        EventsPanel& events;
        LessonDesk& lessons;
        StatusLine& status;
    };
    explicit SourceDesk(const Parts& parts);

private:
    void connectSelection();
    void connectLines();
    void show();
    SourceHome home() const;
    void turnStop(const SourceLine& line);
    void showStops();

    Parts m;
};

}  // namespace heddle
