// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bridge/RunBridge.h"
#include "tests/app/bridge/StagedRun.h"

#include <QSignalSpy>
#include <QTest>

using namespace heddle;

namespace {

struct Bridged {
    Stage stage;
    RunBridge bridge{
        [this](RunRequest request) { return stage.launch(std::move(request), std::make_shared<Trace>()); }};
    QSignalSpy started{&bridge, &RunBridge::runStarted};
    QSignalSpy ended{&bridge, &RunBridge::runEnded};
    QSignalSpy refused{&bridge, &RunBridge::runRefused};
};

RunRequest requestFor(const char* lesson) {
    RunRequest request;
    request.lesson = lesson;
    return request;
}

}  // namespace

class RunBridgeTest : public QObject {
    Q_OBJECT
private slots:
    void tellsTheStartAndTheEndOfARun();
    void stopEndsTheRun();
    void aSecondStartStopsTheFirstRun();
    void stopAlsoForgetsTheRunThatWasToFollow();
    void aRefusalIsOneSentence();
    void aNewTraceTakesThePlaceOfTheOld();
    void destructionStopsTheRunAndWaitsForIt();
};

void RunBridgeTest::tellsTheStartAndTheEndOfARun() {
    Bridged b;
    b.bridge.start(requestFor("queues"));
    QVERIFY(b.bridge.isRunning());
    QVERIFY(b.started.wait());
    QCOMPARE(b.bridge.trace(), b.stage.lastTrace());
    QCOMPARE(b.ended.size(), 0);
    b.stage.end();
    QVERIFY(b.ended.wait());
    QVERIFY(!b.bridge.isRunning());
    QCOMPARE(b.bridge.status().ending, Ending::finished);
}

void RunBridgeTest::stopEndsTheRun() {
    Bridged b;
    b.bridge.start(requestFor("queues"));
    b.bridge.stop();  // perhaps before it has even been launched
    QTRY_COMPARE(b.ended.size(), 1);
    QCOMPARE(b.bridge.status().ending, Ending::stopped);
}

void RunBridgeTest::aSecondStartStopsTheFirstRun() {
    Bridged b;
    b.bridge.start(requestFor("queues"));
    QVERIFY(b.started.wait());
    b.bridge.start(requestFor("pipes"));
    b.bridge.start(requestFor("threads"));
    QTRY_COMPARE(b.started.size(), 2);
    QCOMPARE(b.ended.size(), 1);
    QCOMPARE(b.stage.started(), 2);
    QCOMPARE(b.stage.lastRequest().lesson, std::string("threads"));
}

void RunBridgeTest::stopAlsoForgetsTheRunThatWasToFollow() {
    Bridged b;
    b.bridge.start(requestFor("queues"));
    b.bridge.start(requestFor("pipes"));
    b.bridge.stop();
    QTRY_COMPARE(b.ended.size(), 1);
    QVERIFY(!b.bridge.isRunning());
    QCOMPARE(b.stage.started(), 1);
}

void RunBridgeTest::aRefusalIsOneSentence() {
    Bridged b;
    b.stage.refuse("start \"queues\": no such file");
    b.bridge.start(requestFor("queues"));
    QTRY_COMPARE(b.refused.size(), 1);
    QCOMPARE(b.refused.front().front().toString(), QString("start \"queues\": no such file"));
    QVERIFY(!b.bridge.isRunning());
    QVERIFY(!b.bridge.trace());
}

void RunBridgeTest::aNewTraceTakesThePlaceOfTheOld() {
    Bridged b;
    b.bridge.start(requestFor("queues"));
    QVERIFY(b.started.wait());
    const auto first = b.bridge.trace();
    b.bridge.start(requestFor("queues"));
    QTRY_COMPARE(b.started.size(), 2);
    QVERIFY(b.bridge.trace() != first);
    QTRY_COMPARE(b.stage.alive(), 1);
}

void RunBridgeTest::destructionStopsTheRunAndWaitsForIt() {
    Stage stage;
    {
        RunBridge bridge(
            [&](RunRequest request) { return stage.launch(std::move(request), std::make_shared<Trace>()); });
        QSignalSpy started(&bridge, &RunBridge::runStarted);
        bridge.start(requestFor("queues"));
        QVERIFY(started.wait());
    }
    QCOMPARE(stage.alive(), 0);
}

QTEST_GUILESS_MAIN(RunBridgeTest)
#include "RunBridgeTest.moc"
