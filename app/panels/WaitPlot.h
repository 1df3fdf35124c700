// SPDX-License-Identifier: GPL-3.0-or-later
// A histogram: how many waits were how long.
#pragma once

#include "app/models/RangeSums.h"
#include "app/theme/Theme.h"

#include <QChartView>

class QBarSet;

namespace heddle {

// Thread: GUI only.
class WaitPlot : public QChartView {
    Q_OBJECT
public:
    explicit WaitPlot(const Theme& theme, QWidget* parent = nullptr);

    void setTheme(const Theme& theme);
    void setWaits(const RangeSums& sums);

    struct Column {
        std::int64_t least = 0;  // of the waits in it
        std::array<std::size_t, static_cast<std::size_t>(WaitKind::last) + 1> count{};
    };
    // From the shortest wait to the longest; of decades where there are many.
    static std::vector<Column> columnsOf(const RangeSums& sums);

private:
    void draw();
    QBarSet* setOf(WaitKind kind);
    void tell(const QBarSet& set, int column);
    QString headOf(const Column& column) const;

    Theme m_theme;
    std::vector<Column> m_columns;
    bool m_isSteps = true;
};

}  // namespace heddle
