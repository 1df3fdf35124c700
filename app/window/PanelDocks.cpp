// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/PanelDocks.h"

#include "app/panels/BookmarksPanel.h"
#include "app/panels/MeasuresPanel.h"
#include "app/playback/AxisChange.h"
#include "app/timeline/TimelineView.h"
#include "app/window/Actions.h"
#include "app/window/BookmarkDesk.h"
#include "app/window/MeasuresDesk.h"
#include "app/window/PanelDock.h"
#include "app/window/Selection.h"
#include "app/window/Viewing.h"

#include <QAction>
#include <QMainWindow>

namespace heddle {

PanelDocks::PanelDocks(const Parts& parts)
    : m_measuresPanel(new MeasuresPanel(parts.viewing.model(), parts.theme, &parts.window)),
      m_bookmarksPanel(new BookmarksPanel(parts.theme, &parts.window)),
      m_measures(std::make_unique<MeasuresDesk>(parts.viewing, parts.timeline, *m_measuresPanel)),
      m_bookmarks(std::make_unique<BookmarkDesk>(
          BookmarkDesk::Parts{parts.window, parts.viewing, parts.actions, parts.timeline, *m_bookmarksPanel,
                              parts.files, parts.status})) {
    auto* measures = new PanelDock(MeasuresDesk::tr("Measures"), m_measuresPanel, *parts.actions.showMeasures,
                                   &parts.window);
    auto* bookmarks = new PanelDock(BookmarkDesk::tr("Bookmarks"), m_bookmarksPanel,
                                    *parts.actions.showBookmarks, &parts.window);
    for (PanelDock* dock : {measures, bookmarks}) {
        parts.window.addDockWidget(Qt::BottomDockWidgetArea, dock);
        QObject::connect(dock, &QDockWidget::visibilityChanged, &parts.viewing, &Viewing::wake);
    }
    parts.window.tabifyDockWidget(measures, bookmarks);
    QObject::connect(m_measuresPanel, &MeasuresPanel::eventPicked, &parts.selection, &Selection::show);
    QObject::connect(m_measuresPanel, &MeasuresPanel::instantPicked, &parts.viewing,
                     [&viewing = parts.viewing](double position, bool isSteps) {
                         Playback& playback = viewing.playback();
                         const Axis from = isSteps ? Axis::steps : Axis::realTime;
                         if (const auto& trace = viewing.trace())  // the measures may be of the axis before
                             playback.seek(carriedTo(playback.axis(), from, position, *trace));
                     });
    QObject::connect(m_measuresPanel, &MeasuresPanel::subjectPicked, &parts.selection,
                     &Selection::selectSubject);
}

bool PanelDocks::mayClose() {
    return m_bookmarks->mayClose();
}

PanelDocks::~PanelDocks() = default;

void PanelDocks::setTheme(const Theme& theme) {
    m_measuresPanel->setTheme(theme);
}

}  // namespace heddle
