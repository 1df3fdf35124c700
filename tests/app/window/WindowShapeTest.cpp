// SPDX-License-Identifier: GPL-3.0-or-later
// What stands where in the real window: on small screens, and while things come and go.
#include "app/panels/BranchesPanel.h"
#include "app/timeline/TimelineView.h"
#include "tests/app/window/SteppedWindow.h"

#include <QLabel>
#include <QMenu>
#include <QScrollArea>
#include <QScrollBar>
#include <QSettings>
#include <QSplitter>
#include <QTemporaryDir>
#include <QTextBrowser>
#include <QTreeWidget>

using namespace heddle;

namespace {

Lesson other() {
    Lesson lesson;
    lesson.name = "threads";
    lesson.title = {{"en", "Threads"}};
    lesson.program = "/lessons/threads/program";
    return lesson;
}

QPoint placeOf(const QWidget& part) {
    return part.mapTo(part.window(), QPoint(0, 0));
}

// What asked to be laid out has been.
void settle() {
    QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
    QCoreApplication::processEvents();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
}

}  // namespace

class WindowShapeTest : public QObject {
    Q_OBJECT
private slots:
    void whetherAPartIsShownIsRemembered_data() {
        QTest::addColumn<QString>("command");
        QTest::addColumn<QString>("name");
        QTest::newRow("stage") << "Stage"
                               << "stage";
        QTest::newRow("source") << "Source"
                                << "source";
        QTest::newRow("output") << "Program output"
                                << "output";
        QTest::newRow("lesson") << "Lesson and parameters"
                                << "lesson.text";
        QTest::newRow("workers") << "Workers"
                                 << "workers";
        QTest::newRow("selection") << "Selection"
                                   << "selection.sentence";
        QTest::newRow("events") << "Events"
                                << "events";
        QTest::newRow("timeline") << "Timeline"
                                  << "timeline";
    }
    void whetherAPartIsShownIsRemembered() {
        QFETCH(QString, command);
        QFETCH(QString, name);
        QTemporaryDir folder;
        QSettings settings(folder.filePath("a.ini"), QSettings::IniFormat);
        for (const bool isShown : {false, true}) {
            {
                MainWindow window(settings, Run::start, {});
                window.show();
                for (QAction* action : window.findChildren<QAction*>())
                    if (action->iconText() == command)
                        action->trigger();
                QCOMPARE(window.findChild<QWidget*>(name)->isVisible(), isShown);
                window.close();
            }
            MainWindow window(settings, Run::start, {});
            window.show();
            QCOMPARE(window.findChild<QWidget*>(name)->isVisible(), isShown);
        }
    }

    void aColumnThatIsPutAwayGivesItsRoomAndComesBack() {
        StagedWindow in;
        in.run();
        in.shown.window.resize(1280, 720);
        QTRY_COMPARE(in.shown.window.width(), 1280);
        settle();
        auto& timeline = in.shown.part<TimelineView>("timeline");
        const int before = timeline.width();
        const double lanes = timeline.scene().scope().frame.lanes.height();
        in.shown.trigger("Lesson and parameters");
        settle();
        QCOMPARE(timeline.width(), before);  // the workers are still there
        in.shown.trigger("Workers");
        settle();
        QVERIFY(timeline.width() > before + 150);
        in.shown.trigger("Map of the run");
        in.shown.trigger("Stage");
        settle();
        QVERIFY(timeline.scene().scope().frame.map.isEmpty());
        QVERIFY(timeline.scene().scope().frame.lanes.height() > lanes + 150);
        auto& source = in.shown.part<QWidget>("source");
        const int narrow = source.width();
        in.shown.trigger("Timeline");
        settle();
        QVERIFY(source.width() > narrow + 600);
        emit in.shown.part<QAction>("explore schedules").triggered();  // which comes there by itself
        settle();
        QVERIFY(in.shown.part<QWidget>("explore").isVisible());
        QVERIFY(in.shown.part<QWidget>("explore").width() > 300);
        in.shown.trigger("Reset layout");
        settle();
        QVERIFY(!timeline.scene().scope().frame.map.isEmpty());
        for (const char* part : {"lesson.text", "workers", "stage"})
            QVERIFY2(in.shown.part<QWidget>(part).isVisible(), part);
    }

