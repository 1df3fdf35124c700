// SPDX-License-Identifier: GPL-3.0-or-later
// The bookmarks of all runs that were looked at, each run's as long as it is here.
#pragma once

#include "core/trace/Bookmark.h"
#include "core/trace/Trace.h"

#include <QObject>
#include <QString>

#include <memory>
#include <optional>
#include <vector>

namespace heddle {

// Thread: GUI only.
class BookmarkShelf : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    void show(const std::shared_ptr<const Trace>& trace);  // whose are told from now on; null: nobody's
    const std::vector<Bookmark>& all() const;              // in the order of the run
    std::optional<std::size_t> placeOf(std::size_t event) const;

    void put(std::size_t event, const QString& note);  // one that is there already gets the note
    void remove(std::size_t place);
    bool canPutBack() const;  // what was removed last, of the run that is shown
    void putBack();
    void adopt(const std::shared_ptr<const Trace>& trace, std::vector<Bookmark> bookmarks);  // of its file
    void setSaved(const std::shared_ptr<const Trace>& trace,
                  std::vector<Bookmark> bookmarks);  // the file has these
    void forgetChanges();                            // of all runs

    std::shared_ptr<const Trace> unsaved() const;  // a run with some that no file has; null: none

signals:
    void changed();

private:
    struct Notes {
        std::weak_ptr<const Trace> trace;
        std::shared_ptr<const Trace> kept;  // as long as they are not saved
        std::vector<Bookmark> now, saved;
    };
    Notes& notesOf(const std::shared_ptr<const Trace>& trace);
    void settle(Notes& notes);

    std::vector<Notes> m_all;
    std::shared_ptr<const Trace> m_shown;
    struct Removed {
        std::weak_ptr<const Trace> trace;
        Bookmark bookmark;
    };
    std::optional<Removed> m_removed;
};

}  // namespace heddle
