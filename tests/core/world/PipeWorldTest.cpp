// SPDX-License-Identifier: MIT
// What pipes carry, and who holds their ends open.
#include "tests/support/TraceText.h"

#include <QTest>

using namespace heddle;

namespace {

// The names of the processes that hold an end open, by their main workers.
std::string holders(const ToldWorld& told, std::string_view end) {
    std::string names;
    for (const ProcessId process : told.object(end).pipeEnd.openIn)
        for (const WorkerInfo* info : told.trace->names().workers())
            if (info->process == process && info->kind == WorkerKind::process)
                names += (names.empty() ? "" : " ") + info->name();
    return names;
}

}  // namespace

class PipeWorldTest : public QObject {
    Q_OBJECT
private slots:
    void sentMessageIsInFlightUntilItIsReceived();
    void endsKnowEachOther();
    void longSendIsInFlightAsFarAsItWent();
    void receivedPartIsNoLongerInFlight();
    void failedSendPutsNothingInFlight();
    void receiveOutOfTurnIsBelievedAndCounted();

    void endsAreOpenInTheProcessThatMadeThem();
    void forkedChildHoldsWhatItsParentHeld();
    void childHoldsWhatWasOpenAtItsStartNotAtItsBegin();
    void grandchildHoldsWhatWasLeftOpen();
    void pipeFirstTouchedAfterTheForkIsHeldByTheChildToo();
    void pipeMadeAfterTheForkIsNotHeldByTheChild();
    void whoUsesAnEndHoldsIt();
    void endedChildDoesNotHoldWhatIsFirstTouchedLater();
    void childThatNeverBeganInheritsNothing();
    void closedEndIsOpenInTheOthersOnly();
    void endedProcessHoldsNothing();
    void killedProcessHoldsNothing();
};

void PipeWorldTest::sentMessageIsInFlightUntilItIsReceived() {
    const std::string sends = "pipe w to r; a sends hello on w; a sends bye on w;";
    const ToldWorld before = worldFrom(sends);
    QCOMPARE(before.object("w").pipeEnd.inFlight.size(), 2u);
    QCOMPARE(before.object("w").pipeEnd.bytesInFlight, 8);
    QCOMPARE(before.object("w").pipeEnd.inFlight.front().text, std::string("hello"));
    const ToldWorld told = worldFrom(sends + "b receives from r");
    QCOMPARE(told.object("w").pipeEnd.inFlight.front().text, std::string("bye"));
    QCOMPARE(told.object("w").pipeEnd.bytesInFlight, 3);
    QCOMPARE(told.world.contradictions(), 0u);
}

void PipeWorldTest::endsKnowEachOther() {
    const ToldWorld told = worldFrom("pipe w to r; a sends hello on w");
    QCOMPARE(told.object("w").pipeEnd.peer, told.objectId("r"));
    QCOMPARE(told.object("r").pipeEnd.peer, told.objectId("w"));
    QCOMPARE(told.object("r").kind, ObjectKind::pipeEnd);
}

void PipeWorldTest::longSendIsInFlightAsFarAsItWent() {
    const std::string part = "pipe w to r; a waits to send 65536 bytes on w;";
    QCOMPARE(worldFrom(part).object("w").pipeEnd.bytesInFlight, 65536);
    const ToldWorld told = worldFrom(part + "a sends 100000 bytes on w");
    QCOMPARE(told.object("w").pipeEnd.inFlight.size(), 1u);
    QCOMPARE(told.object("w").pipeEnd.bytesInFlight, 100000);
}

void PipeWorldTest::receivedPartIsNoLongerInFlight() {
    const std::string part =
        "pipe w to r; a waits to send 65536 bytes on w; b waits to receive 60000 bytes from r;";
    QCOMPARE(worldFrom(part).object("w").pipeEnd.bytesInFlight, 5536);
    const std::string whole = part + "b waits to receive 65536 bytes from r; a sends 100000 bytes on w;"
                                     "b receives from r; a sends abc on w;";
    const ToldWorld told = worldFrom(whole);
    QCOMPARE(told.object("w").pipeEnd.bytesInFlight, 3);
    QCOMPARE(told.world.contradictions(), 0u);
    QCOMPARE(worldFrom(whole + "b receives from r").object("w").pipeEnd.bytesInFlight, 0);
}

void PipeWorldTest::failedSendPutsNothingInFlight() {
    QVERIFY(
        worldFrom("pipe w to r; a fails to send hello on w: broken").object("w").pipeEnd.inFlight.empty());
}

