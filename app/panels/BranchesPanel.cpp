// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/BranchesPanel.h"

#include <QHeaderView>
#include <QSignalBlocker>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace heddle {

namespace {

constexpr int placeRole = Qt::UserRole;

}  // namespace

BranchesPanel::BranchesPanel(QWidget* parent) : QWidget(parent), m_tree(new QTreeWidget(this)) {
    m_tree->setObjectName(QStringLiteral("branches"));
    m_tree->setAccessibleName(tr("Runs and branches"));
    m_tree->setColumnCount(2);
    m_tree->setHeaderHidden(true);
    m_tree->header()->setStretchLastSection(false);
    m_tree->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_tree->header()->setSectionResizeMode(1, QHeaderView::Fixed);
    m_tree->header()->setMinimumSectionSize(0);
    m_tree->setTextElideMode(Qt::ElideMiddle);  // where a branch begins stands at the end
    m_tree->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_tree->setIndentation(fontMetrics().height());
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_tree, 1);
    connect(m_tree, &QTreeWidget::currentItemChanged, this, [this](const QTreeWidgetItem* item) {
        if (item)
            emit picked(item->data(0, placeRole).toInt());
    });
}

void BranchesPanel::setRows(const std::vector<BranchRow>& rows, std::optional<int> shown) {
    const QSignalBlocker quiet(m_tree);
    if (rows != m_rows) {
        fill(rows);
        emit countChanged(static_cast<int>(rows.size()));
    }
    for (QTreeWidgetItemIterator each(m_tree); *each; ++each)
        if (shown && (*each)->data(0, placeRole).toInt() == *shown)
            m_tree->setCurrentItem(*each);
}

void BranchesPanel::fill(const std::vector<BranchRow>& rows) {
    m_rows = rows;
    m_tree->clear();
    std::vector<QTreeWidgetItem*> items;
    for (const BranchRow& row : rows) {
        const bool isRoot = !row.parent || *row.parent >= static_cast<int>(items.size());
        auto* item = isRoot ? new QTreeWidgetItem(m_tree)
                            : new QTreeWidgetItem(items[static_cast<std::size_t>(*row.parent)]);
        item->setText(0, row.title);
        item->setText(1, row.outcome);
        for (int column = 0; column < m_tree->columnCount(); ++column)
            item->setToolTip(column, QStringLiteral("%1: %2").arg(row.title, row.outcome));
        item->setData(0, placeRole, static_cast<int>(items.size()));
        items.push_back(item);
    }
    m_tree->expandAll();
    shareWidth();
}

// What became of a run has what it needs, but not all.
void BranchesPanel::shareWidth() {
    int needed = 0;
    for (QTreeWidgetItemIterator each(m_tree); *each; ++each)
        needed = std::max(needed, fontMetrics().horizontalAdvance((*each)->text(1)) + fontMetrics().height());
    m_tree->header()->resizeSection(1, std::min(needed, m_tree->viewport()->width() / 2));
}

void BranchesPanel::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    shareWidth();
}

}  // namespace heddle
