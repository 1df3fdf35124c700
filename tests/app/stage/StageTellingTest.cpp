// SPDX-License-Identifier: GPL-3.0-or-later
// What can be read on the stage, and what it says; without a window.
#include "app/picture/TextFit.h"
#include "tests/app/stage/StagedStage.h"

#include <QTest>

#include <cmath>

using namespace heddle;

class StageTellingTest : public QObject {
    Q_OBJECT
private slots:
    void eachThingTellsItsState_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("thing");
        QTest::addColumn<QStringList>("words");
        const auto row = [](const char* name, const QString& text, const char* thing,
                            const QStringList& words) {
            QTest::newRow(name) << text << QString(thing) << words;
        };
        row("a bounded queue", "queue q holds 4; main puts 9 in q; main puts 10 in q; main prints a", "q",
            {"2 of 4 · 2 unfinished", "(9)", "(10)"});
        row("a crowded queue",
            "main puts 1 in q; main puts 2 in q; main puts 3 in q; main puts 4 in q; main puts 5 in q", "q",
            {"5 in it · 5 unfinished", "(1)", "(2)", "(3)", "(…+2)"});
        row("a pipe", "pipe out to in; main sends 17 bytes on out", "out", {"→ 17 B", "(17 B)"});
        row("a held lock", "main acquires L; main prints a", "L", {"held", "owner", "main"});
        row("a free lock", "main acquires L; main releases L", "L", {"free", "nobody"});
        row("a semaphore", "semaphore S holds 3; main semaphore.acquire S giving 2", "S", {"2 of 3 free"});
        row("a condition", "main starts a; a begins; a acquires M; a waits on C with M; main prints b", "C",
            {"with M", "a"});
        row("a barrier", "barrier B holds 3; main starts a; a begins; a waits to barrier.wait B", "B",
            {"1 of 3", "a"});
        row("a flag", "main event.set F", "F", {"set"});
        row("a variable with a stale copy",
            "main starts a; a begins; main stores 40 in X; a loads X as 40; main stores 41 in X", "X",
            {"= 41", "a read 40: stale"});
        const char* both = "main starts a; main starts b; a begins; b begins; main stores 4 in X;"
                           "a loads X as 4; b loads X as 4; ";
        row("a variable that two are about to write",
            QByteArray(both) + "a would store 0 in X; b would store 0 in X", "X",
            {"= 4", "a read 4", "b read 4", "one update will be lost"});
        row("a variable that is about to be written over by whoever has not seen what came",
            QByteArray(both) + "a stores 0 in X; b would store 1 in X", "X",
            {"= 0", "b read 4: stale", "one update will be lost"});
        row("a variable that two have read", both, "X", {"= 4", "a read 4", "b read 4"});
        row("a variable where an update is lost", QByteArray(both) + "a stores 5 in X; b stores 5 in X", "X",
            {"= 5", "a's update is lost"});
        row("a queue whose items wait for who is next",
            "main starts a; main starts b; a begins; b begins; a waits to get from q; b waits to get from q;"
            "main puts 1 in q; main prints x",
            "b", {"q.get()", "waits its turn"});
        row("who is next", "main starts a; a begins; a waits to get from q; main puts 1 in q; main prints x",
            "a", {"q.get()", "can go on"});
        row("who waits at what is empty", "main starts a; a begins; a waits to get from q", "a",
            {"…", "a", "q.get()"});
    }
    void eachThingTellsItsState() {
        QFETCH(QString, text);
        QFETCH(QString, thing);
        QFETCH(QStringList, words);
        StagedStage stage(text.toStdString());
        const QString told = stage.told(thing.toUtf8().constData());
        for (const QString& word : words)
            QVERIFY2(told.split('|').contains(word), qPrintable(told + " lacks " + word));
    }

    void whatTwoHaveReadIsNotYetLost() {
        StagedStage stage("main starts a; main starts b; a begins; b begins; main stores 4 in X;"
                          "a loads X as 4; b loads X as 4; a stores 5 in X; b loads X as 5; b stores 6 in X");
        QVERIFY2(!stage.told("X").contains("lost"), qPrintable(stage.told("X")));  // it was read again
        stage.at(stage.playback.length() - 3);
        QVERIFY2(!stage.told("X").contains("lost"), qPrintable(stage.told("X")));
    }

    // A stale copy loses nothing while its worker does not write: it may be read again.
    void whatIsWrittenByWhoeverHasSeenAllIsNotLost() {
        StagedStage stage(
            "main starts a; main starts b; a begins; b begins; main stores 4 in X; b loads X as 4;"
            "main stores 5 in X; a loads X as 5; a would store 6 in X");
        const QString told = stage.told("X");
        QVERIFY2(told.contains("b read 4: stale") && !told.contains("lost"), qPrintable(told));
    }

    void aQueueCountsWhatIsOnItsWayOnlyWhenItIsThere() {
        StagedStage stage("queue q holds 4; main puts 7 in q; main puts 8 in q");
        stage.at(1.5);
        QVERIFY2(stage.told("q").contains("1 of 4"), qPrintable(stage.told("q")));
        stage.at(2);
        QVERIFY2(stage.told("q").contains("2 of 4"), qPrintable(stage.told("q")));
    }

    void inAPipeForBothWaysEachWayLeadsAwayFromItsWriter() {
        StagedStage stage("main starts w; w begins; pipe there to here; w waits to receive from there;"
                          "main sends 17 bytes on here; w receives from there; w sends 5000 bytes on there; "
                          "main sends 17 bytes on here");
        stage.scene.setCarried({{"main/w", {900, 0}}});
        const StageBox* pipe = nullptr;
        for (const StageBox& box : stage.plan().boxes)
            pipe = box.thing == ThingKind::pipe ? &box : pipe;
        QVERIFY(pipe);
        QVERIFY(stage.box("main")->rect.right() < pipe->rect.left());
        QVERIFY2(stage.box("w")->rect.left() > pipe->rect.right(), qPrintable(stage.columns()));
        std::vector<QRectF> tubes, contents;
        for (const PictureItem& item : stage.scene.picture().items)
            if (const auto* fill = std::get_if<PictureFill>(&item);
                fill && pipe->rect.contains(fill->rect) && fill->rect != pipe->rect)
                (fill->tone == Tone::depthFill ? contents : tubes).push_back(fill->rect);
        QVERIFY(tubes.size() >= 2);
        QCOMPARE(contents.size(), std::size_t(2));
        const QRectF tube = tubes.back();
        QVERIFY(std::abs(contents[0].right() - tube.right()) < 1 && contents[0].left() > tube.left() + 1);
        QVERIFY(std::abs(contents[1].left() - tube.left()) < 1 && contents[1].right() < tube.right() - 1);
    }

    void tasksAreToldApartWhereTheyAreCut() {
        const TextFit fit(Theme::light(), Type::capsule);
        const QString one = fit.cutContent("a-task-of-some-length-2", 60);
        QVERIFY2(one.endsWith('2') && one.contains(QChar(0x2026)), qPrintable(one));
        QVERIFY(fit.cutContent("Hello from sender", 60).startsWith("Hel"));
        const QString size = QStringLiteral("…\u00A04.9\u00A0KiB");
        const QString sized = fit.cutContent("Hello from sender" + size, fit.width("Hello" + size));
        QVERIFY2(sized.startsWith("Hel") && sized.endsWith(size) && sized.count(size[0]) == 1,
                 qPrintable(sized));
        QCOMPARE(fit.cutContent("Hello" + size, fit.width(size)), size.mid(2));  // rather than nothing of it
    }

    // Behind a veil, too: of what a circle does not have to do with, and of what has not begun.
    void wordsAreReadableBehindEachVeil() {
        StagedStage stage("main starts a; main starts b; a begins; b begins; a acquires A; b acquires B;"
                          "a wants B; b wants A");
        const auto opacityIn = [&stage] {
            double most = 0;
            for (const PictureItem& item : stage.scene.picture().items)
                if (const auto* fill = std::get_if<PictureFill>(&item); fill && fill->opacity < 1)
                    most = std::max(most, fill->opacity);
            return most;
        };
        const double veil = opacityIn();
        QVERIFY(veil > 0);
        for (const Theme& theme : {Theme::light(), Theme::dark(), Theme::highContrast()}) {
            const auto behind = [&](Tone tone) {
                const QColor of = theme.color(tone), over = theme.color(Tone::surface);
                const auto mixed = [&](int one, int other) {
                    return static_cast<int>(one * (1 - veil) + other * veil);
                };
                return QColor(mixed(of.red(), over.red()), mixed(of.green(), over.green()),
                              mixed(of.blue(), over.blue()));
            };
            QVERIFY(contrast(behind(Tone::mutedText), behind(Tone::ground)) >= 3);
        }
        stage.at(0);  // nobody has begun
        QCOMPARE(opacityIn(), 0.0);
    }

    // Both a and b give and take.
    void whatIsPutComesInOnTheLeftAndLeavesOnTheRightWhereverItsWorkerStands() {
        StagedStage stage("main starts a; main starts b; a begins; b begins; a puts 1 in q; b gets 1 from q;"
                          "b puts 2 in q; a gets 2 from q; a puts 3 in r; b gets 3 from r");
        const double left = stage.box("q")->rect.left(), right = stage.box("q")->rect.right();
        QVERIFY(stage.box("a")->rect.right() < left && stage.box("b")->rect.left() > right);
        const auto comesAt = [&](const char* worker, bool isForth) {
            const auto number = [&](const char* title) {
                return static_cast<std::size_t>(stage.box(title) - stage.plan().boxes.data());
            };
            return stage.plan().wayOf(number(worker), number("q"), isForth).back().to.x();
        };
        for (const char* worker : {"a", "b"}) {
            QVERIFY(std::abs(comesAt(worker, true) - left) < 1);
            QVERIFY(std::abs(comesAt(worker, false) - right) < 1);
        }
        stage.at(4.999);  // b's put is all but there
        QCOMPARE(stage.scene.scope().flights.size(), std::size_t(1));
        QVERIFY(std::abs(capsuleOf(stage.scene.scope(), stage.scene.scope().flights[0]).right() - left) < 2);
    }
};

QTEST_MAIN(StageTellingTest)
#include "StageTellingTest.moc"
