// SPDX-License-Identifier: GPL-3.0-or-later
// What is to be painted, in the order of painting: all decisions made, everything cut to where it belongs.
#pragma once

#include "app/theme/Theme.h"

#include <QPointF>
#include <QPolygonF>
#include <QRectF>
#include <QRegion>
#include <QString>

#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

namespace heddle {

enum class Pattern : std::uint8_t { none, stripes, counterStripes, dots };
enum class Dash : std::uint8_t { none, dashes, dots };

struct PictureFill {
    QRectF rect;
    Tone tone = Tone::surface;
    double radius = 0;
    Pattern pattern = Pattern::none;
    double opacity = 1;
    friend bool operator==(const PictureFill&, const PictureFill&) = default;
};
struct PictureColumns {  // many of one tone, with square corners, and on whole pixels: too narrow for more
    std::vector<QRectF> rects;
    Tone tone = Tone::surface;
    Pattern pattern = Pattern::none;  // or stripes, that go on from one to its neighbour
    friend bool operator==(const PictureColumns&, const PictureColumns&) = default;
};
struct PictureOutline {
    QRectF rect;
    Tone tone = Tone::border;
    double radius = 0;
    double widthPx = 1;
    Dash dash = Dash::none;
    friend bool operator==(const PictureOutline&, const PictureOutline&) = default;
};
struct PictureLine {
    QPointF from, to;
    Tone tone = Tone::border;
    double widthPx = 1;
    bool isDashed = false;
    friend bool operator==(const PictureLine&, const PictureLine&) = default;
};
struct PictureText {
    QRectF rect;  // made to fit; nothing is cut in painting
    QString text;
    Type type = Type::body;
    Tone tone = Tone::text;
    Qt::Alignment align = Qt::AlignCenter;
    bool isOnTone = false;  // black or white, as reads better on `tone`
    friend bool operator==(const PictureText&, const PictureText&) = default;
};
struct PictureCurve {  // a cubic one; t from 0 to 1
    QPointF from, control1, control2, to;
    Tone tone = Tone::arrow;
    double widthPx = 1;
    double headPx = 0;  // length of the arrow's head; 0: none
    Dash dash = Dash::none;

    QPointF at(double t) const;
    double whereX(double x) const;  // the t at which a curve that only goes right is there
    std::optional<PictureCurve>
    cutTo(const QRectF& rect) const;  // the part in it of a curve that never turns back
    friend bool operator==(const PictureCurve&, const PictureCurve&) = default;
};
struct PicturePolygon {
    QPolygonF outline;
    Tone tone = Tone::accent;
    friend bool operator==(const PicturePolygon&, const PicturePolygon&) = default;
};
struct PictureSteps {  // a line without slopes
    QPolygonF points;
    Tone tone = Tone::depthLine;
    double widthPx = 1;
    friend bool operator==(const PictureSteps&, const PictureSteps&) = default;
};
struct PictureCapsule {
    QRectF rect;
    QString text;
    bool isHollow = false;     // a sentinel
    bool isGhost = false;      // not there at the instant: a thin, dashed outline
    std::uint64_t number = 0;  // of what it shows, given by who lays it out; 0: of nothing to be found again
    friend bool operator==(const PictureCapsule&, const PictureCapsule&) = default;
};

using PictureItem = std::variant<PictureFill, PictureColumns, PictureOutline, PictureLine, PictureText,
                                 PictureCurve, PicturePolygon, PictureSteps, PictureCapsule>;

QRect boundsOf(const PictureItem& item);  // whole pixels, with room for smooth edges

struct Picture {
    std::vector<PictureItem> items;

    void add(PictureItem item) { items.push_back(std::move(item)); }
    QRegion differenceTo(const Picture& other) const;  // where only one of them has something
    Picture within(const QRegion& region) const;       // the items that reach into it
};

}  // namespace heddle
