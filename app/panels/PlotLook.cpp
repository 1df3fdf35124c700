// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/PlotLook.h"

#include <QAbstractAxis>
#include <QChart>
#include <QChartView>
#include <QCursor>
#include <QGraphicsLayout>
#include <QLegend>
#include <QToolTip>

#include <array>

namespace heddle {

void dressPlot(QChartView& view, const Theme& theme) {
    QChart& chart = *view.chart();
    view.setRenderHint(QPainter::Antialiasing);
    view.setFrameShape(QFrame::NoFrame);
    view.setBackgroundBrush(theme.color(Tone::surface));
    chart.setAnimationOptions(QChart::NoAnimation);
    chart.setLocalizeNumbers(true);
    chart.setBackgroundRoundness(0);
    chart.setBackgroundBrush(theme.color(Tone::surface));
    chart.setBackgroundPen(Qt::NoPen);
    chart.setMargins({});
    chart.setMinimumSize(1, 1);  // else it may be larger than the view, and is cut there
    chart.layout()->setContentsMargins(0, 0, 0, 0);
    chart.legend()->setAlignment(Qt::AlignTop);
    chart.legend()->setLabelColor(theme.color(Tone::text));
    chart.legend()->setFont(theme.font(Type::small));
    chart.legend()->setShowToolTips(true);  // of a name that is cut
}

// A view asks its items, too, what to tell when the pointer has rested, and takes silence for an answer.
void tellAtPointer(QChartView& view, const QString& words) {
    view.chart()->setToolTip(words);
    words.isEmpty() ? QToolTip::hideText() : QToolTip::showText(QCursor::pos(), words, &view);
}

void dressAxis(QAbstractAxis& axis, const Theme& theme, const QString& title) {
    axis.setLabelsFont(theme.font(Type::codeSmall));
    axis.setLabelsColor(theme.color(Tone::mutedText));
    axis.setTitleFont(theme.font(Type::small));
    axis.setTitleBrush(theme.color(Tone::mutedText));
    axis.setTitleText(title);
    axis.setLinePenColor(theme.color(Tone::border));
    axis.setGridLineColor(theme.color(Tone::divider));
}

QString dashWords(int number) {
    const std::array<QString, mostCurves> signs{
        QStringLiteral("\u2501\u2501"), QStringLiteral("\u254D\u254D"), QStringLiteral("\u2509\u2509"),
        QStringLiteral("\u2501\u2509"), QStringLiteral("\u2509\u2501")};
    return signs[static_cast<std::size_t>(number % mostCurves)];
}

// Of the tones those that words may have on a surface, so that a thin line of theirs is seen there.
QPen curvePen(int number, const Theme& theme) {
    constexpr std::array tones{Tone::accent, Tone::trouble, Tone::codeText, Tone::codeNumber, Tone::text};
    static_assert(tones.size() == mostCurves);
    constexpr std::array<Qt::PenStyle, mostCurves> dashes{Qt::SolidLine, Qt::DashLine, Qt::DotLine,
                                                          Qt::DashDotLine, Qt::DashDotDotLine};
    const auto place = static_cast<std::size_t>(number % mostCurves);
    constexpr double widthPx = 1.75;
    return {theme.color(tones[place]), widthPx, dashes[place]};
}

}  // namespace heddle
