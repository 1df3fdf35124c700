// SPDX-License-Identifier: GPL-3.0-or-later
// What is to be painted, in the order of painting: all decisions made, everything cut to where it belongs.
#pragma once

#include "app/theme/Theme.h"

#include <QPointF>
#include <QPolygonF>
#include <QRectF>
#include <QString>

#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

namespace heddle {

enum class Pattern : std::uint8_t { none, stripes, counterStripes, dots };

struct PictureFill {
    QRectF rect;
    Tone tone = Tone::surface;
    double radius = 0;
    Pattern pattern = Pattern::none;
    double opacity = 1;
};
struct PictureOutline {
    QRectF rect;
    Tone tone = Tone::border;
    double radius = 0;
    double widthPx = 1;
};
struct PictureLine {
    QPointF from, to;
    Tone tone = Tone::border;
    double widthPx = 1;
    bool isDashed = false;
};
struct PictureText {
    QRectF rect;  // made to fit; nothing is cut in painting
    QString text;
    Type type = Type::body;
    Tone tone = Tone::text;
    Qt::Alignment align = Qt::AlignCenter;
    bool isOnTone = false;  // black or white, as reads better on `tone`
};
struct PictureCurve {  // a cubic one; t from 0 to 1
    QPointF from, control1, control2, to;
    Tone tone = Tone::arrow;
    double widthPx = 1;
    double headPx = 0;  // length of the arrow's head; 0: none

    QPointF at(double t) const;
    double whereX(double x) const;  // the t at which a curve that only goes right is there
    std::optional<PictureCurve>
    cutTo(const QRectF& rect) const;  // the part in it of a curve that never turns back
};
struct PicturePolygon {
    QPolygonF outline;
    Tone tone = Tone::accent;
};
struct PictureSteps {  // a line without slopes
    QPolygonF points;
    Tone tone = Tone::depthLine;
    double widthPx = 1;
};
struct PictureCapsule {
    QRectF rect;
    QString text;
    bool isHollow = false;  // a sentinel
};

using PictureItem = std::variant<PictureFill, PictureOutline, PictureLine, PictureText, PictureCurve,
                                 PicturePolygon, PictureSteps, PictureCapsule>;

struct Picture {
    std::vector<PictureItem> items;

    void add(PictureItem item) { items.push_back(std::move(item)); }
};

}  // namespace heddle
