// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/models/TraceModel.h"
#include "app/playback/Playback.h"
#include "app/stage/StageScene.h"
#include "app/theme/Theme.h"
#include "app/timeline/TimelineScene.h"
#include "core/base/Result.h"
#include "core/trace/Trace.h"
#include "core/world/Snapshots.h"

#include <QPaintDevice>
#include <QSize>
#include <QString>

#include <memory>
#include <optional>
#include <stop_token>

namespace heddle {

enum class Shown { timeline, stage, both };

struct DrawingOptions {
    Shown shown = Shown::timeline;
    int widthPx = 1600;           // logical
    std::optional<int> heightPx;  // none: as many as all lanes need, and a share of the width for the stage
    Axis axis = Axis::steps;
    std::optional<double> from, to;  // positions on the axis; none: the whole run
    Depth depth = Depth::program;    // how deep one looks
    Theme theme = Theme::light();
    std::stop_token stop = {};  // asked for it, the run is read no further, and there is no drawing
};

// "": a drawing of this size can be made, each of its pixels `scale` times. Thread: any.
QString complaintOfSize(const DrawingOptions& options, double scale);

// A run as it looks at an instant, by the layouts and painters of the window: the timeline, the stage, or the
// stage above the timeline. Needs a QGuiApplication; any platform will do, offscreen too. Thread: one
// owner, which need not be the GUI's.
class RunDrawing {
public:
    QSize size() const { return {m_timelineSize.width(), m_timelineSize.height() + m_stageSize.height()}; }
    double from() const { return m_from; }  // of what is shown, on the axis
    double to() const { return m_to; }

    // All of its range in one view, which stays; or, where its columns would be too narrow to be read, a view
    // that moves along.
    void showRange();
    void showLegibly();
    void seek(double position);
    void rest();  // time no more passes
    void paint(QPaintDevice& device);

private:
    friend Result<std::unique_ptr<RunDrawing>> drawingOf(std::shared_ptr<const Trace>, const DrawingOptions&,
                                                         double);
    RunDrawing(std::shared_ptr<const Trace> trace, const DrawingOptions& options, double scale);
    void placeViews(const DrawingOptions& options, double scale);
    void paintStage(QPainter& painter);

    TraceModel m_model;
    Playback m_playback;
    Theme m_theme;
    std::optional<Snapshots> m_snapshots;
    QSize m_stageSize, m_timelineSize;  // one of them empty: it is not shown
    std::optional<StageScene> m_stage;
    std::optional<TimelineScene> m_timeline;
    double m_from = 0, m_to = 0;
    bool m_isWhole = false;  // nobody asked for a range
};

// One sentence for a size or a range that makes no picture.
Result<std::unique_ptr<RunDrawing>> drawingOf(std::shared_ptr<const Trace> trace,
                                              const DrawingOptions& options, double scale);

}  // namespace heddle
