// SPDX-License-Identifier: GPL-3.0-or-later
// What to run and how, the transport of time, its speed, and the instant.
#pragma once

#include "app/playback/Playback.h"
#include "app/theme/Theme.h"
#include "core/schedule/Choosing.h"

#include <QList>
#include <QWidget>

class QAction;
class QComboBox;
class QHBoxLayout;
class QLabel;
class QLineEdit;
class QToolButton;

namespace heddle {

class Actions;
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
    void setChoosing(const Choosing& choosing);
    void showMoment(const Moment& moment, bool isHeld);

    QSize minimumSizeHint() const override;  // folded as far as it goes

signals:
    void lessonChosen(QString name);

protected:
    void resizeEvent(QResizeEvent*) override;

private:
    // What gives way where there is no room, in this order; all of it is in the menus too.
    enum class Fold { none, speedWords, buttonWords, chooser, ends, last = ends };
    void foldToWidth();
    void setFold(Fold fold);
    QToolButton* button(QAction* action, bool isWorded, bool isMain = false);
    void addModes(QHBoxLayout* row);
    void addTransport(QHBoxLayout* row, Actions& actions);
    void addInstant(QHBoxLayout* row);
    void enableChooser();

    QList<QToolButton*> m_worded, m_ends;
    int m_narrowest = 0;  // px
    QComboBox* m_lessons;
    Segments* m_mode;
    QComboBox* m_chooser;
    QLineEdit* m_seed;
    SpeedSlider* m_speed;
    QLabel* m_instant;
    QLabel* m_elapsed;
};

}  // namespace heddle
