// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/ColumnFit.h"

#include <QAbstractItemDelegate>
#include <QHeaderView>
#include <QTableView>

#include <algorithm>
#include <numeric>
#include <vector>

namespace heddle {

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

namespace {

std::vector<int> wantedBy(const QTableView& table, std::initializer_list<int> columns, bool grows) {
    const int width = table.viewport()->width(), quarter = width / 4;
    const int last = std::min(quarter, widestInView(table, table.model()->columnCount() - 1));
    std::vector<int> wanted;
    for (const int column : columns)
        wanted.push_back(
            std::max(widestInView(table, column), grows ? table.horizontalHeader()->sectionSize(column) : 0));
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        const int missing = std::accumulate(wanted.begin(), wanted.end(), 0) + last - width;
        const auto widest = std::max_element(wanted.begin(), wanted.end());
        if (missing > 0)
            *widest = std::max(*widest - missing, std::min(*widest, quarter));
    }
    return wanted;
}

}  // namespace

void fitColumns(QTableView& table, std::initializer_list<int> columns, bool grows) {
    std::vector<int> wanted = wantedBy(table, columns, grows);
    const int rest = table.viewport()->width() - std::accumulate(wanted.begin(), wanted.end(), 0);
    if (grows && rest < widestInView(table, table.model()->columnCount() - 1))
        wanted = wantedBy(table, columns, false);
    auto width = wanted.begin();
    for (const int column : columns) {
        if (table.horizontalHeader()->sectionSize(column) != *width)
            table.horizontalHeader()->resizeSection(column, *width);
        ++width;
    }
}

}  // namespace heddle