void PipeWorldTest::receiveOutOfTurnIsBelievedAndCounted() {
    const ToldWorld told =
        worldFrom("pipe w to r; a sends one on w; a sends three on w; b receives three from r");
    QCOMPARE(told.object("w").pipeEnd.bytesInFlight, 3);
    QCOMPARE(told.world.contradictions(), 1u);
}

void PipeWorldTest::endsAreOpenInTheProcessThatMadeThem() {
    const ToldWorld told = worldFrom("pipe w to r of main; main sends hello on w");
    QCOMPARE(holders(told, "w"), std::string("main"));
    QCOMPARE(holders(told, "r"), std::string("main"));
}

void PipeWorldTest::forkedChildHoldsWhatItsParentHeld() {
    const ToldWorld told = worldFrom("pipe w to r; main sends hello on w; main forks p; p begins");
    QCOMPARE(holders(told, "w"), std::string("main p"));
    QCOMPARE(holders(told, "r"), std::string("main p"));
}

void PipeWorldTest::childHoldsWhatWasOpenAtItsStartNotAtItsBegin() {
    const ToldWorld told =
        worldFrom("pipe w to r; main sends hello on w; main forks p; main closes w; p begins;"
                  "pipe v to s; main sends hello on v");
    QCOMPARE(holders(told, "w"), std::string("p"));
    QCOMPARE(holders(told, "v"), std::string("main"));
}

void PipeWorldTest::grandchildHoldsWhatWasLeftOpen() {
    const ToldWorld told = worldFrom("pipe w to r; main forks p; p begins; p closes w; p forks g; g begins");
    QCOMPARE(holders(told, "w"), std::string("main"));
    QCOMPARE(holders(told, "r"), std::string("main p g"));
}

void PipeWorldTest::pipeFirstTouchedAfterTheForkIsHeldByTheChildToo() {
    const ToldWorld told =
        worldFrom("pipe w to r; main forks p; main forks o; p begins; p closes r; o begins");
    QCOMPARE(holders(told, "w"), std::string("main p o"));
    QCOMPARE(holders(told, "r"), std::string("main o"));
    QCOMPARE(told.world.contradictions(), 0u);
}

void PipeWorldTest::pipeMadeAfterTheForkIsNotHeldByTheChild() {
    const ToldWorld told = worldFrom("main forks p; p begins; pipe w to r; main sends hello on w");
    QCOMPARE(holders(told, "w"), std::string("main"));
}

// Its handle is older than the pipe, but it was forked later.
void PipeWorldTest::whoUsesAnEndHoldsIt() {
    const ToldWorld told = worldFrom("process p; pipe w to r; main forks p; p begins; p sends hello on w");
    QCOMPARE(holders(told, "w"), std::string("main p"));
}

void PipeWorldTest::endedChildDoesNotHoldWhatIsFirstTouchedLater() {
    const ToldWorld told = worldFrom("pipe w to r; main forks p; p begins; p ends; main sends hello on w");
    QCOMPARE(holders(told, "w"), std::string("main"));
}

void PipeWorldTest::childThatNeverBeganInheritsNothing() {
    const ToldWorld told = worldFrom("pipe w to r; main sends hello on w; main forks p; p dies");
    QVERIFY(told.object("p").handle.inherits.empty());
    QCOMPARE(holders(told, "w"), std::string("main"));
}

void PipeWorldTest::closedEndIsOpenInTheOthersOnly() {
    const ToldWorld told = worldFrom("pipe w to r; main forks p; p begins; main closes r; p closes w");
    QCOMPARE(holders(told, "w"), std::string("main"));
    QCOMPARE(holders(told, "r"), std::string("p"));
    QCOMPARE(worldFrom("pipe w to r; main closes w; main closes w").world.contradictions(), 1u);
}

void PipeWorldTest::endedProcessHoldsNothing() {
    const ToldWorld told = worldFrom("pipe w to r; main forks p; p begins; p sends hello on w; p ends");
    QCOMPARE(holders(told, "w"), std::string("main"));
}

void PipeWorldTest::killedProcessHoldsNothing() {
    const ToldWorld told = worldFrom("pipe w to r; main forks p; p begins; p sends hello on w; p dies");
    QCOMPARE(holders(told, "w"), std::string("main"));
    QCOMPARE(told.object("w").pipeEnd.inFlight.size(), 1u);
}

QTEST_GUILESS_MAIN(PipeWorldTest)
#include "PipeWorldTest.moc"
