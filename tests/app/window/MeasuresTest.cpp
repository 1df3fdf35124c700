// SPDX-License-Identifier: GPL-3.0-or-later
// Measures in the real window: of the whole run, and of a range that is selected in the timeline.
#include "app/panels/SumsTable.h"
#include "app/timeline/TimelineRange.h"
#include "app/timeline/TimelineView.h"
#include "app/window/MainWindow.h"
#include "core/trace/TraceFile.h"
#include "tests/support/ToyTrace.h"

#include <QAction>
#include <QDockWidget>
#include <QLabel>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace heddle;

class MeasuresTest : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_folder;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<MainWindow> m_window;
    TimelineView* m_timeline = nullptr;

    void openWindow() {
        m_window = std::make_unique<MainWindow>(*m_settings, Run::start, LessonShelf{});
        m_window->resize(1600, 1000);
        m_window->show();
        m_window->activateWindow();
        (void)QTest::qWaitForWindowActive(m_window.get());
        m_timeline = m_window->findChild<TimelineView*>();
    }
    void open() {
        openWindow();
        const QString path = m_folder.filePath("a.heddle");
        QVERIFY(saveTrace(toyTrace({.workers = 3, .items = 12}), path.toStdString()));
        m_window->open(path);
        QTRY_VERIFY(m_timeline->scene().scope().runLength > 60);
    }
    QDockWidget& dock() { return *m_window->findChild<QDockWidget*>("measures.dock"); }
    QString head() { return m_window->findChild<QLabel*>("measures.head")->text(); }
    void pressToggle() { QTest::keyClick(m_window.get(), Qt::Key_M, Qt::ControlModifier); }
    void drag(double from, double to) {
        m_timeline->fitAll();
        const TimelineScope& scope = m_timeline->scene().scope();
        const int y = static_cast<int>(scope.laneCentre(0));
        const QPoint begin(static_cast<int>(scope.axis.pxOf(from)), y),
            end(static_cast<int>(scope.axis.pxOf(to)), y);
        QTest::mousePress(m_timeline, Qt::LeftButton, {}, begin);
        QTest::mouseMove(m_timeline, (begin + end) / 2);
        QTest::mouseMove(m_timeline, end);
        QTest::mouseRelease(m_timeline, Qt::LeftButton, {}, end);
    }

private slots:
    void init() {
        m_settings = std::make_unique<QSettings>(m_folder.filePath("a.ini"), QSettings::IniFormat);
    }
    void cleanup() {
        m_window.reset();
        m_settings->clear();
    }

    void theyAreHiddenUntilTheyAreAskedFor() {
        open();
        QVERIFY(!dock().isVisible());
        pressToggle();
        QTRY_VERIFY(dock().isVisible());
        pressToggle();
        QTRY_VERIFY(!dock().isVisible());
    }

    void behindAnotherTabTheyAreBroughtToTheFront() {
        open();
        pressToggle();
        QTest::keyClick(m_window.get(), Qt::Key_K, Qt::ControlModifier);
        QTRY_VERIFY(m_window->findChild<QDockWidget*>("bookmarks.dock")->isVisible());
        QTRY_VERIFY(dock().visibleRegion().isEmpty());
        pressToggle();
        QTRY_VERIFY(!dock().visibleRegion().isEmpty());
        pressToggle();
        QTRY_VERIFY(!dock().isVisible());
    }

    void withoutARangeTheyAreOfTheWholeRun() {
        open();
        pressToggle();
        QTRY_VERIFY2(head().startsWith("The whole run · "), qPrintable(head()));
        const TimelineScope& scope = m_timeline->scene().scope();
        QCOMPARE(head(), QString("The whole run · ") + rangeWords(scope, {0, scope.runLength}));
    }

    void aRangeThatIsSelectedIsMeasured() {
        open();
        pressToggle();
        QTRY_VERIFY(head().startsWith("The whole run"));
        drag(4, 14);
        const TimelineScope& scope = m_timeline->scene().scope();
        QVERIFY(scope.range);
        QTRY_COMPARE(head(), QString("The selected range · ") + rangeWords(scope, *scope.range));
        QTest::keyClick(m_timeline, Qt::Key_Escape);
        QTRY_VERIFY(head().startsWith("The whole run"));
    }

    void theyFollowTheAxis() {
        open();
        pressToggle();
        QTRY_VERIFY(head().contains("steps"));
        for (QAction* action : m_window->findChildren<QAction*>())
            if (action->iconText() == QLatin1String("Real time"))
                action->trigger();
        QTRY_VERIFY2(head().contains("ms") && !head().contains("steps"), qPrintable(head()));
    }

    void theLongestWaitAtAnObjectIsSelectedByAClick() {
        open();
        pressToggle();
        auto& objects = *m_window->findChild<SumsTable*>("measures.objects");
        QTRY_VERIFY(objects.rowCount() > 0);
        QTest::mouseClick(objects.viewport(), Qt::LeftButton, {},
                          objects.visualItemRect(objects.item(0, 0)).center());
        QVERIFY(m_timeline->scene().scope().selected);
    }

    void theyAreKeptBetweenStartsAndPutAwayByResetLayout() {
        openWindow();
        pressToggle();
        QTRY_VERIFY(dock().isVisible());
        m_window->close();
        m_window.reset();
        openWindow();
        QVERIFY(dock().isVisible());
        for (QAction* action : m_window->findChildren<QAction*>()) {
            if (action->shortcut() == QKeySequence(Qt::CTRL | Qt::Key_M))
                QVERIFY(action->isChecked());
            if (action->iconText() == QLatin1String("Reset layout"))
                action->trigger();
        }
        QTRY_VERIFY(!dock().isVisible());
    }

    void theirButtonPutsThemAway() {
        openWindow();
        pressToggle();
        QTRY_VERIFY(dock().isVisible());
        QTest::mouseClick(m_window->findChild<QToolButton*>("measures.close"), Qt::LeftButton);
        QTRY_VERIFY(!dock().isVisible());
        for (QAction* action : m_window->findChildren<QAction*>())
            if (action->shortcut() == QKeySequence(Qt::CTRL | Qt::Key_M))
                QVERIFY(!action->isChecked());
    }
};

QTEST_MAIN(MeasuresTest)
#include "MeasuresTest.moc"
