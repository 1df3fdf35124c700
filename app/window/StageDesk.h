// SPDX-License-Identifier: GPL-3.0-or-later
// The stage in the window: it shows the instant that is looked at, and what is picked there is picked
// everywhere.
#pragma once

#include <QObject>
#include <QString>

#include <memory>

class QSettings;

namespace heddle {

class Actions;
class EventsPanel;
class Selection;
class StageView;
class StatusLine;
class Trace;
class Viewing;

// Thread: GUI only. All that it is given outlives it. What was moved by hand is remembered for each lesson.
class StageDesk : public QObject {
    Q_OBJECT
public:
    struct Parts {
        QSettings& settings;
        Viewing& viewing;
        Actions& actions;
        StageView& stage;
        EventsPanel& events;
        Selection& selection;
        StatusLine& status;
    };
    explicit StageDesk(const Parts& parts);

    bool eventFilter(QObject* watched, QEvent* event) override;  // the tips of what is drawn on the stage

signals:
    void stopWanted(const QString& filter);  // there a run is to stand still

private:
    void connectSelection();
    void connectDepth();
    void openMenu(const QString& filter, const QPoint& at);
    void show(const std::shared_ptr<const Trace>& trace);
    void remember();
    void forget();

    Parts m;
    QString m_lesson;
};

}  // namespace heddle
