// SPDX-License-Identifier: GPL-3.0-or-later
// Everything that can be done in the window, by name and by key. What an action does is connected elsewhere.
#pragma once

#include "app/theme/Theme.h"

#include <QList>
#include <QObject>

class QAction;
class QActionGroup;
class QKeySequence;
class QWidget;

namespace heddle {

// Thread: GUI only. The actions belong to `window`, so that their keys work everywhere in it. Their object
// names are the same in every language: what is remembered of an action is remembered by that.
class Actions : public QObject {
    Q_OBJECT
public:
    explicit Actions(QWidget* window);

    QAction *openFile, *runProgram, *saveAs, *exportAs, *quit;
    QAction* findEvent;
    QAction *themeSystem, *themeLight, *themeDark, *themeHighContrast;
    QList<QAction*> scales;                              // by the places of ScaleChoice's factors
    QAction *programDepth, *libraryDepth, *systemDepth;  // how deep the timeline looks
    QAction *stepAxis, *realAxis, *fitAll, *zoomIn, *zoomOut, *viewBefore, *viewAfter, *causality;
    QAction *showMeasures, *showBookmarks, *showMap, *resetLayout;
    struct Part {
        QAction *show, *go;
    };
    Part lesson, workers, stage, timeline, source, selection, events, output;  // of the standing layout
    static constexpr int stageFit = 4;                                         // its place in:
    QList<QAction*> ofStage, ofTimeline;                                       // what has a key only there
    QAction *laneAbove, *laneBelow, *foldLane, *pinLane, *hideLane, *showLanes, *laneUp, *laneDown, *laneMenu,
        *filterLanes, *extendForward, *extendBack;  // their keys are the timeline's alone
    QAction *run, *stop, *playPause, *playBack, *next, *previous, *toStart, *toEnd, *faster, *slower, *follow;
    QAction *bookmark, *removeBookmark, *putBack, *nextBookmark, *previousBookmark;
    QAction *nextOfWorker, *previousOfWorker, *nextOfMessage, *previousOfMessage, *nextMatch, *previousMatch;
    QAction *freeRun, *slowMotion, *stepMode, *nextTrouble, *breakpoints, *stopAtLine, *eventsOfLine, *branch,
        *explore;
    QList<QAction*> choosers;  // by hand, round robin, random, priorities, replay
    QAction* seed;
    QAction *stepProgram, *stepLibrary;  // what is stepped
    QList<QAction*> letWorker;           // by the keys 1 to 9
    QAction *commands, *keys, *changeKeys, *about;

    static QStringList wordsOfRun();    // that its action may have
    QList<QAction*> all() const;        // in the order of the menus, but for letWorker
    void setTheme(const Theme& theme);  // redraws the icons
    void setPlaying(bool isPlaying);    // play becomes pause
    void setRunning(bool isRunning, bool canRun, bool hasTrace);
    void setStepped(bool isStepped);  // by hand: then the next step is the main thing to do

signals:
    void mainChanged(QAction* main);

protected:
    // Space presses the button that has the focus; only elsewhere it plays.
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void addAll();
    void addFileActions();
    void addLooks();
    void addViewActions();
    void addParts();
    void addLocal();
    void addLaneActions();
    void addRunActions();
    void addWalkActions();
    void addBookmarks();
    void addModeActions();
    void addChoosers();
    void addFindings();
    QAction* add(const char* words, const QList<QKeySequence>& shortcuts = {}, const QString& icon = {});
    QAction* add(const QString& name, const QString& words, const QList<QKeySequence>& shortcuts = {},
                 const QString& icon = {});
    QAction* addChoice(QActionGroup* group, const char* words);
    QAction* chosenAmong(QActionGroup* group, QAction* action);
    QAction* addToggle(const char* words, bool isOn, const QList<QKeySequence>& shortcuts = {});
    Part addPart(const char* words, const char* goWords, const QList<QKeySequence>& shortcuts = {});

    QWidget* m_window;
    Theme m_theme = Theme::light();
    QString m_group;  // of those that are added now
    QList<QAction*> m_all;
    QAction* m_main = nullptr;  // its button is the one that stands out
};

}  // namespace heddle
