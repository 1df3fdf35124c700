// SPDX-License-Identifier: GPL-3.0-or-later
// Paints how a worker's time was shared out: one bar of all its states.
#pragma once

#include "app/models/RangeSums.h"
#include "app/theme/Theme.h"

#include <QStyledItemDelegate>

namespace heddle {

// Thread: GUI only.
class ShareBar : public QStyledItemDelegate {
    Q_OBJECT
public:
    static constexpr int sharesRole = Qt::UserRole + 1;  // a list of numbers by Share, of 1 in all

    explicit ShareBar(const Theme& theme, QObject* parent = nullptr);

    void setTheme(const Theme& theme) { m_theme = theme; }
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;

private:
    Theme m_theme;
};

// As wide as it is high: what stands for a share where it is named.
QPixmap swatchOf(Share share, const Theme& theme);

}  // namespace heddle
