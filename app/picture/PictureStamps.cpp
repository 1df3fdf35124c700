// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/picture/PictureStamps.h"

#include "app/picture/ColumnPixels.h"
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

// A pixel of the colour, or a square that is repeated.
const QImage& PictureStamps::inkOf(const PictureColumns& columns) {
    const QColor color = m_theme.color(columns.tone);
    QImage& ink = m_inks[{color.rgba(), columns.pattern}];
    if (!ink.isNull())
        return ink;
    const bool isPlain = columns.pattern == Pattern::none;
    const QPixmap& tile = tileOf(columns.pattern == Pattern::counterStripes ? -1 : 1);
    ink = QImage(isPlain ? QSize(1, 1) : tile.size(), QImage::Format_ARGB32_Premultiplied);
    ink.fill(color);
    if (!isPlain) {
        ink.setDevicePixelRatio(tile.devicePixelRatio());
        QPainter onInk(&ink);
        onInk.drawPixmap(0, 0, tile);
    }
    return ink;
}

void PictureStamps::columns(QPainter& painter, const PictureColumns& columns) {
    writeColumns(painter, columns.rects, m_scale, inkOf(columns));
}

// Its phase hangs on x, and on the edge from which the lines rise or fall, as that of hatchLines does.
void PictureStamps::hatch(QPainter& painter, const QRectF& wanted, double slope) {
    const QRectF rect = onPixels(wanted);
    const auto phase = [](double at) { return at - std::floor(at / stripeGapPx) * stripeGapPx; };
    painter.drawTiledPixmap(rect, tileOf(slope), {phase(rect.left()), phase(slope > 0 ? -rect.height() : 0)});
}

const QPixmap& PictureStamps::tileOf(double slope) {
    QPixmap& tile = slope > 0 ? m_risingTile : m_fallingTile;
    if (tile.isNull())
        tile = drawnTile(slope);
    return tile;
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
