// SPDX-License-Identifier: GPL-3.0-or-later
// What a stretch of the run comes to: workers, waits, depths and bytes, waiting times.
#pragma once

#include "app/models/RangeSums.h"
#include "app/models/Subject.h"
#include "app/theme/Theme.h"

#include <QWidget>

class QLabel;

namespace heddle {

class DepthPlot;
class ElidedLabel;
class SumsTable;
class WaitPlot;

// Thread: GUI only. The model outlives it.
class MeasuresPanel : public QWidget {
    Q_OBJECT
public:
    MeasuresPanel(const TraceModel& model, const Theme& theme, QWidget* parent = nullptr);

    void setTheme(const Theme& theme);
    // `words`: of which stretch, and how long it is.
    void setSums(const RangeSums& sums, const QString& words);
    void setProgress(double share);     // of the counting; 1: it is over
    void expect(const QString& words);  // until it is counted nothing is said of that stretch
    void clear();                       // there is nothing to count

    QSize sizeHint() const override;

signals:
    void eventPicked(std::size_t event);
    void instantPicked(double position, bool isSteps);
    void subjectPicked(const heddle::Subject& subject);

private:
    void nameParts();
    QWidget* depthsWithLegend();
    QWidget* pane(const QString& title, QLabel*& said, QWidget* content);

    const TraceModel& m_model;
    Theme m_theme;
    ElidedLabel* m_head;
    QLabel *m_counting, *m_workersSaid, *m_objectsSaid, *m_depthsSaid, *m_waitsSaid, *m_legend;
    SumsTable *m_workers, *m_objects;
    DepthPlot* m_depths;
    WaitPlot* m_waits;
    RangeSums m_sums;
};

}  // namespace heddle
