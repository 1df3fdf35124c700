// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/LocalOrders.h"

#include "app/window/ActionWords.h"
#include "app/window/Actions.h"

#include <QAction>
#include <QKeyEvent>
#include <QWidget>

namespace heddle {

namespace {

// To it alone: sent by the application, the key would first be looked for among the actions.
void press(QObject& widget, int key, Qt::KeyboardModifiers with = {}) {
    QKeyEvent event(QEvent::KeyPress, key, with);
    widget.event(&event);
}

void connectKeys(const QList<QAction*>& actions, QWidget& widget) {
    for (const QAction* action : actions)
        QObject::connect(action, &QAction::triggered, &widget,
                         [&widget, key = ActionWords::localKey(*action)] { press(widget, key); });
}

}  // namespace

void connectLocal(Actions& actions, QWidget& stage, QWidget& timeline) {
    connectKeys(actions.ofStage, stage);
    connectKeys(actions.ofTimeline, timeline);
    const auto travel = [&](QAction* action, int key) {
        QObject::connect(action, &QAction::triggered, &timeline, [&stage, &timeline, key] {
            const bool isOfStage = stage.window()->focusWidget() == &stage;
            press(isOfStage ? stage : timeline, key, Qt::AltModifier);
        });
    };
    travel(actions.viewBefore, Qt::Key_Left);
    travel(actions.viewAfter, Qt::Key_Right);
}

}  // namespace heddle
