// SPDX-License-Identifier: GPL-3.0-or-later
// The instant that everything shows, and who moves it.
#pragma once

#include <QObject>  // first: moc 6.4 stumbles over <compare> when no other header of the standard came before

#include "app/playback/AxisChange.h"
#include "core/trace/Trace.h"

#include <cstdint>
#include <limits>
#include <memory>
#include <optional>

namespace heddle {

// The instant as a value, in every unit a view may want. It names one step, and the world, the event and the
// words of all views are that step's. Among steps position s is behind step s, and between s - 1 and s step s
// plays: it is done, and only what it moves is still on its way.
struct Moment {
    Axis axis = Axis::steps;
    double position = 0;                     // on `axis`
    std::size_t events = 0;                  // the world to show is the fold of the first so many
    std::size_t settled = 0;                 // of these, the ones of steps that do not play any more
    std::int64_t step = 0;                   // 0: none yet
    Instant instant;                         // since the start of the run
    std::optional<std::size_t> event;        // the step's; none: not yet any
    std::optional<std::size_t> grants = {};  // so many had been given; none: it was not looked for
    bool isPassing =
        false;  // it is being played: what moves is between its places, and at rest in one of them
    friend bool operator==(const Moment&, const Moment&) = default;
};

// Thread: GUI only. Time comes in by advance(), from a frame clock that someone else owns.
class Playback : public QObject {
    Q_OBJECT
public:
    static constexpr Span wholeRun = Span::seconds(20);  // that playing it takes at a speed of 1

    explicit Playback(QObject* parent = nullptr);

    const Moment& moment() const { return m_moment; }
    Axis axis() const { return m_moment.axis; }
    double lengthOn(Axis axis) const;  // the last position; grows with a run that goes on
    double length() const { return lengthOn(axis()); }
    bool isPlaying() const { return m_isPlaying; }
    bool isFollowing() const { return m_isFollowing; }
    bool isBackward() const { return m_isBackward; }
    bool isMovedByTime() const { return m_isTimePassing && m_isFollowing && axis() == Axis::realTime; }
    bool isAtEnd() const { return m_moment.position >= length(); }
    double speed() const { return m_speed; }  // 1: the whole run in about 20 s
    double positionsPerSecond() const;        // what that is on the axis; negative when playing backward
    double positionOf(Axis axis, std::size_t event) const;  // when the event has happened

    static constexpr std::size_t everything = std::numeric_limits<std::size_t>::max();

public slots:
    void setTrace(std::shared_ptr<const heddle::Trace> trace);  // at its start, paused
    void setGrowing(bool isGrowing);      // a run goes on: playing waits at the end instead of pausing
    void setTimePassing(bool isPassing);  // it goes on freely: real time does, also while nothing is told
    void setAxis(heddle::Axis axis);      // the step stays; there and back, the position too
    void setSpeed(double speed);
    void setBackward(bool isBackward);
    void play();   // from the start when at the end; backward, from the end when at the start
    void pause();  // among steps it comes to rest behind the one that plays
    void rest();   // there too, where nobody plays
    void toggle();
    void setFollowing(bool isFollowing);  // stay at the end while the run grows; any seek ends it
    void seek(double position);           // kept within 0 … length()
    void seekEvent(std::size_t event);    // to where it has just happened
    void showEvent(std::size_t event);    // there, and pauses
    // A run that was stepped at the library's depth stands behind each grant.
    void setByGrants(bool isByGrants);
    void nextEvent();  // behind the next step; by grants where the run stood; pauses
    void previousEvent();
    // Once a frame: notices that the trace has grown. Whoever shows the instant has read so many events of
    // it: what follows the run goes no further, so that all show the same.
    void catchUp(std::size_t read = everything);
    void advance(heddle::Span elapsed);  // once a frame: moves the instant when playing

signals:
    void traceChanged();
    void momentChanged(const heddle::Moment& moment);
    void lengthChanged();
    void axisChanged(heddle::Axis axis);
    void playingChanged(bool isPlaying);
    void followingChanged(bool isFollowing);
    void speedChanged(double speed);
    void endReached();

private:
    void moveTo(double position);
    void moveTo(const Moment& moment);
    void stop();
    bool goToGrant(bool isForward);
    double endOf(std::int64_t step) const;  // on the axis, where the step is shown at rest
    void letTimePass(Span elapsed);
    Moment momentAt(Axis axis, double position) const;
    Moment momentOn(Axis axis) const;

    std::shared_ptr<const Trace> m_trace;
    Moment m_moment;
    Moment m_left, m_carried;  // on the other axis, before it was changed; and what that came to
    std::size_t m_seenEvents = 0, m_readEvents = everything;
    std::int64_t m_passedNs = 0;  // of a run whose time passes: how far it has come, at least
    bool m_isTimePassing = false;
    double m_speed = 1;
    bool m_isByGrants = false;
    bool m_isBackward = false, m_isPlaying = false, m_isFollowing = false, m_isGrowing = false;
};

}  // namespace heddle
