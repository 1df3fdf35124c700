// SPDX-License-Identifier: MIT
#include "tests/core/session/Scene.h"

#include <QtTest>

using namespace heddle;
using namespace heddle::test;

class ReplayTest : public QObject {
    Q_OBJECT
private slots:
    void aProgramThatGoesAnotherWayIsToldWhereItParts() {
        const Scene recorded = play("queues", Held::random, 5);
        QCOMPARE(recorded.facts.ending, Ending::finished);
        QVERIFY(!recorded.facts.schedule.empty());
        RunRequest request = requestFor("mutexes", Held::roundRobin);
        request.replay = ReplayOrder{recorded.facts.schedule, {}};
        const Scene other = play(std::move(request));
        QCOMPARE(other.facts.ending, Ending::heddleFailed);
        const QString sentence = QString::fromStdString(other.facts.endingSentence);
        QVERIFY2(sentence.startsWith("the schedule says at grant "), qPrintable(sentence));
        QVERIFY2(sentence.contains("and it cannot"), qPrintable(sentence));
        QVERIFY2(other.whatIsWrong().empty(), other.whatIsWrong().c_str());
    }

    void aScheduleThatEndsEarlyHandsOverTheChoice() {
        const Scene recorded = play("queues", Held::random, 5);
        RunRequest request = requestFor("queues", Held::roundRobin);
        auto half = recorded.facts.schedule;
        half.resize(half.size() / 2);
        request.replay = ReplayOrder{half, {}};
        const Scene other = play(std::move(request));
        QCOMPARE(other.facts.ending, Ending::finished);
        for (std::size_t i = 0; i < half.size(); ++i)
            QVERIFY(other.facts.schedule[i].worker == half[i].worker);
    }

    void itGoesOnWhereOnlyItsPaceChanges() {
        const Scene recorded = play("queues", Held::random, 5);
        RunRequest request = requestFor("queues", Held::roundRobin);
        const Choosing choosing = request.choosing;
        request.replay = ReplayOrder{recorded.facts.schedule, {}};
        request.operationsPerSecond = 100;
        auto run = Run::start(std::move(request));
        QVERIFY(run);
        QTRY_VERIFY_WITH_TIMEOUT((*run)->choices().step > 2, 20'000);
        QVERIFY((*run)->setChoosing(choosing, 1e6));
        (*run)->wait();
        const auto facts = (*run)->trace()->facts();
        QCOMPARE(facts.ending, Ending::finished);
        QCOMPARE(facts.schedule.size(), recorded.facts.schedule.size());
        for (std::size_t i = 0; i < facts.schedule.size(); ++i)
            QVERIFY(facts.schedule[i].worker == recorded.facts.schedule[i].worker);
    }
};

QTEST_GUILESS_MAIN(ReplayTest)
#include "ReplayTest.moc"
