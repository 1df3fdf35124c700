// SPDX-License-Identifier: GPL-3.0-or-later
// Who stands at which line, without a window.
#include "app/source/LineEvents.h"
#include "app/source/SourceMargin.h"
#include "app/source/WorkerMarks.h"
#include "core/world/Snapshots.h"
#include "tests/support/TraceBuilder.h"
#include "tests/support/TraceText.h"

#include <QTest>

using namespace heddle;

namespace {

// "17: 0 1ring; 18: m", lines in their order.
QString told(const std::vector<WorkerMark>& marks) {
    static const std::map<MarkShape, QString> shapes{{MarkShape::tag, "tag"},
                                                     {MarkShape::disc, "disc"},
                                                     {MarkShape::ring, "ring"},
                                                     {MarkShape::square, "square"}};
    std::map<int, QStringList> lines;
    for (const WorkerMark& mark : marks)
        lines[mark.place.line] << mark.letters + "-" + shapes.at(mark.shape);
    QStringList all;
    for (const auto& [line, workers] : lines)
        all << QString("%1: %2").arg(line).arg(workers.join(' '));
    return all.join("; ");
}

std::vector<WorkerMark> marksAt(const std::shared_ptr<const Trace>& trace, std::size_t events) {
    SourceIndex index;
    index.catchUp(trace->names());
    WorkerLetters letters;
    letters.learn(trace->names());
    Snapshots worlds(trace);
    return marksIn(worlds.at(events), index, letters);
}

QString toldAtEnd(const char* text) {
    const auto trace = traceFrom(text);
    return told(marksAt(trace, trace->size()));
}

QStringList lettersOf(const QStringList& names) {
    TraceBuilder builder;
    const WorkerId main = builder.addWorker("main", WorkerKind::process);
    std::vector<WorkerId> workers{main};
    for (const QString& name : names)
        workers.push_back(builder.addWorker("main/" + name.toStdString(), WorkerKind::thread, main));
    WorkerLetters letters;
    letters.learn(builder.trace().names());
    QStringList all;
    for (const WorkerId worker : workers)
        all << letters.of(worker);
    return all;
}

MarginRow rowWith(int marks, int width) {
    MarginRow row{QRectF(0, 0, width, 20), 7, true, false, false, {}};
    for (int i = 0; i < marks; ++i)
        row.marks.push_back({WorkerId{static_cast<std::uint32_t>(i + 1)}, {0, 7}, QString::number(i)});
    return row;
}

}  // namespace

class SourceMarksTest : public QObject {
    Q_OBJECT
private slots:
    void aWorkerStandsAtTheLineThatItCalledLast() {
        QCOMPARE(toldAtEnd("main starts worker-0 @4; worker-0 begins; main puts 1 in Q @9"), "9: m-tag");
    }
    void whoIsHeldStandsAtTheLineThatItIsAboutToCall() {
        QCOMPARE(toldAtEnd("main puts 1 in Q @9; main would put 2 in Q @10"), "10: m-disc");
    }
    void whoWaitsStandsWhereItWaits() {
        QCOMPARE(toldAtEnd("main starts worker-0 @4; worker-0 begins; worker-0 waits to get from Q @12;"
                           "main starts worker-1 @4; worker-1 begins; worker-1 waits to get from Q @12"),
                 "4: m-tag; 12: 0-ring 1-ring");
    }
    void whoEndedStandsNowhereAndWhoDiedStaysWhereItDied() {
        QCOMPARE(toldAtEnd("main forks child-0 @4; child-0 begins; child-0 puts 1 in Q @8; child-0 dies;"
                           "main starts other @5; other begins; other puts 1 in R @9; other ends"),
                 "5: m-tag; 8: 0-square");
    }
    void theColourIsThatOfTheState() {
        const auto trace = traceFrom("main acquires M @3; main starts w @4; w begins; w wants M @7");
        const auto marks = marksAt(trace, trace->size());
        QCOMPARE(marks.size(), std::size_t(2));
        QCOMPARE(marks[0].tone, Tone::running);
        QCOMPARE(marks[1].tone, Tone::waitsLock);
    }
    void lookingBackTheMarksAreWhereTheyWere() {
        const auto trace = traceFrom("main puts 1 in Q @5; main puts 2 in Q @6");
        QCOMPARE(told(marksAt(trace, 1)), "5: m-tag");
        QCOMPARE(told(marksAt(trace, 2)), "6: m-tag");
        QCOMPARE(told(marksAt(trace, 0)), "");
    }

