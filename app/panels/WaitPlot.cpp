// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/WaitPlot.h"

#include "app/panels/MeasureWords.h"
#include "app/panels/PlotLook.h"

#include <QBarCategoryAxis>
#include <QBarSet>
#include <QLegend>
#include <QLocale>
#include <QStackedBarSeries>
#include <QValueAxis>

#include <algorithm>

namespace heddle {

namespace {

constexpr std::size_t mostColumns = 10;
constexpr std::size_t binsOfWide = 3;  // a decade; of steps 8 times as many
constexpr std::array kinds{WaitKind::message, WaitKind::lock, WaitKind::sleep};

Share shareOf(WaitKind kind) {
    return kind == WaitKind::lock    ? Share::waitsForLock
           : kind == WaitKind::sleep ? Share::sleeps
                                     : Share::waits;
}

}  // namespace

WaitPlot::WaitPlot(const Theme& theme, QWidget* parent) : QChartView(parent), m_theme(theme) {
    setObjectName(QStringLiteral("measures.waits"));
    setAccessibleName(tr("How many waits were how long"));
    dressPlot(*this, theme);
}

void WaitPlot::setTheme(const Theme& theme) {
    m_theme = theme;
    dressPlot(*this, theme);
    draw();
}

void WaitPlot::setWaits(const RangeSums& sums) {
    m_columns = columnsOf(sums);
    m_isSteps = sums.stretch.isSteps;
    draw();
}

std::vector<WaitPlot::Column> WaitPlot::columnsOf(const RangeSums& sums) {
    std::size_t first = WaitBins::count, last = 0;
    for (std::size_t bin = 0; bin < WaitBins::count; ++bin)
        if (sums.waits.in(bin) > 0) {
            first = std::min(first, bin);
            last = bin;
        }
    std::vector<Column> columns;
    if (first > last)
        return columns;
    const std::size_t width = last - first >= mostColumns ? binsOfWide : 1;
    for (std::size_t bin = first / width * width; bin <= last; bin += width) {
        columns.push_back({sums.waits.leastOf(bin), {}});
        for (const WaitKind kind : kinds)
            for (std::size_t within = bin; within < std::min(bin + width, WaitBins::count); ++within)
                columns.back().count[static_cast<std::size_t>(kind)] += sums.waits.in(kind, within);
    }
    return columns;
}

QBarSet* WaitPlot::setOf(WaitKind kind) {
    auto* set = new QBarSet(waitWords(kind));
    for (const Column& column : m_columns)
        *set << static_cast<double>(column.count[static_cast<std::size_t>(kind)]);
    const QColor color = m_theme.color(toneOf(shareOf(kind)));
    const Qt::BrushStyle hatch = hatchOf(shareOf(kind));
    set->setBrush(kind == WaitKind::message ? QBrush(color) : QBrush(color, hatch));
    set->setPen(QPen(color));
    connect(set, &QBarSet::hovered, this,
            [this, set](bool isOn, int column) { isOn ? tell(*set, column) : tellAtPointer(*this, {}); });
    return set;
}

void WaitPlot::tell(const QBarSet& set, int column) {
    const auto count = static_cast<int>(set.at(column));
    const QString many = count == 1 ? tr("1 wait") : tr("%Ln waits", nullptr, count);
    tellAtPointer(
        *this, tr("%1 of %2 and more (%3)")
                   .arg(many,
                        amountWords(m_isSteps,
                                    static_cast<double>(m_columns[static_cast<std::size_t>(column)].least)),
                        set.label()));
}

QString WaitPlot::headOf(const Column& column) const {
    return m_isSteps ? QLocale().toString(static_cast<qlonglong>(column.least))
                     : amountWords(false, static_cast<double>(column.least));
}

void WaitPlot::draw() {
    chart()->removeAllSeries();
    for (QAbstractAxis* axis : chart()->axes()) {
        chart()->removeAxis(axis);
        delete axis;
    }
    chart()->legend()->setVisible(!m_columns.empty());
    if (m_columns.empty())
        return;
    auto* bars = new QStackedBarSeries(chart());
    constexpr double barWidth = 0.8;  // of its column
    bars->setBarWidth(barWidth);
    double most = 1;
    for (const WaitKind kind : kinds)
        if (std::any_of(m_columns.begin(), m_columns.end(), [kind](const Column& column) {
                return column.count[static_cast<std::size_t>(kind)] > 0;
            }))
            bars->append(setOf(kind));
    QStringList names;
    for (const Column& column : m_columns) {
        names << headOf(column);
        most = std::max(most, static_cast<double>(column.count[1] + column.count[2] + column.count[3]));
    }
    chart()->addSeries(bars);
    auto* along = new QBarCategoryAxis;
    along->append(names);
    dressAxis(*along, m_theme,
              m_isSteps ? tr("steps, up to the next column") : tr("time, up to the next column"));
    along->setTruncateLabels(false);
    auto* up = new QValueAxis;
    up->setRange(0, most);
    up->setLabelFormat(QStringLiteral("%.0f"));
    dressAxis(*up, m_theme, tr("waits"));
    chart()->addAxis(along, Qt::AlignBottom);
    chart()->addAxis(up, Qt::AlignLeft);
    bars->attachAxis(along);
    bars->attachAxis(up);
    up->setTickCount(static_cast<int>(std::clamp(most + 1, 2.0, 5.0)));
    up->applyNiceNumbers();
}

}  // namespace heddle
