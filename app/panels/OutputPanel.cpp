// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/OutputPanel.h"

#include "app/panels/ColumnFit.h"
#include "app/panels/InputField.h"

#include <QHeaderView>
#include <QLabel>
#include <QScrollBar>
#include <QStyledItemDelegate>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace heddle {

namespace {

// Whatever line is gone to, one is left where one has scrolled sideways: it begins with its instant.
class LinesView : public QTableView {
public:
    using QTableView::QTableView;
    void scrollTo(const QModelIndex& index, ScrollHint hint) override {
        const int aside = horizontalScrollBar()->value();
        QTableView::scrollTo(index, hint);
        horizontalScrollBar()->setValue(aside);
    }
};

// A line goes on beyond the edge of the view, where one can scroll to; what is not in view is left out in a
// way that shows.
class LineDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override {
        QStyledItemDelegate::initStyleOption(option, index);
        if (const auto* table = qobject_cast<const QTableView*>(option->widget))
            option->rect.setRight(std::min(option->rect.right(), table->viewport()->rect().right()));
        option->textElideMode = Qt::ElideRight;
    }
};

}  // namespace

OutputPanel::OutputPanel(const Theme& theme, QWidget* parent)
    : QWidget(parent), m_table(new LinesView(this)), m_unshown(new QLabel(this)),
      m_input(new InputField(theme, this)) {
    setUpTable(theme);
    auto* title = new QLabel(tr("Program output"), this);
    title->setProperty("role", "heading");
    m_unshown->setObjectName(QStringLiteral("output.unshown"));
    m_unshown->setProperty("role", "small");
    m_input->hide();
    const int margin = theme.size(Measure::margin), gap = theme.size(Measure::gap);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(margin, gap, margin, 0);
    head->addWidget(title, 1);
    head->addWidget(m_unshown);
    auto* inset = new QHBoxLayout;
    inset->setContentsMargins(margin - gap / 2, 0, 0, 0);
    inset->addWidget(m_table);
    m_input->layout()->setContentsMargins(margin, 0, margin, gap);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(gap);
    column->addLayout(head);
    column->addLayout(inset, 1);
    column->addWidget(m_input);
    connect(m_table, &QTableView::clicked, this, [this](const QModelIndex& line) {
        if (const auto event = m_model.eventAt(line.row()))
            emit eventPicked(*event);
    });
    connect(m_input, &InputField::given, this, &OutputPanel::given);
    connect(m_input, &InputField::ended, this, &OutputPanel::inputEnded);
}

void OutputPanel::setUpTable(const Theme& theme) {
    m_table->setObjectName(QStringLiteral("output"));
    m_table->setAccessibleName(tr("Program output"));
    m_table->setModel(&m_model);
    m_table->setItemDelegateForColumn(OutputModel::lineColumn, new LineDelegate(m_table));
    m_table->setFont(theme.font(Type::code));
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    const QFontMetrics code(m_table->font());
    m_table->verticalHeader()->setDefaultSectionSize(code.height() + theme.size(Measure::gap) / 2);
    m_table->horizontalHeader()->hide();
    m_table->horizontalHeader()->setMinimumSectionSize(theme.size(Measure::gap));
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    connect(m_table->verticalScrollBar(), &QScrollBar::valueChanged, this, &OutputPanel::fitLine);
}

// As wide as the longest line in view, to which one can scroll; it does not become narrower while one reads.
void OutputPanel::fitLine() {
    QHeaderView& header = *m_table->horizontalHeader();
    const int before = header.sectionPosition(OutputModel::lineColumn),
              room = m_table->viewport()->width() - before;
    const int wanted = std::max(room, widestInView(*m_table, OutputModel::lineColumn));
    const bool isScrolled = m_table->horizontalScrollBar()->value() > 0;
    const int now = header.sectionSize(OutputModel::lineColumn);
    if (wanted != now && !(isScrolled && wanted < now))
        header.resizeSection(OutputModel::lineColumn, wanted);
}

void OutputPanel::resizeEvent(QResizeEvent*) {
    fitLine();
}

void OutputPanel::follow(Playback& playback) {
    m_playback = &playback;
    connect(m_playback, &Playback::momentChanged, this, &OutputPanel::showMoment);
}

void OutputPanel::setTrace(std::shared_ptr<const Trace> trace) {
    m_model.setTrace(std::move(trace));
}

bool OutputPanel::catchUp() {
    const bool isMore = m_model.catchUp();
    showMoment();
    fitColumns(*m_table, {OutputModel::atColumn, OutputModel::workerColumn}, false);
    fitLine();
    const std::size_t unshown = m_model.unshownLines();
    m_unshown->setText(
        unshown == 0   ? QString()
        : unshown == 1 ? tr("and 1 more line, which the trace has")
                       : tr("and %Ln more lines, which the trace has", nullptr, static_cast<int>(unshown)));
    return isMore;
}

// The last line that has come is marked and in view; but while a run goes on, who has scrolled away from
// there is left alone. Of lines that came at one instant the one that was clicked stays marked.
void OutputPanel::showMoment() {
    if (!m_playback)
        return;
    m_model.setHappened(m_playback->moment().events);
    const auto row = m_model.lastHappened();
    const QModelIndex marked = m_table->currentIndex();
    if (!row) {
        m_table->setCurrentIndex({});
        if (marked.isValid())
            m_table->scrollToTop();
        return;
    }
    const bool isSame = marked.isValid() && m_model.hasHappened(marked.row()) &&
                        m_model.eventAt(marked.row()) == m_model.eventAt(*row);
    if (isSame && !m_playback->isFollowing())
        return;
    const bool isLookedAt = !marked.isValid() || !m_playback->isFollowing() ||
                            m_table->viewport()->rect().intersects(m_table->visualRect(marked));
    const QModelIndex index = m_model.index(*row, OutputModel::lineColumn);
    if (index == marked)
        return;
    m_table->setAutoScroll(false);  // whoever has scrolled back reads there
    m_table->selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect |
                                                          QItemSelectionModel::Rows);
    m_table->setAutoScroll(true);
    if (isLookedAt)
        m_table->scrollTo(index);
}

void OutputPanel::takeInput(bool isTaken) {
    if (isTaken && !m_input->isVisibleTo(this))
        m_input->begin();
    m_input->setVisible(isTaken);
}

}  // namespace heddle
