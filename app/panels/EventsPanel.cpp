// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/EventsPanel.h"

#include "app/models/ToldDepth.h"
#include "app/panels/ColumnFit.h"
#include "app/panels/EventRow.h"
#include "app/panels/FilterField.h"
#include "app/panels/FilterMeaning.h"
#include "core/trace/Filter.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QTableView>

#include <algorithm>
#include <utility>

namespace heddle {

namespace {

constexpr std::int64_t restsFor = 9;          // times as long as reading took
constexpr std::size_t readsAtOnce = 100'000;  // events
constexpr Span restsAtMost = Span::millis(250);

// Below the filter, while there is something to be said of it.
void setUpNote(QLabel& note, const char* name, const char* role, int margin) {
    note.setObjectName(QLatin1String(name));
    note.setProperty("role", role);
    note.setWordWrap(true);
    note.setContentsMargins(margin, 0, margin, 0);
    note.hide();
}

}  // namespace

EventsPanel::EventsPanel(TraceModel& model, Playback& playback, const Theme& theme, QWidget* parent)
    : QWidget(parent), m_trace(model), m_playback(playback), m_model(model), m_row(new EventRow(theme, this)),
      m_filter(new FilterField(model, this)), m_objection(new QLabel(this)), m_meaning(new QLabel(this)),
      m_nothing(new QLabel(tr("No event matches."), this)), m_table(new QTableView(this)) {
    const int gap = theme.size(Measure::gap), margin = theme.size(Measure::margin);
    auto* title = new QLabel(tr("Events"), this);
    title->setProperty("role", "heading");
    setUpFilter();
    setUpNote(*m_objection, "events.objection", "objection", margin);
    setUpNote(*m_meaning, "events.meaning", "quiet", margin);
    setUpNote(*m_nothing, "events.nothing", "quiet", margin);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(margin, gap, margin, 0);
    head->setSpacing(margin);
    head->addWidget(title);
    head->addWidget(m_filter, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(gap);
    column->addLayout(head);
    column->addWidget(m_objection);
    column->addWidget(m_meaning);
    column->addWidget(m_nothing);
    column->addWidget(m_table, 1);
    setUpTable(theme);
    connect(&m_trace, &TraceModel::traceChanged, this, [this] {
        m_isFitted = false;
        m_readNext = {};
        m_selected.reset();
    });
    connect(&m_playback, &Playback::momentChanged, this, &EventsPanel::showMoment);
}

// Return goes from match to match.
void EventsPanel::setUpFilter() {
    m_filter->installEventFilter(this);
    connect(m_filter, &QLineEdit::textChanged, this, &EventsPanel::applyFilter);
    connect(m_filter, &FilterField::returned, this,
            [this](bool isWithShift) { emit matchWanted(!isWithShift); });
}

void EventsPanel::setUpTable(const Theme& theme) {
    m_table->setObjectName(QStringLiteral("events"));
    m_table->setAccessibleName(tr("Events"));
    m_table->setModel(&m_model);
    m_table->setItemDelegate(m_row);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->setTabKeyNavigation(false);
    m_table->setWordWrap(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setDefaultSectionSize(m_row->height());
    QHeaderView* header = m_table->horizontalHeader();
    header->hide();
    header->setMinimumSectionSize(theme.size(Measure::gap));
    header->setSectionResizeMode(EventsModel::movedColumn, QHeaderView::Stretch);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &EventsPanel::seekToRow);
    connect(m_table, &QTableView::clicked, this, [this](const QModelIndex& row) {
        if (m_selected != m_model.eventAt(row.row()))  // it has the mark already, as what happened last
            seekToRow(row);
    });
}

bool EventsPanel::read(bool mayInsert) {
    const int before = m_model.rowCount();
    const bool isMore = m_model.catchUp(readsAtOnce, mayInsert);
    // What comes in is above what is looked at, and does not push it away.
    QScrollBar& bar = *m_table->verticalScrollBar();
    const int added = m_model.rowCount() - before;
    if (added > 0 && bar.value() > 0) {
        bar.setMaximum(bar.maximum() + added);  // which the table finds out later
        bar.setValue(bar.value() + added);
    }
    return isMore;
}

// A table moves all of its rows when some come in ahead of them: where these are many, it is not done for
// each frame, but as often as a tenth of the time allows.
bool EventsPanel::catchUp() {
    if (tellsBelow(m_trace, m_depth) != m_isNarrowed)
        applyFilter(m_filter->text());
    const Instant now = monotonicNow();
    const int before = m_model.rowCount();
    const bool mayInsert = now >= m_readNext;
    const bool isMore = mayInsert || m_model.isFiltered() ? read(mayInsert) : m_model.isBehind();
    tellMatches();
    showMoment(m_playback.moment());
    if (m_model.rowCount() != before) {  // a filter reads on meanwhile
        const Instant done = monotonicNow();
        m_readNext = done + Span{std::min((done.ns - now.ns) * restsFor, restsAtMost.ns)};
    }
    // What is moved, which may be long, has the rest.
    fitColumns(*m_table, {EventsModel::stepColumn, EventsModel::workerColumn, EventsModel::operationColumn},
               std::exchange(m_isFitted, true));
    return isMore;
}

// Esc takes the filter away, and where there is none leaves the field.
bool EventsPanel::eventFilter(QObject* watched, QEvent* event) {
    const bool isKey = event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride;
    if (watched != m_filter || !isKey || static_cast<QKeyEvent*>(event)->key() != Qt::Key_Escape)
        return QWidget::eventFilter(watched, event);
    event->accept();
    if (event->type() == QEvent::ShortcutOverride)
        return true;  // it comes again, as a key
    if (m_filter->text().isEmpty())
        m_table->setFocus();
    m_filter->clear();
    return true;
}

void EventsPanel::tellMatches() {
    const bool isDeeperUnseen = narrowed(m_filter->text()) != m_filter->text();
    m_nothing->setText(isDeeperUnseen
                           ? tr("No event of the depth that is shown matches; depth=* looks deeper.")
                           : tr("No event matches."));
    m_nothing->setVisible(!m_filter->text().isEmpty() && m_objection->isHidden() && !m_model.isBehind() &&
                          m_model.rowCount() == 0);
}

void EventsPanel::applyFilter(const QString& typed) {
    m_isNarrowed = tellsBelow(m_trace, m_depth);
    const Result<Filter> filter = Filter::parse(typed.toStdString());
    m_objection->setText(filter ? QString() : QString::fromStdString(filter.error().sentence));
    m_objection->setVisible(!filter);
    m_table->setEnabled(filter.has_value());
    m_meaning->setText(filter ? meaningOf(*filter) : QString());
    m_meaning->setVisible(!m_meaning->text().isEmpty());
    m_nothing->setVisible(false);  // of this one it is not known yet
    if (!filter)
        return;  // half typed: what was shown stays, but does not look as if it were found
    m_readNext = {};
    const Result<Filter> shown = Filter::parse(narrowed(typed).toStdString());
    m_model.setFilter(!shown || shown->isEmpty() ? std::optional<Filter>() : *shown);
    emit filterChanged();
}

QString EventsPanel::narrowed(const QString& filter) const {
    const Result<Filter> parsed = Filter::parse(filter.toStdString());
    const bool asksForDepth =
        parsed && std::any_of(parsed->terms().begin(), parsed->terms().end(),
                              [](const Filter::Term& term) { return term.key == Filter::Key::depth; });
    if (!m_isNarrowed || asksForDepth)
        return filter;
    return filter +
           (m_depth == Depth::program ? QStringLiteral(" depth=program") : QStringLiteral(" depth!=system"));
}

void EventsPanel::setDepth(Depth depth) {
    m_depth = depth;
    applyFilter(m_filter->text());
}

void EventsPanel::setFilter(const QString& words) {
    m_filter->setText(words);
}

void EventsPanel::focusFilter() {
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

// The newest is in the first row.
std::optional<std::size_t> EventsPanel::match(std::optional<std::size_t> from, bool isForward) const {
    if (!m_table->isEnabled())
        return std::nullopt;  // the filter was refused
    const auto row = from ? m_model.rowAtOrBefore(*from) : std::nullopt;
    if (!isForward && !row)
        return std::nullopt;
    const bool isThere = row && m_model.eventAt(*row) == *from;
    const int next = isForward ? row.value_or(m_model.rowCount()) - 1 : isThere ? *row + 1 : *row;
    if (next < 0 || next >= m_model.rowCount())
        return std::nullopt;
    return m_model.eventAt(next);
}

void EventsPanel::setTheme(const Theme& theme) {
    m_row->setTheme(theme);
    m_table->viewport()->update();
}

void EventsPanel::showMoment(const Moment& moment) {
    const QScopedValueRollback showing(m_isShowingMoment, true);
    m_model.setHappened(moment.events);
    const std::optional<std::size_t> event = m_selected ? m_selected : moment.event;
    const auto row = event ? m_model.rowAtOrBefore(*event) : std::nullopt;
    if (!row) {
        const bool wasShown = m_table->currentIndex().isValid();
        m_table->clearSelection();
        m_table->setCurrentIndex({});
        if (wasShown && !event)  // nothing has happened yet: what comes first is the last row
            m_table->scrollToBottom();
        return;
    }
    if (m_table->currentIndex().row() == *row && m_table->selectionModel()->isRowSelected(*row))
        return;
    const QModelIndex index = m_model.index(*row, EventsModel::stepColumn);
    m_table->setCurrentIndex(index);
    m_table->scrollTo(index, m_playback.isPlaying() && !m_selected ? QAbstractItemView::PositionAtTop
                                                                   : QAbstractItemView::EnsureVisible);
}

void EventsPanel::setCausality(std::shared_ptr<const Causality> causality) {
    m_model.setCausality(std::move(causality));
}

void EventsPanel::select(std::optional<std::size_t> event) {
    m_selected = event;
    showMoment(m_playback.moment());
}

void EventsPanel::seekToRow(const QModelIndex& row) {
    if (m_isShowingMoment || !row.isValid())
        return;
    emit eventPicked(m_model.eventAt(row.row()));
}

}  // namespace heddle
