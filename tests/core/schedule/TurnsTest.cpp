// SPDX-License-Identifier: MIT
// Whose turn it is, and how far the order of an earlier run can be followed.
#include "core/schedule/Turns.h"
#include "core/schedule/Hindrance.h"

#include <QTest>

using namespace heddle;

namespace {

Candidate at(std::uint32_t worker, bool fires = false) {
    return {WorkerId{worker}, Op::queueGet, ObjectId{1}, fires};
}

std::uint32_t next(const std::vector<Candidate>& candidates, std::uint32_t last) {
    return candidates[nextInTurn(candidates, WorkerId{last})].worker.number;
}

RunFacts held(std::size_t grants, Ending ending = Ending::finished) {
    RunFacts facts;
    facts.mode = "held";
    facts.ending = ending;
    facts.schedule.resize(grants);
    return facts;
}

using Kind = Hindrance::Kind;

}  // namespace

class TurnsTest : public QObject {
    Q_OBJECT
private slots:
    void allTakeTurnsByNumber() {
        const std::vector<Candidate> all{at(4), at(1), at(7)};
        QCOMPARE(next(all, 0), 1u);
        QCOMPARE(next(all, 1), 4u);
        QCOMPARE(next(all, 5), 7u);
        QCOMPARE(next(all, 7), 1u);
    }

    void aTimeComesWhenNobodyElseCanGo() {
        QCOMPARE(next({at(1), at(2, true)}, 1), 1u);
        QCOMPARE(next({at(2, true)}, 2), 2u);
    }

    void whatKeepsAnOrderFromBeingFollowedIsTold() {
        const auto kindOf = [](const RunFacts& facts, std::optional<std::int64_t> step = {}) {
            const auto found = hindranceTo(facts, step);
            return found ? std::optional(found->kind) : std::nullopt;
        };
        QVERIFY(kindOf({}) == Kind::wasFree);
        RunFacts facts = held(0, Ending::running);
        QVERIFY(!kindOf(facts));  // it has only begun
        QVERIFY(kindOf(held(0)) == Kind::noOrder);
        QVERIFY(kindOf(held(0, Ending::cut)) == Kind::cutOff);
        QVERIFY(!kindOf(held(3, Ending::cut)));
        facts.mode = "mixed";
        QVERIFY(kindOf(facts) == Kind::wasFreeAtFirst);
        facts = held(3, Ending::cut);
        facts.scheduleLostAfterStep = 2;
        QVERIFY(!kindOf(facts) && !kindOf(facts, 2));
        QVERIFY(kindOf(facts, 3) == Kind::lostBehind);
        QCOMPARE(hindranceTo(facts, 3).value().step, 2);
        facts = held(9);
        facts.mode = "mixed";
        facts.letFreeAfterStep = 7;
        QVERIFY(!kindOf(facts) && !kindOf(facts, 7));
        QCOMPARE(hindranceTo(facts, 8).value().step, 7);
        QVERIFY(kindOf(facts, 8) == Kind::freeBehind);
        facts.killedAfterStep = 5;
        QVERIFY(!kindOf(facts) && !kindOf(facts, 5));
        QCOMPARE(hindranceTo(facts, 6).value().step, 5);
        QVERIFY(kindOf(facts, 6) == Kind::deathBehind);
    }
};

QTEST_APPLESS_MAIN(TurnsTest)
#include "TurnsTest.moc"