    void aPartIsGoneToByNameAlsoWhenItWasPutAway() {
        StagedWindow in;
        in.run();
        in.shown.trigger("Events");
        QVERIFY(!in.shown.part<QWidget>("events").isVisible());
        for (const char* part : {"events", "stage", "timeline", "workers"}) {
            in.shown.trigger(qPrintable(QStringLiteral("Go to the ") + QLatin1String(part)));
            QVERIFY2(in.shown.part<QWidget>(part).hasFocus(), part);
        }
    }

    void theWorkersAreGoneToFromBehindTheRuns() {
        StagedWindow in;
        for (int run = 0; run < 2; ++run) {
            in.run();
            in.stage.end();
            QTRY_COMPARE(in.shown.part<QTreeWidget>("branches").topLevelItemCount(), run + 1);
            in.trace = toyTrace();
        }
        in.shown.clickMode("Runs (2)");
        QVERIFY(!in.shown.part<QWidget>("workers").isVisible());
        in.shown.trigger("Go to the workers");
        QVERIFY(in.shown.part<QWidget>("workers").hasFocus());
        in.shown.clickMode("Runs (2)");  // which is another choice again
        QVERIFY(!in.shown.part<QWidget>("workers").isVisible());
    }

    void whereNothingTakesKeysItIsSaid() {
        StagedWindow in;
        in.shown.trigger("Go to the selection");
        QCOMPARE(in.shown.words("status.hint"), QString("nothing in “Selection” takes keys now"));
    }

    void theMapIsRememberedAsPutAway() {
        QTemporaryDir folder;
        QSettings settings(folder.filePath("a.ini"), QSettings::IniFormat);
        for (const bool isShown : {false, true}) {
            MainWindow window(settings, Run::start, {});
            window.show();
            for (QAction* action : window.findChildren<QAction*>("map of the run"))
                action->trigger();
            QCOMPARE(window.findChild<TimelineView*>()->scene().scope().frame.map.height() > 0, isShown);
            window.close();
        }
    }

