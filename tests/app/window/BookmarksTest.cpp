// SPDX-License-Identifier: GPL-3.0-or-later
// Bookmarks in the real window: made, listed, gone to, saved with the run, asked about ahead of its end.
#include "app/timeline/TimelineView.h"
#include "app/window/FileDoor.h"
#include "app/window/MainWindow.h"
#include "core/trace/TraceFile.h"
#include "tests/support/ToyTrace.h"

#include <QAction>
#include <QHelpEvent>
#include <QInputDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QToolTip>

using namespace heddle;

class BookmarksTest : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_folder;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<MainWindow> m_window;
    TimelineView* m_timeline = nullptr;
    QString m_path;

    void open(const std::vector<Bookmark>& bookmarks = {}) {
        m_path = m_folder.filePath("a.heddle");
        QVERIFY(saveTrace(toyTrace({.workers = 3, .items = 12}), m_path.toStdString(), bookmarks));
        openFile();
    }
    void openFile() {
        m_window = std::make_unique<MainWindow>(*m_settings, Run::start, LessonShelf{});
        m_window->resize(1600, 1000);
        m_window->show();
        m_window->activateWindow();
        (void)QTest::qWaitForWindowActive(m_window.get());
        m_timeline = m_window->findChild<TimelineView*>();
        m_window->open(m_path);
        QTRY_VERIFY(m_timeline->scene().scope().runLength > 60);
    }
    void press(int key, Qt::KeyboardModifiers with = {}) {
        QTest::keyClick(m_window.get(), static_cast<Qt::Key>(key), with);
    }
    void goToStep(int step) {
        press(Qt::Key_Home, Qt::ControlModifier);
        for (int i = 0; i < step; ++i)
            press(Qt::Key_N);
        QTRY_COMPARE(now(), step);
    }
    std::int64_t now() { return m_timeline->scene().scope().moment.step; }
    void note(const char* words) {
        press(Qt::Key_B);
        auto* dialog = m_window->findChild<QInputDialog*>("note");
        QVERIFY(dialog);
        dialog->setTextValue(QString::fromUtf8(words));
        dialog->accept();
        QTRY_VERIFY(!m_window->findChild<QInputDialog*>("note"));
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }
    QStringList listed() {
        QStringList rows;
        const auto* list = m_window->findChild<QListWidget*>("bookmarks.list");
        for (int row = 0; row < list->count(); ++row)
            rows << list->item(row)->text();
        return rows;
    }
    const std::vector<TimelineBookmark>& flags() { return m_timeline->scene().scope().bookmarks; }
    QMessageBox* question() { return m_window->findChild<QMessageBox*>("unsaved"); }
    void clickInQuestion(const char* words) {
        for (QAbstractButton* button : question()->buttons())
            if (button->text().remove('&') == QString::fromUtf8(words))
                return QTest::mouseClick(button, Qt::LeftButton);
        QFAIL(words);
    }

