// SPDX-License-Identifier: GPL-3.0-or-later
// What to run and how, the transport of time, its speed, and the instant.
#pragma once

#include "app/playback/Playback.h"
#include "app/theme/Theme.h"
#include "app/window/ChooserFields.h"
#include "core/event/Event.h"
#include "core/schedule/Choosing.h"

#include <QList>
#include <QWidget>

#include <optional>

class QAction;
class QComboBox;
class QHBoxLayout;
class QLabel;
class QToolButton;

namespace heddle {

class Actions;
class OverflowButton;
class Segments;
class SpeedSlider;

// Thread: GUI only. Actions and playback outlive it.
class TopBar : public QWidget {
    Q_OBJECT
public:
    TopBar(Actions& actions, Playback& playback, const Theme& theme, QWidget* parent = nullptr);

    void addLesson(const QString& name, const QString& title);
    void setLesson(const QString& name);  // chosen from outside; says nothing. "": none of them
    Choosing choosing() const;            // as set; a seed that is no number counts as 0
    bool isReplay() const { return m_choosers->isReplay(); }
    std::optional<double> operationsPerSecond() const;  // in slow motion
    std::optional<double> pace() const;                 // of a chooser that goes on; none: as fast as it goes
    Depth steps() const;                                // what is stepped
    bool isSlowMotion() const { return mode() == RunMode::slow; }
    bool isStepMode() const { return mode() == RunMode::step; }
    void setChooserGoesOn(bool canGoOn);         // by itself, if it is let: then the speed is its own
    void setChoosing(const Choosing& choosing);  // from outside; says nothing
    void setCanReplay(bool canReplay) { m_choosers->setCanReplay(canReplay); }  // what is shown has an order
    void showMoment(const Moment& moment, bool isHeld);

    QSize minimumSizeHint() const override;  // folded as far as it goes

signals:
    void lessonChosen(QString name);
    void paceChanged();      // but that of slow motion
    void choosingChanged();  // the mode, who chooses, the seed, or the pace of slow motion

protected:
    void resizeEvent(QResizeEvent*) override;

private:
    // What gives way where there is no room, in this order. What is hidden then is in the overflow, and all
    // of it is in the menus too.
    enum class Fold { none, speedWords, buttonWords, chooser, ends, speed, modes, lesson, last = lesson };
    RunMode mode() const;
    void setMode(RunMode mode);
    void showMode();
    void showPace();
    void tellChoosing();
    void foldToWidth();
    void setFold(Fold fold);
    QList<QList<QAction*>> foldedAway(Fold fold) const;
    void keepRunWide();
    QToolButton* button(QAction* action, bool isWorded, bool isMain = false);
    void addLessons(QHBoxLayout* row);
    void addModes(QHBoxLayout* row, Actions& actions);
    void connectSpeed(Actions& actions);
    void connectChoosing();
    void addTransport(QHBoxLayout* row, Actions& actions);
    void addInstant(QHBoxLayout* row);

    QList<QToolButton*> m_worded, m_ends;
    QToolButton* m_run = nullptr;  // one of m_worded
    int m_narrowest = 0;           // px
    const Actions& m_actions;
    QComboBox* m_lessons;
    Segments* m_mode;
    QList<QAction*> m_modeActions;
    ChooserFields* m_choosers;
    QAction* m_stepLibrary;
    bool m_isFolding = false;
    bool m_isTold = false;  // it is being set from outside
    bool m_chooserGoesOn = false;
    SpeedSlider* m_speed;
    OverflowButton* m_overflow;
    QLabel* m_instant;
    QLabel* m_elapsed;
};

}  // namespace heddle
