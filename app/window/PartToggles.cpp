// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/PartToggles.h"

#include <QAbstractItemView>
#include <QAction>
#include <QSplitter>

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

}  // namespace

PartToggles::PartToggles(const QList<Part>& parts) {
    for (const Part& part : parts) {
        QWidget* pane = paneOf(part.content);
        m_panes << pane;
        m_toggles << part.actions.show;
        connect(part.actions.show, &QAction::toggled, this,
                [this, pane](bool isShown) { show(*pane, isShown); });
        connect(part.actions.go, &QAction::triggered, this, [part] {
            part.actions.show->setChecked(true);
            goTo(*part.content);
        });
    }
}

void PartToggles::show(QWidget& pane, bool isShown) {
    pane.setVisible(isShown);
    auto* column = qobject_cast<QSplitter*>(pane.parentWidget());
    bool isAllOurs = true, isAny = false;
    for (int place = 0; place < column->count(); ++place) {
        isAllOurs = isAllOurs && m_panes.contains(column->widget(place));
        isAny = isAny || !column->widget(place)->isHidden();
    }
    if (isAllOurs)  // else something comes there by itself
        column->setVisible(isAny);
}

// To its list where it has one, else to the first of it that takes keys.
void PartToggles::goTo(QWidget& content) {
    const auto takesKeys = [](const QWidget* widget) {
        return widget->focusPolicy() & Qt::TabFocus && widget->isVisible() && widget->isEnabled();
    };
    if (takesKeys(&content))
        return content.setFocus(Qt::ShortcutFocusReason);
    QList<QWidget*> inIt;
    for (auto* list : content.findChildren<QAbstractItemView*>())
        inIt << list;
    inIt << content.findChildren<QWidget*>();
    const auto first = std::find_if(inIt.begin(), inIt.end(), takesKeys);
    if (first != inIt.end())
        (*first)->setFocus(Qt::ShortcutFocusReason);
}

}  // namespace heddle
