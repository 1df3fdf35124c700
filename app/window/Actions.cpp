// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/Actions.h"

#include "app/window/Icons.h"
#include "app/window/ScaleChoice.h"

#include <QAbstractButton>
#include <QAction>
#include <QActionGroup>
#include <QComboBox>
#include <QKeyEvent>
#include <QKeySequence>
#include <QWidget>

namespace heddle {

namespace {

constexpr const char* iconProperty = "drawing";  // the name of an action's icon
constexpr const char* nameProperty = "command";

}  // namespace

Actions::Actions(QWidget* window) : QObject(window), m_window(window) {
    addFileActions();
    addLooks();
    addViewActions();
    addLaneActions();
    addRunActions();
    addWalkActions();
    addBookmarks();
    addModeActions();
    addChoosers();
    addFindings();
    keys =
        add(tr("&Keys"), {QKeySequence(Qt::Key_Question), QKeySequence(Qt::Key_F1)}, QStringLiteral("help"));
    changeKeys = add(tr("C&hange keys…"));
    commands = add(tr("&Commands by name"), {QKeySequence(tr("Ctrl+Shift+P"))});
    about = add(tr("&About Heddle"));
    window->installEventFilter(this);
}

void Actions::addFileActions() {
    openFile = add(tr("&Open…"), {QKeySequence::Open}, QStringLiteral("open"));
    runProgram = add(tr("Run &program…"), {QKeySequence(tr("Ctrl+Shift+R"))});
    saveAs = add(tr("&Save as…"), {QKeySequence::Save, QKeySequence::SaveAs}, QStringLiteral("save"));
    exportAs = add(tr("&Export…"), {QKeySequence(tr("Ctrl+Shift+E"))});
    quit = add(tr("&Quit"), {QKeySequence(tr("Ctrl+Q"))});
    findEvent = add(tr("&Find an event"), {QKeySequence::Find, QKeySequence(Qt::Key_Slash)});
}

void Actions::addLooks() {
    auto* themes = new QActionGroup(this);
    themeSystem = addChoice(themes, tr("As the &desktop"));
    themeLight = addChoice(themes, tr("&Light"));
    themeDark = addChoice(themes, tr("Dar&k"));
    themeHighContrast = addChoice(themes, tr("&High contrast"));
    auto* ofScale = new QActionGroup(this);
    scales << addChoice(ofScale, ScaleChoice::wordsFor(ScaleChoice::asDesktop));
    for (const double factor : ScaleChoice::factors().mid(1))
        scales << addChoice(ofScale, ScaleChoice::wordsFor(factor));
    themeSystem->setChecked(true);
}

void Actions::addViewActions() {
    auto* axes = new QActionGroup(this);
    stepAxis = addChoice(axes, tr("&Steps"));
    realAxis = addChoice(axes, tr("&Real time"));
    auto* depths = new QActionGroup(this);
    programDepth = addChoice(depths, tr("&Program"));
    libraryDepth = addChoice(depths, tr("With &library operations"));
    systemDepth = addChoice(depths, tr("With s&ystem calls"));
    programDepth->setShortcut(QKeySequence(Qt::ALT | Qt::Key_1));
    libraryDepth->setShortcut(QKeySequence(Qt::ALT | Qt::Key_2));
    systemDepth->setShortcut(QKeySequence(Qt::ALT | Qt::Key_3));
    programDepth->setChecked(true);
    fitAll = add(tr("&Fit all"), {QKeySequence(Qt::Key_Home)});
    zoomIn = add(tr("Zoom &in"), {QKeySequence::ZoomIn});
    zoomOut = add(tr("Zoom &out"), {QKeySequence::ZoomOut});
    causality = add(tr("&Before and after the selection"), {QKeySequence(Qt::Key_C)});
    causality->setCheckable(true);
    showStage = add(tr("Sta&ge"), {QKeySequence(tr("Ctrl+G"))});
    showStage->setCheckable(true);
    showStage->setChecked(true);
    showSource = add(tr("So&urce"), {QKeySequence(tr("Ctrl+U"))});
    showSource->setCheckable(true);
    showSource->setChecked(true);
    showOutput = add(tr("Program &output"), {QKeySequence(tr("Ctrl+J"))});
    showOutput->setCheckable(true);
    showOutput->setChecked(true);
    showMeasures = add(tr("&Measures"), {QKeySequence(tr("Ctrl+M"))});
    showMeasures->setCheckable(true);
    showBookmarks = add(tr("Boo&kmarks"), {QKeySequence(tr("Ctrl+K"))});
    showBookmarks->setCheckable(true);
    resetLayout = add(tr("Reset &layout"));
    stepAxis->setChecked(true);
}

void Actions::addLaneActions() {
    laneAbove = add(tr("Lane &above"), {QKeySequence(Qt::SHIFT | Qt::Key_Up)});
    laneBelow = add(tr("Lane &below"), {QKeySequence(Qt::SHIFT | Qt::Key_Down)});
    foldLane = add(tr("&Fold or unfold the process"), {QKeySequence(Qt::Key_Z)});
    pinLane = add(tr("&Pin or unpin the lane"), {QKeySequence(Qt::Key_P)});
    hideLane = add(tr("&Hide the lane"), {QKeySequence(Qt::Key_H)});
    showLanes = add(tr("&Show all hidden lanes"), {QKeySequence(Qt::SHIFT | Qt::Key_H)});
    laneUp = add(tr("Move the lane &up"), {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Up)});
    laneDown = add(tr("Move the lane &down"), {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Down)});
    laneMenu = add(tr("&Menu of the lane"));  // the menu key opens it by itself
    filterLanes = add(tr("Fi&lter the lanes"), {QKeySequence(tr("Ctrl+L"))});
    extendForward = add(tr("Select a range, an event on"), {QKeySequence(Qt::SHIFT | Qt::Key_Right)});
    extendBack = add(tr("Select a range, an event back"), {QKeySequence(Qt::SHIFT | Qt::Key_Left)});
    for (QAction* action : {laneAbove, laneBelow, foldLane, pinLane, hideLane, showLanes, laneUp, laneDown,
                            extendForward, extendBack})
        action->setShortcutContext(Qt::WidgetShortcut);
}

