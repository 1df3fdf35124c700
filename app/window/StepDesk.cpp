// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/StepDesk.h"

#include "app/bridge/StepWords.h"
#include "app/window/Actions.h"
#include "app/window/TopBar.h"
#include "app/window/Viewing.h"

#include <QAction>

#include <algorithm>
#include <utility>

namespace heddle {

namespace {

constexpr std::size_t mostWanted = 32;  // a key that is held down is not obeyed for minutes

// What was told of a worker may be that it stands where it has been let go from; and of one that has just
// come to its gate nothing yet.
std::optional<WorkerLook> lookAt(const WorkerChoice& choice, const WorkerState* told) {
    const bool isToldToStand = told && (told->doing == Doing::calls || told->doing == Doing::waits);
    const auto stripes = QStringLiteral("▮▮"), runs = QStringLiteral("▶");
    switch (choice.stand) {
    case Stand::running:
        if (told && !isToldToStand)
            return {};
        return WorkerLook{Tone::running, runs, {}, StepDesk::tr("running")};
    case Stand::aside:
        return WorkerLook{Tone::running, runs, {}, StepDesk::tr("away from its gate")};
    case Stand::atGate:
        if (isToldToStand)
            return {};
        return WorkerLook{Tone::held,
                          stripes,
                          {},
                          choice.ability == Ability::wait ? StepDesk::tr("held, would wait")
                          : choice.ability == Ability::no ? StepDesk::tr("held")
                                                          : StepDesk::tr("held, can go on")};
    case Stand::waiting:
    case Stand::ended:
        return {};
    }
    return {};
}

QString keyOf(const QAction& action) {
    return action.shortcut().toString(QKeySequence::NativeText);
}

bool canGoOn(const WorkerChoice& choice) {
    return choice.ability == Ability::go || choice.ability == Ability::fire;
}

}  // namespace

StepDesk::StepDesk(Viewing& viewing, TopBar& bar, Actions& actions, QObject* parent)
    : QObject(parent), m_viewing(viewing), m_bar(bar), m_actions(actions) {
    m_viewing.follow([this] { return lookAgain(); });
    connect(&m_viewing, &Viewing::traceChanged, this, [this] {
        m_wanted.clear();
        m_choices = {};
        m_last = {};
        m_isSlowPaused = false;
        emit objected({});  // what was said was of another run
        lookAgain();
    });
    connect(&m_bar, &TopBar::choosingChanged, this, &StepDesk::changeMode);
    connect(&m_bar, &TopBar::paceChanged, this, [this] {
        if (isGoing())
            setGoing(true);
    });
    connect(m_actions.playPause, &QAction::triggered, this, &StepDesk::playOrPause);
    connect(&m_viewing.playback(), &Playback::playingChanged, this, &StepDesk::showGoing);
    connect(&m_viewing.playback(), &Playback::followingChanged, this, &StepDesk::showGoing);
    connect(&m_viewing, &Viewing::runningChanged, this, &StepDesk::showGoing);
    connect(m_actions.next, &QAction::triggered, this, &StepDesk::forward);
    connect(m_actions.previous, &QAction::triggered, this, [this] { m_wanted.clear(); });
    for (const QAction* depth : {m_actions.stepProgram, m_actions.stepLibrary})
        connect(depth, &QAction::triggered, this, [this] {
            m_viewing.playback().setByGrants(m_bar.steps() == Depth::library);
            if (m_viewing.showsLive())
                emit objected(tr("the next run is stepped at that depth"));
        });
}

bool StepDesk::isStepped() const {
    return m_viewing.showsLive() && !m_choices.isOver && m_choices.isStepped();
}

bool StepDesk::isGoing() const {
    return m_viewing.showsLive() && !m_choices.isOver && canGoByItself() && !m_choices.isStepped();
}

bool StepDesk::isFollowedFreely() const {
    return m_viewing.showsLive() && m_viewing.playback().isFollowing() && !isHeld();
}

bool StepDesk::canGoByItself() const {
    return m_choices.choosing.isHeld() && m_choices.isChoosingItself();
}

bool StepDesk::isAtEnd() const {
    const Playback& playback = m_viewing.playback();
    return playback.isFollowing() ||
           (m_viewing.trace() && playback.moment().events >= m_viewing.trace()->size());
}

bool StepDesk::isHeld() const {
    const bool isTold = m_viewing.showsLive() && m_choices.version > 0 && !m_choices.isOver;
    return isTold ? m_choices.choosing.isHeld() : m_viewing.model().isHeld();
}

QString StepDesk::manner() const {
    if (!isHeld())
        return {};
    const QString manner = !m_bar.isSlowMotion() ? tr("stepping")
                           : isStepped()         ? tr("slow motion, paused")
                                                 : tr("slow motion");
    if (m_viewing.showsLive() && !isAtEnd())
        return tr("looking back; %1").arg(manner);
    const bool isForLater = m_bar.isReplay() && m_viewing.showsLive() && !m_choices.isFollowing;
    return isForLater ? tr("%1 (replay is for the next run)").arg(manner) : manner;
}

QString StepDesk::stoppedAt() const {
    if (!isStepped() || !m_choices.hit || !isAtEnd())
        return {};
    if (!m_choices.hit->sentence.empty())  // which the banner says
        return tr("a trouble");
    return QString::fromStdString(m_choices.hit->words);
}

bool StepDesk::lookAgain() {
    const Choices now = m_viewing.runs().choices();
    const bool isNews = now.version != m_choices.version || now.isOver != m_choices.isOver;
    const bool isHit = now.hit && now.hit != m_choices.hit;
    const bool hasLeft = m_choices.isFollowing && !now.isFollowing && !now.isOver;
    m_choices = now;
    if (hasLeft && m_viewing.showsLive() && m_bar.isReplay())
        leaveReplay();
    if (isHit && m_viewing.showsLive())
        showHit();
    m_actions.setStepped(isStepped());
    m_bar.setChooserGoesOn(m_viewing.showsLive() && !m_choices.isOver && canGoByItself());
    showGoing();
    pump();
    if (isNews && isStepped() && m_choices.isToChoose)
        emit stoodStill();
    return isNews;
}

// Its order was left by hand, at a breakpoint, or is at its end.
void StepDesk::leaveReplay() {
    m_bar.setChoosing(m_choices.choosing);
    emit objected(tr("from here on the earlier run is followed no more"));
}

// From there on the run is stepped, whoever chooses; an earlier one that is followed is followed behind it.
void StepDesk::showHit() {
    m_wanted.clear();
    const bool isFollowed = m_choices.isFollowing && m_bar.isReplay();
    m_isSlowPaused = isFollowed && m_bar.isSlowMotion();
    if (!isFollowed)
        m_bar.setChoosing(m_choices.choosing);
    m_viewing.playback().setFollowing(true);
}

QString StepDesk::isInThePast() const {
    return tr("the instant lies in the past: go to the end (%1), or branch from here (%2)")
        .arg(keyOf(*m_actions.toEnd), keyOf(*m_actions.branch));
}

void StepDesk::changeMode() {
    m_wanted.clear();
    if (!m_viewing.showsLive())
        return;
    Choosing choosing = m_bar.choosing();
    const bool staysPaused = std::exchange(m_isSlowPaused, false) && m_bar.isSlowMotion() && isStepped();
    if (staysPaused && choosing.isSameChooser(m_choices.choosing)) {
        m_isSlowPaused = true;  // its pace is heard of when it goes on
        return;
    }
    if (isStepped() && !isAtEnd()) {  // nobody is sent on by somebody who looks at the past
        m_bar.setChoosing(m_choices.choosing);
        emit objected(isInThePast());
        return;
    }
    if (m_bar.isReplay() && m_choices.isFollowing) {  // only how it goes on changes
        choosing = m_choices.choosing;
        choosing.waitsForWord = !m_bar.isSlowMotion() || staysPaused;
        m_isSlowPaused = staysPaused;
        choose(choosing, m_bar.operationsPerSecond());
        return m_viewing.playback().setFollowing(true);
    }
    if (m_bar.isReplay()) {
        emit objected(
            tr("this run goes on as before; the next one follows its order (%1)").arg(keyOf(*m_actions.run)));
        if (m_choices.choosing.kind != choosing.kind || !m_bar.operationsPerSecond())
            return;
        choosing = m_choices.choosing;  // its pace only
    }
    m_isSlowPaused = staysPaused;
    choosing.waitsForWord = choosing.waitsForWord || staysPaused;
    choose(choosing, m_bar.operationsPerSecond());
    if (choosing.isHeld())
        m_viewing.playback().setFollowing(true);
}

void StepDesk::choose(const Choosing& choosing, std::optional<double> operationsPerSecond) {
    if (const auto done = m_viewing.runs().setChoosing(choosing, operationsPerSecond); !done)
        emit objected(QString::fromStdString(done.error().sentence));
    m_viewing.wake();
}

void StepDesk::playOrPause() {
    Playback& playback = m_viewing.playback();
    if (isGoing())
        return setGoing(false);
    if (isStepped() && isAtEnd() && !playback.isPlaying())
        return setGoing(true);
    if (isFollowedFreely()) {
        playback.setFollowing(false);
        return emit objected(tr("the view stands; the run is free and goes on"));
    }
    if (!playback.isPlaying())
        playback.setBackward(false);
    playback.toggle();
}

void StepDesk::setGoing(bool isGoing) {
    if (!canGoByItself())
        return emit objected(tr("nobody goes by itself: let a worker go, or have another one choose"));
    m_wanted.clear();
    Choosing choosing = m_choices.choosing;
    choosing.waitsForWord = !isGoing;
    m_isSlowPaused = !isGoing && m_bar.isSlowMotion();
    choose(choosing, isGoing ? m_bar.pace() : std::nullopt);
    if (isGoing)  // who looks back while all are held goes on looking
        m_viewing.playback().setFollowing(true);
}

// What is stepped stands where the record ends: there time does not play on either.
void StepDesk::showGoing() {
    Playback& playback = m_viewing.playback();
    if (isStepped() && playback.isPlaying() && !playback.isBackward() && playback.isAtEnd())
        return playback.setFollowing(true);
    const bool isPlaying = playback.isPlaying() || isGoing() || isFollowedFreely();
    if (std::exchange(m_isPlayingShown, isPlaying) != isPlaying)
        m_actions.setPlaying(isPlaying);
}

void StepDesk::forward() {
    if (isStepped() && (isAtEnd() || !m_wanted.empty()))
        want({});
    else
        m_viewing.playback().nextEvent();
}

void StepDesk::let(WorkerId worker) {
    const bool isOver = m_viewing.trace() && (m_choices.isOver || !m_viewing.showsLive());
    if (isOver && isHeld())
        emit objected(tr("this run is over: branch from here (%1), and let somebody go there")
                          .arg(keyOf(*m_actions.branch)));
    else if (!isStepped())
        emit objected(tr("nobody is stepped just now"));
    else if (!isAtEnd() && m_wanted.empty())
        emit objected(isInThePast());
    else
        want(worker);
}

void StepDesk::want(std::optional<WorkerId> worker) {
    if (m_wanted.size() < mostWanted)
        m_wanted.push_back(worker);
    pump();
    m_viewing.wake();
}

void StepDesk::pump() {
    for (std::size_t i = m_wanted.size(); i-- > 0;) {
        const Choices now = m_viewing.runs().choices();
        if (!now.isStepped() || now.isOver)
            return m_wanted.clear();
        if (!now.isToChoose)
            return;
        std::optional<WorkerId> worker = m_wanted.front();
        m_wanted.pop_front();
        if (!worker && !now.isChoosingItself())
            worker = now.nextInTurn(m_last);
        if (const QString why = objectionTo(worker, now); !why.isEmpty()) {
            m_wanted.clear();
            emit objected(why);
            return;
        }
        m_last = worker.value_or(m_last);
        emit objected({});  // what was said before does not hold any more
        m_viewing.playback().setFollowing(true);
    }
}

// "": it goes on.
QString StepDesk::objectionTo(std::optional<WorkerId> worker, const Choices& now) {
    const bool canAny = std::ranges::any_of(now.workers, &WorkerChoice::canBeChosen);
    if (!canAny && !worker)
        return tr("nobody can be chosen");
    const WorkerChoice* choice = worker ? now.of(*worker) : nullptr;
    if (choice && !choice->canBeChosen())
        return wordsFor(choice->obstacle(), nameOf(*worker));
    const Result<void> done = worker ? m_viewing.runs().let(*worker) : m_viewing.runs().letNext();
    return done ? QString() : QString::fromStdString(done.error().sentence);
}

QString StepDesk::nameOf(WorkerId worker) const {
    const WorkerInfo* info = m_viewing.trace() ? m_viewing.trace()->names().worker(worker) : nullptr;
    return info ? QString::fromStdString(info->name()) : tr("worker %1").arg(worker.number);
}

std::vector<WorkerId> StepDesk::newcomers(const World& world) const {
    std::vector<WorkerId> all;
    for (const WorkerChoice& one : m_choices.workers)
        if (isStepped() && isAtEnd() && !world.worker(one.worker))
            all.push_back(one.worker);
    return all;
}

std::optional<Turn> StepDesk::turnOf(WorkerId worker, const World& world) const {
    if (!isStepped())
        return {};
    const WorkerChoice* choice = m_choices.of(worker);
    const WorkerInfo* info = world.names().worker(worker);
    if (info && info->depth != Depth::program && m_choices.steps == Depth::program)
        return {};
    if (!choice)
        return Turn{Turn::Kind::no, {}, wordsForAbsent(nameOf(worker))};
    Turn turn{Turn::Kind::no, nextWords(*choice, world), {}};
    if (!isAtEnd())
        turn.whyNot = isInThePast();
    else if (canGoOn(*choice))
        turn.kind = Turn::Kind::go;
    else if (choice->canBeChosen())
        turn.kind = Turn::Kind::wait;
    else
        turn.whyNot = wordsFor(choice->obstacle(), nameOf(worker));
    if (isAtEnd() && m_choices.isToChoose) {
        turn.look = lookAt(*choice, world.worker(worker));
        const auto next = m_choices.isChoosingItself() ? m_choices.followed : m_choices.nextInTurn(m_last);
        turn.isNext = next == worker;
    }
    return turn;
}

// As the event says that told of it: "main is about to put 7 into jobs" without what the row says anyway.
QString StepDesk::nextWords(const WorkerChoice& choice, const World& world) const {
    const bool isThere = choice.stand == Stand::atGate || choice.stand == Stand::waiting;
    const WorkerState* state = isThere && isAtEnd() ? world.worker(choice.worker) : nullptr;
    if (!state || state->doing != Doing::calls || state->event >= m_viewing.model().size())
        return {};
    const WorkerInfo* info = world.names().worker(choice.worker);
    const QString sentence = m_viewing.model().sentence(state->event);
    const QString before = tr("%1 is about to ").arg(info ? QString::fromStdString(info->name()) : QString());
    return sentence.startsWith(before) ? tr("next: %1").arg(sentence.mid(before.size())) : sentence;
}

}  // namespace heddle
