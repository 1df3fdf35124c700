// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/picture/PictureStamps.h"
#include "app/timeline/TimelineScene.h"

#include <QImage>
#include <QRegion>

namespace heddle {

// A scene as pixels: its still picture is painted once for many frames, the moving one over it, and of both
// only what has changed. Thread: GUI only. The scene outlives it.
class TimelineCanvas {
public:
    explicit TimelineCanvas(TimelineScene& scene) : m_scene(scene) {}

    QRegion changes();  // lays out; what has to be painted again since the last call
    void paint(QPainter& painter, const QRegion& region);

private:
    bool isAllOf(const QRegion& region) const;  // a picture that has to be painted anew anyway
    void refreshStill(const QSizeF& size, double scale);

    TimelineScene& m_scene;
    Picture m_moving;
    bool m_isStillDue = true;  // laid out anew, and not painted yet
    QImage m_still;
    PictureStamps m_stamps;
};

}  // namespace heddle
