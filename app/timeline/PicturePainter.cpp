// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/PicturePainter.h"

#include <QPaintEngine>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace heddle {

namespace {

constexpr double stripeGapPx = 9, stripeWidthPx = 1.6, dotGapPx = 6, dotRadiusPx = 1;

struct Hand {
    QPainter& painter;
    const Theme& theme;
    mutable QPixmap risingTile{}, fallingTile{};  // drawn at first use

    void rounded(const QRectF& rect, double radius) const {
        const double fitting = std::min({radius, rect.width() / 2, rect.height() / 2});
        if (fitting < 1)
            painter.drawRect(rect);
        else
            painter.drawRoundedRect(rect, fitting, fitting);
    }

    // Slanted smooth lines are the dearest thing on the screen, and there they are all alike: one tile of
    // them is drawn, and laid side by side. What leaves as vectors gets true lines.
    void hatch(const QRectF& rect, double slope) const {
        if (painter.paintEngine()->type() == QPaintEngine::Raster)
            return layTiles(rect, slope);
        painter.setPen(QPen(theme.color(Tone::hatch), stripeWidthPx, Qt::SolidLine, Qt::FlatCap));
        const std::vector<QLineF> lines = hatchLines(rect, stripeGapPx, slope);
        painter.drawLines(lines.data(), static_cast<int>(lines.size()));
    }

    // Its phase hangs on x, and on the edge from which the lines rise or fall, as that of hatchLines does.
    void layTiles(const QRectF& rect, double slope) const {
        QPixmap& tile = slope > 0 ? risingTile : fallingTile;
        if (tile.isNull())
            tile = drawnTile(slope);
        const auto phase = [](double at) { return at - std::floor(at / stripeGapPx) * stripeGapPx; };
        painter.drawTiledPixmap(rect, tile, {phase(rect.left()), phase(slope > 0 ? -rect.height() : 0)});
    }

    QPixmap drawnTile(double slope) const {
        const int devicePx = static_cast<int>(std::ceil(stripeGapPx * painter.device()->devicePixelRatioF()));
        QPixmap pixmap(devicePx, devicePx);
        pixmap.setDevicePixelRatio(devicePx / stripeGapPx);
        pixmap.fill(Qt::transparent);
        QPainter onTile(&pixmap);
        onTile.setRenderHint(QPainter::Antialiasing);
        onTile.setPen(QPen(theme.color(Tone::hatch), stripeWidthPx, Qt::SolidLine, Qt::FlatCap));
        for (const double x : {-stripeGapPx, 0.0, stripeGapPx}) {  // its neighbours reach into its corners
            const double far = 2 * stripeGapPx;
            const QLineF line(x - stripeGapPx, far, x + far, -stripeGapPx);
            onTile.drawLine(slope > 0 ? line : QLineF(line.x1(), stripeGapPx - far, line.x2(), far));
        }
        return pixmap;
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
        painter.setPen(Qt::NoPen);
        painter.setBrush(color);
        rounded(fill.rect, fill.radius);
        if (fill.pattern == Pattern::stripes)
            hatch(fill.rect, 1);
        else if (fill.pattern == Pattern::counterStripes)
            hatch(fill.rect, -1);
        else if (fill.pattern == Pattern::dots)
            dots(fill.rect);
    }

    void operator()(const PictureOutline& outline) const {
        painter.setPen(QPen(theme.color(outline.tone), outline.widthPx));
        painter.setBrush(Qt::NoBrush);
        rounded(outline.rect, outline.radius);
    }

    void operator()(const PictureLine& line) const {
        QPen pen(theme.color(line.tone), line.widthPx, line.isDashed ? Qt::CustomDashLine : Qt::SolidLine,
                 Qt::FlatCap);
        if (line.isDashed)
            pen.setDashPattern({3 / line.widthPx, 4 / line.widthPx});
        painter.setPen(pen);
        painter.drawLine(QLineF(line.from, line.to));
    }

    void operator()(const PictureText& words) const {
        painter.setFont(theme.font(words.type));
        const QColor tone = theme.color(words.tone);
        painter.setPen(words.isOnTone ? theme.textOn(tone) : tone);
        painter.drawText(words.rect, static_cast<int>(words.align) | Qt::TextSingleLine | Qt::TextDontClip,
                         words.text);
    }

    void operator()(const PictureCurve& curve) const {
        const QColor color = theme.color(curve.tone);
        QPainterPath path(curve.from);
        const QPointF back = curve.to - curve.at(0.94);
        const double length = std::hypot(back.x(), back.y());
        const QPointF along = length > 0 ? back / length : QPointF(0, 1);
        path.cubicTo(curve.control1, curve.control2, curve.to - along * curve.headPx * 0.7);
        painter.setPen(QPen(color, curve.widthPx));
        painter.setBrush(Qt::NoBrush);
        painter.drawPath(path);
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
        painter.setPen(QPen(capsule.isHollow ? fill : ground, capsule.isHollow ? 2 : 1));
        painter.setBrush(capsule.isHollow ? ground : fill);
        rounded(capsule.rect, capsule.rect.height() / 2);
        painter.setFont(theme.font(Type::capsule));
        painter.setPen(theme.textOn(capsule.isHollow ? ground : fill));
        painter.drawText(capsule.rect, Qt::AlignCenter | Qt::TextSingleLine | Qt::TextDontClip, capsule.text);
    }
};

}  // namespace

std::vector<QLineF> hatchLines(const QRectF& rect, double gapPx, double slope) {
    std::vector<QLineF> lines;
    const double lean = rect.height() * std::abs(slope);
    double x = std::floor((rect.left() - lean) / gapPx) * gapPx;
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

void paint(QPainter& painter, const Picture& picture, const Theme& theme) {
    painter.setRenderHint(QPainter::Antialiasing);
    const Hand hand{painter, theme};
    for (const PictureItem& item : picture.items)
        std::visit(hand, item);
}

}  // namespace heddle
