// SPDX-License-Identifier: GPL-3.0-or-later
// What the main window is made of, each part built after those that it needs.
#pragma once

#include "app/bridge/RunBridge.h"
#include "app/window/Actions.h"
#include "app/window/Columns.h"
#include "app/window/FileDoor.h"
#include "app/window/LessonDesk.h"
#include "app/window/OwnProgram.h"
#include "app/window/RecentFiles.h"
#include "app/window/ScaleChoice.h"
#include "app/window/ThemeChoice.h"
#include "app/window/Viewing.h"
#include "app/window/WindowMemory.h"

#include <memory>

namespace heddle {

class Banner;
class Branches;
class BranchesPanel;
class Breakpoints;
class CausalityDesk;
class EventsPanel;
class ExplorePanel;
class Exploring;
class Exporting;
class KeyChoice;
class LessonPanel;
class MainWindow;
class OutputPanel;
class PartToggles;
class PanelDocks;
class RunNote;
class Selection;
class SelectionPanel;
class SourceDesk;
class SourceView;
class StageDesk;
class StageView;
class StatusLine;
class StepDesk;
class StoryDesk;
class TimelineView;
class TopBar;
class EventWalk;
class Troubles;
class WorkersPanel;

// Thread: GUI only. `settings` and the window outlive it; widgets belong to the window.
struct WindowParts {
    WindowParts(MainWindow& window, QSettings& settings, RunBridge::Launcher launcher, LessonShelf shelf);
    ~WindowParts();

    void showTheme();  // as it was chosen last, in every part

    ThemeChoice theme;
    ScaleChoice scale;
    RecentFiles recent;
    Viewing viewing;
    Actions actions;
    FileDoor files;
    TopBar* topBar;
    Banner* banner;
    LessonPanel* lesson;
    WorkersPanel* workers;
    BranchesPanel* branchesPanel;
    RunNote* note;
    StageView* stage;
    TimelineView* timeline;
    ExplorePanel* explorePanel;
    SourceView* source;
    SelectionPanel* selectionPanel;
    EventsPanel* events;
    OutputPanel* output;
    StatusLine* status;
    std::unique_ptr<StepDesk> stepping;
    std::unique_ptr<Selection> selection;
    std::unique_ptr<CausalityDesk> causality;
    std::unique_ptr<Troubles> troubles;
    std::unique_ptr<EventWalk> walk;
    std::unique_ptr<StageDesk> stageDesk;
    std::unique_ptr<Breakpoints> breakpoints;
    std::unique_ptr<Branches> branches;
    LessonDesk lessons;
    std::unique_ptr<SourceDesk> sourceDesk;
    std::unique_ptr<Exploring> exploring;
    std::unique_ptr<Exporting> exporting;
    Columns columns;
    std::unique_ptr<PartToggles> toggles;
    WindowMemory memory;
    OwnProgram program;
    std::unique_ptr<StoryDesk> stories;
    std::unique_ptr<PanelDocks> docks;
    std::unique_ptr<KeyChoice> keys;

private:
    void connectParts(MainWindow& window, QSettings& settings);
    void connectPanes();
    void connectLook();
    void connectObjections();
};

}  // namespace heddle
