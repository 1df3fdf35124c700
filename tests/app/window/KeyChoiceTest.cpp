// SPDX-License-Identifier: GPL-3.0-or-later
// Keys that are changed in the real window.
#include "app/window/CommandFinder.h"
#include "app/window/KeysDialog.h"
#include "app/window/KeysSheet.h"
#include "app/window/MainWindow.h"

#include <QAction>
#include <QDockWidget>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QTranslator>

using namespace heddle;

class KeyChoiceTest : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_folder;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<MainWindow> m_window;

    void openWindow() {
        m_window.reset();
        m_window = std::make_unique<MainWindow>(*m_settings, Run::start, LessonShelf{});
        m_window->resize(1280, 800);
        m_window->show();
        m_window->activateWindow();
        (void)QTest::qWaitForWindowActive(m_window.get());
    }
    KeysDialog& dialog() {
        if (!m_window->findChild<KeysDialog*>())
            for (QAction* action : m_window->findChildren<QAction*>())
                if (action->iconText().startsWith(QLatin1String("Change keys")))
                    action->trigger();
        return *m_window->findChild<KeysDialog*>();
    }
    QTableWidget& table() { return *dialog().findChild<QTableWidget*>(); }
    int choose(const char* command) {
        for (int row = 0; row < table().rowCount(); ++row)
            if (table().item(row, 0)->text() == QString::fromUtf8(command)) {
                table().setCurrentCell(row, 0);
                return row;
            }
        return -1;
    }
    void click(const char* button) {
        QTest::mouseClick(dialog().findChild<QPushButton*>(button), Qt::LeftButton);
    }
    void give(const QKeySequence& key) {
        dialog().findChild<QKeySequenceEdit*>()->setKeySequence(key);
        click("changeKeys.set");
    }
    QString objection() { return dialog().findChild<QLabel*>("changeKeys.objection")->text(); }
    bool isMeasuresShown() { return m_window->findChild<QDockWidget*>("measures.dock")->isVisible(); }

