// SPDX-License-Identifier: GPL-3.0-or-later
// The timeline in fixed states, as a whole: what can be seen of it is looked for in the picture. With
// HEDDLE_SHOTS=FOLDER in the environment the pictures are left there, to be opened and laid beside the
// target.
#include "app/timeline/TimelineView.h"
#include "tests/support/ToyTrace.h"
#include "tests/support/TraceText.h"

#include <QTest>

using namespace heddle;

namespace {

struct Shown {
    TraceModel model;
    Playback playback;
    TimelineView view;

    Shown(const std::shared_ptr<Trace>& trace, const Theme& theme, QSize size)
        : view(model, playback, theme) {
        view.resize(size);
        model.setTrace(trace);
        playback.setTrace(trace);
        while (model.catchUp())
            continue;
    }

    QImage shot(const QString& name) {
        const QImage image = view.grab().toImage();
        const QString folder = qEnvironmentVariable("HEDDLE_SHOTS");
        if (!folder.isEmpty())
            image.save(folder + QLatin1Char('/') + name + QStringLiteral(".png"));
        return image;
    }
};

qsizetype pixelsOf(const QImage& image, QColor color) {
    qsizetype count = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            count += image.pixelColor(x, y) == color;
    return count;
}

std::shared_ptr<Trace> fortyWorkers() {
    ToyRun run;
    run.workers = 40;
    run.items = 400;
    run.capacity = 8;
    return toyTrace(run);
}

}  // namespace

class TimelinePicturesTest : public QObject {
    Q_OBJECT
private slots:
    void queueRunShowsDoneWaitsMessagesAndDepth_data() {
        QTest::addColumn<bool>("isDark");
        QTest::addColumn<QSize>("size");
        QTest::newRow("light") << false << QSize(936, 522);
        QTest::newRow("dark") << true << QSize(936, 522);
        QTest::newRow("light-small") << false << QSize(800, 400);
        QTest::newRow("light-large") << false << QSize(1600, 800);
    }
    void queueRunShowsDoneWaitsMessagesAndDepth() {
        QFETCH(bool, isDark);
        QFETCH(QSize, size);
        const Theme theme = isDark ? Theme::dark() : Theme::light();
        ToyRun run;
        run.workers = 4;
        run.capacity = 4;
        Shown shown(toyTrace(run), theme, size);
        shown.playback.seek(43.6);
        const QImage image = shown.shot(QStringLiteral("queues-") + QTest::currentDataTag());
        for (const Tone tone :
             {Tone::running, Tone::waitsMessage, Tone::system, Tone::depthFill, Tone::accent})
            QVERIFY(pixelsOf(image, theme.color(tone)) > 20);
    }

    void realTimeShowsBarsAsLongAsTheyTook() {
        ToyRun run;
        run.workers = 4;
        run.capacity = 4;
        Shown shown(toyTrace(run), Theme::light(), {936, 522});
        shown.playback.seek(43.6);
        shown.playback.setAxis(Axis::realTime);
        const QImage image = shown.shot(QStringLiteral("queues-real-time"));
        QVERIFY(pixelsOf(image, Theme::light().color(Tone::waitsMessage)) > 100);
    }

    void emptyRunSaysThatNothingHasHappened() {
        Shown shown(std::make_shared<Trace>(), Theme::light(), {936, 522});
        const QImage image = shown.shot(QStringLiteral("empty"));
        QVERIFY(pixelsOf(image, Theme::light().color(Tone::running)) < 400);  // the legend's alone
    }

    void fortyWorkersFitByScrolling() {
        Shown shown(fortyWorkers(), Theme::light(), {1600, 800});
        shown.playback.seek(500);
        shown.shot(QStringLiteral("forty-workers"));
        shown.view.fitAll();
        const QImage image = shown.shot(QStringLiteral("forty-workers-whole"));
        QVERIFY(pixelsOf(image, Theme::light().color(Tone::running)) > 1000);
        QVERIFY(longestScroll(shown.view.scene().scope().rows, shown.view.scene().scope().frame) > 500);
    }

    void longRunIsShownAsDensity() {
        ToyRun run;
        run.items = 20000;
        Shown shown(toyTrace(run), Theme::dark(), {1600, 800});
        shown.playback.seek(30000);
        shown.view.fitAll();
        const QImage image = shown.shot(QStringLiteral("long-run"));
        QVERIFY(pixelsOf(image, Theme::dark().color(Tone::running)) > 1000);
    }

    void processesLocksAndDeathsAreTold() {
        Shown shown(
            traceFrom(
                "process main; main forks child-with-a-rather-long-name-0; main forks child-1;"
                "child-with-a-rather-long-name-0 begins; child-1 begins; pipe out to in;"
                "main sends 17 bytes on out; child-1 receives from in;"
                "main acquires accounts_lock; child-1 waits to acquire accounts_lock;"
                "main releases accounts_lock; child-1 acquires accounts_lock; main prints hello;"
                "main puts hello-world in q; main puts sentinel in q; child-1 gets hello-world from q;"
                "main waits to join child-1; child-with-a-rather-long-name-0 dies; child-1 stores 7 in x;"
                "child-1 loads x as 7; child-1 waits to get from empty for a while; child-1 fails to get "
                "from empty: timeout;"
                "child-1 sleeps; child-1 ends"),
            Theme::light(), {1100, 560});
        shown.playback.seek(18.5);
        const QImage image = shown.shot(QStringLiteral("processes"));
        for (const Tone tone : {Tone::waitsLock, Tone::died, Tone::trouble})
            QVERIFY(pixelsOf(image, Theme::light().color(tone)) > 10);
    }
};

QTEST_MAIN(TimelinePicturesTest)
#include "TimelinePicturesTest.moc"
