// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/MainWindow.h"

#include "app/panels/EventsPanel.h"
#include "app/panels/LessonPanel.h"
#include "app/panels/OutputPanel.h"
#include "app/panels/SelectionPanel.h"
#include "app/panels/WorkersPanel.h"
#include "app/timeline/TimelineView.h"
#include "app/window/Branches.h"
#include "app/window/Breakpoints.h"
#include "app/window/BreakpointsDialog.h"
#include "app/window/EventWalk.h"
#include "app/window/Exporting.h"
#include "app/window/Menus.h"
#include "app/window/PanelDocks.h"
#include "app/window/Selection.h"
#include "app/window/StageDesk.h"
#include "app/window/StatusLine.h"
#include "app/window/StepDesk.h"
#include "app/window/TimelineOrders.h"
#include "app/window/TopBar.h"
#include "app/window/Transport.h"
#include "app/window/Troubles.h"
#include "app/window/WindowParts.h"

#include <QAction>
#include <QCloseEvent>
#include <QMenuBar>
#include <QSplitter>
#include <QVBoxLayout>

namespace heddle {

MainWindow::MainWindow(QSettings& settings, RunBridge::Launcher launcher, LessonShelf lessons)
    : m(std::make_unique<WindowParts>(*this, settings, std::move(launcher), std::move(lessons))) {
    setWindowTitle(tr("Heddle"));
    place();
    connectViewing();
    connectActions();
    connectSelection();
    showTheme();
    showRunning();
    m->memory.restore();
    if (const auto& warnings = m->lessons.shelf().warnings; !warnings.empty())
        m->banner->refuse(QString::fromStdString(warnings.front()));
}

MainWindow::~MainWindow() = default;

void MainWindow::place() {
    auto* rows = new QVBoxLayout(new QWidget(this));
    rows->setContentsMargins({});
    rows->setSpacing(0);
    rows->addWidget(m->topBar);
    rows->addWidget(m->columns.area, 1);
    setCentralWidget(rows->parentWidget());
    m->timeline->setFocus();  // keys steer time until someone types
    setStatusBar(m->status);
    fillMenus(*menuBar(), m->actions, m->recent, m->lessons);
}

void MainWindow::connectViewing() {
    m->viewing.follow([this] { return m->events->catchUp() | m->output->catchUp(); });
    connect(&m->viewing, &Viewing::traceChanged, this, &MainWindow::showTrace);
    connect(&m->viewing, &Viewing::runningChanged, this, &MainWindow::showRunning);
    connect(&m->viewing, &Viewing::runningChanged, this, &MainWindow::showOutcome);
    connect(&m->viewing, &Viewing::frameMoved, this, &MainWindow::showFrame);
    connect(&m->viewing, &Viewing::frameMoved, m->branches.get(), &Branches::catchUp);
    connect(&m->viewing, &Viewing::refused, m->banner, &Banner::refuse);
    connect(&m->viewing, &Viewing::opened, this, [this](const QString& path) {
        m->recent.add(path);
        m->lessons.showRecorded(m->viewing.trace()->facts(), path);
        m->viewing.playback().seek(m->viewing.playback().length());
        showOutcome();
    });
    connect(&m->viewing, &Viewing::saved, &m->recent, &RecentFiles::add);
}

void MainWindow::connectActions() {
    Actions& actions = m->actions;
    connectTransport(actions, m->viewing.playback());
    connect(actions.openFile, &QAction::triggered, &m->files, &FileDoor::askWhatToOpen);
    connect(actions.saveAs, &QAction::triggered, this, [this] {
        if (m->viewing.isRunning())
            return m->status->say(tr("a run is saved when it has ended: let it end, or stop it"));
        m->files.askWhereToSave(m->lessons.name() + QStringLiteral(".heddle"));
    });
    connect(actions.exportAs, &QAction::triggered, m->exporting.get(), &Exporting::ask);
    connect(&m->files, &FileDoor::openWanted, this, &MainWindow::open);
    connect(&m->recent, &RecentFiles::picked, this, &MainWindow::open);
    connect(actions.quit, &QAction::triggered, this, &MainWindow::close);
    connect(actions.run, &QAction::triggered, this, &MainWindow::run);
    connect(&m->lessons, &LessonDesk::runWanted, this, &MainWindow::run);
    connect(&m->lessons, &LessonDesk::chosenChanged, this, &MainWindow::showRunning);
    connect(m->topBar, &TopBar::choosingChanged, this, &MainWindow::showRunning);
    connect(actions.branch, &QAction::triggered, m->branches.get(), &Branches::branchHere);
    connect(actions.breakpoints, &QAction::triggered, this,
            [this] { (new BreakpointsDialog(*m->breakpoints, this))->show(); });
    connect(actions.nextTrouble, &QAction::triggered, m->troubles.get(), &Troubles::showNext);
    connect(actions.stop, &QAction::triggered, &m->viewing, &Viewing::stop);
    connect(actions.findEvent, &QAction::triggered, m->events, &EventsPanel::focusFilter);
    connectTimeline(actions, *m->timeline);
    connect(actions.resetLayout, &QAction::triggered, this, [this] { m->memory.reset(); });
    connect(&m->theme, &ThemeChoice::themeChanged, this, &MainWindow::showTheme);
}

void MainWindow::connectSelection() {
    connect(m->events, &EventsPanel::filterChanged, &m->viewing, &Viewing::wake);
    connect(m->output, &OutputPanel::eventPicked, m->selection.get(), &Selection::show);
    connect(m->walk.get(), &EventWalk::eventPicked, m->selection.get(), &Selection::show);
    connect(m->troubles.get(), &Troubles::eventPicked, m->selection.get(), &Selection::select);
    connect(m->timeline, &TimelineView::hoverChanged, m->status, &StatusLine::showHint);
    connect(m->timeline, &TimelineView::stopWanted, m->breakpoints.get(), &Breakpoints::turn);
    connect(m->stageDesk.get(), &StageDesk::stopWanted, m->breakpoints.get(), &Breakpoints::turn);
    connect(m->breakpoints.get(), &Breakpoints::turned, this, [this](const QString& filter, bool isThere) {
        m->status->say(isThere ? tr("a run in steps or in slow motion stops at %1").arg(filter)
                               : tr("no run stops at %1 any more").arg(filter));
    });
    connect(m->troubles.get(), &Troubles::wordsChanged, m->status, &StatusLine::setFound);
    connect(m->stepping.get(), &StepDesk::stoodStill, m->troubles.get(), &Troubles::lookAtStandstill);
    connect(m->stepping.get(), &StepDesk::stoodStill, m->breakpoints.get(), &Breakpoints::settle);
    connect(m->branches.get(), &Branches::lookedAt, &m->lessons, &LessonDesk::showProgramOf);
    connect(m->workers, &WorkersPanel::stepWanted, m->stepping.get(), &StepDesk::let);
    for (int row = 0; row < m->actions.letWorker.size(); ++row)
        connect(m->actions.letWorker[row], &QAction::triggered, m->workers,
                [this, row] { m->workers->step(row); });
}

void MainWindow::open(const QString& path) {
    m->viewing.open(path);
}

void MainWindow::chooseTheme(const QString& name) {
    if (const auto choice = ThemeChoice::named(name))
        m->theme.choose(*choice);
}

bool MainWindow::chooseLesson(const QString& name, const std::map<std::string, std::string>& parameters) {
    return m->lessons.choose(name, parameters);
}

void MainWindow::run() {
    if (m->topBar->isReplay())
        return m->branches->replay();
    if (auto request = m->lessons.request()) {
        request->breakpoints = m->breakpoints->all();
        m->branches->run(std::move(*request));
    }
}

void MainWindow::showTrace() {
    m->output->setTrace(m->viewing.trace());
    m->workers->clear();
    m->selectionPanel->showHappened({});
    m->troubles->forget();
    m->walk->setTrace(m->viewing.trace());
    m->status->setFound({});
    showRunning();
}

void MainWindow::showRunning() {
    m->actions.setRunning(m->viewing.isRunning(), m->lessons.canRun() || m->topBar->isReplay(),
                          m->viewing.trace() != nullptr);
}

void MainWindow::showOutcome() {
    if (m->viewing.showsLive() || !m->viewing.trace())
        return;
    m->troubles->showFound(m->viewing.trace()->facts());
    m->status->setFound(m->troubles->words());
}

void MainWindow::showFrame() {
    const Moment& moment = m->viewing.playback().moment();
    m->topBar->showMoment(moment, m->stepping->isHeld());
    m->selectionPanel->showHappened(moment.event);
    if (const auto world = m->viewing.world())
        m->workers->setWorld(
            *world, m->viewing.model(), [&](WorkerId worker) { return m->stepping->turnOf(worker, *world); },
            m->stepping->newcomers(*world));
    if (!m->viewing.trace())
        return;
    m->status->showStatus(m->viewing.status(), m->stepping->manner(), m->stepping->stoppedAt());
    const Viewing::Population population = m->viewing.population();
    m->status->showProcesses(population.pids, population.threads, population.helpers);
}

void MainWindow::showTheme() {
    m->showTheme();
}

void MainWindow::closeEvent(QCloseEvent* event) {
    if (!m->docks->mayClose())
        return event->ignore();
    m->memory.remember();
    QMainWindow::closeEvent(event);
}

}  // namespace heddle
