// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/PanelDock.h"

#include "app/window/ActionWords.h"

#include <QAction>
#include <QChildEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QTabBar>
#include <QToolButton>

#include <utility>

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
    ActionWords::tellKeys(toggle, *close, [close](const QString& keys) {
        close->setToolTip(keys.isEmpty() ? tr("Put it away") : tr("Put it away (%1)").arg(keys));
    });
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
    connectToggle(toggle);
}

void PanelDock::connectToggle(QAction& toggle) {
    // Behind another's tab it is shown all the same.
    connect(this, &QDockWidget::visibilityChanged, &toggle, [this, &toggle](bool isInFront) {
        m_isInFront = isInFront;
        toggle.setChecked(!isHidden());
    });
    connect(&toggle, &QAction::toggled, this, [this](bool isShown) {
        m_isWanted = !isShown && !isHidden() && !m_isInFront;
        setVisible(isShown);
        if (isShown)
            raise();
    });
    connect(&toggle, &QAction::triggered, this, [this, &toggle] {
        if (std::exchange(m_isWanted, false))
            toggle.setChecked(true);
    });
}

bool PanelDock::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::ChildPolished)
        if (auto* tabs = qobject_cast<QTabBar*>(static_cast<QChildEvent*>(event)->child()))
            tabs->setAccessibleName(tr("Panels below"));
    return QDockWidget::eventFilter(watched, event);
}

}  // namespace heddle