    void theWindowFitsAScreenOfThreefoldScale_data() {
        QTest::addColumn<QSize>("size");
        QTest::newRow("1600x1000 at scale 3") << QSize(1600 / 3, 1000 / 3);
        QTest::newRow("1280x720 at scale 2") << QSize(640, 360);
    }
    void theWindowFitsAScreenOfThreefoldScale() {
        QFETCH(QSize, size);
        StagedWindow in;
        in.runByHand();
        QWidget& window = in.shown.window;
        window.resize(size);
        QTRY_COMPARE(window.size(), size);
        auto& bar = in.shown.part<QWidget>("topBar");
        const auto isOutside = [&bar](const QWidget* part) {
            return part->isVisible() && !bar.rect().contains(part->geometry());
        };
        const auto parts = bar.findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly);
        for (const QWidget* part : parts)
            QTRY_VERIFY2(!isOutside(part), qPrintable(part->metaObject()->className() + part->objectName()));
        QStringList offered;
        auto& overflow = in.shown.part<QToolButton>("overflow");
        QVERIFY(overflow.isVisible());
        for (const QAction* action : overflow.menu()->actions())
            offered << action->iconText();
        for (const char* words : {"To the end", "Faster"})
            QVERIFY2(offered.contains(QLatin1String(words)), qPrintable(offered.join('|')));
        if (!in.shown.part<QWidget>("segments").isVisible())
            QVERIFY2(offered.contains(QStringLiteral("Slow motion")), qPrintable(offered.join('|')));
    }

    void whatHasNoRoomBelowTheBarIsScrolledTo() {
        StagedWindow in;
        in.run();
        in.shown.window.resize(533, 333);
        QTRY_COMPARE(in.shown.window.width(), 533);
        auto& area = in.shown.part<QScrollArea>("columnsArea");
        QTRY_VERIFY(area.horizontalScrollBar()->maximum() > 0);
        QWidget& events = in.shown.part<QWidget>("events");
        area.ensureWidgetVisible(&events, 0, 0);
        const QRect seen(placeOf(*area.viewport()), area.viewport()->size());
        QVERIFY(seen.intersects(QRect(placeOf(events), events.size())));
    }

    void aLargeWindowHasNoOverflow() {
        StagedWindow in;
        in.run();
        in.shown.window.resize(1600, 1000);
        QTRY_COMPARE(in.shown.window.width(), 1600);
        QVERIFY(!in.shown.part<QToolButton>("overflow").isVisible());
        QCOMPARE(in.shown.part<QScrollArea>("columnsArea").horizontalScrollBar()->maximum(), 0);
    }

    void theModesStayWhereTheyAreWhenRunBecomesRestart() {
        StagedWindow in;
        in.shown.window.resize(1600, 1000);
        QTRY_COMPARE(in.shown.window.width(), 1600);
        const QPoint before = placeOf(in.shown.part<QWidget>("segments"));
        in.run();
        QCOMPARE(in.shown.part<QToolButton>("run").text(), QString("Restart"));
        settle();
        QCOMPARE(placeOf(in.shown.part<QWidget>("segments")), before);
    }

    void theButtonsOfTheWorkersStayWhereTheyAreWhenABannerComes() {
        StagedWindow in;
        in.runByHand();
        const QPoint before = placeOf(in.shown.workers());
        in.shown.window.open(QStringLiteral("/no/such/file.heddle"));
        QTRY_VERIFY(in.shown.part<QWidget>("banner").isVisible());
        settle();
        QCOMPARE(placeOf(in.shown.workers()), before);
    }

    void aSmallWindowScrollsALessonOnceAndTellsTheSpeed() {
        StagedWindow in;
        in.run();
        auto& text = in.shown.part<QTextBrowser>("lesson.text");
        text.setMarkdown(QStringLiteral("much to read\n\n").repeated(40));
        in.shown.window.resize(1600, 1000);
        QTRY_COMPARE(in.shown.window.width(), 1600);
        settle();
        QVERIFY(text.verticalScrollBar()->maximum() > 0);
        const QString whole = in.shown.words("speed.words");
        in.shown.window.resize(1280, 560);
        QTRY_COMPARE(in.shown.window.height(), 560);
        settle();
        QCOMPARE(text.verticalScrollBar()->maximum(), 0);
        QVERIFY(text.height() > 560);
        auto& sides = in.shown.part<QSplitter>("leftColumn");
        sides.setSizes({1400, 1});  // high again, and no wider
        in.shown.window.resize(1280, 1000);
        QTRY_COMPARE(in.shown.window.height(), 1000);
        settle();
        QVERIFY2(text.height() < 1000, qPrintable(QString::number(text.height())));
        in.shown.window.resize(1280, 560);
        QTRY_COMPARE(in.shown.window.height(), 560);
        settle();
        const auto& speed = in.shown.part<QLabel>("speed.words");
        QVERIFY(speed.isVisible());
        QVERIFY2(!speed.text().isEmpty() && speed.text().size() < whole.size(), qPrintable(speed.text()));
    }

    void theWorkersOfASmallProgramAreAllInSight_data() {
        QTest::addColumn<QSize>("size");
        QTest::newRow("1280x720") << QSize(1280, 720);
        QTest::newRow("1600x1000") << QSize(1600, 1000);
    }
    void theWorkersOfASmallProgramAreAllInSight() {
        QFETCH(QSize, size);
        StagedWindow in;
        in.trace = toyTrace({.workers = 5, .items = 4});
        in.shown.window.resize(size);
        QTRY_COMPARE(in.shown.window.size(), size);
        in.runByHand();
        QListView& list = in.shown.workers();
        QTRY_COMPARE(list.model()->rowCount(), 6);
        const QRect last = list.visualRect(list.model()->index(5, 0));
        QVERIFY2(list.viewport()->rect().contains(last),
                 qPrintable(QString("%1 of %2").arg(last.bottom()).arg(list.viewport()->height())));
    }

    void parametersAndWorkersStayWhereTheyAreWhenRunsComeToChooseBetween() {
        StagedWindow in;
        in.shown.window.resize(1600, 1000);
        QTRY_COMPARE(in.shown.window.width(), 1600);
        in.run();
        in.stage.end();
        settle();
        const QPoint form = placeOf(in.shown.part<QWidget>("lesson.text")),
                     list = placeOf(in.shown.workers());
        const QSize text = in.shown.part<QWidget>("lesson.text").size();
        in.trace = toyTrace();
        in.run();
        in.stage.end();
        auto& runs = in.shown.part<QTreeWidget>("branches");
        QTRY_COMPARE(runs.topLevelItemCount(), 2);
        settle();
        QCOMPARE(placeOf(in.shown.part<QWidget>("lesson.text")), form);
        QCOMPARE(in.shown.part<QWidget>("lesson.text").size(), text);
        QCOMPARE(placeOf(in.shown.workers()), list);
        in.shown.clickMode("Runs (2)");
        QTRY_VERIFY(runs.isVisible());
    }

    void whoseRunIsShownIsSaidOnceAnotherLessonIsChosen() {
        Stage stage;
        const auto trace = toyTrace();
        RunFacts facts = trace->facts();
        facts.lesson = "queues";
        trace->setFacts(facts);
        QTemporaryDir folder;
        QSettings settings(folder.filePath("a.ini"), QSettings::IniFormat);
        MainWindow window(
            settings, [&](RunRequest request) { return stage.launch(std::move(request), trace); },
            LessonShelf{{stagedLesson(), other()}, {}});
        window.show();
        window.chooseLesson("queues", {});
        window.run();
        auto* note = window.findChild<QLabel*>(QStringLiteral("runNote"));
        auto* instant = window.findChild<QLabel*>(QStringLiteral("instant"));
        QTRY_VERIFY(!instant->text().isEmpty() && instant->text() != "step 0");
        QVERIFY(!note->isVisible());
        window.chooseLesson("threads", {});
        QVERIFY(note->isVisible());
        QVERIFY2(note->text().contains("a run of queues") && note->text().contains("Threads"),
                 qPrintable(note->text()));
        window.chooseLesson("queues", {});
        QVERIFY(!note->isVisible());
        stage.end();
    }

    void aRunThatIsLookedAtAgainBringsItsLesson() {
        Stage stage;
        QTemporaryDir folder;
        QSettings settings(folder.filePath("a.ini"), QSettings::IniFormat);
        const auto launch = [&](RunRequest request) {
            const auto trace = toyTrace();
            RunFacts facts = trace->facts();
            facts.lesson = request.lesson;
            trace->setFacts(facts);
            return stage.launch(std::move(request), trace);
        };
        MainWindow window(settings, launch, LessonShelf{{stagedLesson(), other()}, {}});
        window.show();
        auto* title = window.findChild<QLabel*>(QStringLiteral("lesson.title"));
        const auto run = [&](const char* lesson, int number) {
            window.chooseLesson(lesson, {});
            window.run();
            QTRY_COMPARE(stage.started(), number);
            QTRY_COMPARE(window.findChild<QTreeWidget*>("branches")->topLevelItemCount(), number);
            stage.end();
            QTRY_COMPARE(window.findChild<QLabel*>("status.state")->text(), QString("finished"));
        };
        run("queues", 1);
        const QString queues = title->text();
        run("threads", 2);
        QCOMPARE(title->text(), QString("Threads"));
        emit window.findChild<BranchesPanel*>()->picked(0);
        QTRY_COMPARE(title->text(), queues);
        QVERIFY(!window.findChild<QLabel*>("runNote")->isVisible());
        emit window.findChild<BranchesPanel*>()->picked(1);
        QTRY_COMPARE(title->text(), QString("Threads"));
    }

    void whatIsSaidOfAKeyIsGoneWithTheNextOne() {
        StagedWindow in;
        in.run();
        auto& timeline = in.shown.part<TimelineView>("timeline");
        QTest::keyClick(&timeline, Qt::Key_1);
        QTRY_COMPARE(in.shown.words("status.hint"), QString("nobody is stepped just now"));
        QTest::keyClick(&timeline, Qt::Key_W);
        QCOMPARE(in.shown.words("status.hint"), QString());
    }

    void aTroubleIsSaidWithItsStep() {
        StagedWindow in;
        Verdict deadlock;
        deadlock.kind = "deadlock";
        deadlock.sentence = "Deadlock: a waits for b; b waits for a.";
        deadlock.step = 9;
        in.endWith({deadlock});
        QCOMPARE(in.shown.words("banner.sentence"),
                 QString("Deadlock at step 9: a waits for b; b waits for a."));
    }
};

int main(int argc, char** argv) {
    qputenv("LC_ALL", "C");
    QApplication app(argc, argv);
    WindowShapeTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "WindowShapeTest.moc"
