// SPDX-License-Identifier: MIT
// Every operation of every primitive has a row for each outcome that it can have; and the rows of what has no
// test of its own: a manager's objects, and workers that are killed while they wait.
#include "tests/core/session/Rows.h"
#include "tests/core/session/ApplicableRows.h"

#include <QTest>

using namespace heddle;
using namespace heddle::test;

namespace {

// What this line is a row of, in the bits of Applicable.
unsigned whatIsToldBy(const std::string& line) {
    const auto has = [&line](const char* part) { return line.find(part) != std::string::npos; };
    if (has(" waits"))
        return waits;
    if (has(" done"))
        return isDone;
    return has(" failed killed") ? isKilled : has(" failed timeout") ? timesOut : fails;
}

unsigned whatIsToldOf(Op op) {
    const std::string name = " " + std::string(nameOf(op)) + " ";
    unsigned told = 0;
    for (const RowTable& table : allRows())
        for (const Row& row : table.rows)
            if ((" " + std::string(row.line)).find(name) != std::string::npos)
                told |= whatIsToldBy(row.line);
    return told;
}

}  // namespace

class RowsTest : public QObject {
    Q_OBJECT
private slots:
    void everyOperationHasARowForEachOfItsOutcomes_data();
    void everyOperationHasARowForEachOfItsOutcomes();
    void aManagersObjectsAreToldAsItWent_data() { addRows(managerRows()); }
    void aManagersObjectsAreToldAsItWent() { checkRow(managerRows()); }
    void whatCannotBeDoneIsToldAtOnce_data() { addRows(refusedRows()); }
    void whatCannotBeDoneIsToldAtOnce() { checkRow(refusedRows()); }
    void whoIsKilledWhileItWaitsIsTold_data() { addRows(killedRows()); }
    void whoIsKilledWhileItWaitsIsTold() { checkRow(killedRows()); }
};

void RowsTest::everyOperationHasARowForEachOfItsOutcomes_data() {
    QTest::addColumn<Op>("op");
    for (std::size_t i = 0; i < opCount; ++i)
        QTest::newRow(std::string(nameOf(static_cast<Op>(i))).c_str()) << static_cast<Op>(i);
}

void RowsTest::everyOperationHasARowForEachOfItsOutcomes() {
    QFETCH(Op, op);
    const unsigned missing = applicable(op) & ~whatIsToldOf(op);
    std::string words;
    for (const auto& [bit, word] : {std::pair(isDone, "is done"),
                                    {fails, "fails"},
                                    {waits, "waits"},
                                    {timesOut, "times out"},
                                    {isKilled, "is killed"}})
        words += missing & bit ? std::string(words.empty() ? "no row where it " : ", ") + word : "";
    QVERIFY2(missing == 0, words.c_str());
}

QTEST_APPLESS_MAIN(RowsTest)
#include "RowsTest.moc"
