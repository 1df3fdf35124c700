// SPDX-License-Identifier: GPL-3.0-or-later
// The lines over a bar that waits.
#pragma once

#include <QLineF>
#include <QRectF>

#include <vector>

namespace heddle {

inline constexpr double stripeGapPx = 9, stripeWidthPx = 1.6;

// Slanted lines through `rect`, cut at its edges. Their phase hangs on x alone, so that they stand still
// while a bar grows. `slope` > 0 leans like "/". Thread: any.
std::vector<QLineF> hatchLines(const QRectF& rect, double gapPx, double slope);

}  // namespace heddle
