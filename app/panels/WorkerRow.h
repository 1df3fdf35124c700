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
    int height() const;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QRect buttonIn(const QRect& row) const;  // where the step button is, in a row that has one

signals:
    void stepWanted(int row);

protected:
    bool editorEvent(QEvent* event, QAbstractItemModel* model, const QStyleOptionViewItem& option,
                     const QModelIndex& index) override;

private:
    void paintCard(QPainter& painter, const QRect& card, const QColor& ground, const QBrush& stripe) const;
    void paintButton(QPainter& painter, const QRect& button, const QModelIndex& index) const;
    void paintWords(QPainter& painter, const QRect& inner, const QColor& state,
                    const QModelIndex& index) const;
    Theme m_theme;
};

}  // namespace heddle
