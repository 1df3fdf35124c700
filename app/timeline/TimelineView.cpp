// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/TimelineView.h"

#include "app/timeline/BookmarkFlags.h"
#include "app/timeline/LaneMenu.h"
#include "app/timeline/TimelineTips.h"

#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>
#include <QToolTip>

#include <utility>

namespace heddle {

namespace {

bool isModifier(const QKeyEvent& event) {
    return event.key() == Qt::Key_Control || event.key() == Qt::Key_Shift || event.key() == Qt::Key_Alt ||
           event.key() == Qt::Key_Meta || event.key() == Qt::Key_AltGr;
}

// Of what Esc clears: first what is selected, as long as that can be seen.
bool isFilterNext(const TimelineScope& scope) {
    const bool isSelected = scope.selected || scope.range || !scope.subject.isNone();
    return !scope.choice.filter().isEmpty() && (!isSelected || scope.rows.rows.empty());
}

}  // namespace

TimelineView::TimelineView(TraceModel& model, Playback& playback, const Theme& theme, QWidget* parent)
    : QWidget(parent), m_model(model), m_playback(playback), m_scene(model, theme, size()), m_canvas(m_scene),
      m_steering(model, playback, m_scene), m_filter(new QLineEdit(this)) {
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setObjectName(QStringLiteral("timeline"));
    setAccessibleName(tr("Timeline"));
    setUpFilter();
    connect(&m_steering, &TimelineSteering::obeyed, this, &TimelineView::refresh);
    connect(&m_steering, &TimelineSteering::eventPicked, this, &TimelineView::eventPicked);
    connect(&m_steering, &TimelineSteering::subjectPicked, this, &TimelineView::subjectPicked);
    connect(&m_steering, &TimelineSteering::selectionCleared, this, &TimelineView::selectionCleared);
    connect(&m_steering, &TimelineSteering::hoverChanged, this, &TimelineView::hoverChanged);
    connect(&m_steering, &TimelineSteering::rangeChanged, this, &TimelineView::rangeChanged);
    connect(&model, &TraceModel::grown, this, [this] {
        m_scene.followRun();
        lookAgain();
    });
    connect(&model, &TraceModel::traceChanged, this, &TimelineView::showNewTrace);
    connect(&playback, &Playback::momentChanged, this, &TimelineView::showMoment);
    connect(&playback, &Playback::playingChanged, this, [this] { obey(HoverIntent{}); });
    connect(&playback, &Playback::followingChanged, this, [this](bool isFollowing) {
        if (isFollowing)
            m_scene.showMoment();
        lookAgain();
    });
    m_scene.setMoment(playback.moment());
    showNewTrace();
}

void TimelineView::setUpFilter() {
    m_filter->setObjectName(QStringLiteral("laneFilter"));
    m_filter->setPlaceholderText(tr("filter lanes"));
    m_filter->setAccessibleName(tr("Filter of the lanes by name"));
    m_filter->setToolTip(tr("Only lanes with these letters in their names"));
    m_filter->setFocusPolicy(Qt::ClickFocus);
    m_filter->setProperty("small", true);
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString& filter) {
        LaneChoice choice = m_scene.scope().choice;
        choice.setFilter(filter);
        setChoice(choice);
    });
    connect(m_filter, &QLineEdit::returnPressed, this, [this] { setFocus(); });
}

void TimelineView::showMoment(const Moment& moment) {
    const TimelineAxis before = m_scene.scope().axis;
    m_scene.setMoment(moment);
    if (!m_playback.isPlaying() && !m_playback.isFollowing())  // somebody has sought it
        m_scene.rememberJump(before);
    lookAgain();
}

QSize TimelineView::sizeHint() const {
    return {900, 420};
}
QSize TimelineView::minimumSizeHint() const {
    return {360, 200};
}

void TimelineView::showNewTrace() {
    m_scene.select({});
    m_scene.followRun();
    m_scene.restart();
    m_filter->clear();
    lookAgain();
}

void TimelineView::setTheme(const Theme& theme) {
    m_scene.setTheme(theme);
    refresh();
}

void TimelineView::fitAll() {
    obey(FitIntent{});
}
void TimelineView::zoom(double factor) {
    obey(ZoomIntent{factor, std::nullopt});
}

void TimelineView::showEventAt(std::size_t event) {
    const TimelineAxis before = m_scene.scope().axis;
    m_scene.show(event);
    m_scene.rememberView(before);
    refresh();
}

void TimelineView::showAll(const std::vector<std::size_t>& events) {
    const TimelineAxis before = m_scene.scope().axis;
    m_scene.showAll(events);
    m_scene.rememberView(before);
    refresh();
}

void TimelineView::setCausality(std::shared_ptr<const Causality> causality) {
    m_scene.setCausality(std::move(causality));
    refresh();
}

