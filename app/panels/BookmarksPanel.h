// SPDX-License-Identifier: GPL-3.0-or-later
// The bookmarks of the run that is shown, as a list: a click goes there.
#pragma once

#include "app/theme/Theme.h"

#include <QString>
#include <QWidget>

#include <optional>
#include <vector>

class QLabel;
class QListWidget;
class QPushButton;

namespace heddle {

struct BookmarkShown {
    QString when;      // "step 12"
    QString note;      // as it was written; may be ""
    QString sentence;  // what has just happened there
};

// Places are those of the list. Thread: GUI only.
class BookmarksPanel : public QWidget {
    Q_OBJECT
public:
    BookmarksPanel(const Theme& theme, QWidget* parent = nullptr);

    void setKeys(const QString& keys);  // that make one; "": none
    void setBookmarks(const std::vector<BookmarkShown>& bookmarks, bool canPutBack);
    void setHere(std::optional<std::size_t> place);  // the one at the instant; none: no row is chosen
    QSize sizeHint() const override;

signals:
    void picked(std::size_t place);
    void addWanted();  // at the instant
    void editWanted(std::size_t place);
    void removeWanted(std::size_t place);
    void putBackWanted();  // what was removed last

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;  // Delete, Return

private:
    QPushButton* button(const char* name, const QString& words, const QString& tip);
    void enableButtons();

    QListWidget* m_list;
    QLabel* m_nothing;
    QPushButton *m_add, *m_edit, *m_remove, *m_putBack;
    std::optional<std::size_t> m_here;
};

}  // namespace heddle
