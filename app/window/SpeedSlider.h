// SPDX-License-Identifier: GPL-3.0-or-later
// How fast time plays, and what that means in words: "0.8 s a step", "whole run in 20 s".
#pragma once

#include "app/playback/Playback.h"

#include <QKeySequence>
#include <QWidget>

#include <optional>

class QLabel;
class QSlider;

namespace heddle {

// Thread: GUI only. `playback` outlives it.
class SpeedSlider : public QWidget {
    Q_OBJECT
public:
    explicit SpeedSlider(Playback& playback, QWidget* parent = nullptr);

    void setKeys(const QKeySequence& slower, const QKeySequence& faster);  // that its tip names
    void setTerse(bool isTerse);  // the slider and a number; the words are in its tip
    // The workers themselves are as fast as that: in slow motion, or while a chooser is let go on, which is
    // not slowed down where the slider ends.
    enum class Of { view, slowMotion, chooser };
    void setOf(Of of);
    std::optional<double> operationsPerSecond() const;  // none: as fast as they go

public slots:
    void faster();
    void slower();

signals:
    void paceChanged();

private:
    int slowestNotch() const;
    void showSpeed();
    QString words() const;
    QString number() const;
    double stepsPerSecond() const;
    QString tipOf(const QString& words) const;

    Playback& m_playback;
    QSlider* m_slider;
    QLabel *m_title, *m_words;
    QKeySequence m_slower, m_faster;
    Of m_of = Of::view;
    bool m_isTerse = false;
};

}  // namespace heddle
