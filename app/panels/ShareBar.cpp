// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/ShareBar.h"

#include "app/panels/MeasureWords.h"

#include <QPainter>
#include <QPixmap>

namespace heddle {

namespace {

void fillShare(QPainter& painter, const QRectF& rect, Share share, const Theme& theme) {
    painter.fillRect(rect, theme.color(toneOf(share)));
    if (hatchOf(share) != Qt::NoBrush)
        painter.fillRect(rect, QBrush(theme.color(Tone::hatch), hatchOf(share)));
}

}  // namespace

ShareBar::ShareBar(const Theme& theme, QObject* parent) : QStyledItemDelegate(parent), m_theme(theme) {}

void ShareBar::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const QVariantList shares = index.data(sharesRole).toList();
    const int gap = m_theme.size(Measure::gap);
    const QRectF bar = QRectF(option.rect).adjusted(gap / 2.0, gap / 2.0, -gap / 2.0, -gap / 2.0);
    constexpr double seamPx = 1;
    double left = bar.left();
    for (qsizetype i = 0; i < shares.size(); ++i) {
        const double width = bar.width() * shares[i].toDouble();
        if (width > 0)
            fillShare(*painter, {left, bar.top(), std::max(width - seamPx, seamPx), bar.height()},
                      static_cast<Share>(i), m_theme);
        left += width;
    }
}

QPixmap swatchOf(Share share, const Theme& theme) {
    const int side = theme.size(Measure::foldedHeight);
    QPixmap swatch(side, side);
    QPainter painter(&swatch);
    fillShare(painter, swatch.rect(), share, theme);
    return swatch;
}

}  // namespace heddle
