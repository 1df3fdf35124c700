// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/TimelineInput.h"

#include <cmath>
#include <utility>

namespace heddle {

namespace {

constexpr double wheelNotch = 120;  // what Qt tells for one notch
constexpr double notchZoom = 1.25, keyZoom = 1.5;
constexpr double notchPx = 60, keyPx = 80;
constexpr double leastDragPx = 4;  // less is a click by a hand that trembled

// Letters stand for places on the keyboard: on other layouts their places give other letters. Codes of evdev
// as X11 and Wayland tell them; where there are none, the letters must do.
int placeOf(const QKeyEvent& event) {
    switch (event.nativeScanCode()) {
    case 25:
        return Qt::Key_W;
    case 34:
        return Qt::Key_BracketLeft;
    case 35:
        return Qt::Key_BracketRight;
    case 38:
        return Qt::Key_A;
    case 39:
        return Qt::Key_S;
    case 40:
        return Qt::Key_D;
    case 41:
        return Qt::Key_F;
    case 58:
        return Qt::Key_M;
    case 59:
        return Qt::Key_Comma;
    case 60:
        return Qt::Key_Period;
    default:
        return event.key();
    }
}

}  // namespace

bool changesView(const TimelineIntent& intent) {
    return std::holds_alternative<ZoomIntent>(intent) || std::holds_alternative<PanIntent>(intent) ||
           std::holds_alternative<FitIntent>(intent) || std::holds_alternative<FocusIntent>(intent) ||
           std::holds_alternative<WalkIntent>(intent) || std::holds_alternative<SeekIntent>(intent);
}

std::optional<TimelineIntent> TimelineInput::wheel(const QWheelEvent& event) const {
    const double across = event.angleDelta().x() / wheelNotch, down = event.angleDelta().y() / wheelNotch;
    if (event.modifiers() & Qt::ControlModifier)
        return ZoomIntent{std::pow(notchZoom, down), event.position().x()};
    if (event.modifiers() & Qt::ShiftModifier || std::abs(across) > std::abs(down))
        return PanIntent{-(std::abs(across) > std::abs(down) ? across : down) * notchPx};
    return ScrollIntent{-down * notchPx};
}

std::optional<TimelineIntent> TimelineInput::press(const QMouseEvent& event, const TimelineFrame& frame) {
    m_last = m_pressed = event.position();
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
        m_drag = Drag::click;
        return std::nullopt;
    case TimelinePart::names:
        m_drag = Drag::name;
        return std::nullopt;
    case TimelinePart::ruler:
        m_drag = Drag::rulerClick;
        return SeekIntent{event.position().x(), false, true};
    case TimelinePart::map:
        m_drag = Drag::map;
        return SeekIntent{event.position().x(), true, true};
    }
    return std::nullopt;
}

std::optional<TimelineIntent> TimelineInput::move(const QMouseEvent& event) {
    const QPointF by = event.position() - m_last;
    m_last = event.position();
    const bool isTrembling = std::abs(event.position().x() - m_pressed.x()) < leastDragPx;
    switch (m_drag) {
    case Drag::name:
        return NameIntent{m_pressed, event.position(), true};
    case Drag::none:
        return HoverIntent{event.position()};
    case Drag::click:
        if (isTrembling)
            return std::nullopt;
        m_drag = Drag::range;
        return RangeIntent{m_pressed, event.position(), true};
    case Drag::range:
        return RangeIntent{m_pressed, event.position()};
    case Drag::pan:
        return PanIntent{-by.x()};
    case Drag::rulerClick:
        if (isTrembling)
            return std::nullopt;
        m_drag = Drag::ruler;
        return SeekIntent{event.position().x(), false};
    case Drag::ruler:
        return SeekIntent{event.position().x(), false};
    case Drag::map:
        return SeekIntent{event.position().x(), true};
    }
    return std::nullopt;
}

std::optional<TimelineIntent> TimelineInput::release(const QMouseEvent& event) {
    const Drag ended = std::exchange(m_drag, Drag::none);
    if (ended == Drag::click)
        return PickIntent{m_pressed};
    if (ended == Drag::rulerClick || ended == Drag::ruler || ended == Drag::map)
        return RestIntent{};
    if (ended == Drag::name)
        return NameIntent{m_pressed, event.position()};
    return ended == Drag::range ? std::optional<TimelineIntent>(RangeIntent{m_pressed, event.position()})
                                : std::nullopt;
}

namespace {

std::optional<TimelineIntent> walkOf(int key) {
    using Way = WalkIntent::Way;
    switch (key) {
    case Qt::Key_Left:
        return WalkIntent{Way::left};
    case Qt::Key_Right:
        return WalkIntent{Way::right};
    case Qt::Key_Up:
        return WalkIntent{Way::up};
    case Qt::Key_Down:
        return WalkIntent{Way::down};
    case Qt::Key_BracketLeft:
        return WalkIntent{Way::toSend};
    case Qt::Key_BracketRight:
        return WalkIntent{Way::toReceive};
    default:
        return std::nullopt;
    }
}

}  // namespace

std::optional<TimelineIntent> TimelineInput::key(const QKeyEvent& event) const {
    const int arrow = event.modifiers() == Qt::AltModifier ? event.key() : 0;
    if (arrow == Qt::Key_Left || arrow == Qt::Key_Right)
        return HistoryIntent{arrow == Qt::Key_Right};
    if (event.modifiers() & ~(Qt::KeypadModifier | Qt::ShiftModifier))
        return std::nullopt;
    const int key = placeOf(event);
    switch (key) {
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
    case Qt::Key_F:
        return FocusIntent{};
    case Qt::Key_M:
        return MarkIntent{(event.modifiers() & Qt::ShiftModifier) != 0};
    case Qt::Key_Escape:
        return ClearIntent{};
    case Qt::Key_Period:
        return StepIntent{true};
    case Qt::Key_Comma:
        return StepIntent{false};
    case Qt::Key_PageUp:
        return ScrollIntent{-4 * keyPx};
    case Qt::Key_PageDown:
        return ScrollIntent{4 * keyPx};
    default:
        return walkOf(key);
    }
}

}  // namespace heddle
