// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/timeline/TimelineScene.h"

#include <QObject>

namespace heddle {

// Does what mouse and keys ask of a timeline. All outlive it. Thread: GUI only.
class TimelineSteering : public QObject {
    Q_OBJECT
public:
    TimelineSteering(const TraceModel& model, Playback& playback, TimelineScene& scene);

    void obey(const TimelineIntent& intent);
    void hoverAgain();  // what is under the pointer may be another: the view or the run has moved

signals:
    void obeyed();                                       // the scene may look different now
    void eventPicked(std::size_t event);                 // by a click, or by a walk
    void subjectPicked(const heddle::Subject& subject);  // by a click on its lane's name
    void selectionCleared();
    void hoverChanged(const QString& sentence);  // what is under the pointer; "" when nothing is
    void rangeChanged();

private:
    void obeyOne(const ZoomIntent& zoom) { m_scene.zoom(zoom); }
    void obeyOne(const PanIntent& pan) { m_scene.pan(pan); }
    void obeyOne(const ScrollIntent& scroll) { m_scene.scroll(scroll); }
    void obeyOne(const SeekIntent& seek);
    void obeyOne(const RestIntent&);
    void obeyOne(const PickIntent& pick);
    void obeyOne(const HoverIntent& hover);
    void obeyOne(const AxisIntent& axis) { m_playback.setAxis(axis.axis); }
    void obeyOne(const FitIntent&) { m_scene.fitAll(); }
    void obeyOne(const StepIntent& step);
    void obeyOne(const RangeIntent& range) { m_scene.selectRange(range); }
    void obeyOne(const FocusIntent&) { m_scene.focus(); }
    void obeyOne(const ClearIntent&);
    void obeyOne(const WalkIntent& walk);
    void obeyOne(const MarkIntent& mark) { m_scene.mark(mark); }
    void obeyOne(const HistoryIntent& history);
    void obeyOne(const NameIntent& name);
    void obeyOne(const LaneIntent& lane);
    void obeyOne(const ExtendIntent& extend);

    void pick(std::size_t event);
    void say(const QString& words);

    const TraceModel& m_model;
    Playback& m_playback;
    TimelineScene& m_scene;
    QString m_hovered;
};

}  // namespace heddle
