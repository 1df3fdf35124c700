// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/TimelineScene.h"

#include "app/timeline/LaneWalk.h"
#include "app/timeline/MessageHit.h"
#include "app/timeline/TimelineRange.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace heddle {

namespace {

constexpr double slowSteps = 0.06;  // that pass in a frame: at more of them lanes would jump about

// One with a story counts twice: what stands under its name asks for room anew.
std::size_t laneCount(const TraceModel& model) {
    return model.lanes().size() +
           static_cast<std::size_t>(std::count_if(model.lanes().begin(), model.lanes().end(), hasStory));
}

}  // namespace

TimelineScene::TimelineScene(const TraceModel& model, const Theme& theme, const QSizeF& size)
    : m_scope{model, m_theme, {}, {}, {}, {}, 0, 0, {}, {}, {}, {}, {}, {}, {}, {}}, m_theme(theme) {
    setSize(size);
    restart();
}

void TimelineScene::look(const TimelineAxis& axis) {
    if (axis == m_scope.axis)
        return;
    m_scope.axis = axis;
    m_isStale = true;
}

void TimelineScene::setTheme(const Theme& theme) {
    m_theme = theme;
    m_isStale = m_isMapStale = true;
}

void TimelineScene::setSize(const QSizeF& size) {
    const double before = m_scope.axis.widthPx, now = m_scope.moment.position;
    const bool wasShown = m_scope.axis.shows(now);
    m_scope.frame = frameOf(size, m_theme, namesWidth(m_scope.model, m_theme),
                            m_legendPx = legendWidth(m_scope), m_scope.choice.hasMap());
    m_scope.rows = rowsOf(m_scope.model, m_theme, m_scope.choice, m_scope.frame.lanes.height());
    TimelineAxis axis = m_scope.axis;
    axis.leftPx = m_scope.frame.lanes.left();
    axis.widthPx = m_scope.frame.lanes.width();
    if (axis.unit == Axis::steps && before > 1)  // a step keeps its width; more room shows more of them
        axis.to = axis.from + axis.length() * axis.widthPx / before;
    axis = m_isFitted ? fitted(axis, m_scope.runLength) : panned(axis, 0, m_scope.runLength);
    // The instant stays in view where it was, so that the view goes on to follow it.
    look(wasShown ? following(axis, axis.from, now, m_scope.runLength) : axis);
    keepScroll();
    m_isStale = m_isMapStale = true;
}

void TimelineScene::keepScroll() {
    m_scope.scrollPx = std::clamp(m_scope.scrollPx, 0.0, longestScroll(m_scope.rows, m_scope.frame));
}

void TimelineScene::setMoment(const Moment& moment) {
    const Moment before = m_scope.moment;
    m_scope.moment = moment;
    if (moment.axis == before.axis && moment.position > m_scope.runLength)
        lengthenRun(moment.position);
    if (moment.axis != m_scope.axis.unit)
        changeAxis(moment.axis);
    else if (!m_isKept)
        look(following(m_scope.axis, before.position, moment.position, m_scope.runLength));
    const bool isNextStep = std::abs(moment.step - before.step) == 1;
    const bool isSlow =
        !moment.isPassing || (m_scope.isSteps() && std::abs(moment.position - before.position) < slowSteps);
    if (isNextStep && isSlow && moment.event && *moment.event < m_scope.model.size())
        revealLaneOf(*moment.event);
}

// Ahead of what has been told: in real time whoever runs, or waits, does so to the instant.
void TimelineScene::lengthenRun(double to) {
    m_scope.runLength = to;
    if (m_scope.isSteps())
        return;
    if (m_isFitted)
        look(fitted(m_scope.axis, m_scope.runLength));
    m_isStale = m_isMapStale = true;
}

// What there is to explain and to count hangs on the run and the axis.
void TimelineScene::fitFrame() {
    if (legendWidth(m_scope) != m_legendPx ||
        namesWidth(m_scope.model, m_theme) != m_scope.frame.lanes.left())
        setSize(m_scope.frame.all.size());
}

void TimelineScene::setCausality(std::shared_ptr<const Causality> causality) {
    m_scope.causality = std::move(causality);
    m_isStale = true;  // for the legend
    fitFrame();
}

