// SPDX-License-Identifier: GPL-3.0-or-later
// Paints one outcome: its mark and sentence, a bar as long as it is frequent, its count, how it is come to.
#pragma once

#include "app/theme/Theme.h"

#include <QStyledItemDelegate>

namespace heddle {

// Thread: GUI only. Bars of one list begin in one line.
class OutcomeRow : public QStyledItemDelegate {
    Q_OBJECT
public:
    explicit OutcomeRow(const Theme& theme, QObject* parent = nullptr);

    void setTheme(const Theme& theme) { m_theme = theme; }

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    void paintBar(QPainter& painter, const QRect& room, const QModelIndex& index) const;
    void paintWords(QPainter& painter, const QRect& upper, const QRect& lower,
                    const QModelIndex& index) const;

    Theme m_theme;
};

}  // namespace heddle
