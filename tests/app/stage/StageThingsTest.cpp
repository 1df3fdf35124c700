// SPDX-License-Identifier: GPL-3.0-or-later
// What each kind of thing says of the world, and where messages are; without a window.
#include "app/picture/TextFit.h"
#include "tests/app/stage/StagedStage.h"
#include "tests/support/ToyTrace.h"

#include <QTest>

#include <cmath>

using namespace heddle;

class StageThingsTest : public QObject {
    Q_OBJECT
private:
    static QPointF centreOf(StagedStage& stage, const StageFlight& flight) {
        return capsuleOf(stage.scene.scope(), flight).center();
    }

private slots:
    void aLockTellsWhatItProtects_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("isProtected");
        const QString both =
            "main starts a; a begins; main stores 1 in X; main acquires L; main stores 40 in X;"
            "main releases L; a acquires L; a loads X as 40; ";
        QTest::newRow("always under it") << both + "a releases L; main loads X as 40" << true;
        QTest::newRow("once bare") << both + "a releases L; a stores 40 in X" << false;
        QTest::newRow("under another") << both + "a releases L; a acquires M; a stores 40 in X" << false;
        QTest::newRow("under two") << "main acquires L; main acquires M; main stores 40 in X" << false;
        QTest::newRow("under no lock") << "main starts a; a begins; main acquires L; main releases L;"
                                          "main stores 40 in X; a loads X as 40"
                                       << false;
    }
    void aLockTellsWhatItProtects() {
        QFETCH(QString, text);
        QFETCH(bool, isProtected);
        StagedStage stage(text.toStdString());
        QVERIFY2(stage.told("L").split('|').contains("X = 40") == isProtected, qPrintable(stage.told("L")));
        QVERIFY((stage.box("X") == nullptr) == isProtected);  // it is drawn once
    }

    void whatIsDrawnInItsLockIsFoundThere() {
        StagedStage stage("main acquires L; main stores 40 in X; main releases L");
        stage.scene.select({.event = 1});
        const auto lock = static_cast<std::size_t>(stage.box("L") - stage.plan().boxes.data());
        const std::vector<std::size_t>& selected = stage.scene.scope().selected;
        QVERIFY(std::find(selected.begin(), selected.end(), lock) != selected.end());
        QCOMPARE(stage.plan().links.size(), std::size_t(1));  // with main: its uses of both
    }

    void aVariableOfAFoldedLockStandsByItself() {
        std::string text;
        for (int i = 1; i <= 9; ++i)
            text += "main acquires L-" + std::to_string(i) + "; main stores 40 in " +
                    std::string(1, static_cast<char>('a' + i)) + "; main releases L-" + std::to_string(i) +
                    "; ";
        StagedStage stage(text + "main prints a");
        QVERIFY(stage.box("L 1\u20139"));
        QVERIFY(stage.box("b") && stage.box("j"));
        stage.scene.turnGroup(stage.box("L 1\u20139")->group);
        QVERIFY(!stage.box("b") && !stage.box("j"));
    }

    void whoWaitsForAnEndWaitsAtWhoeverIsToEnd() {
        StagedStage stage("main starts a; a begins; main waits to join a");
        int lines = 0;
        for (const PictureItem& item : stage.scene.picture().items)
            if (const auto* curve = std::get_if<PictureCurve>(&item))
                lines += curve->headPx > 0 ? 1 : 0;
        QCOMPARE(lines, 1);
        stage.at(0);
        for (const PictureItem& item : stage.scene.picture().items)
            QVERIFY(!std::holds_alternative<PictureCurve>(item));
    }

    void aCircleIsNotHiddenInAStack() {
        std::string text = "main starts a; main starts b; a begins; b begins;";
        for (int i = 0; i < 12; ++i)
            text +=
                "main acquires fork-" + std::to_string(i) + "; main releases fork-" + std::to_string(i) + ";";
        text += "a acquires fork-0; b acquires fork-1; a wants fork-1; b wants fork-0";
        StagedStage stage(text);
        QCOMPARE(stage.scene.scope().circle.size(), std::size_t(2));
        QVERIFY(stage.box("fork-0") && stage.box("fork-1"));
        QStringList caption;  // not who waits for whom: that is said elsewhere, and would be cut here
        for (const PictureItem& item : stage.scene.margins().items)
            if (const auto* words = std::get_if<PictureText>(&item))
                caption << words->text;
        QVERIFY(caption.contains(QStringLiteral("2 wait in a circle, each for what the next one holds")));
        stage.scene.turnGroup(stage.box("fork-0")->group);  // whoever looks may fold it nevertheless
        stage.at(3);
        stage.at(stage.playback.length());
        QVERIFY(!stage.box("fork-0"));
    }

    void aCircleSaysWhatOfTheNextOneIsWaitedFor() {
        const auto caption = [](const char* text) {
            StagedStage stage(text);
            for (const PictureItem& item : stage.scene.margins().items)
                if (const auto* words = std::get_if<PictureText>(&item);
                    words && words->text.contains("circle"))
                    return words->text;
            return QString();
        };
        QCOMPARE(caption("main starts a; main starts b; a begins; b begins; a acquires L; b acquires M;"
                         "a wants M; b wants L; main waits to join a"),
                 QString("2 wait in a circle, each for what the next one holds"));
        QCOMPARE(caption("queue q holds 1; queue r holds 1; main starts a; a begins; a puts 1 in q;"
                         "main puts 1 in r; a waits to put 2 in q; main waits to put 2 in r"),
                 QString("2 wait in a circle, each for the next one to take"));
        QCOMPARE(caption("pipe a to b; pipe c to d; main forks p; p begins; main closes b; p closes d;"
                         "main waits to send 5 on a; p waits to send 6 on c"),
                 QString("2 wait in a circle, each for the next one to receive"));
    }

    void aCircleOfFullQueuesIsDrawnAllAround() {
        StagedStage stage("queue q holds 1; queue r holds 1; main starts a; a begins; a puts 1 in q;"
                          "main puts 1 in r; a waits to put 2 in q; main waits to put 2 in r");
        QCOMPARE(stage.scene.scope().circle.size(), std::size_t(2));
        int towardsThing = 0, towardsWorker = 0;
        for (const PictureItem& item : stage.scene.picture().items)
            if (const auto* curve = std::get_if<PictureCurve>(&item);
                curve && curve->headPx > 0 && curve->tone == Tone::waitsLock)
                ++(curve->dash == Dash::dashes ? towardsWorker : towardsThing);
        QCOMPARE(towardsThing, 2);
        QCOMPARE(towardsWorker, 2);
    }

    void aStoreThatIsToComeDoesNotPretendToKnowItsValue() {
        StagedStage stage("main stores 3 in X; main starts a; a begins; a would store 0 in X");
        QVERIFY2(stage.told("a").endsWith("store()"), qPrintable(stage.told("a")));
    }

    void whoWasKilledInAnOperationDoesNotRun() {
        StagedStage stage(
            "main starts a; a begins; main acquires M; a wants M; a fails to acquire M: killed");
        QVERIFY2(stage.told("a").contains("killed"), qPrintable(stage.told("a")));
        QVERIFY(stage.told("a").startsWith("✕"));
    }

    void aTitleWithoutRoomLosesWholeParts() {
        std::string text = "queue a-queue-of-some-length holds 4;";
        for (int i = 0; i < 3; ++i)
            text += "main puts 1 in a-queue-of-some-length;";
        StagedStage stage(text);
        const QString told = stage.told("a-queue-of-some-length");
        QVERIFY2(told.contains("3 of 4") && !told.contains("unf"), qPrintable(told));
    }

    void thingsOfOneNameAreToldApart() {
        StagedStage stage(
            "main starts a; main starts b; a begins; b begins; main puts 1 in a/q; main puts 1 in b/q");
        QVERIFY2(stage.columns().contains("a/q") && stage.columns().contains("b/q"),
                 qPrintable(stage.columns()));
    }

    void manyMessagesAreCountedInFewDigits() {
        std::string text;
        for (int i = 0; i < 2500; ++i)
            text += "main puts 1 in q;";
        StagedStage stage(text);
        QVERIFY2(stage.told("q").contains("(…+2k)"), qPrintable(stage.told("q")));
    }

    void workersTellWhatTheyDo() {
        StagedStage stage("main starts a; a begins; main acquires M; a wants M");
        QCOMPARE(stage.told("a"), QString("⊘|a|M.acquire()"));
        stage.at(0);
        QVERIFY(stage.told("a").contains("not started"));
    }

    void whoWaitsStandsBesideWhatHeWaitsFor() {
        StagedStage stage(
            "main starts a; main starts b; a begins; b begins; main puts 1 in q; a gets 1 from q;"
            "a waits to get from q; b waits to get from q");
        const QRectF queue = stage.box("q")->rect;
        const QRectF below(queue.left(), queue.bottom(), queue.width(), 24);
        QCOMPARE(stage.textsIn(below), QStringList({"1. a", "2. b"}));
    }

    void aMessageGoesIntoItsThingWhileItsStepPlays() {
        StagedStage stage("main puts 7 in q; main prints a");
        stage.at(0.25);
        QCOMPARE(stage.scene.scope().flights.size(), std::size_t(1));
        const double early = centreOf(stage, stage.scene.scope().flights[0]).x();
        stage.at(0.75);
        const double late = centreOf(stage, stage.scene.scope().flights[0]).x();
        QVERIFY(early > stage.box("main")->rect.right() - 20 && late > early);
        QVERIFY(late < stage.box("q")->rect.left() + 20);
        QVERIFY(!stage.told("q").contains("(7)"));
        stage.at(1);
        QCOMPARE(stage.scene.scope().flights.size(), std::size_t(0));
        QVERIFY(stage.told("q").contains("(7)"));
    }

    void aMessageThatIsTakenLiesWithWhoeverTookItWhenItsStepIsDone() {
        StagedStage stage("main starts a; a begins; main puts 7 in q; a gets 7 from q; main prints a");
        const double taken = 3;
        stage.at(taken - 0.5);  // it has left its place, and is nowhere twice
        QCOMPARE(stage.scene.scope().flights.size(), std::size_t(1));
        QVERIFY(!stage.told("q").contains("(7)"));
        const double x = centreOf(stage, stage.scene.scope().flights[0]).x();
        const double middle = (stage.box("q")->rect.right() + stage.box("a")->rect.left()) / 2;
        QVERIFY(std::abs(x - middle) < 1);
        stage.at(taken);
        QCOMPARE(stage.scene.scope().flights.size(), std::size_t(1));
        const QRectF arrived = capsuleOf(stage.scene.scope(), stage.scene.scope().flights[0]);
        QVERIFY(std::abs(arrived.right() - stage.box("a")->rect.left()) < 1);  // it covers no word
        stage.at(taken + 0.5);                                                 // another step plays
        QCOMPARE(stage.scene.scope().flights.size(), std::size_t(0));
    }

    void whileAStepPlaysItsSentenceIsSaid() {
        StagedStage stage("main puts 7 in q; main prints a");
        stage.at(1.5);
        QCOMPARE(stage.scene.scope().eventShown(), std::optional(stage.trace->indexOfStep(2)));
        stage.at(1);
        QCOMPARE(stage.scene.scope().eventShown(), std::optional(stage.trace->indexOfStep(1)));
    }

    void aCountThatDoesNotFitIsNeverCutInTheMiddle() {
        std::string text;
        for (int i = 0; i < 1234; ++i)
            text += "main puts 123456789 in q;";
        StagedStage stage(text);
        for (const QString& told : stage.textsIn(stage.box("q")->rect))
            if (told.startsWith('('))
                QVERIFY2((told.startsWith("(…") && told.endsWith("789)")) || told == "(…+1k)" ||
                             told == "(+1k)" || told == "(+1231)",
                         qPrintable(told));
    }

    void aLongNumberIsCutWhereItIsLikeItsNeighbours() {
        StagedStage stage("main puts 1234567890123 in q; main puts 1234567890124 in q");
        QStringList ends;
        for (const QString& told : stage.textsIn(stage.box("q")->rect))
            if (told.startsWith(QStringLiteral("(…")))
                ends << told.right(2);
        ends.sort();
        QCOMPARE(ends, (QStringList{QStringLiteral("3)"), QStringLiteral("4)")}));
    }

    void aRequestAndItsReplyAreTwo() {
        StagedStage stage("main starts a; a begins; a dict.set D; main prints b");
        const auto flight = [&](double position) {
            stage.at(position);
            const auto& flights = stage.scene.scope().flights;
            return flights.size() == 1 ? std::optional(flights[0]) : std::nullopt;
        };
        const auto request = flight(1.25), reply = flight(1.75);
        QVERIFY(request && request->isForth && !request->isReply);
        QVERIFY(reply && !reply->isForth && reply->isReply);
        const double start = capsuleOf(stage.scene.scope(), *reply).center().x();
        const auto later = flight(1.95);
        QVERIFY(later && capsuleOf(stage.scene.scope(), *later).center().x() != start);
    }

    void aRunThatBeginsAnewWhileTheLastOneIsShownAtItsEndHasNoMessagesYet() {
        StagedStage stage(toyTrace({.workers = 4, .items = 4000, .capacity = 3}));
        stage.playback.setAxis(Axis::realTime);
        stage.at(stage.playback.length());
        const auto fresh = traceFrom("main puts 7 in q");
        stage.scene.setTrace(fresh);
        while (stage.scene.catchUp())
            continue;
        stage.scene.setMoment(stage.playback.moment(), {});  // nobody has told it yet that it is another
        QVERIFY(stage.scene.scope().flights.empty());
    }

    void theCircleIsStillThereWhenHeddleHasEndedTheRun() {
        const char* text = "main starts a; main starts b; a begins; b begins; a acquires A; b acquires B;"
                           "a wants B; b wants A; a dies; b dies";
        StagedStage stage(text);
        QVERIFY(stage.scene.scope().circle.empty());
        stage.at(stage.playback.length() - 2);
        std::vector<Verdict> verdicts = deadlocks(*stage.scene.scope().world);
        QCOMPARE(verdicts.size(), std::size_t(1));
        stage.at(stage.playback.length());
        stage.scene.setVerdicts(verdicts);
        QCOMPARE(stage.scene.scope().circle.size(), std::size_t(2));
        stage.at(1);
        QVERIFY(stage.scene.scope().circle.empty());
    }

    void aCircleOfWaitsIsSaidAndTheRestFades() {
        StagedStage stage(
            "main starts first; main starts second; main starts other; first begins; second begins;"
            "other begins; other acquires C; first acquires A; second acquires B; first wants B;"
            "second wants A");
        QCOMPARE(stage.scene.scope().circle.size(), std::size_t(2));
        QVERIFY(stage.scene.scope().isInCircle(*stage.box("first")));
        QVERIFY(stage.scene.scope().isInCircle(*stage.box("A")));
        QVERIFY(!stage.scene.scope().isInCircle(*stage.box("other")));
        QVERIFY(!stage.scene.scope().isInCircle(*stage.box("C")));
        int waits = 0, holds = 0, veils = 0;
        for (const PictureItem& item : stage.scene.picture().items) {
            if (const auto* curve = std::get_if<PictureCurve>(&item)) {
                waits += curve->tone == Tone::waitsLock && curve->headPx > 0 ? 1 : 0;
                holds += curve->tone == Tone::held && curve->headPx > 0 ? 1 : 0;
            }
            if (const auto* fill = std::get_if<PictureFill>(&item))
                veils += fill->opacity < 1 ? 1 : 0;
        }
        QCOMPARE(waits, 2);
        QCOMPARE(holds, 2);  // each apart from the other
        QCOMPARE(veils, 3);  // main, other, C
        stage.at(stage.playback.length() - 1);
        QVERIFY(stage.scene.scope().circle.empty());
    }
};

QTEST_MAIN(StageThingsTest)
#include "StageThingsTest.moc"
