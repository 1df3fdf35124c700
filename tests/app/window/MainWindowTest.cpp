// SPDX-License-Identifier: GPL-3.0-or-later
// The real window with its real widgets; only the program that would run is staged.
#include "app/window/MainWindow.h"

#include "app/timeline/TimelineView.h"
#include "core/trace/TraceFile.h"
#include "tests/app/bridge/StagedRun.h"
#include "tests/support/ToyTrace.h"

#include <QAction>
#include <QApplication>
#include <QDropEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMimeData>
#include <QSettings>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace heddle;

namespace {

Lesson queuesLesson() {
    Lesson lesson;
    lesson.name = "queues";
    lesson.title = {{"en", "Queues"}};
    lesson.text = {{"en", "# Queues\n\nmain puts items into a **queue**."}};
    lesson.chapter = 2;
    lesson.place = 1;
    lesson.program = "/lessons/queues/program";
    LessonParameter items;
    items.name = "items";
    items.byDefault = "20";
    items.most = 1000;
    items.label = {{"en", "items"}};
    lesson.parameters = {items};
    return lesson;
}

struct Shown {
    QTemporaryDir folder;
    QSettings settings{folder.filePath("a.ini"), QSettings::IniFormat};
    Stage stage;
    std::shared_ptr<Trace> trace = toyTrace({.items = 20});
    MainWindow window{settings,
                      [this](RunRequest request) { return stage.launch(std::move(request), trace); },
                      LessonShelf{{queuesLesson()}, {}}};

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
    void trigger(const char* words) {
        for (QAction* action : window.findChildren<QAction*>())
            if (action->iconText() == QLatin1String(words))
                return action->trigger();
        QFAIL(words);
    }
    int operationsOfTheProgram() {  // what the table lists at the depth that a window begins with
        int count = 0;
        for (std::size_t index = 0; index < trace->size(); ++index)
            count += trace->event(index).depth == Depth::program;
        return count;
    }
    void runToItsEnd() {
        QVERIFY(window.chooseLesson("queues", {}));
        window.run();
        QTRY_COMPARE(part<QTableView>("events").model()->rowCount(), operationsOfTheProgram());
        stage.end();
        QTRY_COMPARE(words("status.state"), QString("finished"));
        QTRY_VERIFY(
            !words("status.found").isEmpty());  // said a moment later: the verdicts are found at the end
    }
};

}  // namespace

class MainWindowTest : public QObject {
    Q_OBJECT
private slots:
    void emptyWindowSaysThatNothingHasRun();
    void runStartsTheLessonWithItsParameters();
    void wrongParameterStartsNothing();
    void aRunFillsThePanelsAndIsPlayed();
    void pickedEventBecomesTheInstant();
    void keysMoveTime();
    void aCommandIsFoundByLettersOfItsName();
    void whatACommandSaysOutlastsItsKey();
    void typingInAFieldIsNoCommand();
    void filterNarrowsTheTable();
    void returnGoesFromMatchToMatch();
    void troubleIsSaidInTheBanner();
    void refusalIsSaidAndCanBePutAway();
    void savingARunThatGoesOnIsAnsweredInASentence();
    void openedFileShowsItsLesson();
    void droppedFileIsOpened();
    void themeChangesEveryPart();
    void smallWindowHasRoomForAll();
    void escapeBringsThePanelBackToTheInstant();
    void everyControlCanBeReachedAndHasAName();
};

void MainWindowTest::emptyWindowSaysThatNothingHasRun() {
    Shown s;
    QCOMPARE(s.words("status.state"), QString("nothing has run yet"));
    QVERIFY(!s.part<QFrame>("banner").isVisible());
    QCOMPARE(s.words("lesson.title"), QString("No lesson yet"));
}

void MainWindowTest::runStartsTheLessonWithItsParameters() {
    Shown s;
    QVERIFY(s.window.chooseLesson("queues", {{"items", "7"}}));
    QCOMPARE(s.words("lesson.title"), QString("Queues"));
    s.trigger("Run");
    QTRY_COMPARE(s.stage.started(), 1);
    QCOMPARE(s.stage.lastRequest().command, (std::vector<std::string>{"/lessons/queues/program", "items=7"}));
    QVERIFY(!s.stage.lastRequest().choosing.isHeld());
}

