// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/OutputPanel.h"

#include "app/panels/ColumnFit.h"

#include <QHeaderView>
#include <QLabel>
#include <QScrollBar>
#include <QTableView>
#include <QVBoxLayout>

namespace heddle {

OutputPanel::OutputPanel(const Theme& theme, QWidget* parent)
    : QWidget(parent), m_table(new QTableView(this)) {
    m_table->setObjectName(QStringLiteral("output"));
    m_table->setAccessibleName(tr("Program output"));
    m_table->setModel(&m_model);
    m_table->setFont(theme.font(Type::code));
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setDefaultSectionSize(QFontMetrics(m_table->font()).height() +
                                                     theme.size(Measure::gap) / 2);
    m_table->horizontalHeader()->hide();
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setMinimumSectionSize(theme.size(Measure::gap));
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* title = new QLabel(tr("Program output"), this);
    title->setProperty("role", "heading");
    const int margin = theme.size(Measure::margin), gap = theme.size(Measure::gap);
    title->setContentsMargins(margin, gap, margin, 0);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(gap);
    column->addWidget(title);
    auto* inset = new QHBoxLayout;
    inset->setContentsMargins(margin - gap / 2, 0, 0, 0);
    inset->addWidget(m_table);
    column->addLayout(inset, 1);
}

void OutputPanel::setTrace(std::shared_ptr<const Trace> trace) {
    m_model.setTrace(std::move(trace));
}

bool OutputPanel::catchUp() {
    const QScrollBar* bar = m_table->verticalScrollBar();
    const bool wasAtEnd = bar->value() == bar->maximum();
    const bool isMore = m_model.catchUp();
    if (wasAtEnd)
        m_table->scrollToBottom();
    fitColumns(*m_table, {OutputModel::atColumn, OutputModel::workerColumn}, false);
    return isMore;
}

}  // namespace heddle
