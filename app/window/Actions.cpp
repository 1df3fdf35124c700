// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/Actions.h"

#include "app/window/ActionWords.h"
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
}  // namespace

Actions::Actions(QWidget* window) : QObject(window), m_window(window) {
    addAll();
    window->installEventFilter(this);
}

void Actions::addAll() {
    m_group = tr("File");
    addFileActions();
    m_group = tr("Run");
    addRunActions();
    addModeActions();
    addChoosers();
    addFindings();
    m_group = tr("Events and bookmarks");
    addWalkActions();
    addBookmarks();
    m_group = tr("Timeline");
    addViewActions();
    addLaneActions();
    addLocal();
    m_group = tr("Parts of the window");
    addParts();
    m_group = tr("Looks and help");
    addLooks();
    keys = add(QT_TR_NOOP("&Keys"), {QKeySequence(Qt::Key_Question), QKeySequence(Qt::Key_F1)},
               QStringLiteral("help"));
    changeKeys = add(QT_TR_NOOP("C&hange keys…"));
    commands = add(QT_TR_NOOP("&Commands by name"), {QKeySequence(tr("Ctrl+Shift+P"))});
    about = add(QT_TR_NOOP("&About Heddle"));
}

void Actions::addFileActions() {
    openFile = add(QT_TR_NOOP("&Open…"), {QKeySequence::Open}, QStringLiteral("open"));
    runProgram = add(QT_TR_NOOP("Run &program…"), {QKeySequence(tr("Ctrl+Shift+R"))});
    saveAs = add(QT_TR_NOOP("&Save as…"), {QKeySequence::Save, QKeySequence::SaveAs}, QStringLiteral("save"));
    exportAs = add(QT_TR_NOOP("&Export…"), {QKeySequence(tr("Ctrl+Shift+E"))});
    quit = add(QT_TR_NOOP("&Quit"), {QKeySequence(tr("Ctrl+Q"))});
    findEvent = add(QT_TR_NOOP("&Find an event"), {QKeySequence::Find, QKeySequence(Qt::Key_Slash)});
}

void Actions::addLooks() {
    auto* themes = new QActionGroup(this);
    themeSystem = addChoice(themes, QT_TR_NOOP("As the &desktop"));
    themeLight = addChoice(themes, QT_TR_NOOP("&Light"));
    themeDark = addChoice(themes, QT_TR_NOOP("Dar&k"));
    themeHighContrast = addChoice(themes, QT_TR_NOOP("&High contrast"));
    ActionWords::name(*themeSystem, tr("Theme: as the desktop"));
    ActionWords::name(*themeLight, tr("Theme: light"));
    ActionWords::name(*themeDark, tr("Theme: dark"));
    ActionWords::name(*themeHighContrast, tr("Theme: high contrast"));
    auto* ofScale = new QActionGroup(this);
    const auto addScale = [&](double factor) {
        scales << chosenAmong(ofScale,
                              add(QStringLiteral("scale %1").arg(factor), ScaleChoice::wordsFor(factor)));
    };
    addScale(ScaleChoice::asDesktop);
    for (const double factor : ScaleChoice::factors().mid(1))
        addScale(factor);
    themeSystem->setChecked(true);
}

