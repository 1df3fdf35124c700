// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/TimelineFrame.h"

#include "app/timeline/TextFit.h"

#include <algorithm>
#include <cmath>

namespace heddle {

TimelineFrame frameOf(const QSizeF& size, const Theme& theme, double names) {
    const double gap = theme.size(Measure::gap), margin = theme.size(Measure::margin);
    const double left = names, right = margin + gap;
    const double width = std::max(1.0, size.width() - left - right);
    TimelineFrame frame;
    frame.all = QRectF(QPointF(0, 0), size);
    frame.header = QRectF(0, 0, size.width(), theme.size(Measure::headerHeight));
    const double switchWidth = theme.size(Measure::switchWidth),
                 switchHeight = theme.size(Measure::switchHeight);
    const QRectF both(theme.size(Measure::switchLeft), (frame.header.height() - switchHeight) / 2,
                      switchWidth, switchHeight);
    frame.stepsSwitch = QRectF(both.left(), both.top(), switchWidth * 0.46, switchHeight);
    frame.timeSwitch = QRectF(frame.stepsSwitch.right(), both.top(), switchWidth * 0.54, switchHeight);
    frame.ruler = QRectF(left, frame.header.bottom(), width, theme.size(Measure::rulerHeight));
    const double mapHeight = theme.size(Measure::mapHeight);
    frame.map = QRectF(left, size.height() - mapHeight - gap * 1.5, width, mapHeight);
    const double lanesHeight = std::max(0.0, frame.map.top() - gap - frame.ruler.bottom());
    frame.lanes = QRectF(left, frame.ruler.bottom(), width, lanesHeight);
    frame.names = QRectF(0, frame.lanes.top(), left - gap, lanesHeight);
    return frame;
}

double namesWidth(const TraceModel& model, const Theme& theme) {
    const TextFit fit(theme, Type::body);
    double widest = 0;
    for (std::size_t lane = 0; lane < model.lanes().size(); ++lane)
        widest = std::max(widest, fit.width(model.laneName(lane)));
    return std::clamp(std::ceil(widest) + 3 * theme.size(Measure::gap),
                      static_cast<double>(theme.size(Measure::laneNames)),
                      static_cast<double>(theme.size(Measure::widestLaneNames)));
}

std::optional<std::size_t> TimelineRows::rowAt(double y) const {
    const auto row =
        std::partition_point(rows.begin(), rows.end(), [y](const TimelineRow& r) { return r.bottom() <= y; });
    if (y < 0 || row == rows.end())
        return std::nullopt;
    return static_cast<std::size_t>(row - rows.begin());
}

TimelineRows rowsOf(const TraceModel& model, const Theme& theme) {
    TimelineRows made;
    const std::vector<Lane>& lanes = model.lanes();
    made.rowOfLane.resize(lanes.size());
    const auto isElsewhere = [&](const Lane& lane) {
        return lane.kind == LaneKind::worker && lane.process != lanes.front().process;
    };
    const bool namesProcesses = std::any_of(lanes.begin(), lanes.end(), isElsewhere);
    std::optional<ProcessId> process;
    const auto add = [&](std::optional<std::size_t> lane, ProcessId of, Measure height) {
        made.rows.push_back({lane, of, made.height, static_cast<double>(theme.size(height))});
        made.height += theme.size(height);
    };
    for (const std::size_t number : model.order()) {
        const Lane& lane = lanes[number];
        const bool isWorker = lane.kind == LaneKind::worker;
        if (namesProcesses && isWorker && process != lane.process)
            add(std::nullopt, lane.process, Measure::groupPitch);
        process = lane.process;
        made.rowOfLane[number] = made.rows.size();
        add(number, lane.process, isWorker ? Measure::lanePitch : Measure::depthPitch);
    }
    return made;
}

double longestScroll(const TimelineRows& rows, const TimelineFrame& frame) {
    return std::max(0.0, rows.height - frame.lanes.height());
}

}  // namespace heddle
