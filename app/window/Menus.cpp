// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/Menus.h"

#include "app/bridge/LessonWords.h"
#include "app/window/AboutBox.h"
#include "app/window/Actions.h"
#include "app/window/CommandFinder.h"
#include "app/window/KeysSheet.h"
#include "app/window/LessonDesk.h"
#include "app/window/RecentFiles.h"

#include <QAction>
#include <QCoreApplication>
#include <QLocale>
#include <QMenu>
#include <QMenuBar>

namespace heddle {

namespace {

QString tr(const char* words) {
    return QCoreApplication::translate("heddle::Menus", words);
}

void fillLessons(QMenu& menu, LessonDesk& lessons) {
    const QString language = QLocale().name().section(QLatin1Char('_'), 0, 0);
    for (const Lesson& lesson : lessons.shelf().lessons) {
        const QString name = QString::fromStdString(lesson.name);
        menu.addAction(titleOf(lesson, language), &lessons, [&lessons, name] { lessons.choose(name); });
    }
    if (menu.isEmpty())
        menu.addAction(tr("None is installed"))->setEnabled(false);
}

void fillRun(QMenu& run, Actions& actions) {
    run.addActions({actions.run, actions.stop});
    run.addSeparator();
    run.addActions({actions.freeRun, actions.slowMotion, actions.stepMode});
    QMenu* choosers = run.addMenu(tr("&Who chooses"));
    choosers->addActions(actions.choosers);
    choosers->addSeparator();
    choosers->addAction(actions.seed);
    run.addMenu(tr("Step &depth"))->addActions({actions.stepProgram, actions.stepLibrary});
    run.addSeparator();
    run.addActions({actions.playPause, actions.playBack, actions.next, actions.previous, actions.toStart,
                    actions.toEnd});
    run.addMenu(tr("&Go to"))
        ->addActions({actions.nextOfWorker, actions.previousOfWorker, actions.nextOfMessage,
                      actions.previousOfMessage, actions.nextMatch, actions.previousMatch});
    run.addMenu(tr("&Let go"))->addActions(actions.letWorker);
    run.addActions({actions.branch, actions.explore, actions.breakpoints, actions.stopAtLine,
                    actions.eventsOfLine, actions.nextTrouble});
    run.addSeparator();
    run.addMenu(tr("Sp&eed"))->addActions({actions.faster, actions.slower});
    run.addAction(actions.follow);
}

void fillParts(QMenu& view, Actions& actions) {
    QMenu* shown = view.addMenu(tr("Parts of the &window"));
    QMenu* went = view.addMenu(tr("Go to a &part"));
    for (const Actions::Part& part : {actions.lesson, actions.workers, actions.stage, actions.timeline,
                                      actions.source, actions.selection, actions.events, actions.output}) {
        shown->addAction(part.show);
        went->addAction(part.go);
        if (part.show == actions.timeline.show)
            shown->addAction(actions.showMap);
    }
    shown->addSeparator();
    shown->addActions({actions.showMeasures, actions.showBookmarks});
    view.addAction(actions.resetLayout);
}

void fillHelp(QMenu& help, Actions& actions, QWidget& window) {
    help.addActions({actions.commands, actions.keys, actions.changeKeys, actions.about});
    QObject::connect(actions.commands, &QAction::triggered, &window,
                     [&] { (new CommandFinder(actions, &window))->show(); });
    QObject::connect(actions.keys, &QAction::triggered, &window,
                     [&] { (new KeysSheet(actions, &window))->show(); });
    QObject::connect(actions.about, &QAction::triggered, &window, [&] { showAboutBox(&window); });
}

}  // namespace

void fillMenus(QMenuBar& bar, Actions& actions, RecentFiles& recent, LessonDesk& lessons) {
    QMenu* file = bar.addMenu(tr("&File"));
    file->addAction(actions.openFile);
    recent.fill(*file->addMenu(tr("Open &recent")));
    file->addActions({actions.saveAs, actions.exportAs});
    file->addSeparator();
    file->addAction(actions.runProgram);
    file->addSeparator();
    file->addAction(actions.quit);

    QMenu* edit = bar.addMenu(tr("&Edit"));
    edit->addAction(actions.findEvent);
    edit->addSeparator();
    edit->addActions({actions.bookmark, actions.removeBookmark, actions.putBack, actions.nextBookmark,
                      actions.previousBookmark});

    QMenu* view = bar.addMenu(tr("&View"));
    view->addActions({actions.stepAxis, actions.realAxis});
    view->addSeparator();
    view->addMenu(tr("&Depth"))
        ->addActions({actions.programDepth, actions.libraryDepth, actions.systemDepth});
    view->addActions(
        {actions.fitAll, actions.zoomIn, actions.zoomOut, actions.viewBefore, actions.viewAfter});
    view->addMenu(tr("Time&line"))->addActions(actions.ofTimeline);
    view->addMenu(tr("Sta&ge"))->addActions(actions.ofStage);
    view->addMenu(tr("La&nes"))
        ->addActions({actions.laneAbove, actions.laneBelow, actions.foldLane, actions.pinLane,
                      actions.hideLane, actions.showLanes, actions.laneUp, actions.laneDown, actions.laneMenu,
                      actions.filterLanes});
    view->addActions({actions.extendForward, actions.extendBack, actions.causality});
    view->addSeparator();
    view->addMenu(tr("&Theme"))
        ->addActions({actions.themeSystem, actions.themeLight, actions.themeDark, actions.themeHighContrast});
    view->addMenu(tr("S&cale"))->addActions(actions.scales);
    fillParts(*view, actions);

    fillRun(*bar.addMenu(tr("&Run")), actions);
    fillLessons(*bar.addMenu(tr("&Lessons")), lessons);
    fillHelp(*bar.addMenu(tr("&Help")), actions, *bar.window());
}

}  // namespace heddle
