// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/models/MaxTree.h"
#include "core/trace/Density.h"
#include "core/trace/PackedRow.h"

#include <cstdint>

namespace heddle {

// How many messages, or bytes, an object held from some event on. Thread: one owner.
class DepthCurve {
public:
    struct Point {
        std::int64_t step = 0, ns = 0, depth = 0;

        static constexpr auto fields() { return std::tuple(&Point::step, &Point::ns, &Point::depth); }
    };
    void append(Point point);

    const PackedRow<Point>& points() const { return m_points; }
    const Density& bySteps() const { return m_bySteps; }  // of the points' positions
    const Density& byTime() const { return m_byTime; }
    std::int64_t greatest() const { return m_greatest; }              // ever; 0 when empty
    std::int64_t greatestIn(std::size_t from, std::size_t to) const;  // of points [from, to)

private:
    PackedRow<Point> m_points;
    MaxTree m_tree;
    Density m_bySteps, m_byTime;
    std::int64_t m_greatest = 0;
};

}  // namespace heddle
