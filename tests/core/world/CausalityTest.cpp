// SPDX-License-Identifier: MIT
#include "core/world/Causality.h"
#include "tests/core/world/AnyHistory.h"
#include "tests/support/TraceText.h"

#include <QTest>
#include <rapidcheck.h>

using namespace heddle;

namespace {

Causality around(const std::shared_ptr<const Trace>& trace, std::size_t event,
                 std::size_t atOnce = Causality::never) {
    Causality causality(trace, event);
    while (causality.read(std::min(atOnce, trace->size())))
        continue;
    return causality;
}

// A letter for each event: b(efore), a(fter), | (concurrent), * itself.
std::string relationsTo(std::size_t event, const std::string& text, std::size_t atOnce = Causality::never) {
    const auto trace = traceFrom(text);
    const Causality causality = around(trace, event, atOnce);
    std::string told;
    for (std::size_t i = 0; i < trace->size(); ++i)
        told += "*ba|"[static_cast<std::size_t>(causality.of(i))];
    return told;
}

}  // namespace

class CausalityTest : public QObject {
    Q_OBJECT
private slots:
    void aWorkersOwnOrderIsOne() { QCOMPARE(relationsTo(1, "main sleeps; main sleeps; main sleeps"), "b*a"); }

    void aSendIsBeforeItsReceive() {
        const std::string text =
            "main starts a; a begins; main puts 1 in q; main sleeps; a gets 1 from q; a sleeps";
        QCOMPARE(relationsTo(2, text), "b|*aaa");
        QCOMPARE(relationsTo(3, text), "b|b*||");  // behind the put nobody hears of main
        QCOMPARE(relationsTo(4, text), "bbb|*a");
        QCOMPARE(relationsTo(1, text), "b*||aa");
    }

    void aMessageBringsWhatWasBeforeItAndNotTheOthersOfItsQueue() {
        QCOMPARE(
            relationsTo(4, "main starts a; a begins; main puts 1 in q; main puts 2 in q; a gets 1 from q"),
            "bbb|*");
        QCOMPARE(
            relationsTo(6, "pipe w to r; main starts a; a begins; a sends 1 on w; a sends 2 on w; a closes w;"
                           "main sleeps; main receives 1 from r"),
            "bbb||b*");
    }

    void aLockOrdersWhoHeldItOneAfterTheOther() {
        QCOMPARE(relationsTo(4, "main starts a; a begins; a acquires L; a sleeps; a releases L; main sleeps;"
                                "main acquires L; a sleeps"),
                 "bbbb*|aa");
    }

    void theEndOfAWorkerIsBeforeWhatFollowsItsJoin() {
        QCOMPARE(relationsTo(
                     2, "main starts a; a begins; a sleeps; main sleeps; a ends; main joins a; main sleeps"),
                 "bb*|aaa");
    }

    void whatIsReadInPartsIsTheSame() {
        const std::string text =
            "main starts a; a begins; main puts 1 in q; a gets 1 from q; main sleeps; a ends";
        for (std::size_t event = 0; event < 6; ++event)
            QCOMPARE(relationsTo(event, text, 1), relationsTo(event, text));
    }

    void aTraceThatGrowsIsReadOn() {
        const auto trace = traceFrom("main starts a; a begins; main puts 1 in q");
        Causality causality(trace, 2);
        QVERIFY(!causality.read(10));
        QVERIFY(causality.knowsBefore());
        const auto whole = traceFrom("main starts a; a begins; main puts 1 in q; a gets 1 from q");
        trace->append(whole->event(3));
        QVERIFY(!causality.read(10));
        QVERIFY(causality.of(3) == Causality::Relation::after);
    }

    // Whatever happens: nothing is before itself, who is before another has it behind, and what is before
    // something is before all that is behind that.
    void itIsAnOrder() {
        const bool isAnOrder = rc::check([](const std::vector<std::uint32_t>& numbers) {
            const auto trace = traceFrom(anyHistory(numbers));
            const std::size_t size = trace->size();
            using Relation = Causality::Relation;
            std::vector<std::vector<Relation>> of(size);
            for (std::size_t event = 0; event < size; ++event) {
                const Causality causality = around(trace, event);
                for (std::size_t other = 0; other < size; ++other)
                    of[event].push_back(causality.of(other));
            }
            for (std::size_t a = 0; a < size; ++a)
                for (std::size_t b = 0; b < size; ++b) {
                    RC_ASSERT((of[a][b] == Relation::before) == (of[b][a] == Relation::after));
                    RC_ASSERT(of[a][b] != Relation::before || b < a);
                    for (std::size_t c = 0; c < size && of[a][b] == Relation::before; ++c)
                        RC_ASSERT(of[b][c] != Relation::before || of[a][c] == Relation::before);
                }
        });
        QVERIFY(isAnOrder);
    }
};

QTEST_GUILESS_MAIN(CausalityTest)
#include "CausalityTest.moc"
