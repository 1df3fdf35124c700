// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of the standing layout: each can be put away, and gone to.
#pragma once

#include "app/window/Actions.h"

#include <QList>
#include <QObject>

class QWidget;

namespace heddle {

// Thread: GUI only. Actions and parts outlive it. A column of which no part is left leaves its room to the
// others.
class PartToggles : public QObject {
    Q_OBJECT
public:
    struct Part {
        Actions::Part actions;
        QWidget* content;  // somewhere below a splitter
    };
    explicit PartToggles(const QList<Part>& parts);

    const QList<QAction*>& toggles() const { return m_toggles; }

signals:
    void said(const QString& sentence);  // why one cannot be gone to

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;  // what holds parts: what is shown in it

private:
    void watch(QWidget& holder);
    static void fit(QWidget& holder);
    static void bringForward(QWidget& content);
    static bool goTo(QWidget& content);

    QList<QAction*> m_toggles;
    QList<QWidget*> m_holders;
};

}  // namespace heddle