void Actions::addViewActions() {
    auto* axes = new QActionGroup(this);
    stepAxis = addChoice(axes, QT_TR_NOOP("&Steps"));
    realAxis = addChoice(axes, QT_TR_NOOP("&Real time"));
    auto* depths = new QActionGroup(this);
    programDepth = addChoice(depths, QT_TR_NOOP("&Program"));
    libraryDepth = addChoice(depths, QT_TR_NOOP("With &library operations"));
    systemDepth = addChoice(depths, QT_TR_NOOP("With s&ystem calls"));
    ActionWords::setKey(*programDepth, Qt::ALT | Qt::Key_1);
    ActionWords::setKey(*libraryDepth, Qt::ALT | Qt::Key_2);
    ActionWords::setKey(*systemDepth, Qt::ALT | Qt::Key_3);
    programDepth->setChecked(true);
    ActionWords::name(*stepAxis, tr("Axis: steps"));
    ActionWords::name(*realAxis, tr("Axis: real time"));
    ActionWords::name(*programDepth, tr("Depth: program"));
    ActionWords::name(*libraryDepth, tr("Depth: with library operations"));
    ActionWords::name(*systemDepth, tr("Depth: with system calls"));
    fitAll = add(QT_TR_NOOP("&Fit all"), {QKeySequence(Qt::Key_Home)});
    zoomIn = add(QT_TR_NOOP("Zoom &in"), {QKeySequence::ZoomIn});
    zoomOut = add(QT_TR_NOOP("Zoom &out"), {QKeySequence::ZoomOut});
    ActionWords::name(*fitAll, tr("Timeline: fit all"));
    ActionWords::name(*zoomIn, tr("Timeline: zoom in"));
    ActionWords::name(*zoomOut, tr("Timeline: zoom out"));
    viewBefore = add(QT_TR_NOOP("Back to the view &before"), {QKeySequence(Qt::ALT | Qt::Key_Left)});
    viewAfter = add(QT_TR_NOOP("Forward to the &view after"), {QKeySequence(Qt::ALT | Qt::Key_Right)});
    ActionWords::explain(*viewBefore,
                         tr("Undoes how the timeline was zoomed, moved or arranged; the stage where it has "
                            "the focus"));
    ActionWords::setAlso(*viewBefore, tr("undo"));
    ActionWords::setAlso(*viewAfter, tr("redo"));
    causality = addToggle(QT_TR_NOOP("Before and after the &event"), false, {QKeySequence(Qt::Key_C)});
    stepAxis->setChecked(true);
}

void Actions::addParts() {
    lesson = addPart(QT_TR_NOOP("&Lesson and parameters"), QT_TR_NOOP("Go to the &lesson"));
    workers = addPart(QT_TR_NOOP("&Workers"), QT_TR_NOOP("Go to the &workers"));
    stage = addPart(QT_TR_NOOP("Sta&ge"), QT_TR_NOOP("Go to the sta&ge"), {QKeySequence(tr("Ctrl+G"))});
    timeline = addPart(QT_TR_NOOP("&Timeline"), QT_TR_NOOP("Go to the &timeline"));
    showMap = addToggle(QT_TR_NOOP("M&ap of the run"), true);
    source = addPart(QT_TR_NOOP("So&urce"), QT_TR_NOOP("Go to the so&urce"), {QKeySequence(tr("Ctrl+U"))});
    selection = addPart(QT_TR_NOOP("Sele&ction"), QT_TR_NOOP("Go to the sele&ction"));
    events = addPart(QT_TR_NOOP("&Events"), QT_TR_NOOP("Go to the &events"));
    output = addPart(QT_TR_NOOP("Program &output"), QT_TR_NOOP("Go to the program's &output"),
                     {QKeySequence(tr("Ctrl+J"))});
    showMeasures = addToggle(QT_TR_NOOP("&Measures"), false, {QKeySequence(tr("Ctrl+M"))});
    showBookmarks = addToggle(QT_TR_NOOP("Boo&kmarks"), false, {QKeySequence(tr("Ctrl+K"))});
    resetLayout = add(QT_TR_NOOP("Reset la&yout"));
    ActionWords::explain(*resetLayout,
                         tr("All parts as large as they come, and what was moved on the stage at home"));
}

Actions::Part Actions::addPart(const char* words, const char* goWords, const QList<QKeySequence>& shortcuts) {
    Part part{addToggle(words, true, shortcuts), add(goWords)};
    ActionWords::setAlso(*part.show, tr("show hide"));
    ActionWords::setAlso(*part.go, tr("focus"));
    return part;
}

QAction* Actions::addToggle(const char* words, bool isOn, const QList<QKeySequence>& shortcuts) {
    QAction* toggle = add(words, shortcuts);
    toggle->setCheckable(true);
    toggle->setChecked(isOn);
    return toggle;
}

