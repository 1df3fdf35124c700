// SPDX-License-Identifier: GPL-3.0-or-later
// The world is printed whole.
#include "app/command/WorldText.h"
#include "core/world/World.h"
#include "tests/support/TraceText.h"

#include <QTest>

using namespace heddle;

class WorldTextTest : public QObject {
    Q_OBJECT
private slots:
    void everyKindOfObjectTellsWhatItKnows_data() {
        QTest::addColumn<QString>("story");
        QTest::addColumn<QString>("line");
        const auto row = [](const char* story, const char* line) {
            QTest::newRow(line) << QString(story) << QString(line);
        };
        row("a acquires m; a waits on c with m; b acquires m; b waits on c with m; d acquires m; d notifies "
            "c",
            "c (condition) goes with m; b sleeps until it is notified; a is notified and has not gone on; "
            "waiting: a and b");
        row("a array.store r giving 3", "r (shared-array) holds something at 3");
        row("a memory.write w giving 8", "w (shared-memory) holds something at 8");
        row("a timer.start t; a timer.cancel t", "t (timer) is cancelled");
        row("main starts a; a begins", "a (thread) runs");
        row("main forks p; p begins; p ends with 3", "p (process) has ended with 3, not joined");
        row("semaphore s holds 2; a semaphore.acquire s giving 1",
            "s (semaphore) has 1 left; was acquired last by a");
        row("queue q holds 2; a puts 7 in q", "q (queue) holds 1 of 2: 7; 1 item is unfinished");
        row("pipe r to s; a sends 40 bytes on r", "r (pipe) has 40 B under way to s; is open in main");
        row("a acquires m; b wants m", "m (mutex) is held by a; waiting: b");
    }

    void everyKindOfObjectTellsWhatItKnows() {
        QFETCH(QString, story);
        QFETCH(QString, line);
        const auto trace = traceFrom(story.toStdString());
        World world{trace->names()};
        for (std::size_t i = 0; i < trace->size(); ++i)
            world = after(std::move(world), trace->event(i), trace->text(i));
        ShownNames names(trace->names());
        const QString text = QString::fromStdString(worldText(world, names));
        QVERIFY2(text.split('\n').contains("  " + line), qPrintable(text));
    }
};

QTEST_APPLESS_MAIN(WorldTextTest)
#include "WorldTextTest.moc"
