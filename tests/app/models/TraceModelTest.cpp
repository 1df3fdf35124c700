// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/models/TraceModel.h"

#include "app/models/OpMarks.h"
#include "core/trace/TraceFile.h"
#include "tests/support/ToyTrace.h"
#include "tests/support/TraceBuilder.h"
#include "tests/support/TraceText.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace heddle;

namespace {

std::unique_ptr<TraceModel> modelOf(const std::shared_ptr<Trace>& trace) {
    auto model = std::make_unique<TraceModel>();
    model->setTrace(trace);
    while (model->catchUp())
        continue;
    return model;
}

const Lane& laneNamed(const TraceModel& model, const QString& name) {
    for (const Lane& lane : model.lanes())
        if (lane.name == name)
            return lane;
    static const Lane none;
    return none;
}

}  // namespace

class TraceModelTest : public QObject {
    Q_OBJECT
private slots:
    void waitingAndDoneAreOneBar() {
        const auto model =
            modelOf(traceFrom("w waits to get from q; main puts 8 in q; w gets 8 from q; w ticks q"));
        const Lane& lane = laneNamed(*model, QStringLiteral("w"));
        QCOMPARE(lane.bars.size(), std::size_t(2));
        QCOMPARE(lane.bars[0].firstStep, 1);
        QCOMPARE(lane.bars[0].lastStep, 3);
        QCOMPARE(lane.bars[0].waitedSteps, 2);
        QVERIFY(!lane.bars[1].hasWaited());
    }

    void aWaitThatNobodyEndedStaysOpen() {
        const auto model = modelOf(traceFrom("w waits to get from q; main puts 8 in r"));
        QVERIFY(laneNamed(*model, QStringLiteral("w")).bars.back().isOpen());
    }

    void aMessageGoesFromItsSendToItsReceive() {
        const auto model = modelOf(traceFrom("main puts 8 in q; main puts 9 in q; w gets 8 from q"));
        const auto& all = model->messages().all();
        QCOMPARE(all.size(), std::size_t(2));
        QCOMPARE(all[0].sentStep, 1);
        QCOMPARE(all[0].receivedStep, 3);
        QCOMPARE(model->lanes()[all[0].to].name, QStringLiteral("w"));
        QVERIFY(!all[1].isReceived());
        QCOMPARE(model->content(all[0].received), QStringLiteral("8"));
        QCOMPARE(model->messages().ofEvent(all[0].received), std::optional<std::size_t>(0));
        QCOMPARE(model->messages().inFlightCount(2), std::size_t(2));
        QCOMPARE(model->messages().inFlightCount(3), std::size_t(1));
    }

    void depthFollowsPutsAndGets() {
        const auto model = modelOf(traceFrom(
            "queue q holds 4; main puts 1 in q; main puts 2 in q; w gets 1 from q; w gets 2 from q"));
        const Lane& lane = laneNamed(*model, QStringLiteral("q"));
        QCOMPARE(lane.kind, LaneKind::queue);
        QCOMPARE(lane.capacity, std::optional<std::int64_t>(4));
        std::vector<std::int64_t> depths;
        for (const auto& point : lane.depth.points())
            depths.push_back(point.depth);
        QCOMPARE(depths, (std::vector<std::int64_t>{1, 2, 1, 0}));
        QCOMPARE(lane.depth.greatest(), 2);
    }

    void aPipeIsOneLaneOfBytes() {
        const auto model =
            modelOf(traceFrom("pipe out to in; main sends 17 bytes on out; main receives from in"));
        const auto pipes = std::count_if(model->lanes().begin(), model->lanes().end(),
                                         [](const Lane& lane) { return lane.kind == LaneKind::pipe; });
        QCOMPARE(pipes, 1);
        QCOMPARE(laneNamed(*model, QStringLiteral("out")).depth.greatest(), 17);
    }

    void workersStandByProcessAndAboveObjects() {
        const auto model =
            modelOf(traceFrom("main starts t; main forks p; main puts 1 in q; p begins; t begins;"
                              "p starts u; u begins; main starts v; v begins"));
        QStringList names;
        for (const std::size_t lane : model->order())
            names << model->laneName(lane);
        QCOMPARE(names.join(QLatin1Char(' ')), QStringLiteral("main t v p u q"));
    }

    void namesThatRepeatAreToldByTheirPaths() {
        const auto trace = std::make_shared<Trace>();
        for (const char* path : {"main", "main/a/w", "main/b/w"}) {
            WorkerInfo worker;
            worker.id = {static_cast<std::uint32_t>(trace->names().count() + 1)};
            worker.path = path;
            trace->names().add(worker);
        }
        const auto model = modelOf(trace);
        QCOMPARE(model->laneName(0), QStringLiteral("main"));
        QCOMPARE(model->laneName(1), QStringLiteral("a/w"));
        QCOMPARE(model->laneName(2), QStringLiteral("b/w"));
    }

