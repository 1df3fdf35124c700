// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/playback/Playback.h"

#include "tests/support/ToyTrace.h"
#include "tests/support/TraceText.h"

#include <QSignalSpy>
#include <QTest>

using namespace heddle;

class PlaybackTest : public QObject {
    Q_OBJECT
private slots:
    void aStepIsTheInstantsWhileItPlaysAndUntilTheNextDoes() {
        Playback playback;
        playback.setTrace(
            traceFrom("main would put 1 in q; main puts 1 in q; main would put 2 in q; main puts 2 in q"));
        QCOMPARE(playback.length(), 2.0);
        playback.seek(0);
        QCOMPARE(playback.moment().step, 0);
        QCOMPARE(playback.moment().events, std::size_t(1));  // what is about to be done is known before
        QVERIFY(!playback.moment().event);
        for (const double position : {0.01, 0.99, 1.0}) {
            playback.seek(position);
            QCOMPARE(playback.moment().step, 1);
            QCOMPARE(playback.moment().events, std::size_t(3));
            QCOMPARE(playback.moment().settled, std::size_t(position < 1 ? 1 : 3));
            QCOMPARE(playback.moment().event, std::optional<std::size_t>(1));
        }
        playback.seek(1.01);
        QCOMPARE(playback.moment().step, 2);
    }

    void whatIsReckonedFromPixelsIsStillTheStepThatItMeans() {
        Playback playback;
        playback.setTrace(traceFrom("main puts 1 in q; main puts 2 in q"));
        playback.seek(1.0000000001);
        QCOMPARE(playback.moment().step, 1);
        QCOMPARE(playback.moment().settled, playback.moment().events);
    }

    void pausedAmongStepsItRestsBehindTheOneThatPlays() {
        Playback playback;
        playback.setTrace(toyTrace());
        playback.seek(3);
        playback.play();
        playback.advance(Span::millis(200));
        const std::int64_t played = playback.moment().step;
        QVERIFY(playback.moment().position < static_cast<double>(played));
        playback.pause();
        QCOMPARE(playback.moment().step, played);
        QCOMPARE(playback.moment().position, static_cast<double>(played));
    }

    void theStepIsTheSameOnBothAxesWhereverItPlays() {
        Playback playback;
        playback.setTrace(toyTrace());
        for (const double position : {0.5, 7.25, 40.75}) {
            playback.setAxis(Axis::steps);
            playback.seek(position);
            const Moment onSteps = playback.moment();
            playback.setAxis(Axis::realTime);
            QCOMPARE(playback.moment().step, onSteps.step);
            QCOMPARE(playback.moment().event, onSteps.event);
            playback.seek(playback.moment().position + 1);
            const std::int64_t inTime = playback.moment().step;
            playback.setAxis(Axis::steps);
            QCOMPARE(playback.moment().step, inTime);
        }
    }

    void seekingStaysWithinTheRun() {
        Playback playback;
        playback.setTrace(traceFrom("main puts 1 in q; main puts 2 in q"));
        playback.seek(99);
        QCOMPARE(playback.moment().position, 2.0);
        playback.seek(-1);
        QCOMPARE(playback.moment().position, 0.0);
    }

