// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/WorkersAndRuns.h"

#include "app/panels/BranchesPanel.h"
#include "app/panels/ElidedLabel.h"
#include "app/panels/WorkersPanel.h"
#include "app/window/Segments.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace heddle {

WorkersAndRuns::WorkersAndRuns(WorkersPanel& workers, BranchesPanel& runs, const Theme& theme)
    : m_workers(workers), m_title(new QLabel(tr("Workers"), this)), m_remark(new ElidedLabel(this)),
      m_tabs(new Segments({tr("Workers"), tr("Runs")}, this)), m_panels(new QStackedWidget(this)) {
    m_title->setProperty("role", "heading");
    m_remark->setProperty("role", "small");
    m_remark->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_tabs->setSmall(true);
    m_tabs->setAccessibleName(tr("Workers, or runs and branches"));
    m_tabs->setTip(0, tr("The workers of the run that is shown"));
    m_tabs->setTip(1, tr("All runs since the start of Heddle, and where they branch"));
    m_tabs->hide();
    m_panels->addWidget(&workers);
    m_panels->addWidget(&runs);
    auto* head = new QHBoxLayout;
    head->addWidget(m_title);
    head->addWidget(m_tabs);
    head->addWidget(m_remark, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(theme.size(Measure::gap) / 2);
    column->addLayout(head);
    column->addWidget(m_panels, 1);
    connect(m_tabs, &Segments::choiceChanged, m_panels, &QStackedWidget::setCurrentIndex);
    connect(m_panels, &QStackedWidget::currentChanged, m_tabs, &Segments::choose);  // by whoever goes there
    connect(m_tabs, &Segments::choiceChanged, this, &WorkersAndRuns::tell);
    connect(&workers, &WorkersPanel::remarkChanged, this, &WorkersAndRuns::tell);
    connect(&runs, &BranchesPanel::countChanged, this, &WorkersAndRuns::showRuns);
    tell();
}

void WorkersAndRuns::showRuns(int count) {
    const bool isChoice = count > 1;
    m_tabs->setWords(1, tr("Runs (%L1)").arg(count));
    if (!isChoice)
        m_tabs->choose(0);
    m_tabs->setVisible(isChoice);
    m_title->setVisible(!isChoice);
}

void WorkersAndRuns::tell() {
    m_remark->setText(m_tabs->chosen() == 0 ? m_workers.remark() : QString());
    m_title->setMinimumHeight(m_tabs->sizeHint().height());
}

}  // namespace heddle
