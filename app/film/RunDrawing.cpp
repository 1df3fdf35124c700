// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/film/RunDrawing.h"

#include "app/picture/PicturePainter.h"
#include "core/world/UnderWay.h"

#include <QPainter>

#include <algorithm>
#include <cmath>
#include <utility>

namespace heddle {

namespace {

constexpr int leastPx = 200, mostPx = 32000;  // QPainter's raster engine ends at 32,767
constexpr double stageShare = 0.45,
                 stagePerWidth = 0.3;  // of the height where that is given; else of the width

}  // namespace

QString complaintOfSize(const DrawingOptions& options, double scale) {
    const int least = std::min(options.widthPx, options.heightPx.value_or(leastPx));
    const double most = scale * std::max(options.widthPx, options.heightPx.value_or(leastPx));
    const int leastHere = options.shown == Shown::both && options.heightPx ? 2 * leastPx : leastPx;
    const bool isPossible = scale > 0 && options.widthPx >= leastPx && most <= mostPx && least >= leastPx &&
                            options.heightPx.value_or(leastHere) >= leastHere;
    return isPossible ? QString()
                      : QStringLiteral("a picture is %1 to %2 pixels wide and %3 to %2 high")
                            .arg(leastPx)
                            .arg(mostPx)
                            .arg(leastHere);
}

Result<std::unique_ptr<RunDrawing>> drawingOf(std::shared_ptr<const Trace> trace,
                                              const DrawingOptions& options, double scale) {
    const std::string drawing = "draw the run: ";
    if (const QString wrong = complaintOfSize(options, scale); !wrong.isEmpty())
        return failure(drawing + wrong.toStdString());
    std::unique_ptr<RunDrawing> made{new RunDrawing(std::move(trace), options, scale)};
    if (options.stop.stop_requested())
        return failure(drawing + "it was stopped, and nothing of it was kept");
    if (0 <= made->from() && made->from() < made->to())
        return made;
    const QString empty =
        QStringLiteral("the range %1 to %2 holds nothing").arg(made->from()).arg(made->to());
    return failure(drawing + empty.toStdString());
}

RunDrawing::RunDrawing(std::shared_ptr<const Trace> trace, const DrawingOptions& options, double scale)
    : m_theme(options.theme) {
    m_model.setTrace(trace);
    while (!options.stop.stop_requested() && m_model.catchUp())
        continue;
    m_playback.setTrace(trace);
    m_playback.setAxis(options.axis);
    m_isWhole = !options.from && !options.to;
    m_from = options.from.value_or(0);
    m_to = options.to.value_or(std::max(m_playback.length(), 1.0));
    if (options.shown != Shown::timeline) {
        m_snapshots.emplace(trace);
        m_stage.emplace(m_model, m_theme, QSizeF(leastPx, leastPx));
        m_stage->setDepth(options.depth);
        m_stage->setTrace(trace);
        while (!options.stop.stop_requested() && m_stage->catchUp())
            continue;
        m_stage->setVerdicts(trace->facts().verdicts);
    }
    if (options.shown != Shown::stage) {
        m_timeline.emplace(m_model, m_theme, QSizeF(options.widthPx, leastPx));
        m_timeline->leaveScreen();
        LaneChoice lanes;
        lanes.setDepth(options.depth);
        m_timeline->setChoice(lanes);
        m_timeline->followRun();
    }
    placeViews(options, scale);
}

void RunDrawing::placeViews(const DrawingOptions& options, double scale) {
    const int width = options.widthPx, most = static_cast<int>(mostPx / scale);
    int stage = 0, timeline = 0;
    if (m_stage)
        stage = !options.heightPx ? static_cast<int>(width * stagePerWidth)
                : m_timeline      ? static_cast<int>(*options.heightPx * stageShare)
                                  : *options.heightPx;
    if (m_timeline)
        timeline = options.heightPx ? *options.heightPx - stage
                                    : std::min(static_cast<int>(std::ceil(m_timeline->wholeHeight())),
                                               std::max(most - stage, leastPx));
    m_stageSize = {width, stage};
    m_timelineSize = {width, timeline};
    if (m_stage)
        m_stage->setSize(m_stageSize);
    if (m_timeline)
        m_timeline->setSize(m_timelineSize);
}

void RunDrawing::showRange() {
    seek(m_to);
    if (!m_timeline)
        return;
    if (m_isWhole)
        m_timeline->fitAll();
    else
        m_timeline->showRange(m_from, m_to);
    m_timeline->keepView(true);
}

void RunDrawing::showLegibly() {
    showRange();
    if (!m_timeline)
        return;
    const double narrowest = m_theme.size(Measure::column);
    const TimelineAxis& axis = m_timeline->scope().axis;
    const bool isLegible = axis.unit != Axis::steps || axis.pxPerPosition() >= narrowest;
    if (!isLegible)
        m_timeline->showRange(m_from, m_from + axis.widthPx / narrowest);
    m_timeline->keepView(isLegible);
    m_playback.play();  // its frames are of time that passes
    seek(m_from);
}

void RunDrawing::rest() {
    m_playback.pause();
}

void RunDrawing::seek(double position) {
    m_playback.seek(position);
    const Moment& moment = m_playback.moment();
    if (m_timeline)
        m_timeline->setMoment(moment);
    if (m_stage)
        m_stage->setMoment(moment, moment.axis == Axis::steps ? m_snapshots->at(moment.events)
                                                              : underWay(m_snapshots->at(moment.events),
                                                                         *m_model.trace(), moment.instant));
}

void RunDrawing::paint(QPaintDevice& device) {
    QPainter painter(&device);
    painter.setFont(m_theme.font(Type::body));  // an svg names it also where nothing is written
    if (m_stage)
        paintStage(painter);
    if (!m_timeline)
        return;
    painter.translate(0, m_stageSize.height());
    heddle::paint(painter, m_timeline->still(), m_theme);
    heddle::paint(painter, m_timeline->moving(), m_theme);
}

void RunDrawing::paintStage(QPainter& painter) {
    painter.save();
    painter.fillRect(QRect({}, m_stageSize), m_theme.color(Tone::surface));
    painter.save();
    painter.setClipRect(m_stage->area());
    const Picture picture = m_stage->picture();
    painter.setTransform(m_stage->view(), true);
    heddle::paint(painter, picture, m_theme);
    painter.restore();
    heddle::paint(painter, m_stage->caption(), m_theme);
    painter.restore();
}

}  // namespace heddle