private slots:
    void init() {
        m_settings = std::make_unique<QSettings>(m_folder.filePath("a.ini"), QSettings::IniFormat);
        openWindow();
    }
    void cleanup() {
        m_window.reset();
        m_settings->clear();
    }

    void theSheetLeadsToTheDialog() {
        QTest::keyClick(m_window.get(), Qt::Key_F1);
        auto* sheet = m_window->findChild<KeysSheet*>();
        QVERIFY(sheet);
        QTest::mouseClick(sheet->findChild<QPushButton*>("keys.change"), Qt::LeftButton);
        QVERIFY(m_window->findChild<KeysDialog*>());
    }

    void aChosenKeyWorksAtOnceInsteadOfTheOldOne() {
        const int row = choose("Measures");
        give(QKeySequence("Ctrl+Y"));
        QCOMPARE(table().item(row, 1)->text(), QString("Ctrl+Y"));
        dialog().close();
        QTest::keyClick(m_window.get(), Qt::Key_M, Qt::ControlModifier);
        QVERIFY(!isMeasuresShown());
        QTest::keyClick(m_window.get(), Qt::Key_Y, Qt::ControlModifier);
        QTRY_VERIFY(isMeasuresShown());
    }

    void aKeyThatIsAnothersIsRefusedInASentence() {
        choose("Measures");
        give(QKeySequence("Ctrl+J"));
        QCOMPARE(objection(), QString("Ctrl+J is the key of “Program output” already"));
        click("changeKeys.set");
        QCOMPARE(objection(), QString("Ctrl+J is the key of “Program output” already"));
        dialog().close();
        QTest::keyClick(m_window.get(), Qt::Key_M, Qt::ControlModifier);
        QTRY_VERIFY(isMeasuresShown());
    }

    void aKeyOfTheTimelineIsRefused() {
        choose("Measures");
        give(QKeySequence(Qt::Key_W));
        QCOMPARE(objection(), QString("W is a key of the timeline already"));
        give(QKeySequence(Qt::Key_PageDown));
        QCOMPARE(objection(), QString("PgDown is a key of the timeline already"));
        give(QKeySequence(Qt::Key_Return));
        QCOMPARE(objection(), QString("Return is a key of the stage and of lists already"));
    }

    void aKeyThatWorksInOnePartIsNamedBesideTheChosenOne() {
        const int row = choose("Timeline: move back");
        give(QKeySequence("Ctrl+Y"));
        QCOMPARE(table().item(row, 1)->text(), QString("Ctrl+Y or A on the timeline"));
    }

    void sentencesNameTheChosenKey() {
        QVERIFY(choose("Bookmark with a note…") >= 0);
        give(QKeySequence("Ctrl+Y"));
        QVERIFY(choose("Find an event") >= 0);
        give(QKeySequence("Ctrl+T"));
        const QString tip = m_window->findChild<QLineEdit*>("events.filter")->toolTip();
        QVERIFY2(tip.startsWith("Which events are listed (Ctrl+T): worker="), qPrintable(tip));
        QCOMPARE(m_window->findChild<QPushButton*>("bookmarks.add")->toolTip(),
                 QString("A bookmark where the window is (Ctrl+Y)"));
        QVERIFY(choose("Bookmark with a note…") >= 0);
        click("changeKeys.none");
        QCOMPARE(m_window->findChild<QPushButton*>("bookmarks.add")->toolTip(),
                 QString("A bookmark where the window is"));
    }

    void oneKeyIsGivenUpInTheSingular() {
        choose("Measures");
        give(QKeySequence("Ctrl+Y"));
        click("changeKeys.resetAll");
        QCOMPARE(dialog().findChild<QMessageBox*>("changeKeys.question")->text(),
                 QString("Give up the one key that was chosen?"));
    }

    void afterARefusalTabDoesNotLeadToAButtonThatTakesKeysAway() {
        choose("Measures");
        auto* field = dialog().findChild<QKeySequenceEdit*>();
        field->setKeySequence(QKeySequence(Qt::Key_W));
        field->setFocus();
        QTest::keyClick(field, Qt::Key_Tab);
        QTest::keyClick(dialog().focusWidget(), Qt::Key_Space);
        QCOMPARE(table().item(choose("Measures"), 1)->text(), QString("Ctrl+M"));
    }

    void escapeLeavesTheFieldOfTheKeyAsItWas() {
        choose("Measures");
        auto* field = dialog().findChild<QKeySequenceEdit*>();
        field->setFocus();
        QTest::keyClick(field, Qt::Key_Escape);
        QCOMPARE(field->keySequence(), QKeySequence("Ctrl+M"));
        QCOMPARE(objection(), QString());
        QVERIFY(dialog().isVisible());
        QCOMPARE(dialog().focusWidget(), &table());
    }

    void aKeyThatBeginsAnothersIsRefused() {
        choose("Measures");
        give(QKeySequence("Ctrl+J, X"));
        QVERIFY(objection().contains("Program output"));
    }

    void theChoiceIsRemembered() {
        choose("Measures");
        give(QKeySequence("Ctrl+Y"));
        openWindow();
        QTest::keyClick(m_window.get(), Qt::Key_Y, Qt::ControlModifier);
        QTRY_VERIFY(isMeasuresShown());
    }

    void theChoiceIsRememberedInAnotherLanguageToo() {
        choose("Measures");
        give(QKeySequence("Ctrl+Y"));
        struct Backward : QTranslator {
            bool isEmpty() const override { return false; }
            QString translate(const char*, const char* words, const char*, int) const override {
                QString backward = QString::fromUtf8(words);
                std::reverse(backward.begin(), backward.end());
                return backward.contains(QLatin1Char('%')) || backward.contains(QLatin1Char('+')) ? QString()
                                                                                                  : backward;
            }
        } backward;
        QCoreApplication::installTranslator(&backward);
        openWindow();
        QCoreApplication::removeTranslator(&backward);
        QTest::keyClick(m_window.get(), Qt::Key_Y, Qt::ControlModifier);
        QTRY_VERIFY(isMeasuresShown());
    }

    void everyCommandIsRememberedByANameOfItsOwn() {
        QSet<QString> names;
        for (const QAction* action : m_window->findChildren<QAction*>(QString(), Qt::FindDirectChildrenOnly))
            if (!action->isSeparator() && !action->menu()) {
                QVERIFY2(!action->objectName().isEmpty(), qPrintable(action->text()));
                QVERIFY2(!names.contains(action->objectName()), qPrintable(action->objectName()));
                names << action->objectName();
            }
        QVERIFY(names.size() > 100);
    }

    void aKeyGoesBackToHowItComes() {
        const int row = choose("Measures");
        give(QKeySequence("Ctrl+Y"));
        click("changeKeys.reset");
        QCOMPARE(table().item(row, 1)->text(), QString("Ctrl+M"));
        openWindow();
        QTest::keyClick(m_window.get(), Qt::Key_M, Qt::ControlModifier);
        QTRY_VERIFY(isMeasuresShown());
    }

    void aKeyThatWasGivenAwayDoesNotComeBackByItself() {
        choose("Measures");
        give(QKeySequence("Ctrl+Y"));
        choose("Program output");
        give(QKeySequence("Ctrl+M"));
        const int row = choose("Measures");
        click("changeKeys.reset");
        QCOMPARE(table().item(row, 1)->text(), QString("Ctrl+Y"));
        QVERIFY(!objection().isEmpty());
        click("changeKeys.resetAll");
        QCOMPARE(table().item(row, 1)->text(), QString("Ctrl+Y"));  // it is asked first
        click("changeKeys.yes");
        QCOMPARE(table().item(row, 1)->text(), QString("Ctrl+M"));
    }

    void aCommandCanHaveNoKey() {
        const int row = choose("Measures");
        click("changeKeys.none");
        QCOMPARE(table().item(row, 1)->text(), QString());
        openWindow();
        QTest::keyClick(m_window.get(), Qt::Key_M, Qt::ControlModifier);
        QVERIFY(!isMeasuresShown());
    }

    void thePaletteAndTheTipShowTheChosenKey() {
        choose("Measures");
        give(QKeySequence("Ctrl+Y"));
        dialog().close();
        QTest::keyClick(m_window.get(), Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
        auto* finder = m_window->findChild<CommandFinder*>();
        QVERIFY(finder);
        QTest::keyClicks(finder->findChild<QLineEdit*>(), "measures");
        const auto* list = finder->findChild<QListView*>();
        QCOMPARE(list->model()->index(0, 0).data().toString(), QString("Measures   (Ctrl+Y)"));
        for (const QAction* action : m_window->findChildren<QAction*>())
            if (action->shortcut() == QKeySequence("Ctrl+Y"))
                QCOMPARE(action->toolTip(), QString("Measures (Ctrl+Y)"));
    }

    void noTwoCommandsComeWithTheSameKey() {
        for (int row = 0; row < table().rowCount(); ++row) {
            table().setCurrentCell(row, 0);
            const QKeySequence key = dialog().findChild<QKeySequenceEdit*>()->keySequence();
            if (key.isEmpty())
                continue;
            dialog().findChild<QKeySequenceEdit*>()->clear();
            dialog().findChild<QKeySequenceEdit*>()->setKeySequence(key);
            QVERIFY2(objection().isEmpty(), qPrintable(table().item(row, 0)->text() + ": " + objection()));
        }
    }
};

QTEST_MAIN(KeyChoiceTest)
#include "KeyChoiceTest.moc"
