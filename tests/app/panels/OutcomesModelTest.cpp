// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/OutcomesModel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace heddle;

namespace {

OutcomeShown outcome(const char* sentence, int count, const char* complaint = "") {
    OutcomeShown made;
    made.sentence = sentence;
    made.count = count;
    made.told = "ends well";
    made.complaint = complaint;
    return made;
}

struct Rows {
    OutcomesModel model;
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::Fatal};
};

}  // namespace

class OutcomesModelTest : public QObject {
    Q_OBJECT
private slots:
    void aRowSaysHowOftenItCame();
    void whatIsWrongWithItsTraceIsSaid();
    void rowsComeChangeAndGo();
};

void OutcomesModelTest::aRowSaysHowOftenItCame() {
    Rows rows;
    rows.model.setOutcomes({outcome("counter = 4", 150), outcome("counter = 2", 50)}, 200);
    const QModelIndex second = rows.model.index(1);
    QCOMPARE(second.data().toString(), QString("counter = 2"));
    QCOMPARE(second.data(OutcomesModel::countRole).toString(), QString("50 of 200"));
    QCOMPARE(second.data(OutcomesModel::shareRole).toDouble(), 0.25);
    QCOMPARE(second.data(Qt::AccessibleTextRole).toString(), QString("counter = 2 in 50 of 200, ends well"));
}

void OutcomesModelTest::whatIsWrongWithItsTraceIsSaid() {
    Rows rows;
    rows.model.setOutcomes({outcome("counter = 4", 1, "a run again led elsewhere")}, 1);
    QCOMPARE(rows.model.index(0).data(OutcomesModel::toldRole).toString(),
             QString("a run again led elsewhere"));
}

void OutcomesModelTest::rowsComeChangeAndGo() {
    Rows rows;
    QSignalSpy came(&rows.model, &QAbstractItemModel::rowsInserted);
    QSignalSpy changed(&rows.model, &QAbstractItemModel::dataChanged);
    rows.model.setOutcomes({outcome("a", 1)}, 1);
    rows.model.setOutcomes({outcome("a", 1)}, 1);
    QCOMPARE(changed.count(), 0);  // nothing to be painted anew
    rows.model.setOutcomes({outcome("b", 2), outcome("a", 1)}, 3);
    QCOMPARE(came.count(), 2);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(rows.model.index(0).data().toString(), QString("b"));
    rows.model.setOutcomes({}, 0);
    QCOMPARE(rows.model.rowCount(), 0);
}

QTEST_GUILESS_MAIN(OutcomesModelTest)
#include "OutcomesModelTest.moc"
