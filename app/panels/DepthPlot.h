// SPDX-License-Identifier: GPL-3.0-or-later
// How full queues and pipes were over a stretch of the run.
#pragma once

#include "app/models/RangeSums.h"
#include "app/theme/Theme.h"

#include <QChartView>

#include <optional>
#include <vector>

class QValueAxis;

namespace heddle {

// Messages have the axis at the left, bytes the one at the right. The pointer is told how full each was
// there, and a click goes to that instant. Thread: GUI only. The model outlives it.
class DepthPlot : public QChartView {
    Q_OBJECT
public:
    DepthPlot(const TraceModel& model, const Theme& theme, QWidget* parent = nullptr);

    void setTheme(const Theme& theme);
    void setStretch(const Stretch& stretch);
    // Which line is which, as rich text that can be broken between them.
    QString legend() const { return m_legend.join(QStringLiteral("&ensp; ")); }
    QString leftOut() const { return m_leftOut; }  // "the 5 fullest of 12"; "" where all are drawn

    // Its corners, of the lane's curve within the stretch; of many points those of so many columns, in each
    // of which the greatest stands for all.
    static std::vector<QPointF> cornersOf(const DepthCurve& curve, const Stretch& stretch,
                                          std::size_t columns);

    // Of the stretch's axis, behind a step; none: there is no curve at that point.
    std::optional<double> positionAt(const QPointF& point) const;
    QString wordsAt(double position) const;  // how full each was

signals:
    void instantPicked(double position, bool isSteps);

protected:
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;

private:
    void draw();
    std::vector<const Lane*> fullest() const;
    QValueAxis* addAxis(const QString& title, Qt::Alignment side);
    QValueAxis* addAxisAlong();
    void addCurve(const Lane& lane, int number, QValueAxis& along, QValueAxis& up);

    const TraceModel& m_model;
    Theme m_theme;
    Stretch m_stretch;
    QString m_leftOut;
    QStringList m_legend;
};

}  // namespace heddle
