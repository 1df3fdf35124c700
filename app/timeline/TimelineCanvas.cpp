// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/TimelineCanvas.h"

#include "app/picture/PicturePainter.h"

namespace heddle {

QRegion TimelineCanvas::changes() {
    Picture moving = m_scene.moving();
    const bool isAllNew = m_scene.isStillStale();
    const QRegion changed =
        isAllNew ? QRegion(m_scene.scope().frame.all.toAlignedRect()) : m_moving.differenceTo(moving);
    m_moving = std::move(moving);
    m_isStillDue = m_isStillDue || isAllNew;
    m_scene.still();
    return changed;
}

void TimelineCanvas::refreshStill(const QSizeF& size, double scale) {
    const QSize pixels = (size * scale).toSize();
    if (!m_isStillDue && m_still.size() == pixels)
        return;
    m_isStillDue = false;
    if (m_still.size() != pixels)
        m_still = QPixmap(pixels);
    m_still.setDevicePixelRatio(scale);
    QPainter painter(&m_still);
    heddle::paint(painter, m_scene.still(), m_scene.scope().theme, m_stamps);
}

void TimelineCanvas::paint(QPainter& painter, const QRegion& region) {
    const double scale = painter.device()->devicePixelRatioF();
    refreshStill(m_scene.scope().frame.all.size(), scale);
    for (const QRect& rect : region)
        painter.drawPixmap(QRectF(rect), m_still,
                           QRectF(QPointF(rect.topLeft()) * scale, QSizeF(rect.size()) * scale));
    heddle::paint(painter, m_moving.within(region), m_scene.scope().theme, m_stamps);
}

}  // namespace heddle
