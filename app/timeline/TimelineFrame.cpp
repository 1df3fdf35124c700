// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/TimelineFrame.h"

#include "app/picture/TextFit.h"
#include "app/timeline/LaneWords.h"
#include "app/timeline/MessageGeometry.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace heddle {

namespace {

constexpr double leastFilterShare = 0.75;  // of its width, with which it still is of use

}  // namespace

TimelineFrame frameOf(const QSizeF& size, const Theme& theme, double names, double legend, bool hasMap) {
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
    const double legendRight = size.width() - right, filterLeft = both.right() + gap;
    const double filterWidth = theme.size(Measure::filterWidth);
    const bool isFilterCut = legendRight - filterLeft < leastFilterShare * filterWidth;
    const double filterRoom = isFilterCut ? filterWidth : std::min(filterWidth, legendRight - filterLeft);
    frame.filter = QRectF(filterLeft, both.top(), filterRoom, switchHeight);
    frame.legend = QRectF(frame.filter.right() + 2 * gap, both.top(), 0, switchHeight);
    if (frame.legend.left() + legend > legendRight) {
        frame.header.setHeight(frame.header.height() + switchHeight + gap / 2);
        const double second = both.bottom() + gap / 2;
        if (isFilterCut)
            frame.filter.moveTo(margin, second);
        frame.legend.moveTo(isFilterCut ? frame.filter.right() + 2 * gap : margin, second);
    }
    frame.legend.setRight(std::max(legendRight, frame.legend.left()));
    frame.ruler = QRectF(left, frame.header.bottom(), width, theme.size(Measure::rulerHeight));
    const double mapHeight = hasMap ? theme.size(Measure::mapHeight) : 0;
    frame.map = QRectF(left, size.height() - mapHeight - (hasMap ? gap * 1.5 : 0), width, mapHeight);
    const double lanesHeight = std::max(0.0, frame.map.top() - gap - frame.ruler.bottom());
    frame.lanes = QRectF(left, frame.ruler.bottom(), width, lanesHeight);
    frame.names = QRectF(0, frame.lanes.top(), left - gap, lanesHeight);
    return frame;
}

namespace {

constexpr const char* foldSign = "\u25BE ";  // before a process's name

std::set<ProcessId> processesOf(const TraceModel& model) {
    std::set<ProcessId> processes;
    for (const Lane& lane : model.lanes())
        if (lane.kind == LaneKind::worker)
            processes.insert(lane.process);
    return processes;
}

double widestProcessName(const TraceModel& model, const Theme& theme) {
    const TextFit fit(theme, Type::small);
    const std::set<ProcessId> processes = processesOf(model);
    double widest = 0;
    if (processes.size() > 1)
        for (const ProcessId process : processes)
            widest = std::max(widest,
                              fit.width(QString::fromUtf8(foldSign) + model.processNames(process).first()));
    return widest;
}

// Of what stands under the name of a lane whose worker was killed.
double endWidth(const TraceModel& model, const Theme& theme, std::size_t number) {
    const Lane& lane = model.lanes()[number];
    return lane.hasDied ? TextFit(theme, Type::small).width(model.deathWords(lane.end->event)) : 0;
}

// As wide as it may become, however the view is zoomed; the same for all counts of as many digits.
double countsWidth(const TraceModel& model, const Theme& theme) {
    std::size_t bars = 0, arrows = 0;
    for (std::size_t lane = 0; lane < model.lanes().size(); ++lane) {
        bars = std::max(
            {bars, model.lanes()[lane].barsBySteps.size(), model.lanes()[lane].depth.points().size()});
        for (const MessageFacts* messages : {&model.messages(), &model.requests()})
            arrows = std::max(arrows, messages->endsIn(lane, 0, model.size()));
    }
    const auto roundedUp = [](std::size_t count) {
        std::size_t most = 9;
        while (most < count)
            most = most * 10 + 9;
        return most;
    };
    const TextFit fit(theme, Type::small);
    return fit.width(Unseen{roundedUp(bars), arrows > mostArrows / 2 ? roundedUp(arrows) : 0}.words().last());
}

}  // namespace

double namesWidth(const TraceModel& model, const Theme& theme) {
    const TextFit fit(theme, Type::body);
    double widest = std::max(widestProcessName(model, theme), countsWidth(model, theme));
    for (std::size_t lane = 0; lane < model.lanes().size(); ++lane)
        widest = std::max({widest, fit.width(model.laneName(lane)), endWidth(model, theme, lane)});
    return std::clamp(std::ceil(widest) + 3 * theme.size(Measure::gap),
                      static_cast<double>(theme.size(Measure::laneNames)),
                      static_cast<double>(theme.size(Measure::widestLaneNames)));
}

QString processName(const TraceModel& model, const TimelineRows& rows, ProcessId process, double widthPx) {
    const QStringList names = model.processNames(process);
    return rows.widestProcessName <= widthPx ? names.first() : names.last();
}

