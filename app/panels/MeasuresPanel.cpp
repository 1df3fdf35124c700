// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/MeasuresPanel.h"

#include "app/panels/DepthPlot.h"
#include "app/panels/ElidedLabel.h"
#include "app/panels/SumsTable.h"
#include "app/panels/WaitPlot.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QSplitter>
#include <QVBoxLayout>

namespace heddle {

namespace {

constexpr int usualHeight = 270, usualWidth = 900;
constexpr int workersPart = 5, objectsPart = 3, plotPart = 3;

}  // namespace

MeasuresPanel::MeasuresPanel(const TraceModel& model, const Theme& theme, QWidget* parent)
    : QWidget(parent), m_model(model), m_theme(theme), m_head(new ElidedLabel(this)),
      m_counting(new QLabel(this)), m_workers(new SumsTable(model, theme, this)),
      m_objects(new SumsTable(model, theme, this)), m_depths(new DepthPlot(model, theme, this)),
      m_waits(new WaitPlot(theme, this)) {
    setObjectName(QStringLiteral("measures"));
    setAttribute(Qt::WA_StyledBackground);
    nameParts();
    auto* panes = new QSplitter(Qt::Horizontal, this);
    panes->setHandleWidth(1);
    panes->setChildrenCollapsible(false);
    panes->addWidget(pane(tr("Workers"), m_workersSaid, m_workers));
    panes->addWidget(pane(tr("Waits"), m_objectsSaid, m_objects));
    panes->addWidget(pane(tr("Queue depth and bytes"), m_depthsSaid, depthsWithLegend()));
    panes->addWidget(pane(tr("Waiting times"), m_waitsSaid, m_waits));
    QList<int> widths;
    for (const int part : {workersPart, objectsPart, plotPart, plotPart}) {
        panes->setStretchFactor(static_cast<int>(widths.size()), part);
        widths << part * usualWidth;  // as they share the room
    }
    panes->setSizes(widths);
    const int margin = theme.size(Measure::margin), gap = theme.size(Measure::gap);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(margin, gap, margin, 0);
    head->addWidget(m_head, 1);
    head->addWidget(m_counting);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(gap);
    column->addLayout(head);
    column->addWidget(panes, 1);
    connect(m_objects, &SumsTable::eventPicked, this, &MeasuresPanel::eventPicked);
    connect(m_depths, &DepthPlot::instantPicked, this, &MeasuresPanel::instantPicked);
    connect(m_workers, &SumsTable::subjectPicked, this, &MeasuresPanel::subjectPicked);
    clear();
}

void MeasuresPanel::nameParts() {
    m_head->setObjectName(QStringLiteral("measures.head"));
    m_head->setProperty("role", "strong");
    m_counting->setObjectName(QStringLiteral("measures.counting"));
    m_counting->setProperty("role", "small");
    m_workers->setObjectName(QStringLiteral("measures.workers"));
    m_workers->setAccessibleName(tr("What each worker did"));
    m_objects->setObjectName(QStringLiteral("measures.objects"));
    m_objects->setAccessibleName(tr("Waits by object"));
}

QWidget* MeasuresPanel::pane(const QString& title, QLabel*& said, QWidget* content) {
    auto* made = new QWidget(this);
    auto* words = new QLabel(title, made);
    said = new QLabel(made);
    said->setProperty("role", "small");
    const int margin = m_theme.size(Measure::margin), gap = m_theme.size(Measure::gap);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(margin, 0, gap, 0);
    head->addWidget(words, 1);
    head->addWidget(said);
    auto* inset = new QHBoxLayout;
    inset->setContentsMargins(margin - gap / 2, 0, gap, 0);
    inset->addWidget(content);
    auto* column = new QVBoxLayout(made);
    column->setContentsMargins({});
    column->setSpacing(gap / 2);
    column->addLayout(head);
    column->addLayout(inset, 1);
    return made;
}

QWidget* MeasuresPanel::depthsWithLegend() {
    auto* made = new QWidget(this);
    m_legend = new QLabel(made);
    m_legend->setObjectName(QStringLiteral("measures.legend"));
    m_legend->setTextFormat(Qt::RichText);
    m_legend->setWordWrap(true);
    m_legend->setProperty("role", "text");
    auto* column = new QVBoxLayout(made);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(m_legend);
    column->addWidget(m_depths, 1);
    return made;
}

QSize MeasuresPanel::sizeHint() const {
    return {usualWidth, usualHeight};
}

void MeasuresPanel::setTheme(const Theme& theme) {
    m_theme = theme;
    for (SumsTable* table : {m_workers, m_objects})
        table->setTheme(theme);
    m_workers->showWorkers(m_sums);
    m_depths->setTheme(theme);
    m_legend->setText(m_depths->legend());
    m_waits->setTheme(theme);
}

void MeasuresPanel::setSums(const RangeSums& sums, const QString& words) {
    m_sums = sums;
    m_head->setText(words + QStringLiteral(" · ") + sums.operations.words());
    m_workers->showWorkers(sums);
    m_objects->showObjects(sums);
    m_objectsSaid->setText(sums.objects.empty() ? tr("nobody waited at anything") : QString());
    m_depths->setStretch(sums.stretch);
    m_legend->setText(m_depths->legend());
    m_legend->setVisible(!m_legend->text().isEmpty());
    m_depthsSaid->setText(m_depths->chart()->series().isEmpty() ? tr("nothing lay in any")
                                                                : m_depths->leftOut());
    m_waits->setWaits(sums);
    m_waitsSaid->setText(m_waits->chart()->series().isEmpty() ? tr("nobody waited") : QString());
}

void MeasuresPanel::setProgress(double share) {
    m_counting->setText(share < 1 ? tr("counting… %1 %").arg(static_cast<int>(100 * share)) : QString());
}

void MeasuresPanel::expect(const QString& words) {
    setSums(RangeSums(), words);
    m_head->setText(words);
    for (QLabel* said : {m_objectsSaid, m_depthsSaid, m_waitsSaid})
        said->clear();
}

void MeasuresPanel::clear() {
    setSums(RangeSums(), tr("Nothing has happened yet"));
    m_head->setText(tr("Nothing has happened yet"));
    setProgress(1);
}

}  // namespace heddle
