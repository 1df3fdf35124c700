// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/TimelineCanvas.h"

#include "app/picture/PicturePainter.h"

namespace heddle {

QRegion TimelineCanvas::changes() {
    const bool isAllNew = m_scene.isStillStale();
    Picture moving = m_scene.moving();
    const QRegion changed =
        isAllNew ? QRegion(m_scene.scope().frame.all.toAlignedRect()) : m_moving.differenceTo(moving);
    m_moving = std::move(moving);
    m_isStillDue = m_isStillDue || isAllNew;
    return changed;
}

void TimelineCanvas::refreshStill(const QSizeF& size, double scale) {
    const QSize pixels = (size * scale).toSize();
    if (!m_isStillDue && m_still.size() == pixels)
        return;
    m_isStillDue = false;
    if (m_still.size() != pixels)
        m_still = QImage(pixels, QImage::Format_RGB32);
    m_still.setDevicePixelRatio(scale);
    QPainter painter(&m_still);
    heddle::paint(painter, m_scene.still(), m_scene.scope().theme, m_stamps);
}

bool TimelineCanvas::isAllOf(const QRegion& region) const {
    const QRect all = m_scene.scope().frame.all.toAlignedRect();
    return m_isStillDue && region.rectCount() == 1 && region.boundingRect().contains(all);
}

void TimelineCanvas::paint(QPainter& painter, const QRegion& region) {
    if (isAllOf(region)) {  // while one zooms no frame's picture serves the next: it is not kept
        heddle::paint(painter, m_scene.still(), m_scene.scope().theme, m_stamps);
        return heddle::paint(painter, m_moving, m_scene.scope().theme, m_stamps);
    }
    const double scale = painter.device()->devicePixelRatioF();
    refreshStill(m_scene.scope().frame.all.size(), scale);
    for (const QRect& rect : region)
        painter.drawImage(QRectF(rect), m_still,
                          QRectF(QPointF(rect.topLeft()) * scale, QSizeF(rect.size()) * scale));
    heddle::paint(painter, m_moving.within(region), m_scene.scope().theme, m_stamps);
}

}  // namespace heddle
