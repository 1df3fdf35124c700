// SPDX-License-Identifier: GPL-3.0-or-later
// What has ended looks so, and only from then on; without a window.
#include "tests/app/stage/StagedStage.h"
#include "tests/support/TraceBuilder.h"

#include <QTest>

using namespace heddle;

class StageEndsTest : public QObject {
    Q_OBJECT
private:
    struct Look {
        bool isFaded = false;
        QStringList words;
    };
    // A card or a frame, by its rect.
    static Look lookAt(StagedStage& stage, const QRectF& rect) {
        Look look{false, stage.textsIn(rect)};
        for (const PictureItem& item : stage.scene.picture().items)
            if (const auto* outline = std::get_if<PictureOutline>(&item);
                outline && rect.contains(outline->rect) && outline->rect.height() == rect.height())
                look.isFaded |= outline->tone == Tone::idle && outline->dash == Dash::dashes;
        return look;
    }
    static Look lookAt(StagedStage& stage, const char* thing) {
        return lookAt(stage, stage.box(thing)->rect);
    }
    static bool isOneOf(const QStringList& words, const char* word) {
        return words.contains(QString::fromUtf8(word));
    }
    static bool isFrameFaded(StagedStage& stage) {
        const QRectF frame = stage.plan().frames.back().rect;
        for (const PictureItem& item : stage.scene.picture().items)
            if (const auto* outline = std::get_if<PictureOutline>(&item); outline && outline->rect == frame)
                return outline->tone == Tone::capacity;
        return false;
    }

private slots:
    void aConnectionAndItsListenerAreClosedEndByEnd() {
        TraceBuilder builder;
        const WorkerId main = builder.addWorker("main", WorkerKind::process);
        const WorkerId client = builder.addWorker("main/client", WorkerKind::process, main);
        const ObjectId listener = builder.addObject(ObjectKind::listener, "main/listener", main);
        const ObjectId near = builder.addObject(ObjectKind::socket, "main/near", client);
        const ObjectId far = builder.addObject(ObjectKind::socket, "main/far", main);
        const MessageId made = builder.newMessage();
        const auto does = [&](WorkerId worker, Op op, ObjectId object, std::int64_t value = 0,
                              MessageId message = {}) {
            builder.tell({.worker = worker, .op = op, .object = object, .value = value, .message = message});
        };
        does(main, Op::tcpListen, listener, 4);
        does(client, Op::tcpConnect, near, listener.number, made);
        does(main, Op::tcpAccept, listener, far.number, made);
        does(client, Op::tcpClose, near);
        does(main, Op::tcpClose, far);
        does(main, Op::tcpClose, listener);
        StagedStage stage(builder.result());
        const auto closed = [&](double step) {
            stage.at(step);
            return lookAt(stage, "near").words.filter("closed").size();
        };
        QCOMPARE(closed(3), 0);
        QCOMPARE(closed(4), 1);
        QCOMPARE(closed(5), 2);
        QVERIFY(!isOneOf(lookAt(stage, "near").words, "0 B ←"));  // nothing can come any more
        Look look = lookAt(stage, "listener");
        QVERIFY(!look.isFaded && isOneOf(look.words, "backlog 0 of 4"));
        stage.at(6);
        look = lookAt(stage, "listener");
        QVERIFY2(look.isFaded && isOneOf(look.words, "closed") && isOneOf(look.words, "1 accepted"),
                 qPrintable(look.words.join('|')));
        stage.at(5);  // it lives again
        QVERIFY(!lookAt(stage, "listener").isFaded);
    }

    void aPipeIsClosedOnceAllItsEndsAre() {
        StagedStage stage("pipe p.out to p.in; main sends 17 bytes on p.out; main receives from p.in;"
                          "main closes p.out; main closes p.in");
        Look look = lookAt(stage, "p");
        QVERIFY2(look.isFaded && isOneOf(look.words, "closed"), qPrintable(look.words.join('|')));
        stage.at(3);
        look = lookAt(stage, "p");
        QVERIFY2(!look.isFaded && isOneOf(look.words, "no write end open") && isOneOf(look.words, "→ 0 B"),
                 qPrintable(look.words.join('|')));
    }

    void whatAManagerKeepsEndsWithIt() {
        TraceBuilder builder;
        const WorkerId main = builder.addWorker("main", WorkerKind::process);
        const WorkerId manager =
            builder.addWorker("main/manager.process", WorkerKind::process, main, Depth::library);
        const ObjectId handle = builder.handleOf(manager);
        const ObjectId dict = builder.addObject(ObjectKind::managedDict, "main/results", main);
        builder.tell({.worker = manager, .op = Op::processBegin, .object = handle, .depth = Depth::library});
        builder.tell(
            {.worker = manager, .op = Op::dictSet, .object = dict, .text = "1: 2", .depth = Depth::library});
        builder.tell({.worker = main, .op = Op::dictSet, .object = dict, .text = "1: 2"});
        builder.tell({.worker = manager, .op = Op::processEnd, .object = handle});
        StagedStage stage(builder.result());
        Look look = lookAt(stage, "results");
        QVERIFY2(look.isFaded && isOneOf(look.words, "ended · dict · 1 key"),
                 qPrintable(look.words.join('|')));
        QVERIFY(isFrameFaded(stage));
        QVERIFY(stage.textsIn(stage.plan().frames.back().rect).filter("ended").size() == 2);
        stage.at(1);
        look = lookAt(stage, "results");
        QVERIFY2(!look.isFaded && isOneOf(look.words, "dict · 1 key"), qPrintable(look.words.join('|')));
        QVERIFY(!isFrameFaded(stage));
    }

    void theFrameOfAProcessOfTheProgramTellsHowItEnded() {
        StagedStage stage(
            "process a; process b; main forks a; main forks b; a begins; b begins; a ends; b dies");
        const auto titled = [&](const char* name) {
            QStringList all;
            for (const PictureItem& item : stage.scene.picture().items)
                if (const auto* words = std::get_if<PictureText>(&item);
                    words && words->text.startsWith(name))
                    all << words->text;
            return all.filter(" pid ").join('|');
        };
        QVERIFY2(titled("a").endsWith(" ✓"), qPrintable(titled("a")));
        QVERIFY2(titled("b").endsWith(" ✕"), qPrintable(titled("b")));
        QVERIFY2(titled("main").back().isDigit(), qPrintable(titled("main")));
    }
};

QTEST_MAIN(StageEndsTest)
#include "StageEndsTest.moc"
