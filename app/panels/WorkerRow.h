// SPDX-License-Identifier: GPL-3.0-or-later
// Paints one row of the workers: a stripe in its state's colour, its name, what it does, its state and mark.
#pragma once

#include "app/theme/Theme.h"

#include <QStyledItemDelegate>

namespace heddle {

// Thread: GUI only.
class WorkerRow : public QStyledItemDelegate {
    Q_OBJECT
public:
    explicit WorkerRow(const Theme& theme, QObject* parent = nullptr);

    void setTheme(const Theme& theme) { m_theme = theme; }

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    void paintCard(QPainter& painter, const QRect& card, const QColor& ground, const QColor& stripe) const;
    Theme m_theme;
};

}  // namespace heddle
