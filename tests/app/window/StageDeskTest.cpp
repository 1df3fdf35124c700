// SPDX-License-Identifier: GPL-3.0-or-later
// The stage in the real window, by mouse.
#include "app/stage/StageView.h"
#include "app/timeline/TimelineView.h"
#include "app/window/MainWindow.h"
#include "core/trace/TraceFile.h"
#include "tests/support/ToyTrace.h"

#include <QAction>
#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QListWidget>
#include <QMenu>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolTip>

using namespace heddle;

class StageDeskTest : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_folder;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<MainWindow> m_window;
    StageView* m_stage = nullptr;
    TimelineView* m_timeline = nullptr;

    QString pathOf(const char* lesson) {
        const auto trace = toyTrace({.workers = 3, .items = 5, .capacity = 2});
        RunFacts facts = trace->facts();
        facts.lesson = lesson;
        trace->setFacts(facts);
        const QString path = m_folder.filePath(QString::fromUtf8(lesson) + ".heddle");
        return saveTrace(trace, path.toStdString()) ? path : QString();
    }
    void open(const char* lesson) {
        m_window = std::make_unique<MainWindow>(*m_settings, Run::start, LessonShelf{});
        m_window->resize(1280, 800);
        m_window->show();
        m_stage = m_window->findChild<StageView*>();
        m_timeline = m_window->findChild<TimelineView*>();
        m_window->open(pathOf(lesson));
        QTRY_COMPARE(m_stage->scene().scope().plan.boxes.size(), std::size_t(5));
        QTRY_VERIFY(m_stage->scene().scope().world && m_stage->scene().scope().moment.events > 0);
    }
    QPoint placeOf(const char* title) {
        for (const StageBox& box : m_stage->scene().scope().plan.boxes)
            if (box.title == QLatin1String(title))
                return m_stage->scene().view().map(box.rect.center()).toPoint();
        return {};
    }
    QAction* action(const char* words) {
        for (QAction* one : m_window->findChildren<QAction*>())
            if (one->iconText() == QLatin1String(words))
                return one;
        return nullptr;
    }

