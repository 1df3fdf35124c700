// SPDX-License-Identifier: GPL-3.0-or-later
// What has no room in a bar, as a menu at its end.
#pragma once

#include <QToolButton>

namespace heddle {

// Hidden while it has nothing to offer. Thread: GUI only. The actions outlive it.
class OverflowButton : public QToolButton {
    Q_OBJECT
public:
    explicit OverflowButton(QWidget* parent = nullptr);

    void offer(const QList<QList<QAction*>>& groups);  // with a line between them

private:
    QMenu* m_menu;
    QList<QList<QAction*>> m_groups;
};

}  // namespace heddle
