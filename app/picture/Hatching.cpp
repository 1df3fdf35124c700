// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/picture/Hatching.h"

#include <algorithm>
#include <cmath>

namespace heddle {

std::vector<QLineF> hatchLines(const QRectF& rect, double gapPx, double slope, double phasePx) {
    std::vector<QLineF> lines;
    const double lean = rect.height() * std::abs(slope);
    double x = std::floor((rect.left() - lean - phasePx) / gapPx) * gapPx + phasePx;
    for (; x < rect.right(); x += gapPx) {
        const double left = std::max(x, rect.left()), right = std::min(x + lean, rect.right());
        if (right <= left)
            continue;
        const auto yAt = [&](double at) {
            const double share = (at - x) / lean;
            return slope > 0 ? rect.bottom() - share * rect.height() : rect.top() + share * rect.height();
        };
        lines.emplace_back(left, yAt(left), right, yAt(right));
    }
    return lines;
}

// Lines rise from a rectangle's lower edge, and fall from its upper one.
double commonPhase(const QRectF& rect, double slope) {
    return slope > 0 ? -rect.bottom() * slope : -rect.top() * slope;
}

}  // namespace heddle