    void aKilledWorkersLaneHasDied() {
        const auto model = modelOf(traceFrom("main forks p; p begins; p dies; main joins p"));
        QVERIFY(laneNamed(*model, QStringLiteral("p")).end.has_value());
        QVERIFY(laneNamed(*model, QStringLiteral("p")).hasDied);
        QVERIFY(!laneNamed(*model, QStringLiteral("main")).hasDied);
    }

    void whoIsKilledAtItsGateHasDoneNothing() {
        const auto trace = traceFrom("main puts 8 in q; w gets 8 from q");
        Event killed = trace->event(1);
        killed.operation += 1;
        killed.message = {};
        killed.phase = Phase::failed;
        killed.outcome = Outcome::killed;
        killed.flags = Event::madeByCollector | Event::wasHeld;
        trace->append(killed, {});
        const auto model = modelOf(trace);
        QCOMPARE(model->steps(), 2);
        QCOMPARE(laneNamed(*model, QStringLiteral("w")).bars.size(), std::size_t(1));
        QVERIFY(laneNamed(*model, QStringLiteral("w")).hasDied);
    }

    void catchingUpInBitsGivesWhatOneGulpGives() {
        const auto trace = toyTrace();
        const auto whole = modelOf(trace);
        TraceModel bits;
        QSignalSpy grown(&bits, &TraceModel::grown);
        bits.setTrace(trace);
        while (bits.catchUp(7))
            continue;
        QVERIFY(grown.count() > 10);
        QVERIFY(!bits.catchUp());
        QCOMPARE(bits.steps(), whole->steps());
        QCOMPARE(bits.lanes().size(), whole->lanes().size());
        for (std::size_t i = 0; i < bits.lanes().size(); ++i)
            QCOMPARE(bits.lanes()[i].bars.size(), whole->lanes()[i].bars.size());
        QCOMPARE(bits.messages().all().size(), whole->messages().all().size());
        const auto count = grown.count();
        bits.catchUp();
        QCOMPARE(grown.count(), count);
    }

    void aLaneThatComesLateLeavesTheOthersWhereTheyAre() {
        const auto trace = toyTrace();
        const auto model = modelOf(trace);
        const Lane* first = &model->lanes().front();
        const std::size_t before = model->lanes().size();
        WorkerInfo late;
        late.path = "late/main";
        for (std::uint32_t i = 0; i < 100; ++i) {
            late.id = WorkerId{1000 + i};
            trace->names().add(late);
        }
        model->catchUp();
        QCOMPARE(model->lanes().size(), before + 100);
        QCOMPARE(&model->lanes().front(), first);  // its bars have not been copied
        QCOMPARE(model->laneName(before), QStringLiteral("late/main"));
    }

    void whoWaitsAtAnEmptyQueueShowsIt() {
        const auto model = modelOf(traceFrom("main waits to get from q"));
        QCOMPARE(laneNamed(*model, QStringLiteral("q")).kind, LaneKind::queue);
    }

    void aFileIsSeenWholeBeforeItIsRead() {
        const QTemporaryDir folder;
        const auto path = folder.filePath(QStringLiteral("toy.heddle")).toStdString();
        const auto whole = modelOf(toyTrace());
        QVERIFY(saveTrace(toyTrace(), path).has_value());
        TraceModel model;
        model.setTrace(*openTrace(path));
        QCOMPARE(model.size(), std::size_t(0));
        QCOMPARE(model.wholeSteps(), whole->steps());
        QCOMPARE(model.wholeLengthNs(), whole->lengthNs());
        for (const Lane& lane : whole->lanes())
            if (lane.kind == LaneKind::worker) {
                const Lane& ahead = laneNamed(model, lane.name);
                QVERIFY(ahead.ahead.has_value());
                QCOMPARE(ahead.ahead->barsBySteps.size(), lane.barsBySteps.size());
                QCOMPARE(ahead.ahead->barsByTime.size(), lane.barsByTime.size());
            }
        QVERIFY(!model.isReadTo(1, 0));
        model.catchUp(30);
        QVERIFY(model.isReadTo(1, 0) && !model.isReadTo(double(whole->steps()), 0));
        while (model.catchUp())
            continue;
        QVERIFY(model.isReadTo(double(whole->steps()), 0));
        for (const Lane& lane : model.lanes())
            QVERIFY(!lane.ahead.has_value());
    }

