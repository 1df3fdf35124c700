// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/timeline/Picture.h"

#include <QLineF>
#include <QPainter>

#include <vector>

namespace heddle {

// Puts a picture on anything that a QPainter paints on. Decides nothing, and clips nothing, so that it
// exports too. Thread: GUI only.
void paint(QPainter& painter, const Picture& picture, const Theme& theme);

// Slanted lines through `rect`, cut at its edges. Their phase hangs on x alone, so that they stand still
// while a bar grows. `slope` > 0 leans like "/".
std::vector<QLineF> hatchLines(const QRectF& rect, double gapPx, double slope);

}  // namespace heddle
