// SPDX-License-Identifier: GPL-3.0-or-later
// Thousands of rectangles, each of a few pixels: a painter takes ten times as long for them.
#pragma once

#include <QImage>
#include <QPainter>
#include <QRectF>

#include <vector>

namespace heddle {

// On whole device pixels, of which a logical one has `scale`; each at least one of them. `ink`, 32 bits a
// pixel and opaque, is repeated from the corner of the paper on. Thread: GUI only.
void writeColumns(QPainter& painter, const std::vector<QRectF>& rects, double scale, const QImage& ink);

}  // namespace heddle
