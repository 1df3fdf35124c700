// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bridge/FrameClock.h"

#include <QTimerEvent>

#include <algorithm>
#include <utility>

namespace heddle {

FrameClock::FrameClock(Mover mover, Now now, QObject* parent)
    : QObject(parent), m_mover(std::move(mover)), m_now(std::move(now)) {}

void FrameClock::wake() {
    if (m_pace == Pace::rest)
        m_lastFrame = m_now();
    tickAt(Pace::move);
}

void FrameClock::tickAt(Pace pace) {
    if (pace == std::exchange(m_pace, pace))
        return;
    if (pace == Pace::rest)
        return m_timer.stop();
    const Span span = pace == Pace::move ? frame : watchedFrame;
    m_timer.start(static_cast<int>(span.ns / 1'000'000),
                  pace == Pace::move ? Qt::PreciseTimer : Qt::CoarseTimer, this);
}

void FrameClock::timerEvent(QTimerEvent* event) {
    if (event->timerId() != m_timer.timerId())
        return QObject::timerEvent(event);
    const Instant now = m_now();
    const Span sinceLastFrame = std::min(now - std::exchange(m_lastFrame, now), longestFrame);
    tickAt(m_mover(sinceLastFrame));
}

}  // namespace heddle
