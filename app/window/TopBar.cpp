// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/TopBar.h"

#include "app/panels/Wording.h"
#include "app/window/Actions.h"
#include "app/window/OverflowButton.h"
#include "app/window/Segments.h"
#include "app/window/SpeedSlider.h"

#include <QAction>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QScopedValueRollback>
#include <QSignalBlocker>
#include <QStyle>
#include <QToolButton>

#include <algorithm>
#include <utility>

namespace heddle {

TopBar::TopBar(Actions& actions, Playback& playback, const Theme& theme, QWidget* parent)
    : QWidget(parent), m_actions(actions), m_lessons(new QComboBox(this)),
      m_mode(new Segments({tr("Free run"), tr("Slow motion"), tr("Step")}, this)),
      m_choosers(new ChooserFields(actions, this)), m_stepLibrary(actions.stepLibrary),
      m_speed(new SpeedSlider(playback, this)), m_overflow(new OverflowButton(this)),
      m_instant(new QLabel(this)), m_elapsed(new QLabel(this)) {
    setObjectName(QStringLiteral("topBar"));
    setAttribute(Qt::WA_StyledBackground);
    const int gap = theme.size(Measure::gap), margin = theme.size(Measure::margin);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(margin, gap, margin, gap);
    row->setSpacing(gap / 2);
    addLessons(row);
    row->addSpacing(gap / 2);
    m_worded = {button(actions.run, true), button(actions.stop, true)};
    for (QToolButton* worded : m_worded)
        row->addWidget(worded);
    m_run = m_worded.first();
    m_run->setObjectName(QStringLiteral("run"));
    row->addSpacing(gap + gap / 2);
    addModes(row, actions);
    row->addSpacing(gap + gap / 2);
    addTransport(row, actions);
    row->addSpacing(gap);
    m_choosers->addTo(row);
    row->addSpacing(gap + gap / 2);
    row->addWidget(m_speed, 1);
    row->addStretch(1);
    row->addWidget(m_overflow);
    addInstant(row);
    connectSpeed(actions);
    connectChoosing();
    showMode();
}

void TopBar::addLessons(QHBoxLayout* row) {
    m_lessons->setObjectName(QStringLiteral("lessons"));
    m_lessons->setAccessibleName(tr("Lesson"));
    m_lessons->setToolTip(tr("Which lesson is shown and run"));
    m_lessons->setFocusPolicy(Qt::TabFocus);
    m_lessons->setPlaceholderText(tr("Lesson"));
    m_lessons->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    row->addWidget(m_lessons);
    connect(m_lessons, &QComboBox::activated, this,
            [this](int place) { emit lessonChosen(m_lessons->itemData(place).toString()); });
}

QSize TopBar::minimumSizeHint() const {
    const QSize hint = QWidget::minimumSizeHint();
    return {m_narrowest > 0 ? std::min(m_narrowest, hint.width()) : hint.width(), hint.height()};
}

void TopBar::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    foldToWidth();
}

void TopBar::foldToWidth() {
    if (m_isFolding)  // what is shown again has the bar laid out at once
        return;
    const QScopedValueRollback folding(m_isFolding, true);
    const auto needed = [this](Fold fold) {
        setFold(fold);
        layout()->invalidate();
        return layout()->totalMinimumSize().width();
    };
    const int before = std::exchange(m_narrowest, needed(Fold::last));
    for (int fold = 0; fold <= static_cast<int>(Fold::last); ++fold)
        if (needed(static_cast<Fold>(fold)) <= width())
            break;
    layout()->invalidate();
    layout()->activate();  // what was tried on the way may have been laid out
    if (before != m_narrowest)
        updateGeometry();
}

