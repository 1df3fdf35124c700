// SPDX-License-Identifier: MIT
#include <QTest>  // first: moc 6.4 stumbles over <compare> when it meets it before Qt

#include "tests/core/collect/TrueHistory.h"

#include <rapidcheck.h>

namespace heddle {

class MergerPropertyTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anyInterleavingComesOutInAnOrderThatKeepsAllEdges() { check({}); }
    void lostRecordsDelayNothingForEverAndBreakNoOtherEdge() { check({.losesRecords = true}); }
    void killedWorkersDelayNothingForEverAndBreakNoOtherEdge() { check({.killsWorkers = true}); }
    void lossAndDeathTogetherBreakNoEdgeThatIsLeft() { check({.losesRecords = true, .killsWorkers = true}); }

private:
    static void check(TrueHistory::Kinds kinds) {
        const bool holds = rc::check([kinds] {
            const auto length = *rc::gen::inRange<std::size_t>(1, 3000);
            const auto script = *rc::gen::container<std::vector<std::uint32_t>>(
                length, rc::gen::inRange<std::uint32_t>(0, 100000));
            TrueHistory history{script, kinds};
            history.run();
            const std::string fault = history.fault();
            RC_ASSERT(fault == "");
            RC_ASSERT(history.counts().cycles == 0U);
            RC_ASSERT(history.counts().late == 0U);
            if (!kinds.losesRecords && !kinds.killsWorkers) {
                RC_ASSERT(history.counts().ordersSkipped == 0U);
                RC_ASSERT(history.counts().outside == 0U);
                RC_ASSERT(history.counts().startsMissing == 0U);
                RC_ASSERT(history.counts().endsMissing == 0U);
            }
        });
        QVERIFY(holds);
    }
};

}  // namespace heddle

QTEST_GUILESS_MAIN(heddle::MergerPropertyTest)
#include "MergerPropertyTest.moc"
