// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/picture/ColumnPixels.h"

#include "app/picture/Pixels.h"

#include <algorithm>

namespace heddle {

namespace {

// What can be painted on at most: widgets tell their size in logical pixels, pixmaps in device pixels.
QSize paperOf(const QPainter& painter, double scale) {
    const QPaintDevice& device = *painter.device();
    const double larger = std::max(scale, 1.0) * scale;
    return {qRound(device.width() * larger), qRound(device.height() * larger)};
}

// One that is written row by row: most columns are as high as their neighbours.
bool isContinuedBy(const QRect& rect, const QRect& next) {
    return rect.top() == next.top() && rect.bottom() == next.bottom() && rect.right() + 1 == next.left();
}

std::vector<QRect> onPixels(const std::vector<QRectF>& rects, double scale, const QSize& paper) {
    std::vector<QRect> all;
    all.reserve(rects.size());
    const double right = paper.width() / scale, bottom = paper.height() / scale;
    for (const QRectF& rect : rects) {
        if (rect.left() > right || rect.right() < 0 || rect.top() > bottom || rect.bottom() < 0)
            continue;
        const auto across = [&](double px) { return qRound(std::clamp(px, 0.0, right) * scale); };
        const auto down = [&](double px) { return qRound(std::clamp(px, 0.0, bottom) * scale); };
        const int left = across(rect.left()), top = down(rect.top());
        const QRect whole(left, top, std::max(1, across(rect.right()) - left),
                          std::max(1, down(rect.bottom()) - top));
        const QRect shown = whole.intersected(QRect(QPoint(0, 0), paper));
        if (shown.isEmpty())
            continue;
        if (!all.empty() && isContinuedBy(all.back(), shown))
            all.back().setRight(shown.right());
        else
            all.push_back(shown);
    }
    return all;
}

void write(const Pixels& on, const std::vector<QRect>& rects, const QImage& ink) {
    const int period = ink.width();
    auto* const first = reinterpret_cast<QRgb*>(on.image->bits());
    const qsizetype row = on.image->bytesPerLine() / static_cast<qsizetype>(sizeof(QRgb));
    for (const QRect& wanted : rects) {
        const QRect rect = wanted & on.all.translated(-on.corner);
        QRgb* line = first + (rect.top() + on.corner.y()) * row + rect.left() + on.corner.x();
        for (int y = rect.top(); y <= rect.bottom(); ++y, line += row) {
            const auto* const inks = reinterpret_cast<const QRgb*>(ink.constScanLine(y % period));
            if (period == 1) {
                std::fill_n(line, rect.width(), *inks);
                continue;
            }
            for (int x = 0, at = rect.left() % period; x < rect.width(); at = 0) {
                const int run = std::min(period - at, rect.width() - x);
                std::copy_n(inks + at, run, line + x);
                x += run;
            }
        }
    }
}

}  // namespace

void writeColumns(QPainter& painter, const std::vector<QRectF>& rects, double scale, const QImage& ink) {
    const std::vector<QRect> whole = onPixels(rects, scale, paperOf(painter, scale));
    if (whole.empty())
        return;
    if (const auto pixels = pixelsUnder(painter, scale))
        return write(*pixels, whole, ink);
    QRect all;
    for (const QRect& rect : whole)
        all |= rect;
    QImage strip(all.size(), QImage::Format_ARGB32_Premultiplied);
    if (strip.isNull())
        return;
    strip.fill(Qt::transparent);
    write({&strip, -all.topLeft(), strip.rect()}, whole, ink);
    strip.setDevicePixelRatio(scale);
    painter.drawImage(QPointF(all.topLeft()) / scale, strip);
}

}  // namespace heddle
