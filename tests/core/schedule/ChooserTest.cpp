// SPDX-License-Identifier: MIT
// Choosers answer the same questions the same way, and leave nobody out.
#include "core/schedule/Chooser.h"
#include "core/schedule/Schedule.h"

#include <QTest>
#include <algorithm>
#include <map>
#include <set>
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
    void prioritiesLetOneGoUntilItsFall();
    void prioritiesLetNobodyAskForEver();
    void scheduleKnowsWhatWasGranted();
    void schedulesPartWhereTheyDiffer();
};

void ChooserTest::nobodyChoosesInAFreeRun() {
    QVERIFY(makeChooser({}) == nullptr);
    QVERIFY(makeChooser({ChooserKind::byHand}) == nullptr);
    QVERIFY(Choosing{ChooserKind::byHand}.isHeld());
    QVERIFY(!Choosing{}.isHeld());
}

void ChooserTest::choosersHaveNames() {
    for (const char* words : {"none", "round-robin", "random", "pct", "pct:5", "hand"})
        QCOMPARE(wordsFor(choosingNamed(words).value()), std::string(words));
    QVERIFY(choosingNamed("round-robin")->kind == ChooserKind::roundRobin);
    QCOMPARE(choosingNamed("pct:5")->orders, 5u);
    for (const char* wrong : {"dice", "", "pct:", "pct:0", "pct:101", "pct:3x", "random:3"})
        QVERIFY2(!choosingNamed(wrong), wrong);
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
    QTest::newRow("priorities") << static_cast<int>(ChooserKind::pct);
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

// Of one order there is no change: one worker goes as long as it can, and then the next. Of more, there are
// so many changes less one.
void ChooserTest::prioritiesLetOneGoUntilItsFall() {
    std::set<std::uint32_t> first;
    for (std::uint64_t seed = 0; seed < 50; ++seed)
        for (const std::uint32_t orders : {1u, 2u, 4u}) {
            const auto chooser =
                makeChooser({.kind = ChooserKind::pct, .seed = seed, .orders = orders, .length = 100});
            const std::vector<std::uint32_t> workers = chosen(*chooser, candidates({1, 2, 3, 4, 5}), 100);
            std::uint32_t changes = 0;
            for (std::size_t i = 1; i < workers.size(); ++i)
                changes += workers[i] != workers[i - 1];
            QVERIFY2(changes <= orders - 1, qPrintable(QString::number(changes)));
            first.insert(workers.front());
        }
    QCOMPARE(first.size(), std::size_t(5));  // whoever it may be
}

void ChooserTest::prioritiesLetNobodyAskForEver() {
    const auto chooser = makeChooser({.kind = ChooserKind::pct, .seed = 1, .orders = 1});
    const std::vector<std::uint32_t> workers = chosen(*chooser, candidates({1, 2}), 3000);
    QVERIFY(std::ranges::count(workers, 1u) > 900);
    QVERIFY(std::ranges::count(workers, 2u) > 900);
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
