// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/DepthPlot.h"

#include "app/panels/PlotLook.h"

#include <QLegend>
#include <QLineSeries>
#include <QValueAxis>

#include <algorithm>
#include <array>
#include <cmath>

namespace heddle {

namespace {

constexpr std::size_t mostColumns = 300;
constexpr double inMiddle = 0.5;  // of its column a step changes a depth, as on the timeline

double positionOf(const DepthCurve::Point& point, bool isSteps) {
    return isSteps ? static_cast<double>(point.step) - inMiddle : static_cast<double>(point.ns);
}

// Points up to a position.
std::size_t pointsBy(const DepthCurve& curve, bool isSteps, double position) {
    const auto& points = curve.points();
    const auto next = std::partition_point(points.begin(), points.end(), [&](const auto& point) {
        return positionOf(point, isSteps) <= position;
    });
    return static_cast<std::size_t>(next - points.begin());
}

struct Unit {
    double ns;
    const char* words;
};

Unit unitOf(double ns) {
    constexpr std::array units{Unit{1e9, QT_TRANSLATE_NOOP("heddle::DepthPlot", "s")},
                               Unit{1e6, QT_TRANSLATE_NOOP("heddle::DepthPlot", "ms")},
                               Unit{1e3, QT_TRANSLATE_NOOP("heddle::DepthPlot", "µs")}};
    for (const Unit& unit : units)
        if (ns >= unit.ns)
            return unit;
    return {1, QT_TRANSLATE_NOOP("heddle::DepthPlot", "ns")};
}

}  // namespace

DepthPlot::DepthPlot(const TraceModel& model, const Theme& theme, QWidget* parent)
    : QChartView(parent), m_model(model), m_theme(theme) {
    setObjectName(QStringLiteral("measures.depths"));
    setAccessibleName(tr("Queue depth and bytes over time"));
    dressPlot(*this, theme);
}

void DepthPlot::setTheme(const Theme& theme) {
    m_theme = theme;
    dressPlot(*this, theme);
    draw();
}

void DepthPlot::setStretch(const Stretch& stretch) {
    m_stretch = stretch;
    draw();
}

std::vector<QPointF> DepthPlot::cornersOf(const DepthCurve& curve, const Stretch& stretch,
                                          std::size_t columns) {
    std::vector<QPointF> corners;
    const auto add = [&](double position, std::int64_t depth) {
        if (!corners.empty() && corners.back().y() == static_cast<double>(depth))
            return;
        if (!corners.empty())
            corners.emplace_back(position, corners.back().y());
        corners.emplace_back(position, depth);
    };
    const std::size_t first = pointsBy(curve, stretch.isSteps, stretch.from);
    const std::size_t last = pointsBy(curve, stretch.isSteps, stretch.to);
    add(stretch.from, first > 0 ? curve.points()[first - 1].depth : 0);
    if (last - first <= columns)
        for (std::size_t i = first; i < last; ++i)
            add(positionOf(curve.points()[i], stretch.isSteps), curve.points()[i].depth);
    std::size_t before = first;
    for (std::size_t column = 0; last - first > columns && column < columns; ++column) {
        const double from =
            stretch.from + stretch.length() * static_cast<double>(column) / static_cast<double>(columns);
        const std::size_t after =
            pointsBy(curve, stretch.isSteps, from + stretch.length() / static_cast<double>(columns));
        add(from, curve.greatestIn(std::max<std::size_t>(before, 1) - 1, after));
        before = after;
    }
    corners.emplace_back(stretch.to, corners.back().y());
    return corners;
}

// Those that hold messages or bytes, and ever did.
std::vector<const Lane*> DepthPlot::fullest() {
    std::vector<const Lane*> lanes;
    for (const Lane& lane : m_model.lanes())
        if ((lane.kind == LaneKind::queue || lane.kind == LaneKind::pipe) && lane.depth.greatest() > 0)
            lanes.push_back(&lane);
    std::stable_sort(lanes.begin(), lanes.end(),
                     [](const Lane* a, const Lane* b) { return a->depth.greatest() > b->depth.greatest(); });
    m_leftOut = {};
    if (lanes.size() > mostCurves) {
        m_leftOut = tr("the %1 fullest of %2").arg(mostCurves).arg(lanes.size());
        lanes.resize(mostCurves);
    }
    return lanes;
}

void DepthPlot::addCurve(const Lane& lane, int number, QValueAxis& along, QValueAxis& up) {
    auto* curve = new QLineSeries(chart());
    curve->setPen(curvePen(number, m_theme));
    const auto place = *m_model.laneOf(lane.object);
    curve->setName(m_model.laneName(place).toHtmlEscaped());  // the legend takes it for rich text
    const double unit = m_stretch.isSteps ? 1 : unitOf(m_stretch.to).ns;
    QList<QPointF> corners;
    for (const QPointF& corner : cornersOf(lane.depth, m_stretch, mostColumns)) {
        corners << QPointF(corner.x() / unit, corner.y());
        up.setMax(std::max(up.max(), corner.y()));
    }
    curve->replace(corners);
    chart()->addSeries(curve);
    curve->attachAxis(&along);
    curve->attachAxis(&up);
}

void DepthPlot::draw() {
    chart()->removeAllSeries();
    for (QAbstractAxis* axis : chart()->axes()) {
        chart()->removeAxis(axis);
        delete axis;
    }
    const std::vector<const Lane*> lanes = m_stretch.length() > 0 ? fullest() : std::vector<const Lane*>();
    chart()->legend()->setVisible(!lanes.empty());
    if (lanes.empty())
        return;
    const Unit unit = unitOf(m_stretch.to);
    const auto axis = [this](const QString& title, Qt::Alignment side) {
        auto* made = new QValueAxis;
        made->setLabelFormat(QStringLiteral("%.0f"));
        made->setRange(0, 1);
        dressAxis(*made, m_theme, title);
        chart()->addAxis(made, side);
        return made;
    };
    QValueAxis* along = axis(m_stretch.isSteps ? tr("steps") : tr(unit.words), Qt::AlignBottom);
    const double per = m_stretch.isSteps ? 1 : unit.ns;
    along->setRange(m_stretch.from / per, m_stretch.to / per);
    along->setLabelFormat(m_stretch.length() / per < 5 ? QStringLiteral("%.1f") : QStringLiteral("%.0f"));
    QValueAxis *messages = nullptr, *bytes = nullptr;
    for (std::size_t i = 0; i < lanes.size(); ++i) {
        const bool isBytes = lanes[i]->kind == LaneKind::pipe;
        QValueAxis*& up = isBytes ? bytes : messages;
        if (!up)
            up = axis(isBytes ? tr("bytes") : tr("messages"), isBytes ? Qt::AlignRight : Qt::AlignLeft);
        addCurve(*lanes[i], static_cast<int>(i), *along, *up);
    }
    for (QValueAxis* up : {messages, bytes})
        if (up)
            up->setTickCount(static_cast<int>(std::clamp(up->max() + 1, 2.0, 5.0))), up->applyNiceNumbers();
}

}  // namespace heddle
