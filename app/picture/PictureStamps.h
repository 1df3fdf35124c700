// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/picture/Picture.h"

#include <QHash>
#include <QImage>
#include <QPainter>
#include <QPixmap>

#include <map>
#include <utility>

namespace heddle {

// What is dear to draw and drawn again and again, kept as pictures: the ends of rounded bars, their hatching,
// short texts. Only for painters on pixels; what leaves as vectors is drawn afresh. Thread: GUI only.
class PictureStamps {
public:
    void setFor(const QPainter& painter, const Theme& theme);  // forgets what is for another theme or scale

    void rounded(QPainter& painter, const QRectF& rect, QColor color, double radius);
    // On whole pixels: smooth edges would make neighbours shine through each other.
    void columns(QPainter& painter, const PictureColumns& columns);
    // Slanted lines over `rect`; `slope` > 0 leans like "/".
    void hatch(QPainter& painter, const QRectF& rect, double slope);
    void text(QPainter& painter, const QRectF& rect, Qt::Alignment align, const QString& text, Type type,
              QColor color);

private:
    struct CapKey {
        QRgb color;
        int width, height, radius;  // device pixels; a long bar has only both its ends here
        friend bool operator==(const CapKey&, const CapKey&) = default;
        friend std::size_t qHash(const CapKey& key, std::size_t seed) {
            return qHashMulti(seed, key.color, key.width, key.height, key.radius);
        }
    };
    struct TextKey {
        QRgb color;
        Type type;
        QString text;
        friend bool operator==(const TextKey&, const TextKey&) = default;
        friend std::size_t qHash(const TextKey& key, std::size_t seed) {
            return qHashMulti(seed, key.color, static_cast<int>(key.type), key.text);
        }
    };
    QPixmap drawnRounded(const CapKey& key) const;
    QPixmap drawnTile(double slope) const;
    QPixmap drawnText(const TextKey& key) const;
    QRectF onPixels(const QRectF& rect) const;
    const QPixmap& tileOf(double slope);
    const QImage& inkOf(const PictureColumns& columns);

    double m_scale = 0;
    Theme m_theme = Theme::light();
    QHash<CapKey, QPixmap> m_bars;
    QHash<TextKey, QPixmap> m_texts;
    QPixmap m_risingTile, m_fallingTile;
    std::map<std::pair<QRgb, Pattern>, QImage> m_inks;
};

}  // namespace heddle
