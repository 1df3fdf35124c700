// SPDX-License-Identifier: GPL-3.0-or-later
// How fast time plays, and what that means in words: "0.8 s a step", "whole run in 20 s".
#pragma once

#include "app/playback/Playback.h"

#include <QWidget>

class QLabel;
class QSlider;

namespace heddle {

// Thread: GUI only. `playback` outlives it.
class SpeedSlider : public QWidget {
    Q_OBJECT
public:
    explicit SpeedSlider(Playback& playback, QWidget* parent = nullptr);

    void setTerse(bool isTerse);  // the slider alone; what it means is in its tip
    void setOfRun(bool isOfRun);  // in slow motion the workers themselves are as fast as that
    double operationsPerSecond() const;

public slots:
    void faster();
    void slower();

signals:
    void paceChanged();

private:
    int slowestNotch() const;
    void showSpeed();
    QString words() const;
    QString tipOf(const QString& words) const;

    Playback& m_playback;
    QSlider* m_slider;
    QLabel *m_title, *m_words;
    bool m_isOfRun = false;
};

}  // namespace heddle
