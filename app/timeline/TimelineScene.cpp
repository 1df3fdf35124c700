// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/TimelineScene.h"

#include <algorithm>

namespace heddle {

TimelineScene::TimelineScene(const TraceModel& model, const Theme& theme, const QSizeF& size)
    : m_scope{model, m_theme, {}, {}, {}, 0, 0, {}, {}, {}}, m_theme(theme) {
    setSize(size);
    restart();
}

void TimelineScene::look(const TimelineAxis& axis) {
    if (axis == m_scope.axis)
        return;
    m_scope.axis = axis;
    m_isStale = true;
}

double TimelineScene::runLengthOn(Axis axis) const {
    return static_cast<double>(axis == Axis::steps ? m_scope.model.steps() : m_scope.model.lengthNs());
}

void TimelineScene::setTheme(const Theme& theme) {
    m_theme = theme;
    m_isStale = m_isMapStale = true;
}

void TimelineScene::setSize(const QSizeF& size) {
    const double before = m_scope.axis.widthPx;
    m_scope.frame = frameOf(size, m_theme, namesWidth(m_scope.model, m_theme));
    TimelineAxis axis = m_scope.axis;
    axis.leftPx = m_scope.frame.lanes.left();
    axis.widthPx = m_scope.frame.lanes.width();
    if (axis.unit == Axis::steps && before > 1)  // a step keeps its width; more room shows more of them
        axis.to = axis.from + axis.length() * axis.widthPx / before;
    look(m_isFitted ? fitted(axis, m_scope.runLength) : panned(axis, 0, m_scope.runLength));
    keepScroll();
    m_isStale = m_isMapStale = true;
}

void TimelineScene::keepScroll() {
    m_scope.scrollPx = std::clamp(m_scope.scrollPx, 0.0, longestScroll(m_scope.rows, m_scope.frame));
}

void TimelineScene::setMoment(const Moment& moment) {
    const Moment before = m_scope.moment;
    m_scope.moment = moment;
    if (moment.axis == m_scope.axis.unit) {
        look(following(m_scope.axis, before.position, moment.position, m_scope.runLength));
        return;
    }
    const double share = runLengthOn(before.axis) > 0 ? m_scope.axis.length() / runLengthOn(before.axis) : 1;
    TimelineAxis axis = m_scope.axis;
    axis.unit = moment.axis;
    m_isMapStale = true;
    m_scope.runLength = runLengthOn(moment.axis);
    axis = fitted(axis, m_scope.runLength);
    look(m_isFitted ? axis
                    : centred(zoomed(axis, 1 / std::max(share, 1e-9), axis.leftPx, m_scope.runLength),
                              moment.position, m_scope.runLength));
}

void TimelineScene::followRun() {
    m_scope.runLength = runLengthOn(m_scope.axis.unit);
    if (m_laneCount != m_scope.model.lanes().size()) {
        m_laneCount = m_scope.model.lanes().size();
        m_scope.rows = rowsOf(m_scope.model, m_theme);
        setSize(m_scope.frame.all.size());
    }
    if (m_isAtFirst)
        lookAtFirst();
    else if (m_isFitted)
        fitAll();
    keepScroll();
    m_isStale = m_isMapStale = true;
}

void TimelineScene::restart() {
    m_isAtFirst = true;
    m_scope.axis.from = 0;
    lookAtFirst();
}

void TimelineScene::lookAtFirst() {
    TimelineAxis axis = fitted(m_scope.axis, m_scope.runLength);
    const double narrowest = m_theme.size(Measure::column);
    m_isFitted = axis.unit != Axis::steps || axis.pxPerPosition() >= narrowest;
    if (!m_isFitted) {
        axis.from = m_scope.axis.from;
        axis.to = axis.from + axis.widthPx / narrowest;
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
}

void TimelineScene::select(std::optional<std::size_t> event) {
    m_scope.selected = event;
}

void TimelineScene::show(std::size_t event) {
    const Trace& trace = *m_scope.model.trace();
    const bool isSteps = m_scope.isSteps();
    const double position = static_cast<double>(isSteps ? trace.stepAt(event) : trace.event(event).end);
    if (!m_scope.axis.shows(position))
        look(centred(m_scope.axis, position, m_scope.runLength));
    if (const auto lane = m_scope.model.laneOf(trace.event(event).worker)) {
        const TimelineRow& row = m_scope.rows.ofLane(*lane);
        const double least = row.bottom() - m_scope.frame.lanes.height();
        m_scope.scrollPx = std::clamp(m_scope.scrollPx, std::min(least, row.top), row.top);
        keepScroll();
        m_isStale = true;
    }
}

double TimelineScene::positionOf(const SeekIntent& seek) const {
    return (seek.isOnMap ? mapAxis(m_scope) : m_scope.axis).positionAt(seek.px);
}

const Picture& TimelineScene::still() {
    if (m_isMapStale) {
        m_map = Picture();
        layMap(m_map, m_scope);
    }
    if (m_isStale) {
        m_still = stillPicture(m_scope);
        m_still.items.insert(m_still.items.end(), m_map.items.begin(), m_map.items.end());
    }
    m_isStale = m_isMapStale = false;
    return m_still;
}

double TimelineScene::wholeHeight() const {
    return m_scope.frame.all.height() - m_scope.frame.lanes.height() + m_scope.rows.height;
}

}  // namespace heddle
