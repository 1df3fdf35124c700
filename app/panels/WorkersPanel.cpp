// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/WorkersPanel.h"

#include "app/panels/WorkerRow.h"

#include <QListView>
#include <QShortcut>
#include <QVBoxLayout>

#include <utility>

namespace heddle {

namespace {

constexpr int rowsInSight = 6;  // of any window: who goes next is asked of all of a small program at once

}  // namespace

WorkersPanel::WorkersPanel(const Theme& theme, QWidget* parent)
    : QWidget(parent), m_row(new WorkerRow(theme, this)), m_list(new QListView(this)) {
    m_list->setObjectName(QStringLiteral("workers"));
    m_list->setAccessibleName(tr("Workers"));
    m_list->setModel(&m_model);
    m_list->setItemDelegate(m_row);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setUniformItemSizes(true);
    m_list->setMinimumHeight(rowsInSight * m_row->height());
    connect(m_row, &WorkerRow::stepWanted, this, [this](int row) {
        m_isStepped = true;
        step(row);
    });
    connect(m_list, &QListView::clicked, this, [this](const QModelIndex& row) {
        if (!std::exchange(m_isStepped, false) && row.row() < m_model.rowCount())
            emit picked(m_model.workerAt(row.row()));
    });
    connect(&m_model, &QAbstractItemModel::rowsInserted, this, [this] {
        if (!m_selected.isNone())
            markSelected();
    });
    // A list that loses the row that it had takes another.
    connect(&m_model, &QAbstractItemModel::rowsRemoved, this, &WorkersPanel::markSelected);
    for (const auto key : {Qt::Key_Return, Qt::Key_Enter})
        connect(new QShortcut(key, m_list, nullptr, nullptr, Qt::WidgetShortcut), &QShortcut::activated, this,
                [this] { step(m_list->currentIndex().row()); });
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_list, 1);
    tell();
}

void WorkersPanel::setWorld(const World& world, const TraceModel& model, const WorkersModel::Turns& turnOf,
                            const std::vector<WorkerId>& newcomers) {
    m_model.setWorld(
        world, [&model](std::size_t event) { return model.toldOf(event); }, turnOf, newcomers);
    tell();
}

void WorkersPanel::step(int row) {
    if (row >= 0 && row < m_model.rowCount())
        emit stepWanted(m_model.workerAt(row));
    else if (row >= 0)
        emit objected(tr("there is no worker %1 here").arg(row + 1));
}

void WorkersPanel::select(WorkerId worker) {
    m_selected = worker;
    markSelected();
}

void WorkersPanel::markSelected() {
    for (int row = 0; row < m_model.rowCount(); ++row)
        if (m_model.workerAt(row) == m_selected)
            return m_list->setCurrentIndex(m_model.index(row));
    m_list->clearSelection();  // who goes on by Return stays current
}

void WorkersPanel::clear() {
    m_model.clear();
    tell();
}

void WorkersPanel::setTheme(const Theme& theme) {
    m_row->setTheme(theme);
    m_list->viewport()->update();
}

void WorkersPanel::tell() {
    const bool isToChoose = m_model.rowCount() > 0 && m_model.index(0).data(WorkersModel::turnRole).isValid();
    const QString next = m_model.nextInTurn();
    const QString remark = m_model.rowCount() == 0 ? tr("none yet")
                           : !next.isEmpty()       ? tr("who goes next? N: %1").arg(next)
                           : isToChoose            ? tr("who goes next?")
                                                   : QString::number(m_model.rowCount());
    if (std::exchange(m_remark, remark) != remark)
        emit remarkChanged();
}

}  // namespace heddle
