// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/ColumnFit.h"

#include <QAbstractItemDelegate>
#include <QHeaderView>
#include <QTableView>

#include <algorithm>

namespace heddle {

namespace {

int widestInView(const QTableView& table, int column) {
    QStyleOptionViewItem option;
    option.font = table.font();
    option.fontMetrics = table.fontMetrics();
    const int first = table.rowAt(0), last = table.rowAt(table.viewport()->height() - 1);
    const int end = last < 0 ? table.model()->rowCount() : last + 1;
    int widest = 0;
    for (int row = std::max(first, 0); row < end; ++row) {
        const QModelIndex index = table.model()->index(row, column);
        widest = std::max(widest, table.itemDelegateForIndex(index)->sizeHint(option, index).width());
    }
    return widest;
}

}  // namespace

void fitColumns(QTableView& table, std::initializer_list<int> columns, bool grows) {
    const int most = table.viewport()->width() / 4;
    for (const int column : columns) {
        const int before = table.horizontalHeader()->sectionSize(column);
        const int wanted = std::max(widestInView(table, column), grows ? before : 0);
        if (std::min(wanted, most) != before)
            table.horizontalHeader()->resizeSection(column, std::min(wanted, most));
    }
}

}  // namespace heddle
