// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/KeyChoice.h"

#include "app/window/ActionWords.h"
#include "app/window/Actions.h"

#include <QAction>
#include <QSettings>

#include <algorithm>

namespace heddle {

namespace {

const QString group = QStringLiteral("keys");

QString settingOf(const QAction& action) {
    return group + QLatin1Char('/') + action.objectName();
}

// These work only there, whatever keys the actions have: see TimelineInput.
bool isOfTimeline(const QKeySequence& key) {
    static const QList<QKeySequence> keys{Qt::Key_W,
                                          Qt::Key_S,
                                          Qt::Key_A,
                                          Qt::Key_D,
                                          Qt::Key_F,
                                          Qt::Key_M,
                                          Qt::SHIFT | Qt::Key_M,
                                          Qt::Key_Left,
                                          Qt::Key_Right,
                                          Qt::Key_Up,
                                          Qt::Key_Down,
                                          Qt::Key_Period,
                                          Qt::Key_Comma,
                                          Qt::Key_BracketLeft,
                                          Qt::Key_BracketRight,
                                          Qt::Key_PageUp,
                                          Qt::Key_PageDown,
                                          Qt::Key_Escape};
    return keys.contains(key);
}

// Of its keys the timeline has all others, too. Lists and buttons have these as well.
bool isOfStage(const QKeySequence& key) {
    return key == QKeySequence(Qt::Key_Return) || key == QKeySequence(Qt::Key_Enter);
}

QString wordsOf(const QKeySequence& key) {
    return key.toString(QKeySequence::NativeText);
}

// "Ctrl+K" is in the way of "Ctrl+K, L", too: it would never be waited for.
bool areInTheWay(const QKeySequence& a, const QKeySequence& b) {
    return !a.isEmpty() && !b.isEmpty() &&
           (a.matches(b) != QKeySequence::NoMatch || b.matches(a) != QKeySequence::NoMatch);
}

}  // namespace

KeyChoice::KeyChoice(QSettings& settings, const Actions& actions)
    : m_settings(settings), m_actions(actions.all() + actions.letWorker) {
    for (QAction* action : m_actions)
        m_usual[action] = action->shortcuts();
    for (QAction* action : m_actions) {
        const QVariant chosen = m_settings.value(settingOf(*action));
        if (chosen.isValid())
            apply(*action, {QKeySequence(chosen.toString(), QKeySequence::PortableText)});
    }
}

bool KeyChoice::isChanged(const QAction& action) const {
    return action.shortcuts() != m_usual[&action];
}

QString KeyChoice::objectionTo(const QAction& action, const QList<QKeySequence>& keys) const {
    for (const QKeySequence& key : keys) {
        if (isOfTimeline(key))
            return tr("%1 is a key of the timeline already").arg(wordsOf(key));
        if (isOfStage(key))
            return tr("%1 is a key of the stage and of lists already").arg(wordsOf(key));
        for (const QAction* other : m_actions)
            for (const QKeySequence& taken : other->shortcuts())
                if (other != &action && areInTheWay(key, taken))
                    return tr("%1 is the key of “%2” already")
                        .arg(wordsOf(taken), ActionWords::nameOf(*other));
    }
    return {};
}

QString KeyChoice::objection(const QAction& action, const QKeySequence& key) const {
    return objectionTo(action, {key});
}

bool KeyChoice::choose(QAction& action, const QKeySequence& key) {
    if (!objection(action, key).isEmpty())
        return false;
    apply(action, {key});
    m_settings.setValue(settingOf(action), key.toString(QKeySequence::PortableText));
    emit changed();
    return true;
}

bool KeyChoice::reset(QAction& action) {
    if (!objectionTo(action, m_usual[&action]).isEmpty())
        return false;
    apply(action, m_usual[&action]);
    m_settings.remove(settingOf(action));
    emit changed();
    return true;
}

void KeyChoice::resetAll() {
    for (QAction* action : m_actions)
        if (isChanged(*action))
            apply(*action, m_usual[action]);
    m_settings.remove(group);
    emit changed();
}

void KeyChoice::apply(QAction& action, const QList<QKeySequence>& keys) {
    action.setShortcuts(keys);
    ActionWords::tell(action);
}

}  // namespace heddle
