// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/StepDesk.h"

#include "app/bridge/StepWords.h"
#include "app/window/Actions.h"
#include "app/window/TopBar.h"
#include "app/window/Viewing.h"

#include <QAction>

namespace heddle {

namespace {

constexpr std::size_t mostWanted = 32;  // a key that is held down is not obeyed for minutes

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
        emit objected({});  // what was said was of another run
        lookAgain();
    });
    connect(&m_bar, &TopBar::choosingChanged, this, &StepDesk::changeMode);
    connect(m_actions.next, &QAction::triggered, this, &StepDesk::forward);
    connect(m_actions.previous, &QAction::triggered, this, [this] { m_wanted.clear(); });
    connect(m_actions.playPause, &QAction::triggered, this, [this] {
        if (isByHand() && isAtEnd())
            emit objected(tr("all that has happened is shown: the next step is yours to choose"));
    });
    for (const QAction* depth : {m_actions.stepProgram, m_actions.stepLibrary})
        connect(depth, &QAction::triggered, this, [this] {
            if (m_viewing.showsLive())
                emit objected(tr("the next run is stepped at that depth"));
        });
}

bool StepDesk::isByHand() const {
    return m_viewing.showsLive() && !m_choices.isOver && m_choices.choosing.kind == ChooserKind::byHand;
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

QString StepDesk::stoppedAt() const {
    if (!isByHand() || !m_choices.hit)
        return {};
    return QString::fromStdString(m_choices.hit->sentence.empty() ? m_choices.hit->words
                                                                  : m_choices.hit->sentence);
}

bool StepDesk::lookAgain() {
    const Choices now = m_viewing.runs().choices();
    const bool isNews = now.version != m_choices.version || now.isOver != m_choices.isOver;
    const bool isHit = now.hit && now.hit != m_choices.hit;
    m_choices = now;
    if (isHit && m_viewing.showsLive())
        showHit();
    m_actions.setStepped(isByHand());
    pump();
    if (isNews && isByHand() && m_choices.isToChoose)
        emit stoodStill();
    return isNews;
}

// From there on the run is stepped by hand, whoever chose before.
void StepDesk::showHit() {
    m_wanted.clear();
    m_bar.setChoosing(m_choices.choosing);
    m_viewing.playback().setFollowing(true);
}

QString StepDesk::isInThePast() {
    return tr("the instant lies in the past: go to the end, or branch from here");
}

void StepDesk::changeMode() {
    m_wanted.clear();
    if (!m_viewing.showsLive())
        return;
    Choosing choosing = m_bar.choosing();
    if (isByHand() && !isAtEnd()) {  // nobody is sent on by somebody who looks at the past
        m_bar.setChoosing(m_choices.choosing);
        emit objected(isInThePast());
        return;
    }
    if (m_bar.isReplay()) {
        emit objected(tr("the next run follows the order of this one: restart"));
        if (m_choices.choosing.kind != choosing.kind || !m_bar.operationsPerSecond())
            return;
        choosing = m_choices.choosing;  // its pace only
    }
    if (const auto done = m_viewing.runs().setChoosing(choosing, m_bar.operationsPerSecond()); !done)
        emit objected(QString::fromStdString(done.error().sentence));
    if (choosing.isHeld())
        m_viewing.playback().setFollowing(true);
    m_viewing.wake();
}

void StepDesk::forward() {
    if (isByHand() && (isAtEnd() || !m_wanted.empty()))
        want({});
    else
        m_viewing.playback().nextEvent();
}

void StepDesk::let(WorkerId worker) {
    if (!isByHand())
        emit objected(tr("nobody is stepped by hand just now"));
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
        if (now.choosing.kind != ChooserKind::byHand || now.isOver)
            return m_wanted.clear();
        if (!now.isToChoose)
            return;
        const std::optional<WorkerId> worker = m_wanted.front() ? m_wanted.front() : now.nextInTurn(m_last);
        m_wanted.pop_front();
        if (const QString why = objectionTo(worker, now); !why.isEmpty()) {
            m_wanted.clear();
            emit objected(why);
            return;
        }
        m_last = *worker;
        emit objected({});  // what was said before does not hold any more
        m_viewing.playback().setFollowing(true);
    }
}

// "": it goes on.
QString StepDesk::objectionTo(std::optional<WorkerId> worker, const Choices& now) {
    if (!worker)
        return tr("nobody can be chosen");
    const WorkerChoice* choice = now.of(*worker);
    if (choice && !choice->canBeChosen())
        return wordsFor(choice->obstacle(), nameOf(*worker));
    const Result<void> done = m_viewing.runs().let(*worker);
    return done ? QString() : QString::fromStdString(done.error().sentence);
}

QString StepDesk::nameOf(WorkerId worker) const {
    const WorkerInfo* info = m_viewing.trace() ? m_viewing.trace()->names().worker(worker) : nullptr;
    return info ? QString::fromStdString(info->name()) : tr("worker %1").arg(worker.number);
}

std::vector<WorkerId> StepDesk::newcomers(const World& world) const {
    std::vector<WorkerId> all;
    for (const WorkerChoice& one : m_choices.workers)
        if (isByHand() && isAtEnd() && !world.worker(one.worker))
            all.push_back(one.worker);
    return all;
}

std::optional<Turn> StepDesk::turnOf(WorkerId worker, const World& world) const {
    if (!isByHand())
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