    void messagesUnderWayAreFoundWhereALoopFindsThem() {
        ToyRun run;
        run.items = 500;
        const auto model = modelOf(toyTrace(run));
        const auto& all = model->messages().all();
        for (std::size_t from = 0; from < model->size(); from += 97) {
            const std::size_t to = from + 50;
            std::vector<std::size_t> expected;
            for (std::size_t i = 0; i < all.size(); ++i)
                if (all[i].sent < to && all[i].received >= from)
                    expected.push_back(i);
            QCOMPARE(model->messages().underWay(from, to, 100000).messages, expected);
            const auto few = model->messages().underWay(from, to, 16);
            QVERIFY(few.messages.size() <= 17);
            for (const std::size_t i : few.messages)
                QCOMPARE(i % few.oneOf, std::size_t(0));
        }
    }

    void everyEventReadsAsASentence() {
        const auto model = modelOf(traceFrom("main puts 8 in q; w gets 8 from q"));
        QVERIFY(model->sentence(1).contains(QStringLiteral("w")) &&
                model->sentence(1).contains(QStringLiteral("8")));
    }

    void whoeverTicksAnItemOffIsSaidToTickThatItem() {
        const auto model = modelOf(traceFrom(
            "main puts 7 in q; main puts 8 in q; main puts 9 in r; w gets 7 from q; v gets 8 from q;"
            "w gets 9 from r; w ticks q giving 1; v ticks q; v ticks q"));
        const std::size_t last = model->size() - 1;
        QCOMPARE(model->content(last - 2), QStringLiteral("7"));
        QCOMPARE(model->content(last - 1), QStringLiteral("8"));
        QCOMPARE(model->content(last), QString());  // it took no other
        QCOMPARE(cellTexts(Op::queueTaskDone, "7", "jobs"),
                 (QStringList{"task_done 7 · jobs", "task_done 7", "✓7", "✓"}));
        QCOMPARE(shortestWithContent(Op::queueTaskDone, "7"), QStringLiteral("✓7"));
    }

    void whoTakesTwoItemsTicksThemOffOneAfterTheOther() {
        const auto model = modelOf(traceFrom("main puts 1 in q; main puts 2 in q; w gets 1 from q;"
                                             "w gets 2 from q; w ticks q; w ticks q"));
        QCOMPARE(model->content(4), QStringLiteral("2"));
        QCOMPARE(model->content(5), QStringLiteral("1"));
    }

    void aQueueThatIsClosedIsANormalEndForWhoTakesAndTroubleForWhoPuts() {
        const auto model =
            modelOf(traceFrom("main closes q; w fails to get from q: closed; v fails to put 1 in q: closed"));
        QVERIFY(!model->lanes()[*model->laneOf(model->trace()->event(1).worker)].bars.back().isTrouble());
        QVERIFY(model->lanes()[*model->laneOf(model->trace()->event(2).worker)].bars.back().isTrouble());
        QCOMPARE(failedTexts(Op::pipeRecv, Outcome::eof), (QStringList{"recv eof", "eof"}));
    }

    void aLongMessageIsToldAsItsBeginningAndItsSize() {
        TraceBuilder builder;
        const WorkerId w = builder.addWorker("w");
        const ObjectId socket = builder.addObject(ObjectKind::socket, "s", w);
        const ObjectId queue = builder.addObject(ObjectKind::queue, "q", w);
        const auto gives = [&](Op op, ObjectId object, std::int64_t value, const std::string& text,
                               std::uint8_t flags = 0) {
            builder.tell({.worker = w,
                          .op = op,
                          .object = object,
                          .value = value,
                          .message = builder.newMessage(),
                          .text = text,
                          .flags = flags});
        };
        gives(Op::tcpSendAll, socket, 5000, std::string(Event::textLimit, '.'), Event::textWasCut);
        gives(Op::queuePut, queue, 0, std::string(100, 'x'));
        gives(Op::queuePut, queue, 0, std::string(Event::textLimit, 'x'), Event::textWasCut);
        builder.tell({.worker = w, .op = Op::print, .text = std::string(100, 'x')});
        const auto model = modelOf(builder.result());
        const QString size = QStringLiteral("…\u00A04.9\u00A0KiB");
        QCOMPARE(model->content(0), QString(16, '.') + size);
        QVERIFY2(model->sentence(0).endsWith(QString(32, '.') + size + "\" on s"),
                 qPrintable(model->sentence(0)));
        QCOMPARE(model->content(1), QString(16, 'x') + QStringLiteral("…\u00A0100\u00A0B"));
        QCOMPARE(model->content(2), QString(16, 'x') + QStringLiteral("…"));  // nobody told how long it is
        QVERIFY(model->sentence(2).contains(QString(32, 'x') + "…") &&
                !model->sentence(2).contains(QString(33, 'x')));
        QVERIFY(model->sentence(3).contains(QString(100, 'x')));  // it is no message
    }

