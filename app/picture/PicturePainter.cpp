// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/picture/PicturePainter.h"

#include "app/picture/CurvePixels.h"
#include "app/picture/Hatching.h"

#include <QPaintEngine>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace heddle {

namespace {

constexpr double dotGapPx = 6, dotRadiusPx = 1;

struct Hand {
    QPainter& painter;
    const Theme& theme;
    PictureStamps* stamps;  // null: vectors are wanted

    void rounded(const QRectF& rect, double radius) const {
        const double fitting = std::min({radius, rect.width() / 2, rect.height() / 2});
        if (fitting < 1)
            painter.drawRect(rect);
        else
            painter.drawRoundedRect(rect, fitting, fitting);
    }

    void hatch(const QRectF& rect, double slope) const {
        if (stamps)
            return stamps->hatch(painter, rect, slope);
        draw(hatchLines(rect, stripeGapPx, slope));
    }

    void draw(const std::vector<QLineF>& stripes) const {
        painter.setPen(QPen(theme.color(Tone::hatch), stripeWidthPx, Qt::SolidLine, Qt::FlatCap));
        painter.drawLines(stripes.data(), static_cast<int>(stripes.size()));
    }

    // Neighbours of one height are hatched as one: a picture of vectors has no more lines than one sees.
    void hatch(const std::vector<QRectF>& rects, double slope) const {
        for (std::size_t i = 0; i < rects.size();) {
            QRectF all = rects[i++];
            while (i < rects.size() && rects[i].left() == all.right() && rects[i].top() == all.top() &&
                   rects[i].height() == all.height())
                all.setRight(rects[i++].right());
            draw(hatchLines(all, stripeGapPx, slope, commonPhase(all, slope)));
        }
    }

    void words(const QRectF& rect, Qt::Alignment align, const QString& text, Type type, QColor color) const {
        if (stamps)
            return stamps->text(painter, rect, align, text, type, color);
        painter.setFont(theme.font(type));
        painter.setPen(color);
        painter.drawText(rect, static_cast<int>(align) | Qt::TextSingleLine | Qt::TextDontClip, text);
    }

    // A line of one device pixel is drawn much faster, and looks the same where that is its width anyway.
    QPen penOf(QColor color, double widthPx) const {
        QPen pen(color, widthPx);
        pen.setCosmetic(stamps && widthPx == 1 && painter.device()->devicePixelRatioF() == 1);
        return pen;
    }

    static void dash(QPen& pen) {
        pen.setCapStyle(Qt::FlatCap);
        pen.setDashPattern({3 / pen.widthF(), 4 / pen.widthF()});
    }

    void dots(const QRectF& rect) const {
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.color(Tone::surface));
        for (double x = std::ceil(rect.left() / dotGapPx) * dotGapPx; x < rect.right() - dotRadiusPx;
             x += dotGapPx)
            for (double y = rect.top() + dotGapPx / 2; y < rect.bottom(); y += dotGapPx)
                painter.drawEllipse(QPointF(x, y), dotRadiusPx, dotRadiusPx);
    }

    void operator()(const PictureFill& fill) const {
        QColor color = theme.color(fill.tone);
        color.setAlphaF(color.alphaF() * static_cast<float>(fill.opacity));
        if (fill.radius < 1 && fill.pattern == Pattern::none) {
            painter.fillRect(fill.rect, color);
            return;
        }
        if (stamps) {
            stamps->rounded(painter, fill.rect, color, fill.radius);
        } else {
            painter.setPen(Qt::NoPen);
            painter.setBrush(color);
            rounded(fill.rect, fill.radius);
        }
        if (fill.pattern == Pattern::stripes)
            hatch(fill.rect, 1);
        else if (fill.pattern == Pattern::counterStripes)
            hatch(fill.rect, -1);
        else if (fill.pattern == Pattern::dots)
            dots(fill.rect);
    }

