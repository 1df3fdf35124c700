// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/picture/Pixels.h"

#include <QPaintEngine>
#include <QTransform>

namespace heddle {

namespace {

bool isPlain(const QImage& image) {
    return image.format() == QImage::Format_RGB32 || image.format() == QImage::Format_ARGB32_Premultiplied;
}

}  // namespace

std::optional<Pixels> pixelsUnder(const QPainter& painter, double scale) {
    const QPaintEngine& engine = *painter.paintEngine();
    QPaintDevice* const device = engine.paintDevice();
    if (device->devType() != QInternal::Image || painter.hasClipping() || painter.opacity() < 1 ||
        painter.compositionMode() != QPainter::CompositionMode_SourceOver)
        return std::nullopt;
    auto* const image = static_cast<QImage*>(device);
    const QTransform& way = painter.deviceTransform();
    const QPoint corner(qRound(way.dx()), qRound(way.dy()));
    const bool isMoved = way.type() <= QTransform::TxScale && way.m11() == scale && way.m22() == scale &&
                         corner == QPointF(way.dx(), way.dy());
    const QRegion clip = engine.systemClip();
    if (!isMoved || !isPlain(*image) || clip.rectCount() > 1)
        return std::nullopt;
    return Pixels{image, corner, clip.isEmpty() ? image->rect() : image->rect() & clip.boundingRect()};
}

}  // namespace heddle
