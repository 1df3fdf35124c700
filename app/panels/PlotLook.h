// SPDX-License-Identifier: GPL-3.0-or-later
// How the plots of Qt Charts look in Heddle's themes.
#pragma once

#include "app/theme/Theme.h"

#include <QPen>

class QAbstractAxis;
class QChart;
class QChartView;

namespace heddle {

// Thread: GUI only.
void dressPlot(QChartView& view, const Theme& theme);        // an empty one
void tellAtPointer(QChartView& view, const QString& words);  // rich text, as long as it rests; "": nothing
void dressAxis(QAbstractAxis& axis, const Theme& theme, const QString& title);

inline constexpr int mostCurves = 5;            // that can be told apart
QString dashWords(int number);                  // a sign of its dashes
QPen curvePen(int number, const Theme& theme);  // by colour, and by dashes

}  // namespace heddle