void TopBar::setFold(Fold fold) {
    m_speed->setTerse(fold >= Fold::speedWords);
    for (QToolButton* worded : m_worded)
        worded->setToolButtonStyle(fold >= Fold::buttonWords ? Qt::ToolButtonIconOnly
                                                             : Qt::ToolButtonTextBesideIcon);
    keepRunWide();
    for (QToolButton* end : m_ends)
        end->setVisible(fold < Fold::ends);
    m_speed->setVisible(fold < Fold::speed || (mode() == RunMode::slow && fold < Fold::lesson));
    m_mode->setVisible(fold < Fold::modes);
    const int lessonLetters = fold < Fold::lesson ? 15 : 5;
    m_lessons->setMinimumWidth(fontMetrics().horizontalAdvance(QLatin1Char('0')) * lessonLetters);
    m_choosers->setFolded(fold >= Fold::speedWords, fold >= Fold::chooser, fold >= Fold::lesson);
    m_overflow->offer(foldedAway(fold));
}

QList<QList<QAction*>> TopBar::foldedAway(Fold fold) const {
    QList<QList<QAction*>> away;
    if (fold >= Fold::modes)
        away << m_modeActions;
    if (fold >= Fold::chooser)
        away << m_actions.choosers;
    if (fold >= Fold::ends)
        away << QList<QAction*>{m_actions.toStart, m_actions.toEnd};
    if (fold >= Fold::speed)
        away << QList<QAction*>{m_actions.faster, m_actions.slower};
    return away;
}

// As wide for each of its words: what stands beside it stays where it is when a first run makes "Run"
// "Restart".
void TopBar::keepRunWide() {
    m_run->setMinimumWidth(0);
    if (m_run->toolButtonStyle() == Qt::ToolButtonIconOnly)
        return;
    int widest = 0;
    const QString now = m_run->text();
    for (const QString& words : Actions::wordsOfRun()) {
        m_run->setText(words);
        widest = std::max(widest, m_run->sizeHint().width());
    }
    m_run->setText(now);
    m_run->setMinimumWidth(widest);
}

QToolButton* TopBar::button(QAction* action, bool isWorded, bool isMain) {
    auto* made = new QToolButton(this);
    made->setDefaultAction(action);
    made->setToolButtonStyle(isWorded ? Qt::ToolButtonTextBesideIcon : Qt::ToolButtonIconOnly);
    made->setProperty(isWorded ? "worded" : "square", true);
    made->setProperty("main", isMain);
    // Not by a click: Space would then press the button again instead of playing.
    made->setFocusPolicy(Qt::TabFocus);
    made->setAccessibleName(action->iconText());
    connect(action, &QAction::changed, made, [made, action] { made->setAccessibleName(action->iconText()); });
    return made;
}

void TopBar::addModes(QHBoxLayout* row, Actions& actions) {
    m_mode->setAccessibleName(tr("Mode of the run"));
    row->addWidget(m_mode);
    m_modeActions = {actions.freeRun, actions.slowMotion, actions.stepMode};
    for (int place = 0; place < m_modeActions.size(); ++place) {
        const QAction* action = m_modeActions[place];
        const auto tell = [this, place, action] { m_mode->setTip(place, action->toolTip()); };
        connect(action, &QAction::triggered, m_mode, [this, place] { m_mode->choose(place); });
        connect(action, &QAction::changed, m_mode, tell);
        tell();
    }
}

void TopBar::connectSpeed(Actions& actions) {
    const auto tellKeys = [this, &actions] {
        m_speed->setKeys(actions.slower->shortcut(), actions.faster->shortcut());
    };
    connect(actions.faster, &QAction::changed, m_speed, tellKeys);
    connect(actions.slower, &QAction::changed, m_speed, tellKeys);
    tellKeys();
    connect(actions.faster, &QAction::triggered, m_speed, &SpeedSlider::faster);
    connect(actions.slower, &QAction::triggered, m_speed, &SpeedSlider::slower);
}

void TopBar::connectChoosing() {
    connect(m_mode, &Segments::choiceChanged, this, [this] {
        showMode();
        tellChoosing();
    });
    connect(m_choosers, &ChooserFields::changed, this, [this] {
        foldToWidth();
        tellChoosing();
    });
    connect(m_choosers, &ChooserFields::modeWanted, this, &TopBar::setMode);
    connect(m_speed, &SpeedSlider::paceChanged, this, [this] {
        if (mode() == RunMode::slow)
            tellChoosing();
        else
            emit paceChanged();
    });
}