private slots:
    void init() {
        m_settings = std::make_unique<QSettings>(m_folder.filePath("a.ini"), QSettings::IniFormat);
    }
    void cleanup() {
        m_window.reset();
        m_settings->clear();
    }

    void whatIsClickedOnTheStageIsSelectedInTheTimeline() {
        open("a");
        QTest::mouseClick(m_stage, Qt::LeftButton, {}, placeOf("jobs"));
        const Subject& selected = m_timeline->scene().scope().subject;
        QCOMPARE(selected.objects.size(), std::size_t(1));
        const auto& trace = m_stage->scene().scope().cast.trace();
        const ObjectInfo* object = trace->names().object(selected.objects.front());
        QVERIFY(object && object->name() == "jobs");
        QTest::mouseClick(m_stage, Qt::LeftButton, {}, QPoint(3, m_stage->height() / 2));
        QVERIFY(m_timeline->scene().scope().subject.isNone());
    }

    void whatIsPickedInTheTimelineIsSelectedOnTheStage() {
        open("a");
        emit m_timeline->eventPicked(m_stage->scene().scope().cast.trace()->indexOfStep(1));
        QVERIFY(!m_stage->scene().scope().selected.empty());
        emit m_timeline->selectionCleared();
        QVERIFY(m_stage->scene().scope().selected.empty());
    }

    void theStageFollowsTheInstant() {
        open("a");
        action("To the start")->trigger();
        QTRY_COMPARE(m_stage->scene().scope().moment.step, 0);
        action("Next step")->trigger();
        QTRY_COMPARE(m_stage->scene().scope().moment.step, 1);
    }

    void theDepthIsThatOfTheView() {
        open("a");
        action("With library operations")->trigger();
        QCOMPARE(m_stage->scene().scope().depth, Depth::library);
    }

    void itCanBeHiddenAndShownAgain() {
        open("a");
        QVERIFY(m_stage->isVisible());
        action("Stage")->trigger();
        QVERIFY(!m_stage->isVisible());
        action("Stage")->trigger();
        QVERIFY(m_stage->isVisible());
    }

    void aRunCanBeStoppedAtWhatIsClicked() {
        open("a");
        const auto menu = [this](const QPoint& at, QContextMenuEvent::Reason reason) {
            QContextMenuEvent event(reason, at, m_stage->mapToGlobal(at));
            QCoreApplication::sendEvent(m_stage, &event);
            QMenu* open = m_stage->findChild<QMenu*>();
            if (!open)
                return QString("no menu");
            const QString words = open->actions().front()->text();
            open->actions().front()->trigger();
            delete open;
            return words;
        };
        QCOMPARE(menu(placeOf("jobs"), QContextMenuEvent::Mouse),
                 QString("Stop here, or no more: object=main/jobs"));
        QTest::mouseClick(m_stage, Qt::LeftButton, {}, placeOf("worker-1"));
        QCOMPARE(menu({}, QContextMenuEvent::Keyboard),
                 QString("Stop here, or no more: worker=main/worker-1"));
        QCOMPARE(menu(QPoint(3, m_stage->height() / 2), QContextMenuEvent::Mouse), QString("no menu"));
        QVERIFY(m_window->findChild<QLabel*>("status.hint")->text().contains("worker=main/worker-1"));
        QTest::keyClick(m_window.get(), Qt::Key_B, Qt::ControlModifier);
        const auto* list = m_window->findChild<QListWidget*>("breakpoints.list");
        QVERIFY(list);
        QCOMPARE(list->count(), 2);
    }

    void whatWasMovedByHandIsRememberedForItsLesson() {
        open("a");
        const QPoint before = placeOf("jobs");
        QTest::mousePress(m_stage, Qt::LeftButton, {}, before);
        QTest::mouseMove(m_stage, before + QPoint(0, 40));
        QTest::mouseRelease(m_stage, Qt::LeftButton, {}, before + QPoint(0, 40));
        const QHash<QString, QPointF> carried = m_stage->scene().carried();
        QCOMPARE(carried.size(), 1);
        open("b");
        QCOMPARE(m_stage->scene().carried().size(), 0);
        open("a");
        QCOMPARE(m_stage->scene().carried(), carried);
    }

    void fitAllShowsTheWholeStageHoweverItIsLookedAt() {
        open("a");
        const auto tip = [this] {
            const QPoint at = m_stage->scene().fitSign().center().toPoint();
            QHelpEvent help(QEvent::ToolTip, at, m_stage->mapToGlobal(at));
            QCoreApplication::sendEvent(m_stage, &help);
            return QToolTip::text();
        };
        const auto isWhole = [this] {
            StageScene& scene = m_stage->scene();
            return scene.area().contains(scene.view().mapRect(scene.scope().plan.bounds));
        };
        m_stage->resize(300, 150);
        QVERIFY(!isWhole());
        const QTransform usual = m_stage->scene().view();
        for (const int key : {Qt::Key_D, Qt::Key_W, Qt::Key_F}) {
            QTest::keyClick(m_stage, static_cast<Qt::Key>(key));
            for (int i = 0; i < 2; ++i) {  // it stays
                action("Stage: fit all")->trigger();
                QVERIFY(isWhole());
            }
        }
        QVERIFY2(tip().startsWith("So large"), qPrintable(tip()));
        QTest::keyClick(m_stage, Qt::Key_F);
        QCOMPARE(m_stage->scene().view(), usual);
        QVERIFY2(tip().startsWith("All of it"), qPrintable(tip()));
        QTest::keyClick(m_stage, Qt::Key_D);  // moved by hand: the whole all the same
        QVERIFY2(tip().startsWith("All of it"), qPrintable(tip()));
        QTest::keyClick(m_stage, Qt::Key_F);
        QVERIFY(isWhole());
    }

    void homeOnTheStageIsTheStages() {
        open("a");
        m_stage->resize(300, 150);
        QKeyEvent home(QEvent::ShortcutOverride, Qt::Key_Home, Qt::NoModifier);
        home.ignore();
        QCoreApplication::sendEvent(m_stage, &home);
        QVERIFY(home.isAccepted());  // else it is a command of the window
        QKeyEvent toStart(QEvent::ShortcutOverride, Qt::Key_Home, Qt::ControlModifier);
        toStart.ignore();
        QCoreApplication::sendEvent(m_stage, &toStart);
        QVERIFY(!toStart.isAccepted());
    }

    void resetLayoutPutsBackWhatWasMovedByHand() {
        open("a");
        const QPoint before = placeOf("jobs");
        QTest::mousePress(m_stage, Qt::LeftButton, {}, before);
        QTest::mouseMove(m_stage, before + QPoint(0, 40));
        QTest::mouseRelease(m_stage, Qt::LeftButton, {}, before + QPoint(0, 40));
        QVERIFY(!m_stage->scene().carried().isEmpty());
        action("Reset layout")->trigger();
        QTRY_VERIFY(m_stage->scene().carried().isEmpty());
        open("b");
        open("a");
        QVERIFY(m_stage->scene().carried().isEmpty());
    }
};

QTEST_MAIN(StageDeskTest)
#include "StageDeskTest.moc"
