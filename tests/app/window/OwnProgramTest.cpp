// SPDX-License-Identifier: GPL-3.0-or-later
// A program of one's own in the real window, really run: chosen, typed for, clicked, started again.
#include "app/window/MainWindow.h"
#include "core/session/Run.h"

#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QSettings>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace heddle;

namespace {

struct Shown {
    QTemporaryDir folder;
    QSettings settings{folder.filePath("a.ini"), QSettings::IniFormat};
    MainWindow window{settings, Run::start, LessonShelf{}};

    Shown() {
        window.resize(1280, 800);
        window.show();
        window.activateWindow();
    }
    template <class Widget>
    Widget& part(const char* name) {
        return *window.findChild<Widget*>(name);
    }
    QString words(const char* name) { return part<QLabel>(name).text(); }
    QAction* action(const char* words) {
        for (QAction* each : window.findChildren<QAction*>())
            if (each->iconText() == QString::fromUtf8(words))
                return each;
        return nullptr;
    }
    void type(const char* field, const QString& text) {
        part<QLineEdit>(field).setFocus();
        QTest::keyClicks(&part<QLineEdit>(field), text);
    }
    // Opens the dialog and types the command; whether it can be run.
    bool typeCommand(const QString& command) {
        action("Run program…")->trigger();
        QLineEdit* line = part<QComboBox>("program.command").lineEdit();
        line->selectAll();
        QTest::keyClicks(line, command);
        return runButton().isEnabled();
    }
    QPushButton& runButton() {
        return *window.findChild<QDialog*>()->findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Ok);
    }
    QStringList lines() {
        const QAbstractItemModel& model = *part<QTableView>("output").model();
        QStringList all;
        for (int row = 0; row < model.rowCount(); ++row)
            all << model.index(row, 1).data().toString() + "|" + model.index(row, 2).data().toString();
        return all;
    }
};

}  // namespace

class OwnProgramTest : public QObject {
    Q_OBJECT
private slots:
    void whatIsTypedIsReadByTheProgram() {
        Shown s;
        QVERIFY(s.typeCommand("cat"));
        QTest::mouseClick(&s.runButton(), Qt::LeftButton);
        QTRY_VERIFY(s.part<QLineEdit>("output.input").isVisible());
        s.type("output.input", "hello");
        QTest::keyClick(&s.part<QLineEdit>("output.input"), Qt::Key_Return);
        QTRY_COMPARE(s.lines(), QStringList({"stdin|hello", "|hello"}));
        QTest::mouseClick(&s.part<QToolButton>("output.end"), Qt::LeftButton);
        QTRY_COMPARE(s.words("status.state"), QString("finished"));
        QTRY_VERIFY(!s.part<QLineEdit>("output.input").isVisible());
        QCOMPARE(s.words("lesson.title"), QString("cat"));
        QTest::mouseClick(s.part<QTableView>("output").viewport(), Qt::LeftButton, {},
                          {60, 5});  // no event: no harm
    }

    void whoTellsNothingHasAProcessAndItsLinesInstants() {
        Shown s;
        QVERIFY(s.typeCommand("cat"));
        s.runButton().click();
        QTRY_VERIFY(s.part<QLineEdit>("output.input").isVisible());
        QTRY_VERIFY(s.words("status.process").contains(QRegularExpression("^1 process .* pid [0-9]+$")));
        QTest::qWait(20);  // its lines' instant is some time after its start
        s.type("output.input", "hello");
        QTest::keyClick(&s.part<QLineEdit>("output.input"), Qt::Key_Return);
        QTRY_COMPARE(s.lines().size(), 2);
        const QString instant = s.part<QTableView>("output").model()->index(1, 0).data().toString();
        QVERIFY2(instant.endsWith("ms") || instant.endsWith("s"), qPrintable(instant));
        QTest::mouseClick(&s.part<QToolButton>("output.end"), Qt::LeftButton);
        QTRY_COMPARE(s.words("status.state"), QString("finished"));
    }

    void controlDSendsWhatWasTypedAndEndsTheInput() {
        Shown s;
        QVERIFY(s.typeCommand("cat"));
        s.runButton().click();
        QTRY_VERIFY(s.part<QLineEdit>("output.input").isVisible());
        s.type("output.input", "no newline");
        QTest::keyClick(&s.part<QLineEdit>("output.input"), Qt::Key_D, Qt::ControlModifier);
        QTRY_COMPARE(s.words("status.state"), QString("finished"));
        QCOMPARE(s.lines(), QStringList({"stdin|no newline", "|no newline"}));
    }

    void restartRunsItAgain() {
        Shown s;
        QVERIFY(s.typeCommand("sh -c \"echo in $PWD\""));
        s.runButton().click();
        QTRY_COMPARE(s.lines().size(), 1);
        QTRY_COMPARE(s.words("status.state"), QString("finished"));
        const QStringList first = s.lines();
        s.action("Restart")->trigger();
        QTRY_VERIFY(s.action("Stop")->isEnabled());
        QTRY_VERIFY(!s.action("Stop")->isEnabled());
        QTRY_COMPARE(s.lines(), first);
    }

    void whatCannotBeRunIsSaidBefore() {
        Shown s;
        QVERIFY(!s.typeCommand("no-such-program-at-all"));
        QCOMPARE(
            s.words("program.objection"),
            QString("There is no program no-such-program-at-all in PATH; ./no-such-program-at-all would be "
                    "one in the folder."));
        s.part<QLineEdit>("program.folder").setText("/nowhere");
        QCOMPARE(s.words("program.objection"), QString("There is no folder /nowhere."));
        s.part<QLineEdit>("program.folder").setText("/etc");
        s.part<QComboBox>("program.command").setEditText("./passwd");
        QCOMPARE(s.words("program.objection"), QString("/etc/./passwd is not a program that can be run."));
        QVERIFY(!s.runButton().isEnabled());
    }

    void theLastCommandsAreOfferedAgain() {
        Shown s;
        for (const QString command : {"sh -c true", "cat /dev/null", "sh -c true"}) {
            QVERIFY(s.typeCommand(command));
            s.runButton().click();
            QTRY_VERIFY(!s.window.findChild<QDialog*>());
            QTRY_COMPARE(s.words("status.state"), QString("finished"));
        }
        s.action("Run program…")->trigger();
        const auto& offered = s.part<QComboBox>("program.command");
        QCOMPARE(offered.count(), 2);
        QCOMPARE(offered.currentText(), QString("sh -c true"));
        QCOMPARE(offered.itemText(1), QString("cat /dev/null"));
    }
};

int main(int argc, char** argv) {
    qputenv("LC_ALL", "C");
    QApplication application(argc, argv);
    OwnProgramTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "OwnProgramTest.moc"
