// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/PanelDock.h"

#include <QAction>
#include <QChildEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QTabBar>
#include <QToolButton>

namespace heddle {

PanelDock::PanelDock(const QString& title, QWidget* content, QAction& toggle, QWidget* window)
    : QDockWidget(title, window) {
    setObjectName(content->objectName() + QStringLiteral(".dock"));  // its place is remembered under that
    setAllowedAreas(Qt::BottomDockWidgetArea | Qt::TopDockWidgetArea);
    auto* head = new QWidget(this);
    head->setObjectName(QStringLiteral("dockTitle"));
    head->setAttribute(Qt::WA_StyledBackground);
    auto* words = new QLabel(title, head);
    words->setProperty("role", "heading");
    auto* close = new QToolButton(head);
    close->setObjectName(content->objectName() + QStringLiteral(".close"));
    close->setText(QStringLiteral("✕"));
    close->setAutoRaise(true);
    close->setToolTip(toggle.shortcut().isEmpty()
                          ? tr("Put it away")
                          : tr("Put it away (%1)").arg(toggle.shortcut().toString(QKeySequence::NativeText)));
    close->setAccessibleName(tr("Put it away"));
    auto* row = new QHBoxLayout(head);
    const int gap = fontMetrics().height() / 2;
    row->setContentsMargins(2 * gap, gap / 2, gap, gap / 2);
    row->addWidget(words, 1);
    row->addWidget(close);
    setTitleBarWidget(head);
    setWidget(content);
    hide();
    window->installEventFilter(this);
    connect(close, &QToolButton::clicked, this, &QWidget::close);
    // Behind another's tab it is shown all the same.
    connect(this, &QDockWidget::visibilityChanged, &toggle, [this, &toggle](bool isInFront) {
        m_isInFront = isInFront;
        toggle.setChecked(!isHidden());
    });
    connect(&toggle, &QAction::toggled, this, [this, &toggle](bool isShown) {
        if (!isShown && !isHidden() && !m_isInFront)
            return toggle.setChecked(true);  // who asks for it wants to see it, and not to put it away unseen
        setVisible(isShown);
        if (isShown)
            raise();
    });
}

bool PanelDock::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::ChildPolished)
        if (auto* tabs = qobject_cast<QTabBar*>(static_cast<QChildEvent*>(event)->child()))
            tabs->setAccessibleName(tr("Panels below"));
    return QDockWidget::eventFilter(watched, event);
}

}  // namespace heddle
