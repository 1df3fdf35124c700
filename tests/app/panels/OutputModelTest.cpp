// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/OutputModel.h"
#include "tests/support/TraceText.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace heddle;

namespace {

struct Page {
    std::shared_ptr<Trace> trace;
    OutputModel model;
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::Fatal};

    explicit Page(const char* text) : trace(traceFrom(text)) { model.setTrace(trace); }
    void write(const char* bytes, int stream = 1) {
        trace->appendOutput({Instant{3'100'000}, stream, bytes});
        while (model.catchUp()) {
        }
    }
    QString cell(int row, OutputModel::Column column) { return model.index(row, column).data().toString(); }
};

}  // namespace

class OutputModelTest : public QObject {
    Q_OBJECT
private slots:
    void bytesAreCutIntoLines();
    void aLineHasTheWorkerThatPrintedIt();
    void theSameWordsOfTwoWorkersAreGivenToBoth();
    void aPrintThatIsHeardLaterStillNamesItsLine();
    void whatWentToStderrSaysSo();
    void whatHasNoNewlineYetIsShownAsFarAsItCame();
    void whatWasTypedIsNobodysPrint();
    void aLineKnowsItsEvent();
    void aLineIsAtItsPrintAndNotWhereItWasRead();
    void whatCameLaterThanTheInstantLooksSo();
    void whatIsTooMuchToShowIsCounted();
};

void OutputModelTest::bytesAreCutIntoLines() {
    Page page("main puts 1 in q");
    page.write("one\ntw");
    QCOMPARE(page.model.rowCount(), 2);
    QCOMPARE(page.cell(1, OutputModel::lineColumn), QString("tw"));
    page.write("o\n");
    QCOMPARE(page.model.rowCount(), 2);
    QCOMPARE(page.cell(1, OutputModel::lineColumn), QString("two"));
    QCOMPARE(page.cell(0, OutputModel::atColumn), QString("3.1 ms"));
}

void OutputModelTest::aLineHasTheWorkerThatPrintedIt() {
    Page page("main starts a; a prints hello");
    page.write("hello\nstranger\n");
    QCOMPARE(page.cell(0, OutputModel::workerColumn), QString("a"));
    QCOMPARE(page.cell(1, OutputModel::workerColumn), QString());
}

void OutputModelTest::theSameWordsOfTwoWorkersAreGivenToBoth() {
    Page page("main starts a; main starts b; b prints hello; a prints hello");
    page.write("hello\nhello\n");
    QCOMPARE(page.cell(0, OutputModel::workerColumn), QString("b"));
    QCOMPARE(page.cell(1, OutputModel::workerColumn), QString("a"));
}

void OutputModelTest::aPrintThatIsHeardLaterStillNamesItsLine() {
    Page page("main starts a");
    page.write("hello\n");
    QCOMPARE(page.cell(0, OutputModel::workerColumn), QString());
    const auto told = traceFrom("main starts a; a prints hello");
    page.trace->append(told->event(1), told->text(1));
    page.model.catchUp();
    QCOMPARE(page.cell(0, OutputModel::workerColumn), QString("a"));
}

void OutputModelTest::whatWentToStderrSaysSo() {
    Page page("main puts 1 in q");
    page.write("ouch\n", 2);
    QCOMPARE(page.cell(0, OutputModel::workerColumn), QString("stderr"));
}

void OutputModelTest::whatHasNoNewlineYetIsShownAsFarAsItCame() {
    Page page("main puts 1 in q");
    page.write("Your na");
    page.write("careful\n", 2);
    page.write("me? ");
    QCOMPARE(page.model.rowCount(), 2);
    QCOMPARE(page.cell(0, OutputModel::lineColumn), QString("Your name? "));
    QCOMPARE(page.cell(1, OutputModel::lineColumn), QString("careful"));
    page.write("\nnext");
    QCOMPARE(page.model.rowCount(), 3);
    QCOMPARE(page.cell(2, OutputModel::lineColumn), QString("next"));
}

void OutputModelTest::whatWasTypedIsNobodysPrint() {
    Page page("main starts a; a prints hello");
    page.write("hello\n", 0);
    QCOMPARE(page.cell(0, OutputModel::workerColumn), QString("stdin"));
    page.write("hello\n");
    QCOMPARE(page.cell(1, OutputModel::workerColumn), QString("a"));
}

void OutputModelTest::aLineIsAtItsPrintAndNotWhereItWasRead() {
    Page page("7ms pass; main prints hello");
    page.write("hello\nstranger\n");
    QVERIFY2(page.cell(0, OutputModel::atColumn).startsWith("7"),
             qPrintable(page.cell(0, OutputModel::atColumn)));
    QCOMPARE(page.cell(1, OutputModel::atColumn), QString("3.1 ms"));
}

void OutputModelTest::aLineKnowsItsEvent() {
    Page page("main starts a; a prints hello; main puts 1 in q");
    page.write("hello\nstranger\n");
    QCOMPARE(page.trace->event(*page.model.eventAt(0)).op, Op::print);
    QCOMPARE(*page.model.eventAt(1), page.trace->firstAtOrAfter({3'100'001}) - 1);
}

void OutputModelTest::whatCameLaterThanTheInstantLooksSo() {
    Page page("main starts a; a prints hello; main puts 1 in q; a prints bye");
    page.write("hello\nbye\n");
    const auto isMuted = [&](int row) {
        return page.model.index(row, OutputModel::lineColumn).data(Qt::ForegroundRole).isValid();
    };
    page.model.setHappened(1);
    QVERIFY(!page.model.lastHappened());
    QVERIFY(isMuted(0) && isMuted(1));
    page.model.setHappened(*page.model.eventAt(0) + 1);
    QCOMPARE(page.model.lastHappened(), std::optional(0));
    QVERIFY(!isMuted(0) && isMuted(1));
    page.model.setHappened(page.trace->size());
    QCOMPARE(page.model.lastHappened(), std::optional(1));
    QVERIFY(!isMuted(1));
}

void OutputModelTest::whatIsTooMuchToShowIsCounted() {
    Page page("main puts 1 in q");
    std::string much;
    for (std::size_t i = 0; i < OutputModel::mostLines + 5; ++i)
        much += "x\n";
    page.write(much.c_str());
    QCOMPARE(page.model.rowCount(), int(OutputModel::mostLines));
    QCOMPARE(page.model.unshownLines(), std::size_t(5));
}

QTEST_MAIN(OutputModelTest)
#include "OutputModelTest.moc"