// What has a key only there, so that it has a name, too.
void Actions::addLocal() {
    QString place = tr("on the timeline");
    const auto add = [&](const char* words, int key) {
        QAction* action = this->add(words);
        ActionWords::setLocalKey(*action, key, place);
        return action;
    };
    ofTimeline = {add(QT_TR_NOOP("Timeline: move back"), Qt::Key_A),
                  add(QT_TR_NOOP("Timeline: move on"), Qt::Key_D),
                  add(QT_TR_NOOP("Timeline: fill the view with what is selected, or with all"), Qt::Key_F),
                  add(QT_TR_NOOP("Next event"), Qt::Key_Period),
                  add(QT_TR_NOOP("Previous event"), Qt::Key_Comma),
                  add(QT_TR_NOOP("To where the message was sent"), Qt::Key_BracketLeft),
                  add(QT_TR_NOOP("To where the message was taken"), Qt::Key_BracketRight),
                  add(QT_TR_NOOP("Mark what is selected"), Qt::Key_M),
                  add(QT_TR_NOOP("Select nothing"), Qt::Key_Escape)};
    m_group = tr("Stage");
    place = tr("on the stage");
    ofStage = {add(QT_TR_NOOP("Stage: zoom in"), Qt::Key_W),
               add(QT_TR_NOOP("Stage: zoom out"), Qt::Key_S),
               add(QT_TR_NOOP("Stage: move to the left"), Qt::Key_A),
               add(QT_TR_NOOP("Stage: move to the right"), Qt::Key_D),
               add(QT_TR_NOOP("Stage: the whole, or readable"), Qt::Key_F),
               add(QT_TR_NOOP("Stage: fit all"), Qt::Key_Home),
               add(QT_TR_NOOP("Stage: fold or unfold the group that is selected"), Qt::Key_Return)};
}

void Actions::addLaneActions() {
    laneAbove = add(QT_TR_NOOP("Lane &above"), {QKeySequence(Qt::SHIFT | Qt::Key_Up)});
    laneBelow = add(QT_TR_NOOP("Lane &below"), {QKeySequence(Qt::SHIFT | Qt::Key_Down)});
    foldLane = add(QT_TR_NOOP("&Fold or unfold the process"), {QKeySequence(Qt::Key_Z)});
    pinLane = add(QT_TR_NOOP("&Pin or unpin the lane"), {QKeySequence(Qt::Key_P)});
    hideLane = add(QT_TR_NOOP("&Hide the lane"), {QKeySequence(Qt::Key_H)});
    showLanes = add(QT_TR_NOOP("&Show all hidden lanes"), {QKeySequence(Qt::SHIFT | Qt::Key_H)});
    laneUp = add(QT_TR_NOOP("Move the lane &up"), {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Up)});
    laneDown = add(QT_TR_NOOP("Move the lane &down"), {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Down)});
    laneMenu = add(QT_TR_NOOP("&Menu of the lane"));  // the menu key opens it by itself
    filterLanes = add(QT_TR_NOOP("Fi&lter the lanes"), {QKeySequence(tr("Ctrl+L"))});
    extendForward = add(QT_TR_NOOP("Select a range, an event on"), {QKeySequence(Qt::SHIFT | Qt::Key_Right)});
    extendBack = add(QT_TR_NOOP("Select a range, an event back"), {QKeySequence(Qt::SHIFT | Qt::Key_Left)});
    for (QAction* action : {laneAbove, laneBelow, foldLane, pinLane, hideLane, showLanes, laneUp, laneDown,
                            extendForward, extendBack})
        action->setShortcutContext(Qt::WidgetShortcut);
}