void Actions::addRunActions() {
    run = add(tr("&Run"), {QKeySequence(tr("Ctrl+R"))}, QStringLiteral("restart"));
    stop = add(tr("S&top"), {QKeySequence(tr("Ctrl+."))}, QStringLiteral("stop"));
    playPause = add(tr("&Play"), {QKeySequence(Qt::Key_Space)}, QStringLiteral("play"));
    playBack = add(tr("Play back&ward"), {QKeySequence(Qt::SHIFT | Qt::Key_Space)});
    next =
        add(tr("&Next step"), {QKeySequence(Qt::Key_N), QKeySequence(Qt::Key_F10)}, QStringLiteral("step"));
    previous = add(tr("Step &back"), {QKeySequence(Qt::Key_Backspace), QKeySequence(Qt::SHIFT | Qt::Key_F10)},
                   QStringLiteral("back"));
    toStart = add(tr("To the &start"), {QKeySequence(Qt::CTRL | Qt::Key_Home)}, QStringLiteral("to-start"));
    toEnd = add(tr("To the &end"), {QKeySequence(Qt::CTRL | Qt::Key_End)}, QStringLiteral("to-end"));
    faster = add(tr("&Faster"), {QKeySequence(Qt::CTRL | Qt::Key_Up)});
    slower = add(tr("S&lower"), {QKeySequence(Qt::CTRL | Qt::Key_Down)});
    follow = add(tr("F&ollow the run"), {QKeySequence(Qt::CTRL | Qt::Key_F5)});
    follow->setCheckable(true);
}

// Of what has just happened: its worker, its message; or what the filter of the events lets through.
void Actions::addWalkActions() {
    nextOfWorker = add(tr("Next of this &worker"), {QKeySequence(Qt::CTRL | Qt::Key_Right)});
    previousOfWorker = add(tr("Previous of this wor&ker"), {QKeySequence(Qt::CTRL | Qt::Key_Left)});
    nextOfMessage = add(tr("Next of this &message"), {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Right)});
    previousOfMessage =
        add(tr("Previous of this messa&ge"), {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Left)});
    nextMatch = add(tr("Next that the &filter finds"), {QKeySequence(Qt::Key_F3)});
    previousMatch = add(tr("&Previous that the filter finds"), {QKeySequence(Qt::SHIFT | Qt::Key_F3)});
}

void Actions::addBookmarks() {
    bookmark = add(tr("&Bookmark with a note…"), {QKeySequence(Qt::Key_B)});
    removeBookmark = add(tr("Remo&ve the bookmark"), {QKeySequence(Qt::SHIFT | Qt::Key_B)});
    nextBookmark = add(tr("N&ext bookmark"), {QKeySequence(Qt::Key_F2)});
    previousBookmark = add(tr("Prev&ious bookmark"), {QKeySequence(Qt::SHIFT | Qt::Key_F2)});
}

void Actions::addModeActions() {
    auto* modes = new QActionGroup(this);
    freeRun = addChoice(modes, tr("Fr&ee run"));
    slowMotion = addChoice(modes, tr("Slow &motion"));
    stepMode = addChoice(modes, tr("In s&teps"));
    freeRun->setChecked(true);
    int key = Qt::Key_1;
    for (QAction* mode : {freeRun, slowMotion, stepMode})
        mode->setShortcut(QKeySequence(Qt::CTRL | static_cast<Qt::Key>(key++)));
    for (int number = 1; number <= 9; ++number) {
        auto* action = new QAction(tr("Worker &%1").arg(number), m_window);
        action->setShortcut(QKeySequence(Qt::Key_0 + number));
        m_window->addAction(action);
        letWorker << action;
    }
    m_main = playPause;
}

