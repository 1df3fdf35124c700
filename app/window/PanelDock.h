// SPDX-License-Identifier: GPL-3.0-or-later
// A panel that is not part of the standing layout: below the columns, or a window of its own.
#pragma once

#include <QDockWidget>

class QAction;

namespace heddle {

// Hidden at first. Thread: GUI only. It has the content; the action shows it, brings it to the
// front where it is behind another's tab, and tells whether it is shown.
class PanelDock : public QDockWidget {
    Q_OBJECT
public:
    PanelDock(const QString& title, QWidget* content, QAction& toggle, QWidget* window);

    bool eventFilter(QObject* watched,
                     QEvent* event) override;  // names the tabs that the window makes for docks

private:
    void connectToggle(QAction& toggle);

    bool m_isInFront = false;  // of those with which it shares its place
    bool m_isWanted = false;   // by whoever wanted to see it, and not to put away what is behind another
};

}  // namespace heddle
