// SPDX-License-Identifier: GPL-3.0-or-later
// Paints the cells of the events' table: numbers and code in the fixed typeface, what is still to come in
// grey.
#pragma once

#include "app/theme/Theme.h"

#include <QStyledItemDelegate>

namespace heddle {

// Thread: GUI only.
class EventRow : public QStyledItemDelegate {
    Q_OBJECT
public:
    explicit EventRow(const Theme& theme, QObject* parent = nullptr);

    void setTheme(const Theme& theme) { m_theme = theme; }
    int height() const;

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;

    // Where a row of a table tells what is done, and where what is moved.
    struct Room {
        QRect operation, moved;
    };
    Room roomIn(const QStyleOptionViewItem& option, const QModelIndex& index) const;

private:
    void paintText(QPainter& painter, const QRect& room, const QModelIndex& index, bool isMuted) const;
    void paintRelation(QPainter& painter, const QRect& row, const QVariant& relation) const;

    Theme m_theme;
};

}  // namespace heddle
