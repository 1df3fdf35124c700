// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/StoryDesk.h"

#include "app/models/FrameBudget.h"
#include "app/panels/SelectionPanel.h"
#include "app/window/Selection.h"
#include "app/window/Viewing.h"

namespace heddle {

namespace {

constexpr Span countsInFrame = Span::millis(4);
constexpr Span againEvery = Span::millis(500);

}  // namespace

StoryDesk::StoryDesk(Viewing& viewing, const Selection& selection, SelectionPanel& panel)
    : m_viewing(viewing), m_panel(panel) {
    m_viewing.follow([this] { return readOn(); });
    connect(&selection, &Selection::subjectChanged, this, &StoryDesk::begin);
}

Stretch StoryDesk::wanted() const {
    const Moment& moment = m_viewing.playback().moment();
    return {moment.axis == Axis::steps, 0, moment.position};
}

void StoryDesk::begin(const Subject& subject) {
    m_subject = subject;
    m_count.reset();
    m_counted.reset();
    m_panel.setSubject(subject);
    m_viewing.wake();
}

bool StoryDesk::isDue() const {
    return m_counted != wanted();
}

bool StoryDesk::readOn() {
    if (m_subject.isNone() || m_viewing.model().size() == 0)
        return false;
    const Moment& moment = m_viewing.playback().moment();
    if (!m_viewing.model().isReadTo(static_cast<double>(moment.step), static_cast<double>(moment.instant.ns)))
        return true;  // what is not read yet cannot be counted
    if (!m_count && isDue() && (!m_counted || monotonicNow() - m_begun >= againEvery)) {
        m_counted = wanted();
        m_begun = monotonicNow();
        m_count.emplace(m_viewing.model(), *m_counted);
        m_needsWorld = true;
    }
    if (m_needsWorld)
        if (const auto world = m_viewing.world()) {
            m_panel.setWorld(*world);
            m_needsWorld = false;
        }
    const FrameBudget budget(countsInFrame);
    bool hasMore = m_count.has_value();
    while (hasMore && !budget.isSpent())
        hasMore = m_count->read();
    if (m_count && !hasMore) {
        m_panel.setSums(m_count->sums());
        m_count.reset();
    }
    return hasMore || m_needsWorld || isDue();
}

}  // namespace heddle
