// SPDX-License-Identifier: GPL-3.0-or-later
// The place under the lesson: who there is, and once there are several runs, behind a tab, which.
#pragma once

#include "app/theme/Theme.h"

#include <QWidget>

class QLabel;
class QStackedWidget;

namespace heddle {

class BranchesPanel;
class Segments;
class WorkersPanel;

// Thread: GUI only. It keeps its size and that of its head, whatever there is to choose between: what stands
// above it stays in its place. Its panels belong to it.
class WorkersAndRuns : public QWidget {
    Q_OBJECT
public:
    WorkersAndRuns(WorkersPanel& workers, BranchesPanel& runs, const Theme& theme);

private:
    void showRuns(int count);
    void tell();

    WorkersPanel& m_workers;
    QLabel *m_title, *m_remark;
    Segments* m_tabs;
    QStackedWidget* m_panels;
};

}  // namespace heddle
