// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/DepthPlot.h"

#include "app/panels/MeasureWords.h"
#include "app/panels/PlotLook.h"

#include <QLegend>
#include <QLineSeries>
#include <QMouseEvent>
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

constexpr auto mostShown = static_cast<std::size_t>(mostCurves);

// Where it stands along the plot: a step at its number, time in its unit.
double shownAt(double position, const Stretch& stretch) {
    return stretch.isSteps ? position + inMiddle : position / unitOf(stretch.to).ns;
}

// 1, 2 or 5 times a power of ten: about six of them.
double tickInterval(double length) {
    constexpr double many = 6;
    const double power = std::pow(10, std::floor(std::log10(std::max(length / many, 1.0))));
    for (const double times : {1, 2, 5})
        if (power * times * many >= length)
            return power * times;
    return 10 * power;
}

}  // namespace

DepthPlot::DepthPlot(const TraceModel& model, const Theme& theme, QWidget* parent)
    : QChartView(parent), m_model(model), m_theme(theme) {
    setObjectName(QStringLiteral("measures.depths"));
    setAccessibleName(tr("Queue depth and bytes over time"));
    viewport()->setMouseTracking(true);
    chart()->legend()->hide();  // it cuts names to where they are the same
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
std::vector<const Lane*> DepthPlot::fullest() const {
    std::vector<const Lane*> lanes;
    for (const Lane& lane : m_model.lanes())
        if ((lane.kind == LaneKind::queue || lane.kind == LaneKind::pipe) && lane.depth.greatest() > 0)
            lanes.push_back(&lane);
    std::stable_sort(lanes.begin(), lanes.end(),
                     [](const Lane* a, const Lane* b) { return a->depth.greatest() > b->depth.greatest(); });
    return lanes;
}

std::optional<double> DepthPlot::positionAt(const QPointF& point) const {
    if (chart()->series().isEmpty() || !chart()->plotArea().contains(point))
        return std::nullopt;
    const double along = chart()->mapToValue(point, chart()->series().first()).x();
    if (!m_stretch.isSteps)
        return std::clamp(along * unitOf(m_stretch.to).ns, m_stretch.from, m_stretch.to);
    return std::clamp(std::round(along), std::floor(m_stretch.from) + 1, std::ceil(m_stretch.to));
}

QString DepthPlot::wordsAt(double position) const {
    QStringList lines{m_stretch.isSteps ? tr("step %L1").arg(static_cast<qlonglong>(position))
                                        : amountWords(false, position)};
    const std::vector<const Lane*> lanes = fullest();
    for (std::size_t i = 0; i < std::min(lanes.size(), mostShown); ++i) {
        const DepthCurve& curve = lanes[i]->depth;
        const std::size_t by = pointsBy(curve, m_stretch.isSteps, position);
        const auto depth = static_cast<qlonglong>(by > 0 ? curve.points()[by - 1].depth : 0);
        const QString name = m_model.laneName(*m_model.laneOf(lanes[i]->object));
        lines << (lanes[i]->kind == LaneKind::pipe ? tr("%1: %L2 B") : tr("%1: %L2")).arg(name).arg(depth);
    }
    return lines.join(QLatin1Char('\n'));
}

void DepthPlot::mouseMoveEvent(QMouseEvent* event) {
    const auto position = positionAt(event->position());
    setCursor(position ? Qt::PointingHandCursor : Qt::ArrowCursor);
    QString words = position ? wordsAt(*position).toHtmlEscaped() : QString();  // names come from the program
    words.replace(QLatin1Char('\n'), QStringLiteral("<br>"));
    tellAtPointer(*this, words);
    QChartView::mouseMoveEvent(event);
}

void DepthPlot::mouseReleaseEvent(QMouseEvent* event) {
    QChartView::mouseReleaseEvent(event);
    if (const auto position = positionAt(event->position()); position && event->button() == Qt::LeftButton)
        emit instantPicked(*position, m_stretch.isSteps);
}

void DepthPlot::addCurve(const Lane& lane, int number, QValueAxis& along, QValueAxis& up) {
    auto* curve = new QLineSeries(chart());
    curve->setPen(curvePen(number, m_theme));
    const auto place = *m_model.laneOf(lane.object);
    curve->setName(m_model.laneName(place));
    QList<QPointF> corners;
    for (const QPointF& corner : cornersOf(lane.depth, m_stretch, mostColumns)) {
        corners << QPointF(shownAt(corner.x(), m_stretch), corner.y());
        up.setMax(std::max(up.max(), corner.y()));
    }
    curve->replace(corners);
    QString unbroken = curve->name().toHtmlEscaped();
    unbroken.replace(QLatin1Char('-'), QChar(0x2011)).replace(QLatin1Char(' '), QChar(QChar::Nbsp));
    unbroken.replace(QLatin1Char('/'), QStringLiteral("/\u2060"));
    m_legend << QStringLiteral("<span style=\"color:%1\">%2</span>&nbsp;%3")
                    .arg(curve->pen().color().name(), dashWords(number), unbroken);
    chart()->addSeries(curve);
    curve->attachAxis(&along);
    curve->attachAxis(&up);
}

QValueAxis* DepthPlot::addAxis(const QString& title, Qt::Alignment side) {
    auto* made = new QValueAxis;
    made->setLabelFormat(QStringLiteral("%.0f"));
    made->setRange(0, 1);
    dressAxis(*made, m_theme, title);
    chart()->addAxis(made, side);
    return made;
}

QValueAxis* DepthPlot::addAxisAlong() {
    QValueAxis* along =
        addAxis(m_stretch.isSteps ? tr("steps") : tr(unitOf(m_stretch.to).words), Qt::AlignBottom);
    const double from = shownAt(m_stretch.from, m_stretch), to = shownAt(m_stretch.to, m_stretch);
    along->setRange(from, to);
    if (m_stretch.isSteps) {  // at whole steps, as many as have room
        along->setTickType(QValueAxis::TicksDynamic);
        along->setTickInterval(tickInterval(to - from));
    } else if (to - from < 5) {
        along->setLabelFormat(QStringLiteral("%.1f"));
    }
    return along;
}

void DepthPlot::draw() {
    chart()->removeAllSeries();
    for (QAbstractAxis* axis : chart()->axes()) {
        chart()->removeAxis(axis);
        delete axis;
    }
    std::vector<const Lane*> lanes = m_stretch.length() > 0 ? fullest() : std::vector<const Lane*>();
    m_leftOut =
        lanes.size() > mostShown ? tr("the %1 fullest of %2").arg(mostShown).arg(lanes.size()) : QString();
    lanes.resize(std::min(lanes.size(), mostShown));
    m_legend.clear();
    if (lanes.empty())
        return;
    QValueAxis *along = addAxisAlong(), *messages = nullptr, *bytes = nullptr;
    for (std::size_t i = 0; i < lanes.size(); ++i) {
        const bool isBytes = lanes[i]->kind == LaneKind::pipe;
        QValueAxis*& up = isBytes ? bytes : messages;
        if (!up)
            up = addAxis(isBytes ? tr("bytes") : tr("messages"), isBytes ? Qt::AlignRight : Qt::AlignLeft);
        addCurve(*lanes[i], static_cast<int>(i), *along, *up);
    }
    for (QValueAxis* up : {messages, bytes})
        if (up)
            up->setTickCount(static_cast<int>(std::clamp(up->max() + 1, 2.0, 5.0))), up->applyNiceNumbers();
}

}  // namespace heddle