    void whoWaitsToSendSaysWhatAndNotHowFar() {
        const auto model =
            modelOf(traceFrom("pipe a to b; w would send 40 bytes on a; w waits to send 3 bytes on a;"
                              "v waits to send 4 bytes on b"));
        const std::size_t last = model->size() - 1;
        QCOMPARE(model->content(last - 1), QStringLiteral("40 B"));
        QCOMPARE(model->content(last), QString());  // in free mode nobody told what
    }

    void whatHasGoneOfAMessageLiesInThePipe() {
        TraceBuilder builder;
        const WorkerId w = builder.addWorker("w"), v = builder.addWorker("v");
        const std::pair<ObjectId, ObjectId> pipe = builder.addPipe("a", "b");
        const MessageId message = builder.newMessage();
        const auto tell = [&](WorkerId worker, Op op, const Telling& rest) {
            Telling telling = rest;
            telling.worker = worker;
            telling.op = op;
            telling.object = op == Op::pipeSend ? pipe.first : pipe.second;
            builder.tell(telling);
        };
        tell(w, Op::pipeSend, {.phase = Phase::waits, .value = 3, .message = message});
        tell(w, Op::pipeSend, {.value = 5, .message = message});
        tell(v, Op::pipeRecv, {.phase = Phase::waits, .value = 2});
        tell(v, Op::pipeRecv, {.value = 5, .message = message});
        const auto model = modelOf(builder.result());
        const Lane& lane = laneNamed(*model, QStringLiteral("a"));
        std::vector<std::int64_t> depths;
        for (const DepthCurve::Point& point : lane.depth.points())
            depths.push_back(point.depth);
        QCOMPARE(depths, (std::vector<std::int64_t>{3, 5, 3, 0}));
        QCOMPARE(model->messages().all().size(), std::size_t(1));
        QCOMPARE(model->messages().ofEvent(0), std::optional<std::size_t>(0));
        QCOMPARE(model->messages().ofEvent(1), std::optional<std::size_t>(0));
    }

    void aLockHasALaneThatTellsWhoHeldIt() {
        const auto model =
            modelOf(traceFrom("a acquires L; b wants L; a releases L; b acquires L; main prints x"));
        const Lane& lane = laneNamed(*model, QStringLiteral("L"));
        QCOMPARE(lane.kind, LaneKind::lock);
        QCOMPARE(lane.holds.size(), std::size_t(2));
        QCOMPARE(model->laneName(lane.holds[0].owner), QStringLiteral("a"));
        QCOMPARE(lane.holds[0].firstStep, 1);
        QCOMPARE(lane.holds[0].lastStep, 3);
        QCOMPARE(model->laneName(lane.holds[1].owner), QStringLiteral("b"));
        QVERIFY(lane.holds[1].isOpen());
        QCOMPARE(lane.depth.greatest(), 1);
        QCOMPARE(lane.depth.points().back().depth, 0);
    }

    void aConditionsWaitGivesItsMutexBack() {
        const auto model =
            modelOf(traceFrom("w acquires M; w waits on C with M; main acquires M; main notifies C;"
                              "main releases M; w wakes from C"));
        const auto& holds = laneNamed(*model, QStringLiteral("M")).holds;
        QCOMPARE(holds.size(), std::size_t(3));
        QCOMPARE(holds[1].lastStep, 5);
        QCOMPARE(holds[2].firstStep, 6);  // one column, and one owner in it
        QCOMPARE(laneNamed(*model, QStringLiteral("C")).depth.greatest(), 1);
    }

    void aZeroThatWasReadIsSaid() {
        const auto model = modelOf(traceFrom("main stores 0 in x"));
        QCOMPARE(model->content(0), QStringLiteral("0"));
    }

    void marksAreShortWhereWordsDoNotFit() {
        QCOMPARE(cellTexts(Op::queuePut, "7", "jobs"), (QStringList{"put 7 · jobs", "put 7", "+7", "+"}));
        QCOMPARE(cellTexts(Op::mutexAcquire, {}, "L"), (QStringList{"acquire · L", "acquire", "↓L", "↓"}));
        QCOMPARE(cellTexts(Op::print, "hello", "stdout").first(), QStringLiteral("print hello"));
        for (std::size_t op = 1; op < opCount; ++op)
            QVERIFY(cellTexts(static_cast<Op>(op), {}).last().size() <= 2);
        QCOMPARE(waitTexts(Op::queuePut, QStringLiteral("11")).first(), QStringLiteral("put 11"));
        QCOMPARE(waitTexts(Op::queueGet, {}).first(), QStringLiteral("get"));
    }
};

QTEST_GUILESS_MAIN(TraceModelTest)
#include "TraceModelTest.moc"
