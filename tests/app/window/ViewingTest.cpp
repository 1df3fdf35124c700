// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/Viewing.h"
#include "tests/app/bridge/StagedRun.h"
#include "tests/support/ToyTrace.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <vector>

using namespace heddle;

namespace {

struct Staged {
    Stage stage;
    std::shared_ptr<Trace> trace = toyTrace({.items = 5});
    Viewing viewing{[this](RunRequest request) { return stage.launch(std::move(request), trace); }};

    void run() {
        QSignalSpy shown(&viewing, &Viewing::traceChanged);
        viewing.run({});
        QVERIFY(shown.wait());
    }
    void end() {
        stage.end();
        QTRY_VERIFY(!viewing.isRunning());
    }
};

}  // namespace

class ViewingTest : public QObject {
    Q_OBJECT
private slots:
    void aRunIsFollowedAndThenPlayedFromItsStart();
    void aRunThatSomebodyLooksAtIsLeftThere();
    void aRunThatStandsStillCostsLittle();
    void aRefusedRunLeavesWhatIsShown();
    void nothingTicksOnceNothingMoves();
    void aSeekAtRestMovesTheViewsAndThenRests();
    void theWorldIsTheOneOfTheInstant();
    void aFileTakesThePlaceOfTheRunAndStopsIt();
    void aFileThatIsGoneIsSaid();
};

void ViewingTest::aRunIsFollowedAndThenPlayedFromItsStart() {
    Staged s;
    s.run();
    QVERIFY(s.viewing.playback().isFollowing());
    QCOMPARE(s.viewing.playback().moment().events, s.trace->size());
    s.end();
    QVERIFY(s.viewing.playback().isPlaying());
    QTRY_VERIFY(s.viewing.playback().moment().position > 0);
    QVERIFY(s.viewing.playback().moment().events < s.trace->size());
}

void ViewingTest::aRunThatSomebodyLooksAtIsLeftThere() {
    Staged s;
    s.run();
    s.viewing.playback().showEvent(3);
    s.end();
    QVERIFY(!s.viewing.playback().isPlaying());
    QCOMPARE(s.viewing.playback().moment().event,
             std::optional<std::size_t>(s.trace->indexOfStep(s.trace->stepAt(3))));
}

void ViewingTest::aRunThatStandsStillCostsLittle() {
    Staged s;
    s.run();
    std::vector<Instant> frames;
    QObject::connect(&s.viewing, &Viewing::frameMoved, &s.viewing, [&] { frames.push_back(monotonicNow()); });
    const auto areSeldom = [&] {  // the last ones; a frame may come early by a twentieth
        return frames.size() > 4 && frames.back() - frames[frames.size() - 4] > Span::millis(3 * 90);
    };
    QTRY_VERIFY(areSeldom());
    s.end();
}

void ViewingTest::aRefusedRunLeavesWhatIsShown() {
    const QTemporaryDir folder;
    const QString path = folder.filePath("a.heddle");
    Staged s;
    s.run();
    s.end();
    s.viewing.save(path);
    QSignalSpy opened(&s.viewing, &Viewing::opened), refused(&s.viewing, &Viewing::refused);
    s.viewing.open(path);
    QVERIFY(opened.wait());
    const RunStatus before = s.viewing.status();
    s.stage.refuse("its program is gone");
    s.viewing.run({});
    QVERIFY(refused.wait());
    QCOMPARE(s.viewing.status().stored, before.stored);
    QVERIFY(s.viewing.status().ending == before.ending);
}

void ViewingTest::nothingTicksOnceNothingMoves() {
    Staged s;
    QVERIFY(s.viewing.isAtRest());
    s.run();
    s.end();
    s.viewing.playback().setSpeed(100);
    QTRY_VERIFY(s.viewing.playback().isAtEnd());
    QTRY_VERIFY(s.viewing.isAtRest());
}

void ViewingTest::aSeekAtRestMovesTheViewsAndThenRests() {
    Staged s;
    s.run();
    s.end();
    s.viewing.playback().pause();
    QTRY_VERIFY(s.viewing.isAtRest());
    QSignalSpy frames(&s.viewing, &Viewing::frameMoved);
    s.viewing.playback().seek(3);
    QTRY_VERIFY(!frames.isEmpty());
    QTRY_VERIFY(s.viewing.isAtRest());
}

void ViewingTest::theWorldIsTheOneOfTheInstant() {
    Staged s;
    QVERIFY(!s.viewing.world());
    s.run();
    s.end();
    s.viewing.playback().pause();
    s.viewing.playback().seekEvent(4);
    QTRY_VERIFY(s.viewing.isAtRest());
    QCOMPARE(s.viewing.world()->eventCount(), s.viewing.playback().moment().events);
}

void ViewingTest::aFileTakesThePlaceOfTheRunAndStopsIt() {
    const QTemporaryDir folder;
    const QString path = folder.filePath("a.heddle");
    Staged s;
    s.run();
    s.viewing.save(path);
    QSignalSpy opened(&s.viewing, &Viewing::opened);
    s.viewing.open(path);
    QVERIFY(opened.wait());
    QVERIFY(s.viewing.trace() != s.trace);
    QCOMPARE(s.viewing.trace()->size(), s.trace->size());
    QTRY_VERIFY(!s.viewing.isRunning());
    QCOMPARE(s.viewing.status().stored, s.trace->size());
}

void ViewingTest::aFileThatIsGoneIsSaid() {
    Staged s;
    QSignalSpy refused(&s.viewing, &Viewing::refused);
    s.viewing.open("/nowhere/a.heddle");
    QVERIFY(refused.wait());
    QVERIFY(refused.front().front().toString().contains("/nowhere/a.heddle"));
    QVERIFY(!s.viewing.trace());
}

QTEST_MAIN(ViewingTest)
#include "ViewingTest.moc"
