// SPDX-License-Identifier: GPL-3.0-or-later
// A queue between processes is drawn as it is inside, below the depth of a program.
#include "tests/app/stage/StagedStage.h"
#include "tests/support/TraceBuilder.h"

#include <QTest>

using namespace heddle;

namespace {

// Two processes that put, each with a feeder.
struct Bench {
    TraceBuilder builder;
    WorkerId main, a, b, feederA, feederB;
    ObjectId queue;

    Bench() {
        main = builder.addWorker("main", WorkerKind::process);
        a = builder.addWorker("main/a", WorkerKind::process, main);
        b = builder.addWorker("main/b", WorkerKind::process, main);
        feederA = builder.addWorker("main/a/q.feeder", WorkerKind::thread, a, Depth::library);
        feederB = builder.addWorker("main/b/q.feeder", WorkerKind::thread, b, Depth::library);
        queue = builder.addObject(ObjectKind::processQueue, "main/q", main);
    }
    MessageId put(WorkerId worker, std::int64_t value) {
        const MessageId message = builder.newMessage();
        builder.tell(
            {.worker = worker, .op = Op::queuePut, .object = queue, .value = value, .message = message});
        return message;
    }
    void feed(WorkerId feeder, Op op, MessageId message) {
        constexpr int bytes = 28;
        builder.tell({.worker = feeder,
                      .op = op,
                      .object = queue,
                      .value = bytes,
                      .message = message,
                      .depth = Depth::library});
    }
    void write(WorkerId feeder, MessageId message) {
        feed(feeder, Op::queueTake, message);
        feed(feeder, Op::pipeWrite, message);
    }
};

QString inside(Bench& bench, Depth depth = Depth::library) {
    StagedStage stage(bench.builder.result());
    stage.scene.setDepth(depth);
    stage.at(stage.playback.length());
    return stage.told("q");
}

}  // namespace

class StageQueueInsideTest : public QObject {
    Q_OBJECT
private slots:
    void whatIsPutLiesInABufferThenInAFeedersHandThenInThePipe() {
        Bench bench;
        bench.write(bench.feederA, bench.put(bench.a, 11));
        const MessageId inHand = bench.put(bench.a, 12);
        bench.feed(bench.feederA, Op::queueTake, inHand);
        bench.put(bench.a, 13);
        bench.put(bench.b, 21);
        bench.put(bench.b, 22);
        QCOMPARE(inside(bench), QString("q|5 in it · 5 unfinished|buffer|feeder|pipe|a|(13)|(12)|b|(21)|(22)|"
                                        "\u2192 28 B|(11)"));
    }

    void aProgramSeesOneLine() {
        Bench bench;
        bench.write(bench.feederA, bench.put(bench.a, 11));
        bench.put(bench.a, 12);
        QCOMPARE(inside(bench, Depth::program), QString("q|2 in it · 2 unfinished|(11)|(12)"));
    }

    void whatALaterOneHasWrittenPassesWhatLiesInABuffer() {
        Bench bench;
        bench.put(bench.a, 11);
        bench.write(bench.feederB, bench.put(bench.b, 21));
        QCOMPARE(inside(bench),
                 QString("q|2 in it · 2 unfinished|buffer|feeder|pipe|a|(11)|b|\u2192 28 B|(21)"));
    }

    void ofManyTheNumberIsTold_data() {
        QTest::addColumn<int>("count");
        QTest::newRow("few") << 5;
        QTest::newRow("more than are looked at") << 5000;
    }
    void ofManyTheNumberIsTold() {
        QFETCH(int, count);
        Bench bench;
        for (int i = 0; i < count; ++i) {
            const MessageId message = bench.put(bench.a, i);
            if (i < count / 5)
                bench.write(bench.feederA, message);
        }
        const QString told = inside(bench);
        const QString buffered = QString::number(count - count / 5 - 1);
        QVERIFY2(told.contains(count < 1000 ? "+" + buffered : QString("+3k")), qPrintable(told));
        QVERIFY2(count < 1000 || told.contains(QString("1000 in it")), qPrintable(told));  // of the pipe
    }
};

QTEST_MAIN(StageQueueInsideTest)
#include "StageQueueInsideTest.moc"
