// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/TimelineInput.h"

#include <cmath>

namespace heddle {

namespace {

constexpr double wheelNotch = 120;  // what Qt tells for one notch
constexpr double notchZoom = 1.25, keyZoom = 1.5;
constexpr double notchPx = 60, keyPx = 80;

// W A S D stand for places on the keyboard: on other layouts their places give other letters. Codes of evdev
// as X11 and Wayland tell them; where there are none, the letters must do.
int placeOf(const QKeyEvent& event) {
    switch (event.nativeScanCode()) {
    case 25:
        return Qt::Key_W;
    case 38:
        return Qt::Key_A;
    case 39:
        return Qt::Key_S;
    case 40:
        return Qt::Key_D;
    case 59:
        return Qt::Key_Comma;
    case 60:
        return Qt::Key_Period;
    default:
        return event.key();
    }
}

}  // namespace

std::optional<TimelineIntent> TimelineInput::wheel(const QWheelEvent& event) const {
    const double across = event.angleDelta().x() / wheelNotch, down = event.angleDelta().y() / wheelNotch;
    if (event.modifiers() & Qt::ControlModifier)
        return ZoomIntent{std::pow(notchZoom, down), event.position().x()};
    if (event.modifiers() & Qt::ShiftModifier || std::abs(across) > std::abs(down))
        return PanIntent{-(std::abs(across) > std::abs(down) ? across : down) * notchPx};
    return ScrollIntent{-down * notchPx};
}

std::optional<TimelineIntent> TimelineInput::press(const QMouseEvent& event, const TimelineFrame& frame) {
    m_last = event.position();
    if (event.button() == Qt::MiddleButton) {
        m_drag = Drag::pan;
        return std::nullopt;
    }
    if (event.button() != Qt::LeftButton)
        return std::nullopt;
    switch (partAt(frame, event.position())) {
    case TimelinePart::none:
        return std::nullopt;
    case TimelinePart::stepsSwitch:
        return AxisIntent{Axis::steps};
    case TimelinePart::timeSwitch:
        return AxisIntent{Axis::realTime};
    case TimelinePart::lanes:
        return PickIntent{event.position()};
    case TimelinePart::ruler:
        m_drag = Drag::ruler;
        return SeekIntent{event.position().x(), false};
    case TimelinePart::map:
        m_drag = Drag::map;
        return SeekIntent{event.position().x(), true};
    }
    return std::nullopt;
}

std::optional<TimelineIntent> TimelineInput::move(const QMouseEvent& event) {
    const QPointF by = event.position() - m_last;
    m_last = event.position();
    switch (m_drag) {
    case Drag::none:
        return HoverIntent{event.position()};
    case Drag::pan:
        return PanIntent{-by.x()};
    case Drag::ruler:
        return SeekIntent{event.position().x(), false};
    case Drag::map:
        return SeekIntent{event.position().x(), true};
    }
    return std::nullopt;
}

void TimelineInput::release(const QMouseEvent&) {
    m_drag = Drag::none;
}

std::optional<TimelineIntent> TimelineInput::key(const QKeyEvent& event) const {
    if (event.modifiers() & ~(Qt::KeypadModifier | Qt::ShiftModifier))
        return std::nullopt;
    switch (placeOf(event)) {
    case Qt::Key_W:
        return ZoomIntent{keyZoom, std::nullopt};
    case Qt::Key_S:
        return ZoomIntent{1 / keyZoom, std::nullopt};
    case Qt::Key_A:
        return PanIntent{-keyPx};
    case Qt::Key_D:
        return PanIntent{keyPx};
    case Qt::Key_Home:
        return FitIntent{};
    case Qt::Key_Period:
        return StepIntent{true};
    case Qt::Key_Comma:
        return StepIntent{false};
    case Qt::Key_PageUp:
        return ScrollIntent{-4 * keyPx};
    case Qt::Key_PageDown:
        return ScrollIntent{4 * keyPx};
    default:
        return std::nullopt;
    }
}

}  // namespace heddle
