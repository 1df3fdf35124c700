// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/WindowParts.h"

#include "app/command/RecordedProgram.h"
#include "app/panels/Banner.h"
#include "app/panels/BranchesPanel.h"
#include "app/panels/EventsPanel.h"
#include "app/panels/ExplorePanel.h"
#include "app/panels/FilterField.h"
#include "app/panels/LessonPanel.h"
#include "app/panels/OutputPanel.h"
#include "app/panels/SelectionPanel.h"
#include "app/panels/WorkersPanel.h"
#include "app/source/SourceView.h"
#include "app/stage/StageView.h"
#include "app/timeline/TimelineView.h"
#include "app/window/ActionWords.h"
#include "app/window/Branches.h"
#include "app/window/Breakpoints.h"
#include "app/window/CausalityDesk.h"
#include "app/window/EventWalk.h"
#include "app/window/Exploring.h"
#include "app/window/Exporting.h"
#include "app/window/KeyChoice.h"
#include "app/window/KeysDialog.h"
#include "app/window/LocalOrders.h"
#include "app/window/MainWindow.h"
#include "app/window/PanelDocks.h"
#include "app/window/PartToggles.h"
#include "app/window/RunNote.h"
#include "app/window/Selection.h"
#include "app/window/SourceDesk.h"
#include "app/window/StageDesk.h"
#include "app/window/StatusLine.h"
#include "app/window/StepDesk.h"
#include "app/window/StoryDesk.h"
#include "app/window/TimelineKeys.h"
#include "app/window/TopBar.h"
#include "app/window/Troubles.h"
#include "app/window/WorkersAndRuns.h"

