// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/CausalityDesk.h"

#include "app/models/FrameBudget.h"
#include "app/panels/EventsPanel.h"
#include "app/timeline/TimelineView.h"
#include "app/window/Actions.h"
#include "app/window/Selection.h"
#include "app/window/StatusLine.h"
#include "app/window/Viewing.h"

#include <QAction>

namespace heddle {

namespace {

constexpr Span againEvery = Span::millis(250);  // while the instant goes on
constexpr Span readsInFrame = Span::millis(4);
constexpr std::size_t readsAtOnce = 4096;  // events

}  // namespace

CausalityDesk::CausalityDesk(const Parts& parts) : m(parts) {
    m.viewing.follow([this] { return readOn(); });
    connect(&m.selection, &Selection::eventChanged, this, [this](std::optional<std::size_t> event) {
        m_event = event;
        askAnew();
    });
    connect(&m.viewing, &Viewing::traceChanged, this, [this] {
        m_event.reset();
        m_causality.reset();
        show();
        askAnew();
    });
    connect(m.actions.causality, &QAction::toggled, this, [this](bool isOn) {
        askAnew();
        if (isOn && !asked())
            m.status.say(
                tr("nothing has happened yet: what was before an event, and after it, will be underlined"));
    });
    connect(&m.viewing.playback(), &Playback::momentChanged, this, [this] {
        m_isDue = !m_event && m.actions.causality->isChecked();
        if (m_isDue)
            m.viewing.wake();
    });
}

std::optional<std::size_t> CausalityDesk::asked() const {
    return m_event ? m_event : m.viewing.playback().moment().event;
}

void CausalityDesk::askAnew() {
    const std::shared_ptr<const Trace>& trace = m.viewing.trace();
    const auto event = asked();
    const bool isAsked = m.actions.causality->isChecked() && event && trace && *event < trace->size();
    if (!isAsked && !m_causality)
        return;
    if (isAsked && m_causality && m_causality->event() == *event)
        return;
    m_asked = monotonicNow();
    m_causality = isAsked ? std::make_shared<Causality>(trace, *event) : nullptr;
    show();
    m.viewing.wake();
}

bool CausalityDesk::readOn() {
    if (m_isDue && !m.viewing.playback().isPlaying() && monotonicNow() - m_asked >= againEvery) {
        m_isDue = false;
        askAnew();
    }
    if (!m_causality || m_causality->heard() == m_causality->size())
        return m_isDue;
    const FrameBudget budget(readsInFrame);
    bool hasMore = true;
    while (hasMore && !budget.isSpent())
        hasMore = m_causality->read(readsAtOnce);
    show();
    return hasMore || m_isDue;
}

void CausalityDesk::show() {
    m.timeline.setCausality(m_causality);
    m.events.setCausality(m_causality);
}

}  // namespace heddle