void Actions::addRunActions() {
    run = add(QT_TR_NOOP("&Run"), {QKeySequence(tr("Ctrl+R"))}, QStringLiteral("restart"));
    stop = add(QT_TR_NOOP("S&top"), {QKeySequence(tr("Ctrl+."))}, QStringLiteral("stop"));
    playPause = add(QT_TR_NOOP("&Play"), {QKeySequence(Qt::Key_Space)}, QStringLiteral("play"));
    playBack = add(QT_TR_NOOP("Pla&y backward"), {QKeySequence(Qt::SHIFT | Qt::Key_Space)});
    next = add(QT_TR_NOOP("&Next step"), {QKeySequence(Qt::Key_N), QKeySequence(Qt::Key_F10)},
               QStringLiteral("step"));
    previous =
        add(QT_TR_NOOP("Step &back"),
            {QKeySequence(Qt::Key_Backspace), QKeySequence(Qt::SHIFT | Qt::Key_F10)}, QStringLiteral("back"));
    ActionWords::setAlso(*previous, tr("undo previous"));
    ActionWords::setAlso(*next, tr("redo forward"));
    ActionWords::setAlso(*playPause, tr("pause continue"));
    toStart =
        add(QT_TR_NOOP("To the &start"), {QKeySequence(Qt::CTRL | Qt::Key_Home)}, QStringLiteral("to-start"));
    toEnd = add(QT_TR_NOOP("T&o the end"), {QKeySequence(Qt::CTRL | Qt::Key_End)}, QStringLiteral("to-end"));
    faster = add(QT_TR_NOOP("&Faster"), {QKeySequence(Qt::CTRL | Qt::Key_Up)});
    slower = add(QT_TR_NOOP("S&lower"), {QKeySequence(Qt::CTRL | Qt::Key_Down)});
    follow = add(QT_TR_NOOP("Follow the r&un"), {QKeySequence(Qt::CTRL | Qt::Key_F5)});
    follow->setCheckable(true);
    ActionWords::setAlso(*faster, tr("speed"));
    ActionWords::setAlso(*slower, tr("speed"));
    ActionWords::setAlso(*follow, tr("live"));
    ActionWords::setAlso(*stop, tr("kill end abort"));
    ActionWords::setAlso(*run, tr("start record"));
}

// Of what has just happened: its worker, its message; or what the filter of the events lets through.
void Actions::addWalkActions() {
    nextOfWorker = add(QT_TR_NOOP("Next of this &worker"), {QKeySequence(Qt::CTRL | Qt::Key_Right)});
    previousOfWorker = add(QT_TR_NOOP("Previous of this wor&ker"), {QKeySequence(Qt::CTRL | Qt::Key_Left)});
    nextOfMessage =
        add(QT_TR_NOOP("Next of this &message"), {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Right)});
    previousOfMessage =
        add(QT_TR_NOOP("Previous of this messa&ge"), {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Left)});
    nextMatch = add(QT_TR_NOOP("Next that the &filter finds"), {QKeySequence(Qt::Key_F3)});
    previousMatch =
        add(QT_TR_NOOP("&Previous that the filter finds"), {QKeySequence(Qt::SHIFT | Qt::Key_F3)});
}

void Actions::addBookmarks() {
    bookmark = add(QT_TR_NOOP("&Bookmark with a note…"), {QKeySequence(Qt::Key_B)});
    removeBookmark = add(QT_TR_NOOP("Remo&ve the bookmark"), {QKeySequence(Qt::SHIFT | Qt::Key_B)});
    putBack = add(QT_TR_NOOP("&Put the bookmark back"), {QKeySequence(tr("Ctrl+Z"))});
    ActionWords::explain(*putBack, tr("The one that was removed last"));
    ActionWords::setAlso(*putBack, tr("undo"));
    putBack->setEnabled(false);
    nextBookmark = add(QT_TR_NOOP("N&ext bookmark"), {QKeySequence(Qt::Key_F2)});
    previousBookmark = add(QT_TR_NOOP("Prev&ious bookmark"), {QKeySequence(Qt::SHIFT | Qt::Key_F2)});
}

void Actions::addModeActions() {
    auto* modes = new QActionGroup(this);
    freeRun = addChoice(modes, QT_TR_NOOP("&Free run"));
    slowMotion = addChoice(modes, QT_TR_NOOP("Slow &motion"));
    stepMode = addChoice(modes, QT_TR_NOOP("&In steps"));
    freeRun->setChecked(true);
    ActionWords::name(*freeRun, tr("Mode: free run"));
    ActionWords::name(*slowMotion, tr("Mode: slow motion"));
    ActionWords::name(*stepMode, tr("Mode: in steps"));
    ActionWords::explain(*freeRun, tr("The program runs as it would without Heddle, and is recorded"));
    ActionWords::explain(*slowMotion, tr("Workers go on one at a time, as slowly as Speed says"));
    ActionWords::explain(*stepMode,
                         tr("No worker goes on before it is let go: you choose who, or a rule does"));
    int key = Qt::Key_1;
    for (QAction* mode : {freeRun, slowMotion, stepMode})
        ActionWords::setKey(*mode, Qt::CTRL | static_cast<Qt::Key>(key++));
    for (int number = 1; number <= 9; ++number) {
        auto* action = new QAction(tr("Worker &%1").arg(number), m_window);
        action->setObjectName(QStringLiteral("worker %1").arg(number));
        action->setShortcut(QKeySequence(Qt::Key_0 + number));
        m_window->addAction(action);
        letWorker << action;
    }
    m_main = playPause;
}

