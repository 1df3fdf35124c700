// SPDX-License-Identifier: MIT
// A page of a part of a run: what was ahead of the part, and nothing of the rest.
#include "tests/core/format/ReadPage.h"
#include "tests/support/TraceText.h"

#include <QTest>

using namespace heddle;

class HtmlPartTest : public QObject {
    Q_OBJECT
private slots:
    void whatAPartDoesNotTouchIsThereAsItWasLeft();
    void whoWaitsSinceBeforeAPartAndLongerIsTold();
    void aRangeHasOnlyTheWordsThatItShows();
};

void HtmlPartTest::whatAPartDoesNotTouchIsThereAsItWasLeft() {
    const auto trace = traceFrom("main starts w; w begins; w acquires L; main puts 7 in q; main puts 1 in r;"
                                 "main gets 1 from r");
    const Page part({.trace = trace, .firstEvent = 5, .endEvent = 6}), whole({.trace = trace});
    const std::int64_t last = trace->stepAt(5);
    QCOMPARE(part.head("q", last), whole.head("q", last));
    QCOMPARE(part.head("L", last), whole.head("L", last));
    QVERIFY(!whole.head("L", last).empty());
}

void HtmlPartTest::whoWaitsSinceBeforeAPartAndLongerIsTold() {
    const auto trace = traceFrom("main starts w; w begins; main acquires L; w wants L; main puts 7 in q;"
                                 "main puts 8 in q; main releases L; w acquires L");
    const Page part({.trace = trace, .firstEvent = 4, .endEvent = 6}), whole({.trace = trace});
    QCOMPARE(part.run["earlierWaits"].size(), std::size_t{3});  // one: step, shape, word
    QCOMPARE(part.run["earlierWaits"][0].get<std::int64_t>(), trace->stepAt(3));
    QCOMPARE(whole.run["earlierWaits"].size(), std::size_t{0});
}

void HtmlPartTest::aRangeHasOnlyTheWordsThatItShows() {
    const auto trace = traceFrom("main puts alpha in q; main gets alpha from q; main puts beta in q;"
                                 "main gets beta from q; main puts gamma in q");
    const std::string whole = pageOf({.trace = trace}),
                      part = pageOf({.trace = trace, .firstEvent = 2, .endEvent = 4});
    QVERIFY(whole.find("\"alpha\"") != std::string::npos && whole.find("\"gamma\"") != std::string::npos);
    QVERIFY(part.find("\"beta\"") != std::string::npos);
    QVERIFY(part.find("alpha") == std::string::npos && part.find("gamma") == std::string::npos);
}

QTEST_GUILESS_MAIN(HtmlPartTest)
#include "HtmlPartTest.moc"
