// SPDX-License-Identifier: GPL-3.0-or-later
// Exploring in the real window: a lesson's schedules are tried, counted, and one of each outcome is looked
// at.
#include "app/panels/ExplorePanel.h"
#include "tests/app/window/SteppedWindow.h"

#include <QApplication>
#include <QSpinBox>
#include <QTreeWidget>

using namespace heddle;

namespace {

struct Explored {
    LessonWindow lesson{"lost-update"};
    ShownWindow& shown = lesson.shown;

    QListView& outcomes() { return shown.part<QListView>("explore.outcomes"); }
    QToolButton& button() { return shown.part<QToolButton>("explore.button"); }
    void start(const char* tries) {
        shown.press(Qt::Key_E, Qt::ControlModifier);
        auto& field = shown.part<QSpinBox>("explore.tries");
        QVERIFY(field.isVisible());
        QTest::keyClicks(&field, tries);  // what was there is selected
        QTest::keyClick(&field, Qt::Key_Return);
        QTRY_COMPARE(button().text(), QString("Stop"));
    }
    void awaitEnd() { QTRY_COMPARE_WITH_TIMEOUT(button().text(), QString("Start"), 120'000); }
    int rowWith(int role, const QVariant& value) {
        for (int row = 0; row < outcomes().model()->rowCount(); ++row)
            if (outcomes().model()->index(row, 0).data(role) == value)
                return row;
        return -1;
    }
    void click(int row) {
        const QRect place = outcomes().visualRect(outcomes().model()->index(row, 0));
        QTest::mouseClick(outcomes().viewport(), Qt::LeftButton, {}, place.center());
    }
};

}  // namespace

class ExploringTest : public QObject {
    Q_OBJECT
private slots:
    void outcomesAreCountedAndCanBeLookedAt();
    void itStopsAndKeepsWhatItFound();
    void theWindowGoesWhileItExplores();
};

void ExploringTest::outcomesAreCountedAndCanBeLookedAt() {
    Explored e;
    e.start("60");
    e.awaitEnd();
    QVERIFY(e.shown.words("explore.progress").startsWith("60 tried"));
    const int wrong = e.rowWith(OutcomesModel::markRole, QString("✕"));   // the counter is
    const int shared = e.rowWith(OutcomesModel::markRole, QString("⊘"));  // it is shared unprotected
    QVERIFY(wrong >= 0 && shared >= 0);
    const QModelIndex row = e.outcomes().model()->index(wrong, 0);
    QVERIFY2(row.data(OutcomesModel::toldRole).toString().startsWith("fails · "),
             qPrintable(row.data(OutcomesModel::toldRole).toString()));
    QVERIFY(row.data(OutcomesModel::countRole).toString().endsWith(" of 60"));

    e.click(wrong);
    QTRY_COMPARE(e.shown.words("status.state"), QString("the program failed"));
    QTRY_VERIFY(e.shown.words("instant") != "step 0");
    e.click(shared);
    QTRY_COMPARE(e.shown.words("status.state"), QString("finished"));
    e.click(wrong);  // each is one run of the session, however often it is looked at
    QTRY_COMPARE(e.shown.words("status.state"), QString("the program failed"));
    auto& tree = e.shown.part<QTreeWidget>("branches");
    QCOMPARE(tree.topLevelItemCount(), 2);

    e.shown.part<QWidget>("timeline").setFocus();
    const QString atEnd = e.shown.words("instant");
    e.shown.press(Qt::Key_Backspace);
    QTRY_VERIFY(e.shown.words("instant") != atEnd);
    const QString before = e.shown.words("instant");
    e.shown.press(Qt::Key_B, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_VERIFY_WITH_TIMEOUT(e.shown.isToChoose(), 20'000);
    QTRY_COMPARE(e.shown.words("instant"), before);
    QCOMPARE(tree.topLevelItem(0)->childCount(), 1);
}

void ExploringTest::itStopsAndKeepsWhatItFound() {
    Explored e;
    e.start("1000000");
    QTRY_VERIFY_WITH_TIMEOUT(e.outcomes().model()->rowCount() > 0, 60'000);
    QTest::mouseClick(&e.button(), Qt::LeftButton);
    e.awaitEnd();
    QVERIFY(!e.shown.words("explore.progress").startsWith("1,000,000"));
    e.click(0);
    QTRY_VERIFY(e.shown.words("status.state") == "finished" ||
                e.shown.words("status.state") == "the program failed");
}

void ExploringTest::theWindowGoesWhileItExplores() {
    QElapsedTimer clock;
    {
        Explored e;
        e.start("1000000");
        clock.start();
    }
    QVERIFY(clock.elapsed() < 15'000);
}

int main(int argc, char** argv) {
    qputenv("LC_ALL", "C");
    QApplication application(argc, argv);
    ExploringTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "ExploringTest.moc"
