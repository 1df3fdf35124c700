// SPDX-License-Identifier: GPL-3.0-or-later
// From one view of a run to another, and back.
#include "app/playback/AxisChange.h"
#include "app/timeline/TimelineScene.h"

namespace heddle {

// What is in view, selected and marked is told anew on the other axis.
void TimelineScene::changeAxis(Axis unit) {
    if (!m_isKept)
        m_history.leave(view());
    const Trace* const trace = m_scope.model.trace().get();
    const Axis old = m_scope.axis.unit;
    m_scope.runLength = std::max(runLengthOn(unit), m_scope.moment.position);
    const auto carried = [&](double position) {
        return trace ? carriedTo(unit, old, position, *trace) : position;
    };
    const auto carry = [&](TimelineRange& range) { range = {carried(range.from), carried(range.to)}; };
    if (m_scope.range)
        carry(*m_scope.range);
    if (m_rangeBegin)
        m_rangeBegin = carried(*m_rangeBegin);
    for (TimelineMark& mark : m_scope.marks)
        carry(mark.range);
    TimelineAxis axis = m_scope.axis;
    axis.unit = unit;
    axis = showing(axis, carried(axis.from), carried(axis.to), m_scope.runLength);
    look(m_isFitted ? fitted(axis, m_scope.runLength) : axis);
    m_isAtFirst = m_isAtFirst && m_isFitted;
    m_isMapStale = true;
    fitFrame();
}

void TimelineScene::rememberView(const TimelineAxis& before, std::optional<std::size_t> kind) {
    if (before.from != m_scope.axis.from || before.to != m_scope.axis.to)
        m_history.leave({before, m_scope.choice}, kind);
}

void TimelineScene::rememberJump(const TimelineAxis& before) {
    const TimelineAxis& now = m_scope.axis;
    if (now.unit == before.unit && (now.from >= before.to || now.to <= before.from))
        m_history.leave({before, m_scope.choice});
}

std::optional<TimelineLook> TimelineScene::takeView(const HistoryIntent& history) {
    return history.isForward ? m_history.forward(view()) : m_history.back(view());
}

void TimelineScene::showView(const TimelineLook& view) {
    if (!m_scope.choice.isArrangedAs(view.lanes)) {
        m_scope.choice = m_scope.choice.arrangedAs(view.lanes);
        layRowsAnew();
    }
    showRange(view.axis.from, view.axis.to);
}

}  // namespace heddle