namespace heddle {

WindowParts::WindowParts(MainWindow& window, QSettings& settings, RunBridge::Launcher launcher,
                         LessonShelf shelf)
    : theme(settings), scale(settings), recent(settings), viewing(std::move(launcher), &window),
      actions(&window), files(&window),
      topBar(new TopBar(actions, viewing.playback(), theme.theme(), &window)), banner(new Banner(&window)),
      lesson(new LessonPanel(&window)), workers(new WorkersPanel(theme.theme(), &window)),
      branchesPanel(new BranchesPanel(&window)), note(new RunNote(&window)),
      stage(new StageView(viewing.model(), theme.theme(), &window)),
      timeline(new TimelineView(viewing.model(), viewing.playback(), theme.theme(), &window)),
      explorePanel(new ExplorePanel(theme.theme(), &window)),
      source(new SourceView(viewing.model(), theme.theme(), &window)),
      selectionPanel(new SelectionPanel(viewing.model(), theme.theme(), &window)),
      events(new EventsPanel(viewing.model(), viewing.playback(), theme.theme(), &window)),
      output(new OutputPanel(theme.theme(), &window)), status(new StatusLine(theme.theme(), &window)),
      stepping(std::make_unique<StepDesk>(viewing, *topBar, actions)),
      selection(std::make_unique<Selection>(Selection::Parts{viewing, *timeline, *events, *selectionPanel})),
      causality(std::make_unique<CausalityDesk>(
          CausalityDesk::Parts{viewing, actions, *selection, *timeline, *events, *status})),
      troubles(std::make_unique<Troubles>(*banner, viewing, *timeline)),
      walk(std::make_unique<EventWalk>(actions, viewing.playback(), *events,
                                       [this] { return selection->event(); })),
      stageDesk(std::make_unique<StageDesk>(
          StageDesk::Parts{settings, viewing, actions, *stage, *events, *selection, *status})),
      breakpoints(std::make_unique<Breakpoints>(viewing)),
      branches(std::make_unique<Branches>(Branches::Parts{
          viewing, *topBar, *breakpoints, *branchesPanel,
          [this](const RunFacts& facts) { return recordedProgram(facts, lessons.shelf()); }})),
      lessons(std::move(shelf), *lesson, *topBar),
      sourceDesk(std::make_unique<SourceDesk>(
          SourceDesk::Parts{viewing, actions, *source, *selection, *breakpoints, *events, lessons, *status})),
      exploring(std::make_unique<Exploring>(Exploring::Parts{viewing, lessons, *branches, *explorePanel})),
      exporting(std::make_unique<Exporting>(Exporting::Parts{window, viewing, *timeline, lessons})),
      columns(makeColumns({lesson, new WorkersAndRuns(*workers, *branchesPanel, theme.theme()), banner, note,
                           stage, timeline, explorePanel, source, selectionPanel, events, output},
                          theme.theme(), &window)),
      memory(settings, window, columns.parts),
      program(*actions.runProgram, settings, lessons, *output, viewing) {
    connectParts(window, settings);
}

void WindowParts::connectParts(MainWindow& window, QSettings& settings) {
    note->follow(viewing, lessons);
    viewing.setReads([this] { return !selection->isNone(); });
    new TimelineKeys(window, *timeline);
    stories = std::make_unique<StoryDesk>(viewing, *selection, *selectionPanel);
    output->follow(viewing.playback());
    docks = std::make_unique<PanelDocks>(
        PanelDocks::Parts{window, viewing, actions, *timeline, *selection, files, *status, theme.theme()});
    QObject::connect(workers, &WorkersPanel::picked, selection.get(),
                     [this](WorkerId worker) { selection->selectSubject({worker}); });
    QObject::connect(selection.get(), &Selection::subjectChanged, workers,
                     [this](const Subject& subject) { workers->select(subject.worker); });
    connectPanes();
    if (auto* filter = events->findChild<FilterField*>())
        ActionWords::tellKeys(*actions.findEvent, *filter,
                              [filter](const QString& words) { filter->setKeys(words); });
    memory.addDocksOf(window);
    keys = std::make_unique<KeyChoice>(settings, actions);
    QObject::connect(actions.changeKeys, &QAction::triggered, &window, [this, &window] {
        auto* dialog = new KeysDialog(*keys, &window);
        dialog->show();
        dialog->activateWindow();  // also where no window manager gives it the focus
    });
    QObject::connect(actions.explore, &QAction::triggered, explorePanel, &ExplorePanel::open);
    connectLook();
    connectObjections();
}

void WindowParts::connectPanes() {
    toggles = std::make_unique<PartToggles>(QList<PartToggles::Part>{{actions.lesson, lesson},
                                                                     {actions.workers, workers},
                                                                     {actions.stage, stage},
                                                                     {actions.timeline, timeline},
                                                                     {actions.source, source},
                                                                     {actions.selection, selectionPanel},
                                                                     {actions.events, events},
                                                                     {actions.output, output}});
    QObject::connect(toggles.get(), &PartToggles::said, status, &StatusLine::say);
    QObject::connect(actions.showMap, &QAction::toggled, timeline, &TimelineView::showMap);
    memory.addToggles(toggles->toggles() + QList<QAction*>{actions.showMap});
    connectLocal(actions, *stage, *timeline);
}

void WindowParts::connectLook() {
    theme.connectTo(*actions.themeSystem, *actions.themeLight, *actions.themeDark,
                    *actions.themeHighContrast);
    scale.connectTo(actions.scales);
    QObject::connect(&scale, &ScaleChoice::said, status, &StatusLine::say);
}

void WindowParts::connectObjections() {
    QObject::connect(exporting.get(), &Exporting::refused, banner, &Banner::refuse);
    QObject::connect(branches.get(), &Branches::objected, banner, &Banner::refuse);
    QObject::connect(stepping.get(), &StepDesk::objected, status, &StatusLine::say);
    QObject::connect(workers, &WorkersPanel::objected, status, &StatusLine::say);
}

WindowParts::~WindowParts() = default;

void WindowParts::showTheme() {
    actions.setTheme(theme.theme());
    stage->setTheme(theme.theme());
    timeline->setTheme(theme.theme());
    source->setTheme(theme.theme());
    workers->setTheme(theme.theme());
    selectionPanel->setTheme(theme.theme());
    events->setTheme(theme.theme());
    docks->setTheme(theme.theme());
    explorePanel->setTheme(theme.theme());
    status->setTheme(theme.theme());
}

}  // namespace heddle