    void wholeRunPlaysInTwentySeconds() {
        Playback playback;
        playback.setTrace(toyTrace());
        QVERIFY(playback.length() > 40);
        QSignalSpy ended(&playback, &Playback::endReached);
        playback.play();
        for (int frame = 0; frame < 19 * 60; ++frame)
            playback.advance(Span{1'000'000'000 / 60});
        QVERIFY(playback.isPlaying());
        QVERIFY(playback.moment().position > playback.length() * 0.9);
        playback.advance(Span::seconds(2));
        QCOMPARE(ended.count(), 1);
        QVERIFY(!playback.isPlaying() && playback.isAtEnd());
    }

    void speedIsAFactorAndBackwardTurnsIt() {
        Playback playback;
        playback.setTrace(toyTrace());
        playback.seek(playback.length());
        playback.setSpeed(4);
        playback.setBackward(true);
        playback.play();
        playback.advance(Span::seconds(1));
        QCOMPARE(playback.moment().position, playback.length() * 0.8);
        playback.setTrace(toyTrace());
        QVERIFY(!playback.isBackward());  // another run is not turned round
    }

    void playingFromTheEndBeginsAnew() {
        Playback playback;
        playback.setTrace(toyTrace());
        playback.seek(playback.length());
        playback.toggle();
        QCOMPARE(playback.moment().position, 0.0);
        playback.toggle();
        QVERIFY(!playback.isPlaying());
    }

    void pausedTimeStandsStill() {
        Playback playback;
        playback.setTrace(toyTrace());
        playback.seek(3);
        playback.advance(Span::seconds(5));
        QCOMPARE(playback.moment().position, 3.0);
    }

    void followingStaysAtTheEndUntilSomebodySeeks() {
        const auto trace = std::make_shared<Trace>();
        Playback playback;
        playback.setTrace(trace);
        playback.setFollowing(true);
        Event event;
        event.worker = {1};
        event.end = 500;
        trace->append(event);
        playback.catchUp();
        QCOMPARE(playback.moment().step, 1);
        trace->append(event);
        playback.catchUp();
        QCOMPARE(playback.moment().step, 2);
        playback.seek(1);
        trace->append(event);
        playback.catchUp();
        QVERIFY(!playback.isFollowing());
        QCOMPARE(playback.moment().step, 1);
    }

    void whatFollowsGoesNoFurtherThanEverybodyHasRead_data() {
        QTest::addColumn<Axis>("axis");
        QTest::newRow("among steps") << Axis::steps;
        QTest::newRow("in real time") << Axis::realTime;
    }
    void whatFollowsGoesNoFurtherThanEverybodyHasRead() {
        QFETCH(Axis, axis);
        const auto trace = std::make_shared<Trace>();
        Playback playback;
        playback.setTrace(trace);
        playback.setAxis(axis);
        playback.setFollowing(true);
        Event event;
        event.worker = {1};
        for (int i = 1; i <= 6; ++i) {
            event.end = i * 100;
            trace->append(event);
        }
        playback.catchUp(4);
        QCOMPARE(playback.moment().events, std::size_t(4));
        QCOMPARE(playback.moment().step, 4);
        playback.catchUp(6);
        QCOMPARE(playback.moment().events, std::size_t(6));
        playback.catchUp(4);
        playback.seek(playback.length());  // who wants to see the end sees it
        QCOMPARE(playback.moment().events, std::size_t(6));
    }

    void playingWaitsAtTheEndOfARunThatGoesOn() {
        const auto trace = std::make_shared<Trace>();
        Event event;
        event.worker = {1};
        trace->append(event);
        Playback playback;
        playback.setTrace(trace);
        playback.setGrowing(true);
        playback.play();
        playback.advance(Span::seconds(60));
        QVERIFY(playback.isPlaying() && playback.isAtEnd());
        playback.setGrowing(false);
        playback.advance(Span::millis(16));
        QVERIFY(!playback.isPlaying());
    }

    void switchingTheAxisThereAndBackKeepsTheMoment() {
        Playback playback;
        playback.setTrace(toyTrace());
        for (const double position : {0.0, 0.5, 7.25, 40.75}) {
            playback.seek(position);
            playback.setAxis(Axis::realTime);
            QCOMPARE(playback.axis(), Axis::realTime);
            playback.setAxis(Axis::steps);
            QVERIFY(std::abs(playback.moment().position - position) < 0.01);
        }
    }

    void aStepShowsTheSameOnBothAxes() {
        Playback playback;
        playback.setTrace(
            traceFrom("main would put 1 in q; main puts 1 in q; main would put 2 in q; main puts 2 in q"));
        for (const double step : {1.0, 2.0}) {
            playback.setAxis(Axis::steps);
            playback.seek(step);
            const Moment onSteps = playback.moment();
            playback.setAxis(Axis::realTime);
            QCOMPARE(playback.moment().events, onSteps.events);  // also who is held before what
            QCOMPARE(playback.moment().step, onSteps.step);
            playback.setAxis(Axis::steps);
            QCOMPARE(playback.moment().position, step);
        }
    }

    void nextAndPreviousEventAreEachOthersInverse() {
        for (const Axis axis : {Axis::steps, Axis::realTime}) {
            Playback playback;
            playback.setTrace(toyTrace());
            playback.setAxis(axis);
            std::vector<double> there, back;
            for (int i = 0; i < 20; ++i) {
                playback.nextEvent();
                there.push_back(playback.moment().position);
            }
            for (int i = 0; i < 20; ++i) {
                back.insert(back.begin(), playback.moment().position);
                playback.previousEvent();
            }
            QVERIFY(std::is_sorted(there.begin(), there.end()) && there.front() < there.back());
            QCOMPARE(back, there);
            QCOMPARE(playback.moment().step, 0);
        }
    }

    void oneStepBackIsOneOnBothAxes() {
        for (const Axis axis : {Axis::steps, Axis::realTime}) {
            Playback playback;
            playback.setTrace(traceFrom("main puts 1 in q; 1ms pass; main would put 2 in q; 1ms pass;"
                                        "main puts 2 in q; 1ms pass; main would put 3 in q"));
            playback.seek(2);
            playback.setAxis(axis);
            QCOMPARE(playback.moment().step, 2);
            playback.previousEvent();
            QCOMPARE(playback.moment().step, 1);
        }
    }

    void aSeekToWhereItIsSaysNothing() {
        Playback playback;
        playback.setTrace(toyTrace());
        playback.seek(5);
        QSignalSpy moved(&playback, &Playback::momentChanged);
        playback.seek(5);
        QCOMPARE(moved.count(), 0);
    }

    void withoutATraceNothingMoves() {
        Playback playback;
        playback.play();
        playback.nextEvent();
        playback.advance(Span::seconds(1));
        QCOMPARE(playback.moment().position, 0.0);
        QVERIFY(!playback.isPlaying());
    }
};

QTEST_GUILESS_MAIN(PlaybackTest)
#include "PlaybackTest.moc"
