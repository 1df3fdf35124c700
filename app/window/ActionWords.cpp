// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/ActionWords.h"

#include <QAction>
#include <QCoreApplication>
#include <QKeySequence>
#include <QStringList>

#include <utility>

namespace heddle {

namespace {

constexpr const char* nameProperty = "command";
constexpr const char* isWholeProperty = "wholeName";
constexpr const char* groupProperty = "group";
constexpr const char* aboutProperty = "about";
constexpr const char* alsoProperty = "also";
constexpr const char* localKeyProperty = "localKey";
constexpr const char* placeProperty = "placeOfKey";

QString tr(const char* words) {
    return QCoreApplication::translate("heddle::ActionWords", words);
}

QString textOf(const QAction& action, const char* property) {
    return action.property(property).toString();
}

}  // namespace

void ActionWords::begin(QAction& action, const QString& group) {
    action.setProperty(nameProperty, action.iconText());
    action.setProperty(groupProperty, group);
    tell(action);
}

QString ActionWords::nameOf(const QAction& action) {
    const QString name = textOf(action, nameProperty);
    return name.isEmpty() ? action.iconText() : name;
}

QString ActionWords::wordsOf(const QAction& action) {
    return action.property(isWholeProperty).toBool() ? nameOf(action) : action.iconText();
}

QString ActionWords::groupOf(const QAction& action) {
    return textOf(action, groupProperty);
}

QString ActionWords::alsoOf(const QAction& action) {
    return textOf(action, alsoProperty);
}

int ActionWords::localKey(const QAction& action) {
    return action.property(localKeyProperty).toInt();
}

QString ActionWords::keysOf(const QAction& action) {
    QStringList keys;
    for (const QKeySequence& key : action.shortcuts())
        if (!key.isEmpty())  // a standard key that this desktop does not have
            keys << key.toString(QKeySequence::NativeText);
    if (const int key = localKey(action); key != 0)  // which works there all the same
        keys << tr("%1 %2").arg(QKeySequence(key).toString(QKeySequence::NativeText),
                                textOf(action, placeProperty));
    keys.removeDuplicates();
    return keys.join(tr(" or "));
}

void ActionWords::tellKeys(const QAction& action, QObject& whom,
                           std::function<void(const QString& keys)> tell) {
    tell(keysOf(action));
    QObject::connect(&action, &QAction::changed, &whom,
                     [&action, tell = std::move(tell)] { tell(keysOf(action)); });
}

void ActionWords::name(QAction& action, const QString& whole) {
    action.setProperty(nameProperty, whole);
    action.setProperty(isWholeProperty, true);
    tell(action);
}

void ActionWords::explain(QAction& action, const QString& about) {
    action.setProperty(aboutProperty, about);
    tell(action);
}

void ActionWords::setAlso(QAction& action, const QString& words) {
    action.setProperty(alsoProperty, words);
}

void ActionWords::setKey(QAction& action, const QKeySequence& key) {
    action.setShortcut(key);
    tell(action);
}

void ActionWords::setLocalKey(QAction& action, int key, const QString& place) {
    action.setProperty(localKeyProperty, key);
    action.setProperty(placeProperty, place);
}

void ActionWords::tell(QAction& action) {
    const QString key = action.shortcut().toString(QKeySequence::NativeText), words = wordsOf(action),
                  about = textOf(action, aboutProperty);
    const QString first = key.isEmpty() ? words : QStringLiteral("%1 (%2)").arg(words, key);
    action.setToolTip(about.isEmpty() ? first : first + QLatin1Char('\n') + about);
}

}  // namespace heddle