void Actions::addChoosers() {
    auto* rules = new QActionGroup(this);
    rules->setExclusionPolicy(QActionGroup::ExclusionPolicy::ExclusiveOptional);  // none: a free run
    for (const char* words : {QT_TR_NOOP("Chosen by &hand"), QT_TR_NOOP("Chosen by &round robin"),
                              QT_TR_NOOP("Chosen at r&andom"), QT_TR_NOOP("Chosen by &priorities"),
                              QT_TR_NOOP("Repla&y what is shown")})
        choosers << addChoice(rules, words);
    choosers.last()->setEnabled(false);
    seed = add(QT_TR_NOOP("&Seed"));
    auto* depths = new QActionGroup(this);
    stepProgram = addChoice(depths, QT_TR_NOOP("Step the &program"));
    stepLibrary = addChoice(depths, QT_TR_NOOP("Step Heddle's &library too"));
    stepProgram->setChecked(true);
}

void Actions::addFindings() {
    nextTrouble = add(QT_TR_NOOP("Ne&xt trouble or note"), {QKeySequence(Qt::Key_F8)});
    branch = add(QT_TR_NOOP("Branch from &here"), {QKeySequence(tr("Ctrl+Shift+B"))});
    ActionWords::explain(*branch, tr("Run the program again up to this instant, and go another way"));
    breakpoints = add(QT_TR_NOOP("Brea&kpoints…"), {QKeySequence(tr("Ctrl+B"))});
    stopAtLine = add(QT_TR_NOOP("Stop &at the line, or no more"), {QKeySequence(Qt::Key_F9)});
    eventsOfLine = add(QT_TR_NOOP("E&vents of the line"), {QKeySequence(Qt::SHIFT | Qt::Key_F9)});
    explore = add(QT_TR_NOOP("Explore s&chedules"), {QKeySequence(tr("Ctrl+E"))});
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

// A command's own words before they are translated, without what is for the eye.
QAction* Actions::add(const char* words, const QList<QKeySequence>& shortcuts, const QString& icon) {
    QString name = QString::fromUtf8(words).remove(QLatin1Char('&'));
    if (name.endsWith(QChar(0x2026)))
        name.chop(1);
    return add(name.toLower(), tr(words), shortcuts, icon);
}

QAction* Actions::add(const QString& name, const QString& words, const QList<QKeySequence>& shortcuts,
                      const QString& icon) {
    auto* action = new QAction(words, m_window);
    action->setObjectName(name);
    action->setShortcuts(shortcuts);
    action->setProperty(iconProperty, icon);
    ActionWords::begin(*action, m_group);
    m_window->addAction(action);
    m_all << action;
    return action;
}

QAction* Actions::addChoice(QActionGroup* group, const char* words) {
    return chosenAmong(group, add(words));
}

QAction* Actions::chosenAmong(QActionGroup* group, QAction* action) {
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
    ActionWords::tell(*playPause);
    playPause->setProperty(iconProperty, isPlaying ? QStringLiteral("pause") : QStringLiteral("play"));
    setTheme(m_theme);
}

void Actions::setRunning(bool isRunning, bool canRun, bool hasTrace) {
    run->setText(hasTrace ? tr("&Restart") : tr("&Run"));
    ActionWords::tell(*run);
    saveAs->setEnabled(hasTrace);
    exportAs->setEnabled(hasTrace);
    for (QAction* action : {bookmark, removeBookmark, nextBookmark, previousBookmark, playPause, playBack,
                            next, previous, toStart, toEnd})
        action->setEnabled(hasTrace);
    run->setEnabled(canRun);
    explore->setEnabled(canRun);
    stop->setEnabled(isRunning);
}

}  // namespace heddle
