// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/SumsTable.h"

#include "app/panels/MeasureWords.h"
#include "app/panels/ShareBar.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLocale>

#include <algorithm>

namespace heddle {

namespace {

constexpr int leastColumnGaps = 8;  // so wide, something is seen of a bar of shares
constexpr int rankRole = Qt::UserRole + 2, eventRole = Qt::UserRole + 3, workerRole = Qt::UserRole + 4;
constexpr int nameColumn = 0, operationsColumn = 1, barColumn = 2, firstShareColumn = 3;

// Sorted by what it means, not by its words.
class RankedItem : public QTableWidgetItem {
public:
    using QTableWidgetItem::QTableWidgetItem;
    bool operator<(const QTableWidgetItem& other) const override {
        const QVariant own = data(rankRole), its = other.data(rankRole);
        return own.isValid() && its.isValid() ? own.toDouble() < its.toDouble()
                                              : QTableWidgetItem::operator<(other);
    }
};

// Those that any worker has, and the first two always.
std::vector<Share> sharesIn(const RangeSums& sums) {
    std::vector<Share> shown;
    for (std::size_t i = 0; i < shareCount; ++i) {
        const auto share = static_cast<Share>(i);
        const bool isThere = std::any_of(sums.workers.begin(), sums.workers.end(),
                                         [share](const auto& worker) { return worker.of(share) > 0; });
        if (isThere || share == Share::done || share == Share::waits)
            shown.push_back(share);
    }
    return shown;
}

}  // namespace

SumsTable::SumsTable(const TraceModel& model, const Theme& theme, QWidget* parent)
    : QTableWidget(parent), m_model(model), m_theme(theme), m_bar(new ShareBar(theme, this)) {
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + theme.size(Measure::gap));
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionsClickable(true);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    connect(this, &QTableWidget::cellClicked, this, [this](int row) {
        if (const QVariant event = item(row, nameColumn)->data(eventRole); event.isValid())
            emit eventPicked(event.value<std::size_t>());
        else
            emit subjectPicked({item(row, nameColumn)->data(workerRole).value<WorkerId>()});
    });
}

void SumsTable::setTheme(const Theme& theme) {
    m_theme = theme;
    m_bar->setTheme(theme);
    viewport()->update();
}

void SumsTable::setHeads(const QStringList& words) {
    setSortingEnabled(false);  // while it is filled
    clear();
    setColumnCount(static_cast<int>(words.size()));
    setHorizontalHeaderLabels(words);
    for (int column = 1; column < columnCount(); ++column)
        if (column != barColumn || words[column] != tr("its time"))
            horizontalHeaderItem(column)->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
}

void SumsTable::put(int row, int column, const QString& words, double rank) {
    auto* made = new RankedItem(words);
    made->setData(rankRole, rank);
    made->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    setItem(row, column, made);
}

// Numbers of neighbouring columns must not read as one.
void SumsTable::fitColumns() {
    resizeColumnsToContents();
    for (int column = 0; column < columnCount(); ++column)
        setColumnWidth(column, columnWidth(column) + m_theme.size(Measure::gap));
}

void SumsTable::showWorkers(const RangeSums& sums) {
    const std::vector<Share> shown = sharesIn(sums);
    QStringList heads{tr("worker"), tr("operations"), tr("its time")};
    for (const Share share : shown)
        heads << shareWords(share);
    setHeads(heads);
    for (std::size_t i = 0; i < shown.size(); ++i)
        horizontalHeaderItem(firstShareColumn + static_cast<int>(i))->setIcon(swatchOf(shown[i], m_theme));
    setRowCount(static_cast<int>(sums.workers.size()));
    for (std::size_t row = 0; row < sums.workers.size(); ++row)
        putWorker(static_cast<int>(row), sums.workers[row], shown);
    setItemDelegateForColumn(barColumn, m_bar);
    horizontalHeader()->setMinimumSectionSize(leastColumnGaps * m_theme.size(Measure::gap));
    fitColumns();
    horizontalHeader()->setSectionResizeMode(barColumn, QHeaderView::Stretch);
    horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    setSortingEnabled(true);
}

void SumsTable::putWorker(int row, const RangeSums::OfWorker& worker, const std::vector<Share>& shown) {
    auto* name = new RankedItem(m_model.laneName(worker.lane));
    name->setData(workerRole, QVariant::fromValue(m_model.lanes()[worker.lane].worker));
    name->setToolTip(tr("%1\nA click selects it").arg(m_model.lanes()[worker.lane].path));
    setItem(row, nameColumn, name);
    put(row, operationsColumn, QLocale().toString(static_cast<qulonglong>(worker.operations)),
        static_cast<double>(worker.operations));
    QVariantList parts;
    for (const double spent : worker.spent)
        parts << (worker.lived > 0 ? spent / worker.lived : 0.0);
    put(row, barColumn, {}, worker.lived);
    item(row, barColumn)->setData(ShareBar::sharesRole, parts);
    for (std::size_t i = 0; i < shown.size(); ++i)
        put(row, firstShareColumn + static_cast<int>(i), percentWords(worker.of(shown[i]), worker.lived),
            worker.lived > 0 ? worker.of(shown[i]) / worker.lived : 0);
}

void SumsTable::showObjects(const RangeSums& sums) {
    const bool isSteps = sums.stretch.isSteps;
    setHeads({tr("waited at"), tr("waits"), tr("in all"), tr("longest")});
    setRowCount(static_cast<int>(sums.objects.size()));
    for (std::size_t i = 0; i < sums.objects.size(); ++i) {
        const RangeSums::OfObject& of = sums.objects[i];
        const int row = static_cast<int>(i);
        const auto lane = m_model.laneOf(of.object);  // its name tells it from others
        auto* name = new RankedItem(lane ? m_model.laneName(*lane) : m_model.objectName(of.longestEvent));
        name->setData(eventRole, QVariant::fromValue(of.longestEvent));
        name->setToolTip(tr("A click goes to its longest wait"));
        setItem(row, nameColumn, name);
        put(row, 1, QLocale().toString(static_cast<qulonglong>(of.waits)), static_cast<double>(of.waits));
        put(row, 2, amountWords(isSteps, of.waited), of.waited);
        put(row, 3, amountWords(isSteps, static_cast<double>(of.longest)), static_cast<double>(of.longest));
    }
    fitColumns();
    horizontalHeader()->setSectionResizeMode(nameColumn, QHeaderView::Stretch);
    horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    setSortingEnabled(true);
}

void SumsTable::keyPressEvent(QKeyEvent* event) {
    if (!event->matches(QKeySequence::Copy))
        return QTableWidget::keyPressEvent(event);
    QStringList lines;
    for (const QModelIndex& row : selectionModel()->selectedRows()) {
        QStringList cells;
        for (int column = 0; column < columnCount(); ++column)
            if (const QString words = item(row.row(), column)->text(); !words.isEmpty())
                cells << words;
        lines << cells.join(QLatin1Char('\t'));
    }
    QGuiApplication::clipboard()->setText(lines.join(QLatin1Char('\n')));
}

}  // namespace heddle
