// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/Exporting.h"

#include "app/timeline/TimelineView.h"
#include "app/window/ExportDialog.h"
#include "app/window/LessonDesk.h"
#include "app/window/Viewing.h"
#include "core/session/Lessons.h"

#include <algorithm>
#include <cmath>

namespace heddle {

namespace {

// As it would be typed; steps n - 1 to n are where step n plays.
QString typedRange(Axis axis, double from, double to) {
    const auto number = [](double position) { return static_cast<qint64>(std::max(position, 0.0)); };
    if (axis == Axis::realTime)
        return QStringLiteral("%1ns..%2ns").arg(number(std::floor(from))).arg(number(std::ceil(to)));
    const qint64 first = number(std::floor(from)) + 1;
    return QStringLiteral("%1..%2").arg(first).arg(std::max(first, number(std::ceil(to))));
}

ExportStart startOf(const TimelineScope& scope, const Playback& playback) {
    ExportStart start;
    start.inView = typedRange(scope.axis.unit, scope.axis.from, scope.axis.to);
    if (scope.range)
        start.selected = typedRange(scope.axis.unit, scope.range->from, scope.range->to);
    start.step = static_cast<int>(playback.moment().step);
    start.steps = static_cast<int>(playback.lengthOn(Axis::steps));
    if (scope.theme.isDark())
        start.theme = scope.theme.isHighContrast() ? QStringLiteral("high-contrast") : QStringLiteral("dark");
    return start;
}

}  // namespace

Exporting::Exporting(const Parts& parts) : m(parts) {}

namespace {

double positionOf(const Moment& moment, Axis axis) {
    if (moment.axis == axis)
        return moment.position;
    return static_cast<double>(axis == Axis::steps ? moment.step : moment.instant.ns);
}

}  // namespace

void Exporting::ask() {
    if (auto* open = m.window.findChild<ExportDialog*>())
        return open->raise();
    if (!m.viewing.trace())
        return;
    if (m.viewing.showsLive()) {
        emit refused(tr("A run that still goes on cannot be exported: stop it, or wait for its end"));
        return;
    }
    const Playback& playback = m.viewing.playback();
    auto* dialog = new ExportDialog({m_sampling,
                                     m_writing,
                                     m.viewing.trace(),
                                     m.viewing.files(),
                                     startOf(m.timeline.scene().scope(), playback),
                                     positionOf(playback.moment(), Axis::steps),
                                     positionOf(playback.moment(), Axis::realTime),
                                     m.lessons.name(),
                                     {installedLessonsFolder().string()},
                                     &m_folder},
                                    &m.window);
    dialog->show();
}

}  // namespace heddle
