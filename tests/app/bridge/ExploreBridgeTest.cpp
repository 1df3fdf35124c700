// SPDX-License-Identifier: GPL-3.0-or-later
// An exploration seen from the window, with tries that a test stages.
#include "app/bridge/ExploreBridge.h"

#include <QSignalSpy>
#include <QTest>

#include <condition_variable>

using namespace heddle;

namespace {

ExploredOutcome outcome(const char* sentence, bool isFailing = false) {
    ExploredOutcome made;
    made.sentence = sentence;
    made.ending = isFailing ? Ending::failed : Ending::finished;
    made.isFailing = isFailing;
    made.count = 1;
    return made;
}

// Tells of two tries, and goes on until it is told that it is enough, or to stop. Thread: any.
struct Stage {
    std::mutex lock;
    std::condition_variable bell;
    bool isOver = false;
    std::atomic<bool> heardEnough{false}, heardStop{false};

    Result<Exploration> explore(const ExploreRequest& request) {
        request.onTry(outcome("counter = 4"));
        request.onTry(outcome("counter = 2", true));
        request.onTry(outcome("counter = 2", true));
        std::unique_lock held(lock);
        while (!isOver && !request.isToStop()) {
            heardEnough = request.isEnough();
            bell.wait_for(held, std::chrono::milliseconds(1));
        }
        heardStop = request.isToStop();
        Exploration found;
        found.tries = 3;
        found.outcomes = {outcome("the end")};
        return found;
    }
    void end() {
        const std::scoped_lock held(lock);
        isOver = true;
        bell.notify_all();
    }
};

ExploreRequest tries(int count) {
    ExploreRequest request;
    request.tries = count;
    return request;
}

}  // namespace

class ExploreBridgeTest : public QObject {
    Q_OBJECT
private slots:
    void whatIsFoundIsToldWhileItGoesOn();
    void theEndReplacesWhatWasTold();
    void stopIsEnoughAtFirstAndThenAll();
    void whatCannotBeStartedIsRefused();
    void whoeverGoesAwayEndsIt();
};

void ExploreBridgeTest::whatIsFoundIsToldWhileItGoesOn() {
    Stage stage;
    ExploreBridge bridge([&stage](const ExploreRequest& request) { return stage.explore(request); });
    QVERIFY(!bridge.news());
    bridge.start(tries(10));
    QVERIFY(bridge.isBusy());
    Exploration told;
    const auto hasAll = [&] {
        if (const auto news = bridge.news())
            told = *news;
        return told.tries == 3;
    };
    QTRY_VERIFY(hasAll());
    QCOMPARE(told.outcomes.size(), std::size_t(2));
    QCOMPARE(told.outcomes[0].sentence, std::string("counter = 2"));  // the most frequent first
    QCOMPARE(told.outcomes[0].count, 2);
    QVERIFY(!bridge.news());  // nothing since
    QVERIFY(!bridge.isShortening());
    stage.end();
}

void ExploreBridgeTest::theEndReplacesWhatWasTold() {
    Stage stage;
    stage.end();
    ExploreBridge bridge([&stage](const ExploreRequest& request) { return stage.explore(request); });
    QSignalSpy ended(&bridge, &ExploreBridge::ended);
    bridge.start(tries(10));
    QTRY_COMPARE(ended.count(), 1);
    QVERIFY(!bridge.isBusy());
    const auto news = bridge.news();
    QVERIFY(news && news->outcomes.size() == 1 && news->outcomes[0].sentence == "the end");
}

void ExploreBridgeTest::stopIsEnoughAtFirstAndThenAll() {
    Stage stage;
    ExploreBridge bridge([&stage](const ExploreRequest& request) { return stage.explore(request); });
    QSignalSpy ended(&bridge, &ExploreBridge::ended);
    bridge.start(tries(10));
    bridge.stop();
    QTRY_VERIFY(stage.heardEnough);
    QVERIFY(bridge.isBusy() && bridge.isShortening());
    bridge.stop();
    QTRY_COMPARE(ended.count(), 1);
    QVERIFY(stage.heardStop);
}

void ExploreBridgeTest::whatCannotBeStartedIsRefused() {
    ExploreBridge bridge(
        [](const ExploreRequest&) -> Result<Exploration> { return failure("there is no program"); });
    QSignalSpy refused(&bridge, &ExploreBridge::refused);
    bridge.start(tries(1));
    QTRY_COMPARE(refused.count(), 1);
    QCOMPARE(refused[0][0].toString(), QString("there is no program"));
    QVERIFY(!bridge.isBusy());
}

void ExploreBridgeTest::whoeverGoesAwayEndsIt() {
    Stage stage;
    {
        ExploreBridge bridge([&stage](const ExploreRequest& request) { return stage.explore(request); });
        bridge.start(tries(10));
    }
    QVERIFY(stage.heardStop);
}

QTEST_GUILESS_MAIN(ExploreBridgeTest)
#include "ExploreBridgeTest.moc"
