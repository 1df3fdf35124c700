// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command/RunSummary.h"

#include <QTest>

using namespace heddle;

namespace {

using Sentences = std::vector<std::string>;

RunFacts finished() {
    RunFacts facts;
    facts.ending = Ending::finished;
    facts.endingSentence = "finished";
    return facts;
}

RunStatus counts(std::uint64_t produced, std::uint64_t stored, std::uint64_t lost) {
    RunStatus status;
    status.produced = produced;
    status.stored = stored;
    status.lost = lost;
    return status;
}

}  // namespace

class RunSummaryTest : public QObject {
    Q_OBJECT
private slots:
    void theEndingAndTheCountComeFirst();
    void whatWasFoundAndWhereItWasSavedFollow();
    void whatTheEndingSaysIsNotSaidAgain();
    void anEventThatIsNotAccountedForIsSeen();
    void aRecordingThatEndedEarlyIsNotSaidToBeSaved();
};

void RunSummaryTest::theEndingAndTheCountComeFirst() {
    QCOMPARE(runSentences(finished(), counts(131, 130, 1), {}),
             Sentences{"finished; events: 131 produced = 130 stored + 1 lost"});
}

void RunSummaryTest::whatWasFoundAndWhereItWasSavedFollow() {
    RunFacts facts = finished();
    facts.verdicts = {{"deadlock", true, "a waits for b, b for a", {}, {}, {}},
                      {"zombie", false, "nobody joined c", {}, {}, {}}};
    facts.warnings = {"one site has no name"};
    const Sentences expected{"finished; events: 0 produced = 0 stored + 0 lost",
                             "trouble: a waits for b, b for a", "note: nobody joined c",
                             "warning: one site has no name", "saved to q.heddle"};
    QCOMPARE(runSentences(facts, counts(0, 0, 0), "q.heddle"), expected);
}

void RunSummaryTest::whatTheEndingSaysIsNotSaidAgain() {
    RunFacts facts = finished();
    facts.ending = Ending::stuck;
    facts.endingSentence = "stuck: a waits for b, b for a";
    facts.verdicts = {{"deadlock", true, "a waits for b, b for a.", {}, {}, {}}};
    QCOMPARE(runSentences(facts, counts(0, 0, 0), {}),
             Sentences{"stuck: a waits for b, b for a; events: 0 produced = 0 stored + 0 lost"});
}

void RunSummaryTest::anEventThatIsNotAccountedForIsSeen() {
    QCOMPARE(runSentences(finished(), counts(131, 130, 0), {}),
             Sentences{"finished; events: 131 produced but 130 stored + 0 lost"});
    QVERIFY(!isWhole(counts(131, 130, 0)));
    QVERIFY(isWhole(counts(131, 130, 1)));
    RunStatus unseen = counts(131, 130, 1);
    unseen.unseen = 1;
    QVERIFY(!isWhole(unseen));
}

void RunSummaryTest::aRecordingThatEndedEarlyIsNotSaidToBeSaved() {
    RunStatus status = counts(1, 1, 0);
    status.saveFailure = "write \"q.heddle\": No space left on device";
    const Sentences expected{"finished; events: 1 produced = 1 stored + 0 lost", status.saveFailure};
    QCOMPARE(runSentences(finished(), status, "q.heddle"), expected);
    QVERIFY(!isWhole(status));
}

QTEST_APPLESS_MAIN(RunSummaryTest)
#include "RunSummaryTest.moc"
