// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/models/DepthCurve.h"

#include <algorithm>

namespace heddle {

void DepthCurve::append(Point point) {
    if (!m_points.empty() && m_points.back().depth == point.depth)
        return;
    m_points.append(point);
    m_tree.append(point.depth);
    m_bySteps.append({point.step, 0, 0});
    m_byTime.append({point.ns, 0, 0});
    m_greatest = std::max(m_greatest, point.depth);
}

std::int64_t DepthCurve::greatestIn(std::size_t from, std::size_t to) const {
    return m_tree.greatestIn(from, to).value_or(0);
}

}  // namespace heddle
