// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/PanelDocks.h"

#include "app/panels/MeasuresPanel.h"
#include "app/timeline/TimelineView.h"
#include "app/window/Actions.h"
#include "app/window/MeasuresDesk.h"
#include "app/window/PanelDock.h"
#include "app/window/Selection.h"
#include "app/window/Viewing.h"

#include <QAction>
#include <QMainWindow>

namespace heddle {

PanelDocks::PanelDocks(const Parts& parts)
    : m_measuresPanel(new MeasuresPanel(parts.viewing.model(), parts.theme, &parts.window)),
      m_measures(std::make_unique<MeasuresDesk>(parts.viewing, parts.timeline, *m_measuresPanel)) {
    auto* dock = new PanelDock(MeasuresDesk::tr("Measures"), m_measuresPanel, *parts.actions.showMeasures,
                               &parts.window);
    parts.window.addDockWidget(Qt::BottomDockWidgetArea, dock);
    QObject::connect(dock, &QDockWidget::visibilityChanged, &parts.viewing, &Viewing::wake);
    QObject::connect(m_measuresPanel, &MeasuresPanel::eventPicked, &parts.selection, &Selection::show);
}

PanelDocks::~PanelDocks() = default;

void PanelDocks::setTheme(const Theme& theme) {
    m_measuresPanel->setTheme(theme);
}

}  // namespace heddle