std::optional<std::size_t> TimelineRows::rowAt(double y) const {
    const auto row =
        std::partition_point(rows.begin(), rows.end(), [y](const TimelineRow& r) { return r.bottom() <= y; });
    if (y < 0 || row == rows.end())
        return std::nullopt;
    return static_cast<std::size_t>(row - rows.begin());
}

bool TimelineRows::names(ProcessId process) const {
    return std::any_of(rows.begin(), rows.end(),
                       [process](const TimelineRow& row) { return !row.lane && row.process == process; });
}

bool hasStory(const Lane& lane) {
    return lane.kind == LaneKind::worker ? lane.hasDied
                                         : lane.kind != LaneKind::lock || lane.depth.greatest() > 0;
}

namespace {

// With room for a line more where one may stand between its name and what is merged in it.
double pitchOf(const Lane& lane, const Theme& theme) {
    if (lane.kind != LaneKind::worker && lane.kind != LaneKind::lock)
        return theme.size(Measure::depthPitch);
    return theme.size(Measure::lanePitch) + (hasStory(lane) ? theme.size(Measure::gap) : 0);
}

class Rows {
public:
    Rows(const TraceModel& model, const Theme& theme, const LaneChoice& choice)
        : m_model(model), m_theme(theme), m_choice(choice) {
        constexpr std::size_t hidden = static_cast<std::size_t>(-1);
        m_made.rowOfLane.resize(model.lanes().size(), hidden);
        const auto isElsewhere = [&](const Lane& lane) {
            return lane.kind == LaneKind::worker && lane.shownFrom <= choice.depth() &&
                   lane.process != model.lanes().front().process;
        };
        m_namesProcesses = std::any_of(model.lanes().begin(), model.lanes().end(), isElsewhere);
    }

    TimelineRows make() {
        const auto nameOf = [this](std::size_t lane) { return m_model.laneName(lane); };
        for (const std::size_t number : m_choice.arranged(m_model.order(), nameOf))
            if (m_model.lanes()[number].shownFrom <= m_choice.depth())
                add(number);
        m_made.widestProcessName = widestProcessName(m_model, m_theme);
        return std::move(m_made);
    }

private:
    void add(std::size_t number) {
        const Lane& lane = m_model.lanes()[number];
        const bool isWorker = lane.kind == LaneKind::worker, isPinned = m_choice.isPinned(number);
        if (!isPinned && isWorker && m_namesProcesses && m_process != lane.process)
            addRow(std::nullopt, lane.process, m_theme.size(Measure::groupPitch));
        if (!isPinned)
            m_process = isWorker ? std::optional(lane.process) : std::nullopt;
        if (!isPinned && isWorker && m_namesProcesses && m_choice.isFolded(lane.process)) {
            m_made.rowOfLane[number] = m_made.rows.size() - 1;
            m_made.folded.back().push_back(number);
            return;
        }
        m_made.rowOfLane[number] = m_made.rows.size();
        addRow(number, lane.process, pitchOf(lane, m_theme));
        addNested(lane);
        m_made.rows.back().isPinned = isPinned;
        if (isPinned)
            m_made.pinnedHeight = m_made.height;
    }

    // Room below its bars, for as deep as one looks and there is something.
    void addNested(const Lane& lane) {
        TimelineRow& row = m_made.rows.back();
        for (std::size_t level = 0; level < m_choice.nestedLevels(lane.shownFrom); ++level)
            if (!lane.nested[level].bars.empty())
                row.nestedHeight = static_cast<double>((level + 1) * m_theme.size(Measure::nestedPitch));
        row.height += row.nestedHeight;
        m_made.height += row.nestedHeight;
    }

    void addRow(std::optional<std::size_t> lane, ProcessId process, double height) {
        m_made.rows.push_back({lane, process, m_made.height, height});
        m_made.folded.emplace_back();
        m_made.height += height;
    }

    const TraceModel& m_model;
    const Theme& m_theme;
    const LaneChoice& m_choice;
    TimelineRows m_made;
    bool m_namesProcesses = false;
    std::optional<ProcessId> m_process;  // whose name stands above
};

// Each as much lower, if that is enough; what is nested has no height to spare.
void squeeze(TimelineRows& rows, double roomPx) {
    constexpr double leastShare = 0.68;
    double nested = 0;
    for (const TimelineRow& row : rows.rows)
        nested += row.nestedHeight;
    const double own = rows.height - nested, share = (roomPx - nested) / own;
    if (rows.height <= roomPx || share < leastShare)
        return;
    rows.share = share;
    rows.height = rows.pinnedHeight = 0;
    for (TimelineRow& row : rows.rows) {
        row.top = rows.height;
        row.height = row.ownHeight() * share + row.nestedHeight;
        rows.height += row.height;
        if (row.isPinned)
            rows.pinnedHeight = rows.height;
    }
}

}  // namespace

TimelineRows rowsOf(const TraceModel& model, const Theme& theme, const LaneChoice& choice, double roomPx) {
    TimelineRows rows = Rows(model, theme, choice).make();
    squeeze(rows, roomPx);
    return rows;
}

double longestScroll(const TimelineRows& rows, const TimelineFrame& frame) {
    return std::max(0.0, rows.height - frame.lanes.height());
}

}  // namespace heddle