// Not in a row of their own: that would keep its width where some of them are folded away.
void TopBar::addTransport(QHBoxLayout* row, Actions& actions) {
    for (QAction* action :
         {actions.toStart, actions.previous, actions.playPause, actions.next, actions.toEnd}) {
        const bool isStep = action == actions.next;
        QToolButton* made = button(action, isStep, action == actions.playPause);
        row->addWidget(made);
        if (isStep)
            m_worded << made;
        connect(&actions, &Actions::mainChanged, made, [made, action](const QAction* main) {
            made->setProperty("main", action == main);
            made->style()->unpolish(made);
            made->style()->polish(made);
        });
        if (action == actions.toStart || action == actions.toEnd)
            m_ends << made;
    }
}

void TopBar::addInstant(QHBoxLayout* row) {
    m_instant->setObjectName(QStringLiteral("instant"));
    m_instant->setProperty("role", "instant");
    m_elapsed->setObjectName(QStringLiteral("elapsed"));
    m_elapsed->setProperty("role", "small");
    auto* column = new QVBoxLayout;
    column->setSpacing(0);
    for (QLabel* label : {m_instant, m_elapsed}) {
        label->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        // As wide as it may become: what stands beside it does not dance while time plays.
        label->setMinimumWidth(fontMetrics().horizontalAdvance(tr("step %L1").arg(1'000'000)));
        column->addWidget(label);
    }
    row->addLayout(column);
}

RunMode TopBar::mode() const {
    return static_cast<RunMode>(m_mode->chosen());
}

void TopBar::setMode(RunMode mode) {
    m_mode->choose(static_cast<int>(mode));
}

void TopBar::showMode() {
    m_modeActions[m_mode->chosen()]->setChecked(true);
    m_choosers->setMode(mode());
    showPace();
    foldToWidth();
}

void TopBar::showPace() {
    const bool isOfChooser = isStepMode() && m_chooserGoesOn;
    m_speed->setOf(mode() == RunMode::slow ? SpeedSlider::Of::slowMotion
                   : isOfChooser           ? SpeedSlider::Of::chooser
                                           : SpeedSlider::Of::view);
}

void TopBar::setChooserGoesOn(bool canGoOn) {
    m_chooserGoesOn = canGoOn;
    showPace();
}

void TopBar::tellChoosing() {
    if (!m_isTold)
        emit choosingChanged();
}

void TopBar::addLesson(const QString& name, const QString& title) {
    m_lessons->addItem(title, name);
}

void TopBar::setLesson(const QString& name) {
    const QSignalBlocker quiet(m_lessons);
    m_lessons->setCurrentIndex(name.isEmpty() ? -1 : m_lessons->findData(name));
}

Choosing TopBar::choosing() const {
    return mode() == RunMode::free ? Choosing{} : m_choosers->choosing();
}

std::optional<double> TopBar::operationsPerSecond() const {
    return mode() == RunMode::slow ? m_speed->operationsPerSecond() : std::nullopt;
}

std::optional<double> TopBar::pace() const {
    return m_speed->operationsPerSecond();
}

Depth TopBar::steps() const {
    return m_stepLibrary->isChecked() ? Depth::library : Depth::program;
}

void TopBar::setChoosing(const Choosing& choosing) {
    const QScopedValueRollback telling(m_isTold, true);
    setMode(choosing.isHeld() ? RunMode::step : RunMode::free);
    m_choosers->setChoosing(choosing);
    foldToWidth();
}

void TopBar::showMoment(const Moment& moment, bool isHeld) {
    const QString elapsed = spanWords({moment.instant.ns});
    m_instant->setText(moment.grants ? tr("step %L1, grant %L2").arg(moment.step).arg(*moment.grants)
                                     : tr("step %L1").arg(moment.step));
    m_elapsed->setText(isHeld ? tr("%1 of work").arg(elapsed) : elapsed);
}

}  // namespace heddle
