// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/OverflowButton.h"

#include <QMenu>

#include <utility>

namespace heddle {

OverflowButton::OverflowButton(QWidget* parent) : QToolButton(parent), m_menu(new QMenu(this)) {
    setObjectName(QStringLiteral("overflow"));
    setText(QStringLiteral("»"));
    setAccessibleName(tr("What has no room here"));
    setToolTip(accessibleName());
    setProperty("square", true);
    setFocusPolicy(Qt::TabFocus);
    setPopupMode(QToolButton::InstantPopup);
    setMenu(m_menu);
    hide();
}

void OverflowButton::offer(const QList<QList<QAction*>>& groups) {
    if (std::exchange(m_groups, groups) == groups)
        return;
    m_menu->clear();
    for (const QList<QAction*>& group : groups) {
        m_menu->addSeparator();
        m_menu->addActions(group);
    }
    setVisible(!groups.isEmpty());
}

}  // namespace heddle