void TimelineScene::followRun() {
    m_scope.runLength = runLengthOn(m_scope.axis.unit);
    if (m_scope.moment.axis == m_scope.axis.unit)  // which may be ahead of what has been read
        m_scope.runLength = std::max(m_scope.runLength, m_scope.moment.position);
    if (const std::size_t count = laneCount(m_scope.model);
        m_laneCount != count || m_nestedCount != m_scope.model.nestedTracks()) {
        m_laneCount = count;
        m_nestedCount = m_scope.model.nestedTracks();
        layRowsAnew();
    }
    fitFrame();
    if (m_isAtFirst)
        lookAtFirst();
    else if (m_isFitted)
        fitAll();
    keepScroll();
    m_isStale = m_isMapStale = true;
}

void TimelineScene::layRowsAnew() {
    setSize(m_scope.frame.all.size());
}

void TimelineScene::setChoice(const LaneChoice& choice) {
    if (!choice.isArrangedAs(m_scope.choice))
        m_history.leave(view());
    m_scope.choice = choice;
    layRowsAnew();
}

void TimelineScene::obeyName(const NameIntent& name) {
    const TimelineRow *from = m_scope.rowAt(name.from.y()), *to = m_scope.rowAt(name.to.y());
    m_scope.drop.reset();
    if (name.isUnderWay && from && to && from != to && from->lane && to->lane)
        m_scope.drop = LaneDrop{*from->lane, *to->lane};
    if (name.isUnderWay || !from || !to)
        return;
    LaneChoice choice = m_scope.choice;
    if (!from->lane && from == to)
        choice.toggleFold(from->process);
    else if (from->lane && to->lane)
        choice.move(*from->lane, *to->lane);
    setChoice(choice);
}

void TimelineScene::arrange(const LaneIntent& intent) {
    using Way = LaneIntent::Way;
    if (intent.way == Way::showAll) {
        LaneChoice choice = m_scope.choice;
        choice.showAll();
        return setChoice(choice);
    }
    const auto from = cursorRow(m_scope);
    if (!from)
        return;
    std::size_t row = *from;
    if (intent.way != Way::above && intent.way != Way::below) {
        m_scope.laneCursor = cursorAt(m_scope.rows.rows[row]);
        setChoice(rearranged(m_scope, row, intent.way));
        if (m_scope.rows.rows.empty())
            return m_scope.laneCursor.reset();
        const bool isShown = m_scope.laneCursor->lane ? m_scope.rows.shows(*m_scope.laneCursor->lane)
                                                      : m_scope.rows.names(m_scope.laneCursor->process);
        row = isShown ? *cursorRow(m_scope) : std::min(row, m_scope.rows.rows.size() - 1);
    } else if (m_scope.laneCursor) {  // else the first key shows where it is
        const std::size_t last = m_scope.rows.rows.size() - 1;
        row = intent.way == Way::below ? std::min(row + 1, last) : row - std::min<std::size_t>(row, 1);
    }
    m_scope.laneCursor = cursorAt(m_scope.rows.rows[row]);
    reveal(m_scope.rows.rows[row]);
}

void TimelineScene::restart() {
    m_isAtFirst = true;
    setChoice(m_scope.choice.atFirst());
    m_history.clear();
    m_scope.laneCursor.reset();
    m_scope.range.reset();
    m_scope.marks.clear();
    m_scope.axis.from = 0;
    lookAtFirst();
}

void TimelineScene::lookAtFirst() {
    const double now = m_scope.moment.position;
    const bool wasShown = m_scope.axis.shows(now);
    TimelineAxis axis = fitted(m_scope.axis, m_scope.runLength);
    const double narrowest = m_theme.size(Measure::column);
    m_isFitted = axis.unit != Axis::steps || axis.pxPerPosition() >= narrowest;
    if (!m_isFitted) {
        axis.from = m_scope.axis.from;
        axis.to = axis.from + axis.widthPx / narrowest;
        if (wasShown)
            axis = following(axis, axis.from, now, m_scope.runLength);
    }
    look(axis);
}

void TimelineScene::fitAll() {
    m_isAtFirst = false;
    m_isFitted = true;
    look(fitted(m_scope.axis, m_scope.runLength));
}