    void aNumberIsEnoughWhereAllAreOfOneName() {
        QCOMPARE(lettersOf({"worker-0", "worker-12"}), QStringList({"m", "0", "12"}));
    }
    void namesThatDifferBringTheirFirstLetter() {
        QCOMPARE(lettersOf({"producer-0", "consumer-0"}), QStringList({"m", "p0", "c0"}));
    }
    void asManyLettersAsTellItFromTheOthers() {
        QCOMPARE(lettersOf({"there", "thief", "back"}), QStringList({"m", "the", "thi", "b"}));
    }

    void marksThatHaveNoRoomAreCounted() {
        SourceMargin margin(Theme::light());
        const int width = margin.width();
        const auto shown = [&](int marks) { return margin.placesOf(rowWith(marks, width)); };
        QCOMPARE(shown(0).size(), std::size_t(0));
        QCOMPARE(shown(3).size(), std::size_t(3));
        QCOMPARE(shown(3).back().more, std::size_t(0));
        std::size_t marks = 0;
        for (const auto& place : shown(40)) {
            QVERIFY(place.rect.right() <= width);
            marks += place.mark ? 1 : place.more;
        }
        QCOMPARE(marks, std::size_t(40));
        QVERIFY(!shown(40).back().mark);
    }
    void theMarginGrowsForSeveralAndNoFurtherThanForFive() {
        SourceMargin margin(Theme::light());
        const int least = margin.width();
        margin.makeRoomFor(4);
        QVERIFY(margin.width() > least);
        margin.makeRoomFor(5);
        const int most = margin.width();
        margin.makeRoomFor(400);
        QCOMPARE(margin.width(), most);
        QCOMPARE(margin.placesOf(rowWith(5, most)).size(), std::size_t(5));
    }
    void aMarkIsFoundWhereItIsPainted() {
        const SourceMargin margin(Theme::light());
        const MarginRow row = rowWith(3, margin.width());
        const auto places = margin.placesOf(row);
        for (std::size_t i = 0; i < places.size(); ++i)
            QCOMPARE(margin.markAt(row, places[i].rect.center()), std::optional(i));
        QCOMPARE(margin.markAt(row, QPointF(2, 10)), std::optional<std::size_t>());
    }

    void theLastEventOfALineIsFoundBackFromAnInstant() {
        const auto trace = traceFrom("main puts 1 in Q @5; main puts 2 in Q @6; main puts 3 in Q @5");
        SourceIndex index;
        index.catchUp(trace->names());
        const SiteId five = index.sitesAt({0, 5}).front();
        const auto isFive = [&](const Event& event) { return event.site == five; };
        QCOMPARE(lastEvent(*trace, 3, isFive), std::optional<std::size_t>(2));
        QCOMPARE(lastEvent(*trace, 2, isFive), std::optional<std::size_t>(0));
        QCOMPARE(lastEvent(*trace, 0, isFive), std::optional<std::size_t>());
    }
    void theFilterOfALineNamesItsFileWhereThereAreSeveral() {
        QCOMPARE(filterOfLine("a/b.cpp", 18, true), "line=18");
        QCOMPARE(filterOfLine("a/b.cpp", 18, false), "file=a/b.cpp line=18");
        QCOMPARE(filterOfLine("a b.cpp", 18, false), "file=\"a b.cpp\" line=18");
        for (const char* file : {"a/b.cpp", "a b.cpp"}) {
            const auto line = lineOfFilter(filterOfLine(file, 18, false));
            QVERIFY(line && line->fits(file, 18) && !line->fits("c.cpp", 18) && !line->fits(file, 19));
        }
        QVERIFY(lineOfFilter("line=18")->fits("any.cpp", 18));
        QVERIFY(!lineOfFilter("line=18 worker=main"));
        QVERIFY(!lineOfFilter("line=1..2"));
    }
};

QTEST_MAIN(SourceMarksTest)
#include "SourceMarksTest.moc"