void Actions::addChoosers() {
    auto* rules = new QActionGroup(this);
    rules->setExclusionPolicy(QActionGroup::ExclusionPolicy::ExclusiveOptional);  // none: a free run
    for (const QString& words : {tr("Chosen by &hand"), tr("Chosen by &round robin"), tr("Chosen at r&andom"),
                                 tr("Chosen by &priorities"), tr("Re&play what is shown")})
        choosers << addChoice(rules, words);
    choosers.last()->setEnabled(false);
    seed = add(tr("&Seed"));
    auto* depths = new QActionGroup(this);
    stepProgram = addChoice(depths, tr("Step the &program"));
    stepLibrary = addChoice(depths, tr("Step Heddle's &library too"));
    stepProgram->setChecked(true);
}

void Actions::addFindings() {
    nextTrouble = add(tr("Next t&rouble or note"), {QKeySequence(Qt::Key_F8)});
    branch = add(tr("Branch from &here"), {QKeySequence(tr("Ctrl+Shift+B"))});
    branch->setToolTip(tr("Run the program again up to this instant, and go another way"));
    breakpoints = add(tr("&Breakpoints…"), {QKeySequence(tr("Ctrl+B"))});
    stopAtLine = add(tr("Stop at the &line, or no more"), {QKeySequence(Qt::Key_F9)});
    eventsOfLine = add(tr("E&vents of the line"), {QKeySequence(Qt::SHIFT | Qt::Key_F9)});
    explore = add(tr("E&xplore schedules"), {QKeySequence(tr("Ctrl+E"))});
}

void Actions::setStepped(bool isStepped) {
    QAction* main = isStepped ? next : playPause;
    if (main == m_main)
        return;
    m_main = main;
    setTheme(m_theme);
    emit mainChanged(main);
}

bool Actions::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() != QEvent::ShortcutOverride)
        return QObject::eventFilter(watched, event);
    const QWidget* focused = m_window->focusWidget();
    const bool takesSpace =
        qobject_cast<const QAbstractButton*>(focused) || qobject_cast<const QComboBox*>(focused);
    if (static_cast<QKeyEvent*>(event)->key() != Qt::Key_Space || !takesSpace)
        return false;
    event->accept();
    return true;
}

QAction* Actions::add(const QString& words, const QList<QKeySequence>& shortcuts, const QString& icon) {
    auto* action = new QAction(words, m_window);
    action->setShortcuts(shortcuts);
    action->setProperty(iconProperty, icon);
    action->setProperty(nameProperty, action->iconText());
    tellKey(*action);
    m_window->addAction(action);
    m_all << action;
    return action;
}

void Actions::tellKey(QAction& action) {
    const QString key = action.shortcut().toString(QKeySequence::NativeText), name = nameOf(action);
    action.setToolTip(key.isEmpty() ? name : QStringLiteral("%1 (%2)").arg(name, key));
}

QString Actions::nameOf(const QAction& action) {
    const QString name = action.property(nameProperty).toString();
    return name.isEmpty() ? action.iconText() : name;
}

QAction* Actions::addChoice(QActionGroup* group, const QString& words) {
    QAction* action = add(words);
    action->setCheckable(true);
    group->addAction(action);
    return action;
}

QStringList Actions::wordsOfRun() {
    return {tr("Run"), tr("Restart")};
}

QList<QAction*> Actions::all() const {
    return m_all;
}

void Actions::setTheme(const Theme& theme) {
    m_theme = theme;
    for (QAction* action : m_all)
        if (const QString icon = action->property(iconProperty).toString(); !icon.isEmpty())
            action->setIcon(iconNamed(icon, theme, action == m_main ? Tone::accentText : Tone::text));
}

void Actions::setPlaying(bool isPlaying) {
    playPause->setText(isPlaying ? tr("&Pause") : tr("&Play"));
    playPause->setProperty(iconProperty, isPlaying ? QStringLiteral("pause") : QStringLiteral("play"));
    setTheme(m_theme);
}

void Actions::setRunning(bool isRunning, bool canRun, bool hasTrace) {
    run->setText(hasTrace ? tr("&Restart") : tr("&Run"));
    saveAs->setEnabled(hasTrace && !isRunning);
    exportAs->setEnabled(hasTrace);
    for (QAction* action : {bookmark, removeBookmark, nextBookmark, previousBookmark, playPause, playBack,
                            next, previous, toStart, toEnd})
        action->setEnabled(hasTrace);
    run->setEnabled(canRun);
    explore->setEnabled(canRun);
    stop->setEnabled(isRunning);
}

}  // namespace heddle