void TimelineScene::showRange(double from, double to) {
    m_isAtFirst = m_isFitted = false;
    TimelineAxis axis = m_scope.axis;
    axis.from = from;
    axis.to = to;
    look(axis);
}

void TimelineScene::zoom(const ZoomIntent& zoom) {
    m_isAtFirst = m_isFitted = false;
    const TimelineAxis& axis = m_scope.axis;
    const double now = m_scope.moment.position;
    const double middle = axis.shows(now) ? axis.pxOf(now) : axis.leftPx + axis.widthPx / 2;
    look(zoomed(axis, zoom.factor, zoom.atPx.value_or(middle), m_scope.runLength));
}

void TimelineScene::pan(const PanIntent& pan) {
    m_isAtFirst = m_isFitted = false;
    look(panned(m_scope.axis, pan.byPx, m_scope.runLength));
}

void TimelineScene::scroll(const ScrollIntent& scroll) {
    m_scope.scrollPx += scroll.byPx;
    keepScroll();
    m_isStale = true;
}

void TimelineScene::hover(const HoverIntent& hover) {
    m_scope.pointer = hover.at;
    m_scope.hovered = hover.at ? messageAt(m_scope, *hover.at) : std::nullopt;
}

void TimelineScene::select(std::optional<std::size_t> event) {
    m_scope.selected = event;
    m_scope.beside.clear();
}

void TimelineScene::selectSubject(const Subject& subject) {
    m_isStale |= m_scope.subject != subject;
    m_scope.subject = subject;
}

std::optional<std::size_t> TimelineScene::walk(const WalkIntent& walk) const {
    return walked(m_scope, walk.way);
}

void TimelineScene::showMoment() {
    if (m_scope.axis.shows(m_scope.moment.position))
        return;
    m_isAtFirst = m_isFitted = false;
    look(centred(m_scope.axis, m_scope.moment.position, m_scope.runLength));
}

void TimelineScene::reachMoment() {
    constexpr double insidePx = 1;  // so that it is in view, however it is rounded
    const TimelineAxis& axis = m_scope.axis;
    const double px = axis.pxOf(m_scope.moment.position);
    if (px >= axis.leftPx && px <= axis.rightPx())
        return;
    m_isAtFirst = m_isFitted = false;
    const bool isBefore = px < axis.leftPx;
    look(panned(axis, isBefore ? px - axis.leftPx - insidePx : px - axis.rightPx() + insidePx,
                m_scope.runLength));
}

void TimelineScene::show(std::size_t event) {
    const double position = endOf(event);
    if (!m_scope.axis.shows(position))
        look(centred(m_scope.axis, position, m_scope.runLength));
    revealLaneOf(event);
}

void TimelineScene::revealLaneOf(std::size_t event) {
    const auto lane = m_scope.model.laneOf(m_scope.model.trace()->event(event).worker);
    if (lane && m_scope.rows.shows(*lane))
        reveal(m_scope.rows.ofLane(*lane));
}

double TimelineScene::endOf(std::size_t event) const {
    const Trace& trace = *m_scope.model.trace();
    return static_cast<double>(m_scope.isSteps() ? trace.stepAt(event) : trace.event(event).end);
}

void TimelineScene::reveal(const TimelineRow& row) {
    if (row.isPinned)
        return;
    const double before = m_scope.scrollPx, least = row.bottom() - m_scope.frame.lanes.height();
    m_scope.scrollPx = std::clamp(m_scope.scrollPx, std::min(least, row.top - m_scope.rows.pinnedHeight),
                                  row.top - m_scope.rows.pinnedHeight);
    keepScroll();
    m_isStale |= m_scope.scrollPx != before;
}

double TimelineScene::positionOf(const SeekIntent& seek) const {
    return (seek.isOnMap ? mapAxis(m_scope) : m_scope.axis).positionAt(seek.px);
}

const Picture& TimelineScene::still() {
    if (m_isMapStale) {
        m_map = Picture();
        if (!m_scope.frame.map.isEmpty())
            layMap(m_map, m_scope);
    }
    if (m_isStale) {
        m_still = stillPicture(m_scope);
        m_still.items.insert(m_still.items.end(), m_map.items.begin(), m_map.items.end());
    }
    m_isStale = m_isMapStale = false;
    return m_still;
}

}  // namespace heddle
