// SPDX-License-Identifier: GPL-3.0-or-later
// The one timer of the window: it ticks once a frame while something moves, and not at all while nothing
// does.
#pragma once

#include "core/base/Time.h"

#include <QBasicTimer>
#include <QObject>

#include <functional>

namespace heddle {

// Thread: GUI only. Each frame it asks its mover to move; the mover's answer says whether there is more to
// come.
class FrameClock : public QObject {
    Q_OBJECT
public:
    // Moves everything by the time since the last frame; true while another frame is needed.
    using Mover = std::function<bool(Span sinceLastFrame)>;
    using Now = std::function<Instant()>;

    FrameClock(Mover mover, Now now = monotonicNow, QObject* parent = nullptr);

    void wake();  // something may have begun to move; harmless when awake
    bool isTicking() const { return m_timer.isActive(); }

    static constexpr Span frame = Span::millis(16);
    static constexpr Span longestFrame = Span::millis(100);  // a window that was held up does not leap

protected:
    void timerEvent(QTimerEvent*) override;

private:
    Mover m_mover;
    Now m_now;
    QBasicTimer m_timer;
    Instant m_lastFrame;
};

}  // namespace heddle
