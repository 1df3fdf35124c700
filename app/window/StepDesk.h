// SPDX-License-Identifier: GPL-3.0-or-later
// Who goes next in the run that goes on, as whoever sits before the window says: by a step, a number, a mode.
#pragma once

#include "app/panels/WorkersModel.h"
#include "core/session/Choices.h"

#include <QObject>
#include <QString>

#include <deque>
#include <optional>
#include <vector>

namespace heddle {

class Actions;
class TopBar;
class Viewing;

// Thread: GUI only. All that it is given outlives it. Looks once a frame at what can be chosen; an order that
// comes while somebody runs waits for its turn.
class StepDesk : public QObject {
    Q_OBJECT
public:
    StepDesk(Viewing& viewing, TopBar& bar, Actions& actions, QObject* parent = nullptr);

    bool isStepped() const;       // the run that is shown goes on, at somebody's word each time
    QString isInThePast() const;  // why nothing is done just now
    bool isAtEnd() const;         // the instant lies behind all that has happened so far
    bool isHeld() const;          // workers stop at their gates, in the run that is shown
    QString manner() const;       // in which it goes on: stepping, slow motion; "": freely
    QString stoppedAt() const;    // the breakpoint that was hit; "": none was
    // Of a worker of the world that is shown; none: nobody is to be chosen just now.
    std::optional<Turn> turnOf(WorkerId worker, const World& world) const;

    // Who runs already, and has told nothing yet.
    std::vector<WorkerId> newcomers(const World& world) const;

public slots:
    // To the next step. At the end so far one operation more: of whom the chooser says; by hand, of whom
    // round robin would.
    void forward();
    void let(heddle::WorkerId worker);  // whoever chooses else
    // At the end so far the chooser goes on by itself, and stands again; elsewhere time plays. What is free
    // is looked at no further.
    void playOrPause();

signals:
    void stoodStill();                // there is somebody to be chosen, and something has changed since
    void objected(QString sentence);  // why what was wanted is not done; "": that is over

private:
    bool lookAgain();
    void showHit();
    void leaveReplay();
    void changeMode();
    bool isGoing() const;  // the chooser goes on by itself
    bool isFollowedFreely() const;
    bool canGoByItself() const;
    void setGoing(bool isGoing);
    void choose(const Choosing& choosing, std::optional<double> operationsPerSecond);
    void showGoing();
    void want(std::optional<WorkerId> worker);
    void pump();
    QString objectionTo(std::optional<WorkerId> worker, const Choices& now);
    QString nameOf(WorkerId worker) const;
    QString nextWords(const WorkerChoice& choice, const World& world) const;

    Viewing& m_viewing;
    TopBar& m_bar;
    Actions& m_actions;
    Choices m_choices;                             // of the last frame
    std::deque<std::optional<WorkerId>> m_wanted;  // steps still to be done; none: whoever is next
    WorkerId m_last;                               // who was let go last
    bool m_isPlayingShown = false;
    bool m_isSlowPaused = false;  // in slow motion nobody goes, until it is played again
};

}  // namespace heddle