    void operator()(const PictureColumns& columns) const {
        if (stamps)
            return stamps->columns(painter, columns);
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.color(columns.tone));
        painter.drawRects(columns.rects.data(), static_cast<int>(columns.rects.size()));
        if (columns.pattern != Pattern::none)
            hatch(columns.rects, columns.pattern == Pattern::stripes ? 1 : -1);
    }

    static void dash(QPen& pen, Dash dash) {
        if (dash == Dash::none)
            return;
        pen.setCapStyle(Qt::FlatCap);
        pen.setDashPattern(dash == Dash::dashes ? QList<qreal>{4 / pen.widthF(), 3 / pen.widthF()}
                                                : QList<qreal>{2 / pen.widthF(), 3 / pen.widthF()});
    }

    void operator()(const PictureOutline& outline) const {
        QPen pen(theme.color(outline.tone), outline.widthPx);
        dash(pen, outline.dash);
        painter.setPen(pen);
        painter.setBrush(Qt::NoBrush);
        rounded(outline.rect, outline.radius);
    }

    void operator()(const PictureLine& line) const {
        const double half = line.widthPx / 2;
        if (!line.isDashed && line.from.x() == line.to.x())  // a rectangle is drawn much faster
            return painter.fillRect(QRectF(line.from, line.to).normalized().adjusted(-half, 0, half, 0),
                                    theme.color(line.tone));
        if (!line.isDashed && line.from.y() == line.to.y())
            return painter.fillRect(QRectF(line.from, line.to).normalized().adjusted(0, -half, 0, half),
                                    theme.color(line.tone));
        QPen pen(theme.color(line.tone), line.widthPx, Qt::SolidLine, Qt::FlatCap);
        if (line.isDashed)
            dash(pen);
        painter.setPen(pen);
        painter.drawLine(QLineF(line.from, line.to));
    }

    void operator()(const PictureText& said) const {
        const QColor tone = theme.color(said.tone);
        words(said.rect, said.align, said.text, said.type, said.isOnTone ? theme.textOn(tone) : tone);
    }

    void draw(const PictureCurve& curve, QPointF to, const QColor& color) const {
        QPen pen = penOf(color, curve.widthPx);
        if (pen.isCosmetic() && curve.dash == Dash::none &&
            writeCurve(painter, {curve.from, curve.control1, curve.control2, to}, color))
            return;
        QPainterPath path(curve.from);
        path.cubicTo(curve.control1, curve.control2, to);
        dash(pen, curve.dash);
        painter.setPen(pen);
        painter.setBrush(Qt::NoBrush);
        painter.drawPath(path);
    }

    void operator()(const PictureCurve& curve) const {
        const QColor color = theme.color(curve.tone);
        const QPointF back = curve.to - curve.at(0.94);
        const double length = std::hypot(back.x(), back.y());
        const QPointF along = length > 0 ? back / length : QPointF(0, 1);
        draw(curve, curve.to - along * curve.headPx * 0.7, color);
        if (curve.headPx <= 0)
            return;
        const QPointF aside(-along.y(), along.x()), base = curve.to - along * curve.headPx;
        painter.setPen(Qt::NoPen);
        painter.setBrush(color);
        painter.drawPolygon(
            QPolygonF({curve.to, base + aside * curve.headPx * 0.5, base - aside * curve.headPx * 0.5}));
    }

    void operator()(const PicturePolygon& polygon) const {
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.color(polygon.tone));
        painter.drawPolygon(polygon.outline);
    }

    void operator()(const PictureSteps& steps) const {
        painter.setPen(
            QPen(theme.color(steps.tone), steps.widthPx, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin));
        painter.drawPolyline(steps.points);
    }

    void operator()(const PictureCapsule& capsule) const {
        const QColor fill = theme.color(Tone::system), ground = theme.color(Tone::surface);
        const bool isOutlined = capsule.isHollow || capsule.isGhost;
        const QColor outline = capsule.isGhost ? theme.color(Tone::accent) : fill;
        QPen pen(isOutlined ? outline : ground, capsule.isHollow && !capsule.isGhost ? 2 : 1);
        if (capsule.isGhost)
            pen.setDashPattern({4, 3});
        painter.setPen(pen);
        painter.setBrush(isOutlined ? ground : fill);
        rounded(capsule.rect, capsule.rect.height() / 2);
        words(capsule.rect, Qt::AlignCenter, capsule.text, Type::capsule,
              capsule.isGhost ? outline : theme.textOn(isOutlined ? ground : fill));
    }
};

}  // namespace

void paint(QPainter& painter, const Picture& picture, const Theme& theme, PictureStamps& stamps) {
    stamps.setFor(painter, theme);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool isOnPixels = painter.paintEngine()->type() == QPaintEngine::Raster;
    const Hand hand{painter, theme, isOnPixels ? &stamps : nullptr};
    for (const PictureItem& item : picture.items)
        std::visit(hand, item);
}

void paint(QPainter& painter, const Picture& picture, const Theme& theme) {
    PictureStamps stamps;
    paint(painter, picture, theme, stamps);
}

}  // namespace heddle
