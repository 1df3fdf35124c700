// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/PartToggles.h"

#include "app/window/ActionWords.h"

#include <QAbstractItemView>
#include <QAction>
#include <QEvent>
#include <QSplitter>
#include <QStackedWidget>

#include <algorithm>

namespace heddle {

namespace {

// What stands in the splitter: the content, or what frames or scrolls it.
QWidget* paneOf(QWidget* content) {
    QWidget* pane = content;
    while (pane->parentWidget() && !qobject_cast<QSplitter*>(pane->parentWidget()))
        pane = pane->parentWidget();
    return pane;
}

QList<QWidget*> heldBy(const QWidget& holder) {
    QList<QWidget*> held = holder.findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly);
    held.erase(std::remove_if(held.begin(), held.end(),
                              [](const QWidget* each) { return qobject_cast<const QSplitterHandle*>(each); }),
               held.end());
    return held;
}

// Before the window is shown for the first time all are hidden.
bool isPutAway(const QWidget* widget) {
    return widget->isHidden() && widget->testAttribute(Qt::WA_WState_ExplicitShowHide);
}

}  // namespace

PartToggles::PartToggles(const QList<Part>& parts) {
    for (const Part& part : parts) {
        QWidget* pane = paneOf(part.content);
        QWidget* column = pane->parentWidget();
        m_toggles << part.actions.show;
        watch(*column);
        watch(*paneOf(column));
        connect(part.actions.show, &QAction::toggled, pane, &QWidget::setVisible);
        connect(part.actions.go, &QAction::triggered, this, [this, part] {
            part.actions.show->setChecked(true);
            bringForward(*part.content);
            if (!goTo(*part.content))
                emit said(tr("nothing in “%1” takes keys now").arg(ActionWords::nameOf(*part.actions.show)));
        });
    }
}

// What holds parts is put away with the last that is shown in it, and comes back with the first: also with
// what comes there by itself.
void PartToggles::watch(QWidget& holder) {
    if (m_holders.contains(&holder))
        return;
    m_holders << &holder;
    for (QWidget* each : heldBy(holder))
        each->installEventFilter(this);
    fit(holder);
}

void PartToggles::fit(QWidget& holder) {
    const QList<QWidget*> held = heldBy(holder);
    holder.setVisible(!std::all_of(held.begin(), held.end(), isPutAway));
}

bool PartToggles::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::ShowToParent || event->type() == QEvent::HideToParent)
        if (QWidget* holder = static_cast<QWidget*>(watched)->parentWidget(); m_holders.contains(holder))
            fit(*holder);
    return QObject::eventFilter(watched, event);
}

// Where it shares its place with others, one at a time.
void PartToggles::bringForward(QWidget& content) {
    for (QWidget* each = &content; each->parentWidget(); each = each->parentWidget())
        if (auto* stack = qobject_cast<QStackedWidget*>(each->parentWidget()))
            stack->setCurrentWidget(each);
}

// To its list where it has one, else to the first of it that takes keys; false: there is none.
bool PartToggles::goTo(QWidget& content) {
    const auto takesKeys = [](const QWidget* widget) {
        return widget->focusPolicy() & Qt::TabFocus && widget->isVisible() && widget->isEnabled();
    };
    QList<QWidget*> inIt{&content};
    for (auto* list : content.findChildren<QAbstractItemView*>())
        inIt << list;
    inIt << content.findChildren<QWidget*>();
    const auto first = std::find_if(inIt.begin(), inIt.end(), takesKeys);
    if (first == inIt.end())
        return false;
    (*first)->setFocus(Qt::ShortcutFocusReason);
    return true;
}

}  // namespace heddle
