// SPDX-License-Identifier: GPL-3.0-or-later
// The one timer of the window: it ticks once a frame while something moves, seldom while something might
// begin to, and not at all while nothing can.
#pragma once

#include "core/base/Time.h"

#include <QBasicTimer>
#include <QObject>

#include <cstdint>
#include <functional>

namespace heddle {

// Thread: GUI only. Each frame it asks its mover to move; the mover's answer says when the next one is to be.
class FrameClock : public QObject {
    Q_OBJECT
public:
    enum class Pace : std::uint8_t { rest, watch, move };  // no more frames, a few a second, all
    // Moves everything by the time since the last frame.
    using Mover = std::function<Pace(Span sinceLastFrame)>;
    using Now = std::function<Instant()>;

    FrameClock(Mover mover, Now now = monotonicNow, QObject* parent = nullptr);

    void wake();  // something may have begun to move: all frames, until the mover says otherwise
    bool isTicking() const { return m_timer.isActive(); }

    static constexpr Span frame = Span::millis(16);
    static constexpr Span watchedFrame = Span::millis(100);
    static constexpr Span longestFrame = Span::millis(150);  // a window that was held up does not leap

protected:
    void timerEvent(QTimerEvent*) override;

private:
    void tickAt(Pace pace);

    Mover m_mover;
    Now m_now;
    QBasicTimer m_timer;
    Pace m_pace = Pace::rest;
    Instant m_lastFrame;
};

}  // namespace heddle