void MainWindowTest::wrongParameterStartsNothing() {
    Shown s;
    s.window.chooseLesson("queues", {});
    s.part<QLineEdit>("parameter.items").setText("1001");
    s.window.run();
    QVERIFY(s.part<QLabel>("objection.items").isVisible());
    QCOMPARE(s.stage.started(), 0);
    s.part<QLineEdit>("parameter.items").setText("10");
    s.window.run();
    QTRY_COMPARE(s.stage.started(), 1);
}

void MainWindowTest::aRunFillsThePanelsAndIsPlayed() {
    Shown s;
    s.runToItsEnd();
    QCOMPARE(s.words("status.found"), QString("no trouble found"));
    QCOMPARE(s.words("status.process"), QString("1 process · 6 threads · pid 1001"));
    QVERIFY(s.words("status.counts").contains(QLocale().toString(qulonglong(s.trace->size()))));
    QTRY_VERIFY(s.words("instant") != "step 0");
    QTRY_VERIFY(s.part<QListView>("workers").model()->rowCount() > 0);
}

void MainWindowTest::pickedEventBecomesTheInstant() {
    Shown s;
    s.runToItsEnd();
    auto& table = s.part<QTableView>("events");
    const QModelIndex row = table.model()->index(table.model()->rowCount() - 5, 0);
    table.scrollTo(row);
    QTest::mouseClick(table.viewport(), Qt::LeftButton, {}, table.visualRect(row).center());
    QTRY_COMPARE(s.words("instant"), QString("step %1").arg(row.data().toString()));
    QTRY_COMPARE(s.words("selection.sentence"), row.data(Qt::ToolTipRole).toString());
}

void MainWindowTest::keysMoveTime() {
    Shown s;
    s.runToItsEnd();
    s.trigger("Pause");
    s.trigger("To the start");
    QTRY_COMPARE(s.words("instant"), QString("step 0"));
    QTest::keyClick(&s.window, Qt::Key_N);
    QTest::keyClick(&s.window, Qt::Key_F10);
    QTRY_COMPARE(s.words("instant"), QString("step 2"));
    QTest::keyClick(&s.window, Qt::Key_Backspace);
    QTRY_COMPARE(s.words("instant"), QString("step 1"));
    QTest::keyClick(&s.window, Qt::Key_Space);
    QTRY_VERIFY(s.words("instant") != "step 1");
}

