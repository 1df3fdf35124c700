// SPDX-License-Identifier: GPL-3.0-or-later
// A panel that is not part of the standing layout: below the columns, or a window of its own.
#pragma once

#include <QDockWidget>

class QAction;

namespace heddle {

// Hidden at first. Thread: GUI only. It has the content; the action shows it, and tells whether it is shown.
class PanelDock : public QDockWidget {
    Q_OBJECT
public:
    PanelDock(const QString& title, QWidget* content, QAction& toggle, QWidget* window);

    bool eventFilter(QObject* watched,
                     QEvent* event) override;  // names the tabs that the window makes for docks

private:
    bool m_isInFront = false;  // of others' tabs
};

}  // namespace heddle