private slots:
    void init() {
        m_settings = std::make_unique<QSettings>(m_folder.filePath("a.ini"), QSettings::IniFormat);
    }
    void cleanup() {
        m_window.reset();
        m_settings->clear();
    }

    void aBookmarkIsMadeWhereTheWindowIs() {
        open();
        goToStep(7);
        note("here it begins");
        QCOMPARE(listed(), QStringList("step 7   here it begins"));
        QCOMPARE(flags().size(), std::size_t(1));
        QCOMPARE(flags().front().step, 7.0);
    }

    void withoutANoteTheListSaysWhatHappenedThere() {
        open();
        goToStep(2);
        note("");
        QVERIFY2(listed().front().startsWith("step 2   m"), qPrintable(listed().front()));
    }

    void itsNoteCanBeChangedAndItselfBeRemoved() {
        open();
        goToStep(3);
        note("first");
        press(Qt::Key_B);
        auto* dialog = m_window->findChild<QInputDialog*>("note");
        QVERIFY(dialog);
        QCOMPARE(dialog->textValue(), QString("first"));
        dialog->setTextValue("second");
        dialog->accept();
        QTRY_COMPARE(listed(), QStringList("step 3   second"));
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        press(Qt::Key_B, Qt::ShiftModifier);
        QVERIFY(listed().isEmpty());
        QVERIFY(flags().empty());
    }

    void aClickOnTheClothOfAFlagGoesToItsInstant() {
        open();
        goToStep(3);
        note("here");
        QCOMPARE(m_window->findChild<QLabel*>("status.hint")->text(),
                 QString("step 3 has a bookmark now; F2 goes to the next"));
        press(Qt::Key_End, Qt::ControlModifier);
        QTRY_VERIFY(now() > 3);
        press(Qt::Key_Home);
        const TimelineScope& scope = m_timeline->scene().scope();
        const double gap = scope.theme.size(Measure::gap);
        const QPointF cloth(scope.axis.pxOf(3) + gap * 0.8, scope.frame.ruler.top() - gap / 2);
        QTest::mousePress(m_timeline, Qt::LeftButton, {}, cloth.toPoint());
        QTest::mouseMove(m_timeline, cloth.toPoint() + QPoint(2, 1));  // a hand that trembles
        QTest::mouseRelease(m_timeline, Qt::LeftButton, {}, cloth.toPoint() + QPoint(2, 1));
        QTRY_COMPARE(now(), 3);
        QCOMPARE(scope.moment.position, 3.0);
    }

    void aLongNoteIsSeenWholeAndReturnIsDoneWithIt() {
        open();
        goToStep(3);
        press(Qt::Key_B);
        auto* field = m_window->findChild<QInputDialog*>("note")->findChild<QPlainTextEdit*>();
        QVERIFY(field && field->lineWrapMode() != QPlainTextEdit::NoWrap);
        QTest::keyClicks(field, QString("word ").repeated(120));
        QCOMPARE(field->toPlainText().size(), 500);
        QTest::keyClick(field, Qt::Key_Return);
        QTRY_COMPARE(listed().size(), 1);
    }

    void whatAFullNoteHasNoRoomForIsRefusedWhereItIsTyped() {
        open();
        goToStep(3);
        press(Qt::Key_B);
        auto* field = m_window->findChild<QInputDialog*>("note")->findChild<QPlainTextEdit*>();
        const QString full = QString("a").repeated(400) + "the very end";
        field->insertPlainText(full);
        field->moveCursor(QTextCursor::Start);
        field->insertPlainText(QString("b").repeated(600));
        QCOMPARE(field->toPlainText(), QString("b").repeated(88) + full);
        field->undo();
        QCOMPARE(field->toPlainText(), full);
        field->redo();
        QTest::keyClick(field, Qt::Key_C);
        QCOMPARE(field->toPlainText(), QString("b").repeated(88) + full);
        QCOMPARE(field->textCursor().position(), 88);
    }

    void keysGoFromOneToTheNext() {
        open();
        for (const int step : {9, 3}) {
            goToStep(step);
            note("x");
        }
        goToStep(1);
        press(Qt::Key_F2);
        QCOMPARE(now(), 3);
        press(Qt::Key_F2);
        QCOMPARE(now(), 9);
        press(Qt::Key_F2);
        QCOMPARE(now(), 9);
        press(Qt::Key_F2, Qt::ShiftModifier);
        QCOMPARE(now(), 3);
    }

    void aClickInTheListGoesThere() {
        open({{20, "there"}});
        press(Qt::Key_K, Qt::ControlModifier);
        auto* list = m_window->findChild<QListWidget*>("bookmarks.list");
        QTRY_VERIFY(list->isVisible());
        QCOMPARE(list->count(), 1);
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualItemRect(list->item(0)).center());
        QCOMPARE(QString("step %1   there").arg(now()), list->item(0)->text());
    }

    void theListMarksTheBookmarkOfTheInstantAndRemovesThatOne() {
        open();
        for (const int step : {3, 9}) {
            goToStep(step);
            note("x");
        }
        press(Qt::Key_K, Qt::ControlModifier);
        auto* list = m_window->findChild<QListWidget*>("bookmarks.list");
        auto* remove = m_window->findChild<QPushButton*>("bookmarks.remove");
        QTRY_VERIFY(list->isVisible());
        QCOMPARE(list->currentRow(), 1);
        press(Qt::Key_F2, Qt::ShiftModifier);
        QTRY_COMPARE(list->currentRow(), 0);
        goToStep(5);
        QTRY_COMPARE(list->currentRow(), -1);
        QVERIFY(!remove->isEnabled());
        press(Qt::Key_F2);
        QTest::mouseClick(remove, Qt::LeftButton);
        QCOMPARE(listed(), QStringList("step 3   x"));
    }

    void whatWasRemovedLastCanBePutBack() {
        open();
        goToStep(3);
        note("dear");
        auto* putBack = m_window->findChild<QPushButton*>("bookmarks.putBack");
        press(Qt::Key_K, Qt::ControlModifier);
        QTRY_VERIFY(putBack->isVisible());
        QVERIFY(!putBack->isEnabled());
        press(Qt::Key_B, Qt::ShiftModifier);
        QVERIFY(listed().isEmpty());
        QTest::mouseClick(putBack, Qt::LeftButton);
        QCOMPARE(listed(), QStringList("step 3   dear"));
        QVERIFY(!putBack->isEnabled());
        press(Qt::Key_B, Qt::ShiftModifier);
        note("newer");
        QVERIFY(!putBack->isEnabled());  // it would go over the newer one
    }

    void theFlagOnTheRulerSaysItsNote() {
        open({{20, "there & <b>back</b>"}});
        QTRY_COMPARE(flags().size(), std::size_t(1));
        m_timeline->fitAll();
        const TimelineScope& scope = m_timeline->scene().scope();
        const QPoint at(static_cast<int>(scope.axis.pxOf(flags().front().step)) + 1,
                        static_cast<int>(scope.frame.ruler.center().y()));
        QHelpEvent help(QEvent::ToolTip, at, m_timeline->mapToGlobal(at));
        QCoreApplication::sendEvent(m_timeline, &help);
        QVERIFY2(QToolTip::text().contains("there &amp; &lt;b&gt;back&lt;/b&gt;"),
                 qPrintable(QToolTip::text()));
    }

    void theyAreInTheFileOnceItIsSaved() {
        open();
        goToStep(5);
        note("kept");
        const QString saved = m_folder.filePath("b.heddle");
        emit m_window->findChild<FileDoor*>()->saveWanted(saved);
        QTRY_VERIFY(QFile::exists(saved));
        const auto opened = openNotedTrace(saved.toStdString());
        QCOMPARE(opened->bookmarks.size(), std::size_t(1));
        QCOMPARE(opened->bookmarks.front().note, std::string("kept"));
        QCOMPARE(opened->trace->stepAt(opened->bookmarks.front().event), std::int64_t(5));
        QTRY_VERIFY(m_window->close());
    }

    void anotherRunHasItsOwn() {
        open({{20, "of the first"}});
        QTRY_COMPARE(listed().size(), 1);
        const QString other = m_folder.filePath("other.heddle");
        QVERIFY(saveTrace(toyTrace({.workers = 2, .items = 20}), other.toStdString()));
        m_window->open(other);
        QTRY_VERIFY(listed().isEmpty());
    }

    void closingAsksAboutThoseThatAreNotSaved() {
        open();
        goToStep(4);
        note("not saved");
        QVERIFY(!m_window->close());
        QVERIFY(question());
        clickInQuestion("Cancel");
        QTRY_VERIFY(!question());
        QVERIFY(m_window->isVisible());
        QVERIFY(!m_window->close());
        clickInQuestion("Discard them");
        QTRY_VERIFY(!m_window->isVisible());
    }

    void closingAsksNothingWhereNothingWasNoted() {
        open({{20, "of the file"}});
        QTRY_COMPARE(listed().size(), 1);
        QVERIFY(m_window->close());
    }
};

QTEST_MAIN(BookmarksTest)
#include "BookmarksTest.moc"
