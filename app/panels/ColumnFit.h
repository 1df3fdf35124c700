// SPDX-License-Identifier: GPL-3.0-or-later
// Columns of a table as wide as what they show, so that the last has the rest.
#pragma once

#include <initializer_list>

class QTableView;

namespace heddle {

// Looks at the rows in view, and leaves the last column what it needs, up to a quarter of the table: for
// what is missing the widest of the others are made narrower. `grows`: none becomes narrower, so that they
// do not dance, while the last has room for what it shows. Thread: GUI only.
void fitColumns(QTableView& table, std::initializer_list<int> columns, bool grows);

int widestInView(const QTableView& table, int column);  // px, of the rows in view

}  // namespace heddle
