// SPDX-License-Identifier: GPL-3.0-or-later
// The panels that are not part of the standing layout, each in a dock that is hidden at first.
#pragma once

#include "app/theme/Theme.h"

#include <memory>

class QMainWindow;

namespace heddle {

class Actions;
class BookmarkDesk;
class BookmarksPanel;
class FileDoor;
class MeasuresDesk;
class MeasuresPanel;
class Selection;
class StatusLine;
class TimelineView;
class Viewing;

// Thread: GUI only. All that it is given outlives it; the docks belong to the window.
class PanelDocks {
public:
    struct Parts {
        QMainWindow& window;
        Viewing& viewing;
        Actions& actions;
        TimelineView& timeline;
        Selection& selection;
        FileDoor& files;
        StatusLine& status;
        const Theme& theme;
    };
    explicit PanelDocks(const Parts& parts);
    ~PanelDocks();

    void setTheme(const Theme& theme);
    bool mayClose();  // false: it is asked first what is to become of notes that are not saved

private:
    MeasuresPanel* m_measuresPanel;
    BookmarksPanel* m_bookmarksPanel;
    std::unique_ptr<MeasuresDesk> m_measures;
    std::unique_ptr<BookmarkDesk> m_bookmarks;
};

}  // namespace heddle
