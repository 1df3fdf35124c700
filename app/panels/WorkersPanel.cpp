// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/WorkersPanel.h"

#include "app/panels/WorkerRow.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QListView>
#include <QShortcut>

namespace heddle {

WorkersPanel::WorkersPanel(const Theme& theme, QWidget* parent)
    : QWidget(parent), m_row(new WorkerRow(theme, this)), m_list(new QListView(this)),
      m_count(new QLabel(this)) {
    auto* title = new QLabel(tr("Workers"), this);
    title->setProperty("role", "heading");
    m_count->setProperty("role", "small");
    m_list->setObjectName(QStringLiteral("workers"));
    m_list->setAccessibleName(title->text());
    m_list->setModel(&m_model);
    m_list->setItemDelegate(m_row);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setUniformItemSizes(true);
    connect(m_row, &WorkerRow::stepWanted, this, &WorkersPanel::step);
    for (const auto key : {Qt::Key_Return, Qt::Key_Enter})
        connect(new QShortcut(key, m_list, nullptr, nullptr, Qt::WidgetShortcut), &QShortcut::activated, this,
                [this] { step(m_list->currentIndex().row()); });
    auto* head = new QHBoxLayout;
    head->addWidget(title);
    head->addStretch();
    head->addWidget(m_count);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme.size(Measure::gap) / 2);
    column->addLayout(head);
    column->addWidget(m_list, 1);
    tellCount();
}

void WorkersPanel::setWorld(const World& world, const TraceModel& model, const WorkersModel::Turns& turnOf,
                            const std::vector<WorkerId>& newcomers) {
    m_model.setWorld(
        world, [&model](std::size_t event) { return model.toldOf(event); }, turnOf, newcomers);
    tellCount();
}

void WorkersPanel::step(int row) {
    if (row >= 0 && row < m_model.rowCount())
        emit stepWanted(m_model.workerAt(row));
    else if (row >= 0)
        emit objected(tr("there is no worker %1 here").arg(row + 1));
}

void WorkersPanel::clear() {
    m_model.clear();
    tellCount();
}

void WorkersPanel::setTheme(const Theme& theme) {
    m_row->setTheme(theme);
    m_list->viewport()->update();
}

void WorkersPanel::tellCount() {
    const bool isToChoose = m_model.rowCount() > 0 && m_model.index(0).data(WorkersModel::turnRole).isValid();
    const QString next = m_model.nextInTurn();
    m_count->setText(m_model.rowCount() == 0 ? tr("none yet")
                     : !next.isEmpty()       ? tr("who goes next? N: %1").arg(next)
                     : isToChoose            ? tr("who goes next?")
                                             : QString::number(m_model.rowCount()));
}

}  // namespace heddle