void MainWindowTest::aCommandIsFoundByLettersOfItsName() {
    Shown s;
    s.runToItsEnd();
    s.trigger("Pause");
    s.trigger("To the end");
    QTRY_VERIFY(s.words("instant") != "step 0");
    QTest::keyClick(&s.window, Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
    auto& typed = s.part<QLineEdit>("command");
    auto& found = s.part<QListView>("commands");
    QVERIFY(found.model()->rowCount() > 20);
    auto& nothing = s.part<QLabel>("commands.nothing");
    QVERIFY(nothing.isHidden());
    QTest::keyClicks(&typed, QStringLiteral("no such thing"));
    QVERIFY(nothing.isVisible());
    typed.clear();
    QTest::keyClicks(&typed, QStringLiteral("To the "));
    QVERIFY(found.model()->index(0, 0).data().toString().startsWith(QStringLiteral("To the start")));
    QVERIFY(found.model()->index(1, 0).data().toString().startsWith(QStringLiteral("To the end")));
    QTest::keyClick(&typed, Qt::Key_Down);
    QTest::keyClick(&typed, Qt::Key_Up);
    QTest::keyClick(&typed, Qt::Key_Return);
    QTRY_COMPARE(s.words("instant"), QString("step 0"));
}

void MainWindowTest::whatACommandSaysOutlastsItsKey() {
    Shown s;
    s.runToItsEnd();
    QTest::keyClick(&s.window, Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
    auto& typed = s.part<QLineEdit>("command");
    QTest::keyClicks(&typed, QStringLiteral("scale 2"));
    QTest::keyClick(&typed, Qt::Key_Return);
    QTRY_COMPARE(s.words("status.hint"), QString("the scale holds from the next start of Heddle"));
}

void MainWindowTest::typingInAFieldIsNoCommand() {
    Shown s;
    s.runToItsEnd();
    auto& filter = s.part<QLineEdit>("events.filter");
    filter.setFocus();
    QTest::keyClicks(&filter, "n /?");
    QTest::keyClick(&filter, Qt::Key_Backspace);
    QCOMPARE(filter.text(), QString("n /"));
}

void MainWindowTest::returnGoesFromMatchToMatch() {
    Shown s;
    s.runToItsEnd();
    auto& filter = s.part<QLineEdit>("events.filter");
    auto& table = s.part<QTableView>("events");
    filter.setText("op=queue.put");
    QTRY_COMPARE(table.model()->rowCount(), 25);
    filter.setFocus();
    const auto goesTo = [&](Qt::KeyboardModifiers with, int row) {
        QTest::keyClick(&filter, Qt::Key_Return, with);
        return QTest::qWaitFor([&] { return table.currentIndex().row() == row; }, 5000);
    };
    QVERIFY(goesTo(Qt::NoModifier, 24));  // behind the last, the first, which is at the bottom
    QVERIFY(goesTo(Qt::NoModifier, 23));
    QVERIFY(goesTo(Qt::ShiftModifier, 24));
    QVERIFY(goesTo(Qt::ShiftModifier, 0));
    QVERIFY(filter.hasFocus());
}

void MainWindowTest::filterNarrowsTheTable() {
    Shown s;
    s.runToItsEnd();
    s.part<QLineEdit>("events.filter").setText("op=queue.put");
    QTRY_COMPARE(s.part<QTableView>("events").model()->rowCount(), 25);
    s.part<QLineEdit>("events.filter").setText("color=red");
    QVERIFY(s.part<QLabel>("events.objection").isVisible());
    QCOMPARE(s.part<QTableView>("events").model()->rowCount(), 25);
    auto& filter = s.part<QLineEdit>("events.filter");
    filter.setText("worker=nobody-at-all");
    QTRY_VERIFY(s.part<QLabel>("events.nothing").isVisible());
    filter.setFocus();
    QTest::keyClick(&filter, Qt::Key_Escape);
    QCOMPARE(filter.text(), QString());
    QTRY_VERIFY(!s.part<QLabel>("events.nothing").isVisible());
    QVERIFY(filter.hasFocus());
    QTest::keyClick(&filter, Qt::Key_Escape);
    QVERIFY(s.part<QTableView>("events").hasFocus());
}

void MainWindowTest::troubleIsSaidInTheBanner() {
    Shown s;
    RunFacts facts = s.trace->facts();
    Verdict stuck;
    stuck.kind = "stuck";
    stuck.sentence = "Stuck at step 9: a waits for q, and nobody is left.";
    facts.verdicts.push_back(stuck);
    s.trace->setFacts(facts);
    s.runToItsEnd();
    QVERIFY(s.part<QFrame>("banner").isVisible());
    QCOMPARE(s.words("banner.sentence"), QString("Stuck at step 9: a waits for q, and nobody is left."));
    QCOMPARE(s.part<QFrame>("banner").property("tone").toString(), QString("trouble"));
    QCOMPARE(s.words("status.found"), QString("1 trouble"));
}

void MainWindowTest::refusalIsSaidAndCanBePutAway() {
    Shown s;
    s.stage.refuse("start \"queues\": its program cannot be run");
    s.window.chooseLesson("queues", {});
    s.window.run();
    QTRY_COMPARE(s.words("banner.sentence"), QString("start \"queues\": its program cannot be run"));
    QTest::mouseClick(&s.part<QToolButton>("banner.close"), Qt::LeftButton);
    QVERIFY(!s.part<QFrame>("banner").isVisible());
}

void MainWindowTest::savingARunThatGoesOnIsAnsweredInASentence() {
    Shown s;
    QVERIFY(s.window.chooseLesson("queues", {}));
    s.window.run();
    QTRY_COMPARE(s.stage.started(), 1);
    QTRY_VERIFY(s.words("status.state").startsWith("running"));
    QTest::keyClick(&s.window, Qt::Key_S, Qt::ControlModifier);
    QTRY_COMPARE(s.words("status.hint"), QString("a run is saved when it has ended: let it end, or stop it"));
    s.stage.end();
}

void MainWindowTest::openedFileShowsItsLesson() {
    Shown s;
    RunFacts facts = s.trace->facts();
    facts.lesson = "queues";
    facts.parameters = {{"items", "20"}};
    facts.ending = Ending::finished;
    s.trace->setFacts(facts);
    const QString path = s.folder.filePath("a.heddle");
    QVERIFY(saveTrace(s.trace, path.toStdString()));
    s.window.open(path);
    QTRY_COMPARE(s.words("lesson.title"), QString("Queues"));
    QTRY_COMPARE(s.words("status.state"), QString("finished"));
    QTRY_COMPARE(s.words("instant"), QString("step %1").arg(s.trace->steps()));
}

void MainWindowTest::droppedFileIsOpened() {
    Shown s;
    const QString path = s.folder.filePath("dropped.heddle");
    QVERIFY(saveTrace(s.trace, path.toStdString()));
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(path)});
    QDragEnterEvent enter({300, 300}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&s.window, &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop({300, 300}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&s.window, &drop);
    QTRY_COMPARE(s.words("instant"), QString("step %1").arg(s.trace->steps()));
    data.setText("no file");
    data.removeFormat("text/uri-list");
    QDragEnterEvent other({300, 300}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    other.ignore();
    QCoreApplication::sendEvent(&s.window, &other);
    QVERIFY(!other.isAccepted());
}

void MainWindowTest::smallWindowHasRoomForAll() {
    Shown s;
    s.runToItsEnd();
    for (const QSize size : {QSize(1024, 768), QSize(960, 540)}) {  // the latter: 1920 by 1080 at scale 2
        s.window.resize(size);
        QTRY_COMPARE(s.window.size(), size);
        for (const char* name :
             {"topBar", "events", "selection.sentence", "workers", "output", "lesson.text"}) {
            const auto& part = s.part<QWidget>(name);
            const QRect place(part.mapTo(&s.window, QPoint(0, 0)), part.size());
            QVERIFY2(s.window.rect().contains(place), name);
        }
        for (const auto* button :
             s.part<QWidget>("topBar").findChildren<QToolButton*>(QString(), Qt::FindDirectChildrenOnly))
            if (button->isVisible())
                QVERIFY2(button->width() >= button->minimumSizeHint().width(),
                         qPrintable(button->accessibleName()));
    }
    QVERIFY2(s.window.minimumSizeHint().width() <= 960,
             qPrintable(QString::number(s.window.minimumSizeHint().width())));
}

void MainWindowTest::escapeBringsThePanelBackToTheInstant() {
    Shown s;
    s.runToItsEnd();
    s.trigger("Pause");
    s.trigger("To the end");
    QTRY_COMPARE(s.words("instant"), QString("step %1").arg(s.trace->steps()));
    const QString atTheEnd = s.words("selection.sentence");
    auto& timeline = s.part<TimelineView>("timeline");
    emit timeline.eventPicked(0);
    QVERIFY(s.words("selection.sentence") != atTheEnd);
    QTest::keyClick(&timeline, Qt::Key_Escape);
    QCOMPARE(s.words("selection.sentence"), atTheEnd);
}

void MainWindowTest::themeChangesEveryPart() {
    Shown s;
    s.runToItsEnd();
    const auto ground = [&] { return s.window.grab().toImage().pixelColor(640, 5).lightness(); };
    s.trigger("Light");
    QVERIFY(ground() > 200);
    s.trigger("Dark");
    QVERIFY(ground() < 60);
}

void MainWindowTest::everyControlCanBeReachedAndHasAName() {
    Shown s;
    for (const QWidget* widget : s.window.findChildren<QWidget*>()) {
        if (!widget->isVisible() || !(widget->focusPolicy() & Qt::TabFocus) ||
            !widget->accessibleName().isEmpty())
            continue;
        const auto* button = qobject_cast<const QAbstractButton*>(widget);
        if (button && !button->text().isEmpty())
            continue;
        if (widget->inherits("QTableView") || widget->inherits("QMenuBar"))
            continue;
        QFAIL(qPrintable(
            QString("%1 \"%2\" has no name").arg(widget->metaObject()->className(), widget->objectName())));
    }
}

int main(int argc, char** argv) {
    qputenv("LC_ALL", "C");
    QApplication application(argc, argv);
    MainWindowTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "MainWindowTest.moc"
