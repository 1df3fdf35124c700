// SPDX-License-Identifier: MIT
// Choosers answer the same questions the same way, and leave nobody out.
#include "core/schedule/Chooser.h"
#include "core/schedule/Schedule.h"

#include <QTest>
#include <algorithm>
#include <map>
#include <vector>

using namespace heddle;

namespace {

std::vector<Candidate> candidates(std::initializer_list<std::uint32_t> workers) {
    std::vector<Candidate> all;
    for (const std::uint32_t worker : workers)
        all.push_back({.worker = WorkerId{worker}, .op = Op::queueGet, .object = ObjectId{1}});
    return all;
}

std::vector<std::uint32_t> chosen(Chooser& chooser, std::vector<Candidate> all, int times) {
    std::vector<std::uint32_t> workers;
    for (int i = 0; i < times; ++i)
        workers.push_back(all[chooser.choose(all)].worker.number);
    return workers;
}

}  // namespace

class ChooserTest : public QObject {
    Q_OBJECT
private slots:
    void nobodyChoosesInAFreeRun();
    void choosersHaveNames();
    void roundRobinTakesTurns();
    void roundRobinGoesOnAfterWhoIsMissing();
    void seedMeansTheSameEverywhere();
    void orderOfCandidatesDoesNotMatter_data();
    void orderOfCandidatesDoesNotMatter();
    void randomGivesEachTheSameChance();
    void differentSeedsGiveDifferentSchedules();
    void scheduleKnowsWhatWasGranted();
    void schedulesPartWhereTheyDiffer();
};

void ChooserTest::nobodyChoosesInAFreeRun() {
    QVERIFY(makeChooser({}) == nullptr);
    QVERIFY(!Choosing{}.isHeld());
}

void ChooserTest::choosersHaveNames() {
    for (const ChooserKind kind : {ChooserKind::none, ChooserKind::roundRobin, ChooserKind::random})
        QVERIFY(chooserNamed(nameOf(kind)) == kind);
    QVERIFY(chooserNamed("round-robin") == ChooserKind::roundRobin);
    QVERIFY(!chooserNamed("dice"));
}

void ChooserTest::roundRobinTakesTurns() {
    const auto chooser = makeChooser({ChooserKind::roundRobin});
    QCOMPARE(chosen(*chooser, candidates({3, 1, 7}), 7), (std::vector<std::uint32_t>{1, 3, 7, 1, 3, 7, 1}));
}

void ChooserTest::roundRobinGoesOnAfterWhoIsMissing() {
    const auto chooser = makeChooser({ChooserKind::roundRobin});
    QCOMPARE(chosen(*chooser, candidates({1, 2, 3, 4}), 2), (std::vector<std::uint32_t>{1, 2}));
    QCOMPARE(chosen(*chooser, candidates({1, 2}), 1), (std::vector<std::uint32_t>{1}));
    QCOMPARE(chosen(*chooser, candidates({1, 3, 4}), 1), (std::vector<std::uint32_t>{3}));
    QCOMPARE(chosen(*chooser, candidates({3}), 2), (std::vector<std::uint32_t>{3, 3}));
}

// The expected answers were computed apart, from the published splitmix64.
void ChooserTest::seedMeansTheSameEverywhere() {
    const auto chooser = makeChooser({ChooserKind::random, 42});
    QCOMPARE(chosen(*chooser, candidates({1, 2, 3, 4, 5}), 12),
             (std::vector<std::uint32_t>{4, 2, 4, 5, 1, 3, 1, 4, 1, 5, 3, 2}));
}

void ChooserTest::orderOfCandidatesDoesNotMatter_data() {
    QTest::addColumn<int>("kind");
    QTest::newRow("round robin") << static_cast<int>(ChooserKind::roundRobin);
    QTest::newRow("random") << static_cast<int>(ChooserKind::random);
}

void ChooserTest::orderOfCandidatesDoesNotMatter() {
    QFETCH(int, kind);
    const auto one = makeChooser({static_cast<ChooserKind>(kind), 5});
    const auto other = makeChooser({static_cast<ChooserKind>(kind), 5});
    std::vector<Candidate> forwards = candidates({1, 2, 3, 4});
    forwards.push_back({.worker = WorkerId{3}, .op = Op::queueGet, .object = ObjectId{1}, .fires = true});
    std::vector<Candidate> backwards(forwards.rbegin(), forwards.rend());
    for (int i = 0; i < 200; ++i)
        QVERIFY(forwards[one->choose(forwards)] == backwards[other->choose(backwards)]);
}

void ChooserTest::randomGivesEachTheSameChance() {
    const auto chooser = makeChooser({ChooserKind::random, 1});
    std::map<std::uint32_t, int> times;
    for (const std::uint32_t worker : chosen(*chooser, candidates({2, 4, 8}), 30000))
        ++times[worker];
    for (const std::uint32_t worker : {2u, 4u, 8u})
        QVERIFY2(std::abs(times[worker] - 10000) < 500, qPrintable(QString::number(times[worker])));
}

void ChooserTest::differentSeedsGiveDifferentSchedules() {
    const auto one = makeChooser({ChooserKind::random, 1});
    const auto two = makeChooser({ChooserKind::random, 2});
    QVERIFY(chosen(*one, candidates({1, 2, 3}), 50) != chosen(*two, candidates({1, 2, 3}), 50));
}

void ChooserTest::scheduleKnowsWhatWasGranted() {
    const std::vector<Candidate> all = candidates({1, 2});
    Schedule schedule;
    schedule.append(all[1]);
    QVERIFY(schedule.grants(0, all[1]));
    QVERIFY(!schedule.grants(0, all[0]));
    QVERIFY(!schedule.grants(1, all[1]));
    Candidate fired = all[1];
    fired.fires = true;
    QVERIFY(!schedule.grants(0, fired));
}

void ChooserTest::schedulesPartWhereTheyDiffer() {
    Schedule one, two;
    for (const Candidate& candidate : candidates({1, 2, 3})) {
        one.append(candidate);
        two.append(candidate);
    }
    QVERIFY(!one.partsFrom(two));
    two.append(candidates({4})[0]);
    QCOMPARE(one.partsFrom(two).value(), 3u);
    one.append(candidates({5})[0]);
    QCOMPARE(one.partsFrom(two).value(), 3u);
}

QTEST_GUILESS_MAIN(ChooserTest)
#include "ChooserTest.moc"
