// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bridge/FrameClock.h"

#include <QTimerEvent>

#include <algorithm>
#include <utility>

namespace heddle {

FrameClock::FrameClock(Mover mover, Now now, QObject* parent)
    : QObject(parent), m_mover(std::move(mover)), m_now(std::move(now)) {}

void FrameClock::wake() {
    if (m_timer.isActive())
        return;
    m_lastFrame = m_now();
    m_timer.start(static_cast<int>(frame.ns / 1'000'000), Qt::PreciseTimer, this);
}

void FrameClock::timerEvent(QTimerEvent* event) {
    if (event->timerId() != m_timer.timerId())
        return QObject::timerEvent(event);
    const Instant now = m_now();
    const Span sinceLastFrame = std::min(now - std::exchange(m_lastFrame, now), longestFrame);
    if (!m_mover(sinceLastFrame))
        m_timer.stop();
}

}  // namespace heddle
