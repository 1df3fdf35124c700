// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/WorkersModel.h"
#include "tests/support/TraceText.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace heddle;

namespace {

struct Rows {
    WorkersModel model;
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::Fatal};

    void show(const char* text) { model.setWorld(worldFrom(text).world); }
    QString told(int row, int role) { return model.index(row).data(role).toString(); }
};

}  // namespace

class WorkersModelTest : public QObject {
    Q_OBJECT
private slots:
    void eachStateHasItsWordsAndMark_data();
    void eachStateHasItsWordsAndMark();
    void whoWaitsToPutShowsWhatIsPut();
    void aRowThatLooksTheSameIsNotTouched();
    void whatAWaitMovesIsAskedForOnce();
    void whoeverCanBeChosenHasANumberAndTheNextOperation();
    void goingBackTakesAwayWorkersThatAreStillToCome();
};

void WorkersModelTest::eachStateHasItsWordsAndMark_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("state");
    QTest::addColumn<QString>("mark");
    QTest::addColumn<QString>("activity");
    const char* begun = "main starts a; a begins; ";
    const auto row = [&](const char* name, const char* text, const char* state, const char* mark,
                         const char* activity) {
        QTest::newRow(name) << QString(begun) + text << state << mark << activity;
    };
    row("runs", "", "running", "▶", "");
    row("waits for a message", "a waits to get from q", "waits for q", "…", "q.get()");
    row("waits for a lock", "main acquires M; a wants M", "waits for M", "⊘", "M.acquire()");
    row("is held and can go on", "a would put 11 in q", "held, can go on", "▮▮", "put(11)");
    row("waits to put what nobody told", "queue q holds 1; main puts 8 in q; a waits to put 3 in q",
        "waits for q", "…", "q.put");
    row("waits for a barrier", "a waits to barrier.wait B", "waits for B", "⊘", "B.wait()");
    row("has finished", "a ends", "finished", "✓", "");
    row("was killed", "a dies", "killed: SIGKILL", "✕", "");
}

void WorkersModelTest::eachStateHasItsWordsAndMark() {
    QFETCH(QString, text);
    Rows rows;
    rows.show(text.toUtf8());
    QCOMPARE(rows.model.rowCount(), 2);
    QCOMPARE(rows.told(1, Qt::DisplayRole), QString("a"));
    QTEST(rows.told(1, WorkersModel::stateRole), "state");
    QTEST(rows.told(1, WorkersModel::markRole), "mark");
    QTEST(rows.told(1, WorkersModel::activityRole), "activity");
}

void WorkersModelTest::whoWaitsToPutShowsWhatIsPut() {
    Rows rows;
    rows.model.setWorld(worldFrom("main starts a; a begins; a waits to put 3 in q").world,
                        [](std::size_t event) { return QString("item of %1").arg(event); });
    QCOMPARE(rows.told(1, WorkersModel::activityRole), QString("q.put(item of 2)"));
}

void WorkersModelTest::aRowThatLooksTheSameIsNotTouched() {
    Rows rows;
    rows.show("main starts a; a begins");
    QSignalSpy changed(&rows.model, &QAbstractItemModel::dataChanged);
    rows.show("main starts a; a begins; a waits to get from q");
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.front().front().toModelIndex().row(), 1);
}

void WorkersModelTest::whatAWaitMovesIsAskedForOnce() {
    Rows rows;
    int asked = 0;
    const auto contentOf = [&](std::size_t event) {
        ++asked;
        return QString::number(event);
    };
    const std::string waiting = "main starts a; a begins; a waits to put 3 in q";
    const auto first = worldFrom(waiting), later = worldFrom(waiting + "; main puts 1 in r");
    rows.model.setWorld(first.world, contentOf);
    rows.model.setWorld(later.world, contentOf);
    QCOMPARE(asked, 1);
    const auto next =
        worldFrom("main starts a; a begins; main puts 1 in r; a gets 1 from r; a waits to put 4 in q");
    rows.model.setWorld(next.world, contentOf);
    QCOMPARE(asked, 2);
    QCOMPARE(rows.told(1, WorkersModel::activityRole), QString("q.put(%1)").arg(next.trace->size() - 1));
}

void WorkersModelTest::whoeverCanBeChosenHasANumberAndTheNextOperation() {
    Rows rows;
    const auto told = worldFrom("main starts a; a begins; a would put 7 in q");
    rows.model.setWorld(told.world);
    QVERIFY(rows.told(1, WorkersModel::numberRole).isEmpty());
    QVERIFY(!rows.model.index(1).data(WorkersModel::turnRole).isValid());
    QSignalSpy changed(&rows.model, &QAbstractItemModel::dataChanged);
    rows.model.setWorld(told.world, {}, [&](WorkerId worker) -> std::optional<Turn> {
        if (worker == rows.model.workerAt(0))
            return Turn{Turn::Kind::no, {}, "it waits"};
        return Turn{Turn::Kind::go, "next: put 7 into q", {}};
    });
    QCOMPARE(changed.size(), 2);
    QCOMPARE(rows.told(1, WorkersModel::numberRole), QString("2"));
    QCOMPARE(rows.told(1, WorkersModel::nextRole), QString("next: put 7 into q"));
    QVERIFY(rows.told(1, Qt::AccessibleTextRole).contains("put 7 into q"));
    QVERIFY(rows.told(0, Qt::ToolTipRole).contains("it waits"));
}

void WorkersModelTest::goingBackTakesAwayWorkersThatAreStillToCome() {
    Rows rows;
    rows.show("main starts a; a begins; main starts b; b begins");
    QCOMPARE(rows.model.rowCount(), 3);
    rows.show("main starts a; a begins");
    QCOMPARE(rows.model.rowCount(), 2);
    rows.model.clear();
    QCOMPARE(rows.model.rowCount(), 0);
}

QTEST_MAIN(WorkersModelTest)
#include "WorkersModelTest.moc"
