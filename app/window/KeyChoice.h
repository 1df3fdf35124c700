// SPDX-License-Identifier: GPL-3.0-or-later
// Which key does what: as it comes, or as somebody chose; remembered.
#pragma once

#include <QHash>
#include <QKeySequence>
#include <QList>
#include <QObject>
#include <QString>

class QAction;
class QSettings;

namespace heddle {

class Actions;

// Thread: GUI only. Settings and actions outlive it.
class KeyChoice : public QObject {
    Q_OBJECT
public:
    KeyChoice(QSettings& settings, const Actions& actions);  // the actions have the chosen keys from now on

    const QList<QAction*>& actions() const { return m_actions; }
    bool isChanged(const QAction& action) const;
    // One sentence: why the action cannot have this key; "": it can.
    QString objection(const QAction& action, const QKeySequence& key) const;

    bool choose(QAction& action, const QKeySequence& key);  // an empty one: no key; false: objection()
    // To how it comes. One that is another's meanwhile is not taken away from it: false.
    bool reset(QAction& action);
    void resetAll();

signals:
    void changed();

private:
    void apply(QAction& action, const QList<QKeySequence>& keys);
    QString objectionTo(const QAction& action, const QList<QKeySequence>& keys) const;

    QSettings& m_settings;
    QList<QAction*> m_actions;
    QHash<const QAction*, QList<QKeySequence>> m_usual;
};

}  // namespace heddle
