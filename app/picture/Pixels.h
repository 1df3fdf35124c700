// SPDX-License-Identifier: GPL-3.0-or-later
// The pixels under a painter, for what is written much faster than painted.
#pragma once

#include <QImage>
#include <QPainter>

#include <optional>

namespace heddle {

// `all` of them can be written to; where the painter has its origin is `corner`.
struct Pixels {
    QImage* image = nullptr;
    QPoint corner;
    QRect all;
};

// Of a painter that paints on them one for one, each `scale` of its units wide; none: it has to paint.
// Thread: GUI only.
std::optional<Pixels> pixelsUnder(const QPainter& painter, double scale);

}  // namespace heddle
