// SPDX-License-Identifier: GPL-3.0-or-later
// The lines over a bar that waits.
#pragma once

#include <QLineF>
#include <QRectF>

#include <vector>

namespace heddle {

inline constexpr double stripeGapPx = 9, stripeWidthPx = 1.6;

// Slanted lines through `rect`, cut at its edges. Their phase hangs on x alone, so that they stand still
// while a bar grows; `phasePx` shifts it. `slope` > 0 leans like "/". Thread: any.
std::vector<QLineF> hatchLines(const QRectF& rect, double gapPx, double slope, double phasePx = 0);

// The phase with which a line goes on from one rectangle to its neighbours, however high they are.
double commonPhase(const QRectF& rect, double slope);

}  // namespace heddle
