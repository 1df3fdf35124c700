// SPDX-License-Identifier: GPL-3.0-or-later
// What connections and frames of processes say, and how much; without a window.
#include "tests/app/stage/StagedStage.h"
#include "tests/support/TraceBuilder.h"

#include <QTest>

using namespace heddle;

class StageCountsTest : public QObject {
    Q_OBJECT
private slots:
    void aConnectionSaysWhoseItIsAndItsBytesInItsBuffersOnly() {
        TraceBuilder builder;
        const WorkerId main = builder.addWorker("main", WorkerKind::process);
        const ObjectId listener = builder.addObject(ObjectKind::listener, "main/listener", main);
        builder.tell({.worker = main, .op = Op::tcpListen, .object = listener});
        for (const std::string name : {"main/client-0", "main/client-1"}) {
            const WorkerId client = builder.addWorker(name, WorkerKind::process, main);
            const ObjectId near = builder.addObject(ObjectKind::socket, name + "/to-desk", client);
            const ObjectId far = builder.addObject(ObjectKind::socket, "main/to-" + name.substr(5), main);
            const MessageId made = builder.newMessage();
            builder.tell({.worker = client,
                          .op = Op::tcpConnect,
                          .object = near,
                          .value = static_cast<std::int64_t>(listener.number),
                          .message = made});
            builder.tell({.worker = main,
                          .op = Op::tcpAccept,
                          .object = listener,
                          .value = static_cast<std::int64_t>(far.number),
                          .message = made});
            builder.tell({.worker = client,
                          .op = Op::tcpSendAll,
                          .object = near,
                          .value = 8,
                          .message = builder.newMessage()});
        }
        builder.tell({.worker = main, .op = Op::print, .text = "here"});
        StagedStage stage(builder.result());
        for (const char* name : {"client-0/to-desk", "client-1/to-desk"}) {
            const QString told = stage.told(name);
            QVERIFY2(told.contains(name), qPrintable(told));
            QVERIFY2(told.contains(QStringLiteral("out 8 B")), qPrintable(told));
            QVERIFY2(told.contains(QStringLiteral("in 8 B")), qPrintable(told));
            QVERIFY2(!told.contains(QLatin1Char('(')), qPrintable(told));  // no capsule
        }
    }

    void howManyMoreThereAreDoesNotLookLikeOneOfThem() {
        for (const int count : {60, 6'000, 160'000}) {
            TraceBuilder builder;
            const WorkerId main = builder.addWorker("main", WorkerKind::process);
            const ObjectId queue = builder.addObject(ObjectKind::queue, "main/q", main);
            for (int i = 0; i < count; ++i)
                builder.tell(
                    {.worker = main, .op = Op::queuePut, .object = queue, .message = builder.newMessage()});
            StagedStage stage(builder.result());
            const QStringList told = stage.told("q").split(QLatin1Char('|'));
            const QString more = told.back();
            QVERIFY2(more.startsWith(QStringLiteral("(+")) || more.startsWith(QStringLiteral("(…")),
                     qPrintable(told.join(QLatin1Char(' '))));
        }
    }

    void threadsOfTheLibraryAreCountedApart() {
        TraceBuilder builder;
        const WorkerId main = builder.addWorker("main", WorkerKind::process);
        const WorkerId child = builder.addWorker("main/child", WorkerKind::process, main);
        const WorkerId feeder = builder.addWorker("main/q.feeder", WorkerKind::thread, main, Depth::library);
        const ObjectId queue = builder.addObject(ObjectKind::queue, "main/q", main);
        builder.tell({.worker = main, .op = Op::queuePut, .object = queue, .message = builder.newMessage()});
        builder.tell({.worker = feeder, .op = Op::queueTake, .object = queue, .depth = Depth::library});
        builder.tell({.worker = child, .op = Op::print});
        StagedStage stage(builder.result());
        stage.scene.setDepth(Depth::library);
        stage.at(stage.playback.length());
        QStringList counts;
        for (const PictureItem& item : stage.scene.picture().items)
            if (const auto* words = std::get_if<PictureText>(&item);
                words &&
                (words->text.contains(QStringLiteral("thread")) || words->text.startsWith(QLatin1Char('+'))))
                counts << words->text;
        const QString all = counts.join(QLatin1Char('|'));
        QVERIFY2(counts.contains(QStringLiteral("1 thread")), qPrintable(all));
        QVERIFY2(all.contains(QStringLiteral("+ 1")), qPrintable(all));
        QVERIFY2(!all.contains(QStringLiteral("2 threads")), qPrintable(all));
    }
};

QTEST_MAIN(StageCountsTest)
#include "StageCountsTest.moc"
