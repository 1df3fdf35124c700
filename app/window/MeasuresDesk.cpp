// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/MeasuresDesk.h"

#include "app/models/FrameBudget.h"
#include "app/panels/MeasuresPanel.h"
#include "app/timeline/TimelineRange.h"
#include "app/timeline/TimelineView.h"
#include "app/window/Viewing.h"

#include <utility>

namespace heddle {

namespace {

constexpr Span countsInFrame = Span::millis(4);
constexpr Span againEvery = Span::millis(500);  // while the run grows

}  // namespace

MeasuresDesk::MeasuresDesk(Viewing& viewing, TimelineView& timeline, MeasuresPanel& panel)
    : m_viewing(viewing), m_timeline(timeline), m_panel(panel) {
    m_viewing.follow([this] { return readOn(); });
    connect(&m_timeline, &TimelineView::rangeChanged, &m_viewing, &Viewing::wake);
    connect(&m_viewing.playback(), &Playback::axisChanged, &m_viewing, &Viewing::wake);
    connect(&m_viewing, &Viewing::traceChanged, this, [this] {
        m_count.reset();
        m_asked.reset();
        m_panel.clear();
    });
}

Stretch MeasuresDesk::asked() const {
    const TimelineScope& scope = m_timeline.scene().scope();
    const bool isSteps = scope.isSteps();
    return scope.range ? Stretch{isSteps, scope.range->from, scope.range->to} : Stretch{isSteps, 0, 0};
}

bool MeasuresDesk::isDue() const {
    return m_viewing.model().size() != m_events && !m_count;
}

bool MeasuresDesk::readOn() {
    if (!m_panel.isVisible() || m_viewing.model().size() == 0)
        return false;
    const Stretch wanted = asked();
    if (m_asked != wanted || (isDue() && monotonicNow() - m_begun >= againEvery))
        begin(wanted);
    if (!m_count)
        return isDue();
    const FrameBudget budget(countsInFrame);
    bool hasMore = true;
    while (hasMore && !budget.isSpent())
        hasMore = m_count->read();
    m_panel.setProgress(hasMore ? m_count->progress() : 1);
    if (!hasMore)
        show();
    else if (std::exchange(m_isFirst, false))
        m_panel.expect(wordsOf(m_count->sums().stretch));
    return hasMore || isDue();
}

void MeasuresDesk::begin(const Stretch& asked) {
    const TraceModel& model = m_viewing.model();
    const double whole = static_cast<double>(asked.isSteps ? model.steps() : model.lengthNs());
    const bool isWhole = !m_timeline.scene().scope().range;
    m_isFirst = m_asked != asked;
    m_asked = asked;
    m_events = model.size();
    m_begun = monotonicNow();
    m_count.emplace(model, isWhole ? Stretch{asked.isSteps, 0, whole} : asked);
}

void MeasuresDesk::show() {
    const RangeSums sums = m_count->sums();
    m_count.reset();
    m_panel.setSums(sums, wordsOf(sums.stretch));
}

QString MeasuresDesk::wordsOf(const Stretch& stretch) const {
    const TimelineScope& scope = m_timeline.scene().scope();
    return (scope.range ? tr("The selected range") : tr("The whole run")) + QStringLiteral(" · ") +
           lengthWords(scope, {stretch.from, stretch.to});
}

}  // namespace heddle
