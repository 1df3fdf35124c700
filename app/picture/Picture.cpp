// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/picture/Picture.h"

#include <algorithm>

namespace heddle {

namespace {

// The t at which `claim` begins to hold, for a claim that holds from there on.
template <class Claim>
double firstWhere(Claim claim) {
    double low = 0, high = 1;
    for (int halving = 0; halving < 24; ++halving) {
        const double middle = (low + high) / 2;
        (claim(middle) ? high : low) = middle;
    }
    return high;
}

struct Part {
    double from = 0, to = 1;
};

// Where a coordinate that goes from a to b lies between low and high.
template <class Coordinate>
Part partWithin(Coordinate at, double low, double high) {
    const bool rises = at(1) >= at(0);
    Part part;
    const auto isIn = [&](double value) { return rises ? value >= low : value <= high; };
    const auto isPast = [&](double value) { return rises ? value > high : value < low; };
    if (!isIn(at(0)))
        part.from = firstWhere([&](double t) { return isIn(at(t)); });
    if (isPast(at(1)))
        part.to = firstWhere([&](double t) { return isPast(at(t)); });
    return part;
}

QPointF between(QPointF a, QPointF b, double t) {
    return a + (b - a) * t;
}

// The curve from `from` to `to`, by de Casteljau's construction, twice.
PictureCurve partOf(const PictureCurve& curve, Part part) {
    const auto blossom = [&](double r, double s, double t) {
        const QPointF a = between(curve.from, curve.control1, r),
                      b = between(curve.control1, curve.control2, r);
        const QPointF c = between(curve.control2, curve.to, r);
        return between(between(a, b, s), between(b, c, s), t);
    };
    PictureCurve cut = curve;
    cut.from = blossom(part.from, part.from, part.from);
    cut.control1 = blossom(part.from, part.from, part.to);
    cut.control2 = blossom(part.from, part.to, part.to);
    cut.to = blossom(part.to, part.to, part.to);
    if (part.to < 1)
        cut.headPx = 0;
    return cut;
}

struct Bounds {
    QRectF operator()(const PictureFill& fill) const { return fill.rect; }
    QRectF operator()(const PictureColumns& columns) const {
        QRectF all;
        for (const QRectF& rect : columns.rects)
            all |= rect;
        return all;
    }
    QRectF operator()(const PictureOutline& outline) const { return widened(outline.rect, outline.widthPx); }
    QRectF operator()(const PictureLine& line) const {
        return widened(QRectF(line.from, line.to).normalized(), line.widthPx);
    }
    QRectF operator()(const PictureText& text) const { return text.rect; }
    QRectF operator()(const PictureCurve& curve) const {
        const QPolygonF corners({curve.from, curve.control1, curve.control2, curve.to});
        return widened(corners.boundingRect(), curve.widthPx + curve.headPx);
    }
    QRectF operator()(const PicturePolygon& polygon) const { return polygon.outline.boundingRect(); }
    QRectF operator()(const PictureSteps& steps) const {
        return widened(steps.points.boundingRect(), steps.widthPx);
    }
    QRectF operator()(const PictureCapsule& capsule) const { return widened(capsule.rect, 2); }

    static QRectF widened(const QRectF& rect, double by) { return rect.adjusted(-by, -by, by, by); }
};

bool holds(const std::vector<PictureItem>& items, const PictureItem& item) {
    return std::find(items.begin(), items.end(), item) != items.end();
}

}  // namespace

QRect boundsOf(const PictureItem& item) {
    return std::visit(Bounds(), item).toAlignedRect().adjusted(-1, -1, 1, 1);
}

QRegion Picture::differenceTo(const Picture& other) const {
    QRegion region;
    for (const PictureItem& item : items)
        if (!holds(other.items, item))
            region += boundsOf(item);
    for (const PictureItem& item : other.items)
        if (!holds(items, item))
            region += boundsOf(item);
    return region;
}

Picture Picture::within(const QRegion& region) const {
    Picture part;
    for (const PictureItem& item : items)
        if (region.intersects(boundsOf(item)))
            part.add(item);
    return part;
}

QPointF PictureCurve::at(double t) const {
    const double u = 1 - t;
    return from * (u * u * u) + control1 * (3 * u * u * t) + control2 * (3 * u * t * t) + to * (t * t * t);
}

double PictureCurve::whereX(double x) const {
    return firstWhere([&](double t) { return at(t).x() >= x; });
}

std::optional<PictureCurve> PictureCurve::cutTo(const QRectF& rect) const {
    const auto isApart = [](double a, double b, double low, double high) {
        return std::max(a, b) < low || std::min(a, b) > high;
    };
    if (isApart(from.x(), to.x(), rect.left(), rect.right()) ||
        isApart(from.y(), to.y(), rect.top(), rect.bottom()))
        return std::nullopt;
    if (rect.contains(from) && rect.contains(to))
        return *this;
    const Part x = partWithin([&](double t) { return at(t).x(); }, rect.left(), rect.right());
    const Part y = partWithin([&](double t) { return at(t).y(); }, rect.top(), rect.bottom());
    const Part both{std::max(x.from, y.from), std::min(x.to, y.to)};
    return both.from < both.to ? std::optional(partOf(*this, both)) : std::nullopt;
}

}  // namespace heddle