void TimelineView::setBookmarks(std::vector<TimelineBookmark> bookmarks) {
    m_scene.setBookmarks(std::move(bookmarks));
    refresh();
}

// Whatever a key is for, words and a line under a pointer that rests would cover what comes of it.
bool TimelineView::event(QEvent* event) {
    if (event->type() == QEvent::ShortcutOverride && !isModifier(*static_cast<QKeyEvent*>(event))) {
        QToolTip::hideText();
        obey(HoverIntent{});
    }
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const QString words = tipAt(m_scene.scope(), help->pos());
    QToolTip::showText(help->globalPos(), words.isEmpty() ? QString() : words.toHtmlEscaped(), this);
    return true;
}

void TimelineView::selectEvent(std::optional<std::size_t> event) {
    m_scene.select(event);
    refresh();
}

void TimelineView::selectSubject(const Subject& subject) {
    m_scene.selectSubject(subject);
    refresh();
}

void TimelineView::obey(const TimelineIntent& intent) {
    m_steering.obey(intent);
}

void TimelineView::obeyAny(const std::optional<TimelineIntent>& intent) {
    if (intent)
        obey(*intent);
}

void TimelineView::focusFilter() {
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

void TimelineView::setDepth(Depth depth) {
    LaneChoice choice = m_scene.scope().choice;
    choice.setDepth(depth);
    setChoice(choice);
}

void TimelineView::showMap(bool isShown) {
    LaneChoice choice = m_scene.scope().choice;
    choice.setMap(isShown);
    setChoice(choice);
}

void TimelineView::setChoice(const LaneChoice& choice) {
    m_scene.setChoice(choice);
    lookAgain();
}

void TimelineView::placeFilter() {
    m_filter->setGeometry(m_scene.scope().frame.filter.toRect());
}

void TimelineView::contextMenuEvent(QContextMenuEvent* event) {
    if (event->reason() == QContextMenuEvent::Keyboard)
        return openLaneMenu();
    if (partAt(m_scene.scope().frame, event->pos()) != TimelinePart::names)
        return QWidget::contextMenuEvent(event);
    popUpLaneMenu(event->pos().y(), event->globalPos());
}

void TimelineView::openLaneMenu() {
    const auto number = cursorRow(m_scene.scope());
    if (!number)
        return;
    const TimelineRow row = m_scene.scope().rows.rows[*number];
    const double y = m_scene.scope().rowCentre(row);
    popUpLaneMenu(y, mapToGlobal(QPoint(m_scene.scope().theme.size(Measure::margin), qRound(y))));
}

void TimelineView::popUpLaneMenu(double y, const QPoint& at) {
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    fillLaneMenu(
        *menu, m_scene.scope(), y, [this](const LaneChoice& made) { setChoice(made); },
        [this](const QString& filter) { emit stopWanted(filter); });
    menu->popup(at);
}

void TimelineView::lookAgain() {
    m_steering.hoverAgain();
    refresh();
}

void TimelineView::refresh() {
    placeFilter();
    if (!std::exchange(m_isLayoutDue, true))
        QMetaObject::invokeMethod(this, "layOut", Qt::QueuedConnection);
}

void TimelineView::layOut() {
    m_isLayoutDue = false;
    update(std::exchange(m_laidOut, {}) + m_canvas.changes());
}

// Paints what has been laid out. Only who wants the pixels at once finds that still to be done.
void TimelineView::paintEvent(QPaintEvent* event) {
    if (m_isLayoutDue)
        m_laidOut += m_canvas.changes();
    QPainter painter(this);
    m_canvas.paint(painter, event->region());
}

void TimelineView::resizeEvent(QResizeEvent*) {
    m_scene.setSize(size());
    placeFilter();
    lookAgain();
}

void TimelineView::wheelEvent(QWheelEvent* event) {
    obeyAny(m_input.wheel(*event));
    event->accept();
}

void TimelineView::mousePressEvent(QMouseEvent* event) {
    auto intent = m_input.press(*event, m_scene.scope().frame);
    if (auto* seek = intent ? std::get_if<SeekIntent>(&*intent) : nullptr; seek && !seek->isOnMap)
        seek->px = bookmarkPxAt(m_scene.scope(), event->position()).value_or(seek->px);
    obeyAny(intent);
}
void TimelineView::mouseMoveEvent(QMouseEvent* event) {
    obeyAny(m_input.move(*event));
}
void TimelineView::mouseReleaseEvent(QMouseEvent* event) {
    obeyAny(m_input.release(*event));
}
void TimelineView::leaveEvent(QEvent*) {
    obey(HoverIntent{});
}

void TimelineView::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape && (m_filter->hasFocus() || isFilterNext(m_scene.scope()))) {
        m_filter->clear();
        return setFocus();
    }
    const auto intent = m_input.key(*event);
    if (!intent)
        return QWidget::keyPressEvent(event);
    obey(*intent);
}

}  // namespace heddle
