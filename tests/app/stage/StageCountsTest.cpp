// SPDX-License-Identifier: GPL-3.0-or-later
// What connections and frames of processes say, and how much; without a window.
#include "tests/app/stage/StagedStage.h"
#include "tests/support/TraceBuilder.h"

#include <QTest>

using namespace heddle;

class StageCountsTest : public QObject {
    Q_OBJECT
private:
    // Two clients that have connected to main, and each has sent so many bytes.
    static void connect(TraceBuilder& builder, std::int64_t bytes, std::vector<ObjectId>& ends,
                        const std::string& text = "Hello", std::uint8_t flags = 0) {
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
                          .value = bytes,
                          .message = builder.newMessage(),
                          .text = text,
                          .flags = flags});
            ends.insert(ends.end(), {near, far});
        }
    }
    static std::vector<QRectF> fillsIn(StagedStage& stage, const QRectF& rect) {
        std::vector<QRectF> fills;
        for (const PictureItem& item : stage.scene.picture().items)
            if (const auto* fill = std::get_if<PictureFill>(&item);
                fill && fill->tone == Tone::depthFill && rect.contains(fill->rect.center()))
                fills.push_back(fill->rect);
        return fills;
    }

private slots:
    void aConnectionTellsItsBytesOnceAndWhichWayTheyGo() {
        TraceBuilder builder;
        std::vector<ObjectId> ends;
        connect(builder, 2969, ends);
        builder.tell({.worker = builder.addWorker("main/other"), .op = Op::print, .text = "here"});
        StagedStage stage(builder.result());
        for (const char* name : {"client-0/to-desk", "client-1/to-desk"}) {
            const QStringList told = stage.told(name).split(QLatin1Char('|'));
            const QString all = told.join(QLatin1Char('|'));
            QVERIFY2(told.contains(QString::fromUtf8(name)), qPrintable(all));
            QCOMPARE(told.filter(QStringLiteral("2.9 KiB")), QStringList(QStringLiteral("→ 2.9 KiB")));
            QVERIFY2(told.contains(QStringLiteral("0 B ←")), qPrintable(all));
            QVERIFY2(told.contains(QStringLiteral("(Hello)")), qPrintable(all));
        }
    }

    void bytesInAConnectionLieWhereTheyLeaveIt() {
        TraceBuilder builder;
        std::vector<ObjectId> ends;
        connect(builder, 30'000, ends);
        const WorkerId main{1};
        builder.tell({.worker = main, .op = Op::tcpRecv, .object = ends[1], .value = 30'000});
        builder.tell({.worker = main,
                      .op = Op::tcpSendAll,
                      .object = ends[1],
                      .value = 20'000,
                      .message = builder.newMessage()});
        builder.tell({.worker = main, .op = Op::print, .text = "here"});
        StagedStage stage(builder.result());
        const QRectF answered = stage.box("client-0/to-desk")->rect,
                     asked = stage.box("client-1/to-desk")->rect;
        const std::vector<QRectF> back = fillsIn(stage, answered), forth = fillsIn(stage, asked);
        QCOMPARE(back.size(), std::size_t(1));  // each byte once
        QCOMPARE(forth.size(), std::size_t(1));
        QVERIFY(back[0].right() < answered.center().x() && forth[0].left() > asked.center().x());
        QVERIFY(forth[0].width() > back[0].width());
        QVERIFY(forth[0].bottom() < back[0].bottom() - answered.top() + asked.top());  // one above the other
    }

    void eachTubeOfATwoWayPipeTellsItsOwnBytes() {
        StagedStage stage("process a; pipe p.a to p.b; main forks a; a begins; main sends 5000 bytes on p.a;"
                          "a sends 17 bytes on p.b; main prints x");
        const QStringList told = stage.told("p").split(QLatin1Char('|'));
        const QString all = told.join(QLatin1Char(' '));
        QVERIFY2(told.contains(QStringLiteral("→ 4.9 KiB")), qPrintable(all));
        QVERIFY2(told.contains(QStringLiteral("17 B ←")), qPrintable(all));
    }

    // A dict that has got the squares of so many numbers.
    static std::shared_ptr<const Trace> squares(int count) {
        TraceBuilder builder;
        const WorkerId main = builder.addWorker("main", WorkerKind::process);
        const WorkerId server =
            builder.addWorker("main/manager.process", WorkerKind::process, main, Depth::library);
        const ObjectId dict = builder.addObject(ObjectKind::managedDict, "main/squares", main);
        for (int i = 0; i < count; ++i) {
            const std::string entry = std::to_string(i) + ": " + std::to_string(i * i);
            builder.tell({.worker = server,
                          .op = Op::dictSet,
                          .object = dict,
                          .text = entry,
                          .depth = Depth::library});
            builder.tell({.worker = main, .op = Op::dictSet, .object = dict, .text = entry});
        }
        return builder.result();
    }

    void aDictUsesTheRoomOfItsCard() {
        StagedStage stage(squares(10));
        const QString told = stage.told("squares").split(QLatin1Char('|')).join(QLatin1Char(' '));
        for (int i = 0; i < 10; ++i)
            QVERIFY2(told.contains(QStringLiteral("%1→%2").arg(i).arg(i * i)), qPrintable(told));
        QVERIFY2(!told.contains(QLatin1Char('+')) && told.contains("dict · 10 keys"), qPrintable(told));
    }

    void ofManyEntriesItIsToldHowManyAreNotShown() {
        constexpr int all = 200;
        StagedStage stage(squares(all));
        const QString told = stage.told("squares").split(QLatin1Char('|')).join(QLatin1Char(' '));
        const auto shown = told.count(QChar(0x2192));
        QVERIFY2(shown > 10 && told.contains(QStringLiteral("+%1").arg(all - shown)), qPrintable(told));
        StagedStage one(squares(1));
        QVERIFY2(one.told("squares").contains("dict · 1 key|"), qPrintable(one.told("squares")));
    }

    void ofALongMessageItsSizeIsNotCut() {
        TraceBuilder builder;
        std::vector<ObjectId> ends;
        const std::string dots(Event::textLimit, '.');
        connect(builder, 5000, ends, dots, Event::textWasCut);
        builder.tell({.worker = {1}, .op = Op::print, .text = "here"});
        StagedStage stage(builder.result());
        const QStringList capsules = stage.told("client-0/to-desk").split('|').filter("(");
        QCOMPARE(capsules.size(), 1);
        QVERIFY2(capsules[0].startsWith("(..") && capsules[0].endsWith("…\u00A04.9\u00A0KiB)"),
                 qPrintable(capsules[0]));
        stage.at(3.5);  // it is on its way
        bool isFound = false;
        for (const PictureItem& item : stage.scene.picture().items)
            if (const auto* capsule = std::get_if<PictureCapsule>(&item))
                isFound |= capsule->text.endsWith("…\u00A04.9\u00A0KiB");
        QVERIFY(isFound);
    }

    void ofAShortMessageAllIsTold() {
        StagedStage stage("main puts a-task-of-some-length in q; main puts 7 in q");
        const QString told = stage.told("q");
        QVERIFY2(told.contains("(7)") && !told.contains(QChar(QChar::Nbsp)), qPrintable(told));
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
