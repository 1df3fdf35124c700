// SPDX-License-Identifier: GPL-3.0-or-later
// Bookmarks in the window: made where it is, on the ruler and in their list, kept in the file with the run.
#pragma once

#include "app/window/BookmarkShelf.h"

#include <QObject>

#include <optional>

class QMainWindow;
class QMessageBox;

namespace heddle {

class Actions;
class BookmarksPanel;
class FileDoor;
class StatusLine;
class TimelineView;
class Viewing;

// Thread: GUI only. All that it is given outlives it.
class BookmarkDesk : public QObject {
    Q_OBJECT
public:
    struct Parts {
        QMainWindow& window;
        Viewing& viewing;
        Actions& actions;
        TimelineView& timeline;
        BookmarksPanel& panel;
        FileDoor& files;
        StatusLine& status;
    };
    explicit BookmarkDesk(const Parts& parts);

    // Unless some are not saved: then it is asked what is to become of them, and the window closed after
    // that.
    bool mayClose();

private:
    void connectActions();
    void connectPanel();
    void connectSaving();
    std::optional<std::size_t> here() const;  // the event of the instant; none: nothing has happened
    void write(std::size_t event);            // asks for the note
    void put(std::size_t event, const QString& note);
    void remove();
    void go(bool isForward);
    void goTo(std::size_t place);
    void show();
    void showHere();
    void saveAndClose();
    void ask();
    void closeAfter(bool isSaved);

    Parts m;
    BookmarkShelf m_shelf;
    struct Saving {
        std::shared_ptr<const Trace> trace;
        std::vector<Bookmark> bookmarks;
    };
    std::optional<Saving> m_saving;
    QMessageBox* m_question = nullptr;
    bool m_closesWhenSaved = false, m_savesWhenEnded = false;
};

}  // namespace heddle
