// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/picture/PictureStamps.h"

#include "app/picture/Hatching.h"

#include <QFontMetricsF>

#include <algorithm>
#include <cmath>

namespace heddle {

namespace {

constexpr qsizetype mostTexts = 4000, mostBars = 1000;
constexpr int longestBarPx = 48;  // one that is longer is put together from its ends

template <class Key, class Draw>
QPixmap kept(QHash<Key, QPixmap>& shelf, const Key& key, qsizetype most, Draw draw) {
    const auto found = shelf.constFind(key);
    if (found != shelf.constEnd())
        return *found;
    if (shelf.size() >= most)
        shelf.clear();
    return *shelf.insert(key, draw(key));
}

// So many device pixels, drawn upon in logical ones. Not by the pixmap's own ratio: painters take one below 1
// for 1.
template <class Draw>
QPixmap drawnPixmap(int width, int height, double scale, Draw draw) {
    QPixmap pixmap(std::max(width, 1), std::max(height, 1));
    pixmap.fill(Qt::transparent);
    {
        QPainter painter(&pixmap);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.scale(scale, scale);
        draw(painter);
    }
    pixmap.setDevicePixelRatio(scale);
    return pixmap;
}

// What can be painted on at most: widgets tell their size in logical pixels, pixmaps in device pixels.
QRectF paperOf(const QPainter& painter, double scale) {
    const QPaintDevice& device = *painter.device();
    return {0, 0, device.width() * std::max(scale, 1.0), device.height() * std::max(scale, 1.0)};
}

}  // namespace

void PictureStamps::setFor(const QPainter& painter, const Theme& theme) {
    // Of a painter that zooms too: what is drawn small is drawn small at once, not drawn large and shrunk.
    const double scale = painter.device()->devicePixelRatioF() * painter.worldTransform().m11();
    if (scale == m_scale && theme == m_theme)
        return;
    *this = PictureStamps();
    m_scale = scale;
    m_theme = theme;
}

QRectF PictureStamps::onPixels(const QRectF& rect) const {
    const auto at = [this](double px) { return std::round(px * m_scale) / m_scale; };
    return {QPointF(at(rect.left()), at(rect.top())), QPointF(at(rect.right()), at(rect.bottom()))};
}

void PictureStamps::rounded(QPainter& painter, const QRectF& wanted, QColor color, double radius) {
    const QRectF rect = onPixels(wanted);
    const int cap = static_cast<int>(std::ceil(radius * m_scale));
    const int width = qRound(rect.width() * m_scale), height = qRound(rect.height() * m_scale);
    if (width <= 2 * cap || height <= 2 * cap) {
        const double fitting = std::max(0.0, std::min({radius, rect.width() / 2, rect.height() / 2}));
        painter.setPen(Qt::NoPen);
        painter.setBrush(color);
        painter.drawRoundedRect(rect, fitting, fitting);
        return;
    }
    const auto drawn = [this](const CapKey& key) { return drawnRounded(key); };
    painter.setRenderHint(QPainter::Antialiasing, false);  // all edges lie between pixels
    if (width <= longestBarPx) {
        painter.drawPixmap(rect.topLeft(),
                           kept(m_bars, CapKey{color.rgba(), width, height, cap}, mostBars, drawn));
    } else {
        const QPixmap caps = kept(m_bars, CapKey{color.rgba(), 2 * cap, height, cap}, mostBars, drawn);
        const double capPx = cap / m_scale;
        painter.drawPixmap(rect.topLeft(), caps, QRectF(0, 0, cap, height));
        painter.drawPixmap(QPointF(rect.right() - capPx, rect.top()), caps, QRectF(cap, 0, cap, height));
        painter.fillRect(rect.adjusted(capPx, 0, -capPx, 0), color);
    }
    painter.setRenderHint(QPainter::Antialiasing, true);
}

QPixmap PictureStamps::drawnRounded(const CapKey& key) const {
    return drawnPixmap(key.width, key.height, m_scale, [&](QPainter& onBar) {
        onBar.setPen(Qt::NoPen);
        onBar.setBrush(QColor::fromRgba(key.color));
        const double radius = key.radius / m_scale;
        onBar.drawRoundedRect(QRectF(QPointF(0, 0), QSizeF(key.width, key.height) / m_scale), radius, radius);
    });
}

// Thousands of them, each of a few pixels: written into a picture of their own they cost a tenth of what the
// painter takes for so many rectangles.
void PictureStamps::columns(QPainter& painter, const std::vector<QRectF>& rects, QColor color) const {
    const QRectF paper = paperOf(painter, m_scale);
    std::vector<QRect> onPixels;
    onPixels.reserve(rects.size());
    QRect all;
    for (const QRectF& rect : rects) {
        if (rect.left() > paper.right() || rect.right() < 0 || rect.top() > paper.bottom() ||
            rect.bottom() < 0)
            continue;
        const auto across = [&](double px) { return qRound(std::clamp(px, 0.0, paper.right()) * m_scale); };
        const auto down = [&](double px) { return qRound(std::clamp(px, 0.0, paper.bottom()) * m_scale); };
        const int left = across(rect.left()), top = down(rect.top());
        onPixels.emplace_back(left, top, std::max(1, across(rect.right()) - left),
                              std::max(1, down(rect.bottom()) - top));
        all |= onPixels.back();
    }
    if (all.isEmpty())
        return;
    QImage strip(all.size(), QImage::Format_ARGB32_Premultiplied);
    if (strip.isNull())
        return;
    strip.fill(Qt::transparent);
    const QRgb pixel = qPremultiply(color.rgba());
    auto* const first = reinterpret_cast<QRgb*>(strip.bits());
    const qsizetype row = strip.bytesPerLine() / static_cast<qsizetype>(sizeof(QRgb));
    for (const QRect& rect : onPixels) {
        QRgb* line = first + (rect.top() - all.top()) * row + (rect.left() - all.left());
        for (int y = 0; y < rect.height(); ++y, line += row)
            std::fill_n(line, rect.width(), pixel);
    }
    strip.setDevicePixelRatio(m_scale);
    painter.drawImage(QPointF(all.topLeft()) / m_scale, strip);
}

// Its phase hangs on x, and on the edge from which the lines rise or fall, as that of hatchLines does.
void PictureStamps::hatch(QPainter& painter, const QRectF& wanted, double slope) {
    const QRectF rect = onPixels(wanted);
    QPixmap& tile = slope > 0 ? m_risingTile : m_fallingTile;
    if (tile.isNull())
        tile = drawnTile(slope);
    const auto phase = [](double at) { return at - std::floor(at / stripeGapPx) * stripeGapPx; };
    painter.drawTiledPixmap(rect, tile, {phase(rect.left()), phase(slope > 0 ? -rect.height() : 0)});
}

QPixmap PictureStamps::drawnTile(double slope) const {
    const int devicePx = static_cast<int>(std::ceil(stripeGapPx * m_scale));
    return drawnPixmap(devicePx, devicePx, devicePx / stripeGapPx, [&](QPainter& onTile) {
        onTile.setPen(QPen(m_theme.color(Tone::hatch), stripeWidthPx, Qt::SolidLine, Qt::FlatCap));
        for (const double x : {-stripeGapPx, 0.0, stripeGapPx}) {  // its neighbours reach into its corners
            const double far = 2 * stripeGapPx;
            const QLineF line(x - stripeGapPx, far, x + far, -stripeGapPx);
            onTile.drawLine(slope > 0 ? line : QLineF(line.x1(), stripeGapPx - far, line.x2(), far));
        }
    });
}

void PictureStamps::text(QPainter& painter, const QRectF& rect, Qt::Alignment align, const QString& text,
                         Type type, QColor color) {
    const QPixmap stamp = kept(m_texts, TextKey{color.rgba(), type, text}, mostTexts,
                               [this](const TextKey& key) { return drawnText(key); });
    const QSizeF size = QSizeF(stamp.size()) / m_scale;
    double x = rect.center().x() - size.width() / 2;
    if (align & Qt::AlignLeft)
        x = rect.left();
    else if (align & Qt::AlignRight)
        x = rect.right() - size.width();
    painter.drawPixmap(onPixels({QPointF(x, rect.center().y() - size.height() / 2), size}).topLeft(), stamp);
}

QPixmap PictureStamps::drawnText(const TextKey& key) const {
    const auto& [color, type, text] = key;
    const QFont font = m_theme.font(type);
    const QFontMetricsF metrics(font);
    const QSizeF size(metrics.horizontalAdvance(text), metrics.height());
    const QColor ink = QColor::fromRgba(color);
    return drawnPixmap(static_cast<int>(std::ceil(size.width() * m_scale)),
                       static_cast<int>(std::ceil(size.height() * m_scale)), m_scale, [&](QPainter& onText) {
                           onText.setFont(font);
                           onText.setPen(ink);
                           onText.drawText(QRectF(QPointF(0, 0), size),
                                           Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine |
                                               Qt::TextDontClip,
                                           key.text);
                       });
}

}  // namespace heddle
