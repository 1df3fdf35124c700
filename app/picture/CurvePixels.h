// SPDX-License-Identifier: GPL-3.0-or-later
// Smooth curves of one pixel's width, written instead of painted.
#pragma once

#include <QColor>
#include <QPainter>

#include <array>

namespace heddle {

using Cubic = std::array<QPointF, 4>;  // from, its two controls, to

// False: it has to be painted. Thread: GUI only.
bool writeCurve(QPainter& painter, const Cubic& curve, const QColor& color);

}  // namespace heddle
