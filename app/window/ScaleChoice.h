// SPDX-License-Identifier: GPL-3.0-or-later
// How large everything is drawn: as the desktop says, or by a factor of one's own; remembered.
#pragma once

#include <QList>
#include <QObject>

class QAction;
class QSettings;

namespace heddle {

// What is chosen is asked of Qt ahead of the application, which hears of it only then; programs that are run
// later are not to hear of it. Who has set QT_SCALE_FACTOR by hand is obeyed instead. Thread: GUI only.
class ScaleAtStart {
public:
    explicit ScaleAtStart(const QSettings& settings);
    ~ScaleAtStart();
    Q_DISABLE_COPY_MOVE(ScaleAtStart)

private:
    bool m_isAsked = false;
};

// Thread: GUI only. `settings` outlive it.
class ScaleChoice : public QObject {
    Q_OBJECT
public:
    static constexpr double asDesktop = 0;
    static QList<double> factors();  // that can be chosen; the desktop's is the first
    static QString wordsFor(double factor);

    explicit ScaleChoice(QSettings& settings, QObject* parent = nullptr);

    double choice() const;                           // for the next start
    void connectTo(const QList<QAction*>& actions);  // by the places of their factors; they show and make it

public slots:
    void choose(double factor);

signals:
    void said(const QString& sentence);  // what comes of the choice; "": it is as it was at the start

private:
    QSettings& m_settings;
    const double m_atStart;
};

}  // namespace heddle
