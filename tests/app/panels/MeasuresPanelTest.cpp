// SPDX-License-Identifier: GPL-3.0-or-later
// What the measures of a stretch say and draw.
#include "app/panels/MeasuresPanel.h"
#include "app/panels/DepthPlot.h"
#include "app/panels/MeasureWords.h"
#include "app/panels/SumsTable.h"
#include "app/panels/WaitPlot.h"
#include "tests/support/ToyTrace.h"
#include "tests/support/TraceText.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QLineSeries>
#include <QSignalSpy>
#include <QTest>
#include <QValueAxis>

using namespace heddle;

namespace {

constexpr const char* twoWaits =
    "main starts w; w begins; w waits to get from Q; 9ms pass; main puts 1 in Q; w gets 1 from Q;"
    "main acquires L; w wants L; 2ms pass; main releases L; w acquires L";

// Thread: GUI only.
struct Shown {
    TraceModel model;
    MeasuresPanel panel{model, Theme::light()};

    explicit Shown(const std::shared_ptr<const Trace>& trace) {
        model.setTrace(trace);
        while (model.catchUp())
            continue;
    }
    explicit Shown(const char* text) : Shown(traceFrom(text)) {}

    RangeSums sums(const Stretch& stretch) {
        RangeCount count(model, stretch);
        while (count.read())
            continue;
        return count.sums();
    }
    void showSteps(double from, double to) { panel.setSums(sums({true, from, to}), "steps"); }
    template <class Widget>
    Widget& part(const char* name) {
        return *panel.findChild<Widget*>(name);
    }
    QString cell(const char* table, int row, const char* column) {
        auto& all = part<SumsTable>(table);
        for (int each = 0; each < all.columnCount(); ++each)
            if (all.horizontalHeaderItem(each)->text() == QLatin1String(column))
                return all.item(row, each)->text();
        return QStringLiteral("no such column");
    }
};

}  // namespace

class MeasuresPanelTest : public QObject {
    Q_OBJECT
private slots:
    void eachWorkerHasItsSharesInPercent() {
        Shown shown(twoWaits);
        shown.showSteps(1, 8);
        QCOMPARE(shown.part<SumsTable>("measures.workers").rowCount(), 2);
        QCOMPARE(shown.cell("measures.workers", 1, "worker"), QString("w"));
        QCOMPARE(shown.cell("measures.workers", 1, "operations"), QString("2"));
        QCOMPARE(shown.cell("measures.workers", 1, "waits"), QString("29 %"));
        QCOMPARE(shown.cell("measures.workers", 1, "waits for a lock"), QString("29 %"));
        QCOMPARE(shown.cell("measures.workers", 0, "waits for a lock"), QString("0 %"));
    }

    void aStateThatNobodyIsInHasNoColumn() {
        Shown shown("main starts w; w begins; w waits to get from Q; main puts 1 in Q; w gets 1 from Q");
        shown.showSteps(0, 4);
        QCOMPARE(shown.cell("measures.workers", 0, "waits for a lock"), QString("no such column"));
    }

    void waitsByObjectStandTheLongestFirst() {
        Shown shown(twoWaits);
        shown.showSteps(0, 7);
        QCOMPARE(shown.cell("measures.objects", 0, "waited at"), QString("Q"));
        QCOMPARE(shown.cell("measures.objects", 0, "waits"), QString("1"));
        QCOMPARE(shown.cell("measures.objects", 0, "longest"), QString("2 steps"));
        QCOMPARE(shown.part<SumsTable>("measures.objects").rowCount(), 2);
    }

    void aClickOnAnObjectPicksItsLongestWait() {
        Shown shown(twoWaits);
        shown.showSteps(0, 8);
        shown.panel.resize(1200, 300);
        shown.panel.show();
        QSignalSpy picked(&shown.panel, &MeasuresPanel::eventPicked);
        auto& table = shown.part<SumsTable>("measures.objects");
        QTest::mouseClick(table.viewport(), Qt::LeftButton, {},
                          table.visualItemRect(table.item(1, 0)).center());
        QCOMPARE(picked.size(), 1);
        const auto event = picked.front().front().value<std::size_t>();
        QCOMPARE(shown.model.objectName(event), table.item(1, 0)->text());
        QCOMPARE(shown.model.trace()->event(event).phase, Phase::done);
    }

    void aClickOnAWorkerPicksIt() {
        Shown shown(twoWaits);
        shown.showSteps(0, 8);
        shown.panel.resize(1200, 300);
        shown.panel.show();
        QSignalSpy picked(&shown.panel, &MeasuresPanel::subjectPicked);
        auto& table = shown.part<SumsTable>("measures.workers");
        QTest::mouseClick(table.viewport(), Qt::LeftButton, {},
                          table.visualItemRect(table.item(1, 0)).center());
        QCOMPARE(picked.size(), 1);
        const auto subject = picked.front().front().value<Subject>();
        const auto lane = shown.model.laneOf(subject.worker);
        QVERIFY(lane);
        QCOMPARE(shown.model.laneName(*lane), table.item(1, 0)->text());
    }

    void rowsAreSortedByWhatTheyMean() {
        Shown shown(toyTrace({.workers = 12, .items = 60}));
        shown.showSteps(0, static_cast<double>(shown.model.steps()));
        auto& table = shown.part<SumsTable>("measures.workers");
        table.sortItems(1, Qt::DescendingOrder);
        for (int row = 1; row < table.rowCount(); ++row)
            QVERIFY(table.item(row - 1, 1)->text().toInt() >= table.item(row, 1)->text().toInt());
        QVERIFY(table.item(0, 1)->text().toInt() > 9);
    }

    void selectedRowsAreCopiedAsText() {
        Shown shown(twoWaits);
        shown.showSteps(0, 8);
        auto& table = shown.part<SumsTable>("measures.objects");
        table.selectRow(0);
        QTest::keyClick(&table, Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QGuiApplication::clipboard()->text(), QString("Q\t1\t2 steps\t2 steps"));
    }

    void depthsAreDrawnInStepsFromTheStretchsBeginning() {
        Shown shown("main puts 1 in Q; main puts 2 in Q; main gets 1 from Q; main puts 3 in P");
        const auto lane = shown.model.laneOf(shown.model.trace()->event(0).object);
        const DepthCurve& curve = shown.model.lanes()[*lane].depth;
        const std::vector<QPointF> corners = DepthPlot::cornersOf(curve, {true, 1, 4}, 100);
        const std::vector<QPointF> expected{{1, 1}, {1.5, 1}, {1.5, 2}, {2.5, 2}, {2.5, 1}, {4, 1}};
        QCOMPARE(corners, expected);
    }

    void ofManyDepthsTheGreatestOfAColumnStands() {
        const std::shared_ptr<const Trace> trace = toyTrace({.workers = 3, .items = 900});
        Shown shown(trace);
        for (const Lane& lane : shown.model.lanes()) {
            if (lane.kind != LaneKind::queue)
                continue;
            const auto corners =
                DepthPlot::cornersOf(lane.depth, {true, 0, static_cast<double>(trace->steps())}, 50);
            QVERIFY(corners.size() <= 2 * 50 + 2);
            double most = 0;
            for (const QPointF& corner : corners)
                most = std::max(most, corner.y());
            QCOMPARE(most, static_cast<double>(lane.depth.greatest()));
        }
    }

    void messagesAndBytesHaveAnAxisEach() {
        Shown shown("pipe A to B of main; main puts 1 in Q; main sends 500 bytes on A; main puts 2 in Q");
        shown.showSteps(0, 3);
        auto& plot = shown.part<DepthPlot>("measures.depths");
        QCOMPARE(plot.chart()->series().size(), 2);
        const auto up = plot.chart()->axes(Qt::Vertical);
        QCOMPARE(up.size(), 2);
        QStringList titles;
        for (const QAbstractAxis* axis : up)
            titles << axis->titleText();
        titles.sort();
        QCOMPARE(titles, QStringList({"bytes", "messages"}));
    }

    void thePointerIsToldHowFullEachWasAndAClickGoesThere() {
        Shown shown("main puts 1 in Q; main puts 2 in Q; main gets 1 from Q; main puts 3 in P");
        shown.showSteps(0, 4);
        shown.panel.resize(1600, 300);
        shown.panel.show();
        QVERIFY(QTest::qWaitForWindowExposed(&shown.panel));
        auto& plot = shown.part<DepthPlot>("measures.depths");
        QCOMPARE(plot.wordsAt(2), QString("step 2\nQ: 2\nP: 0"));
        QCOMPARE(plot.wordsAt(4), QString("step 4\nQ: 1\nP: 1"));
        const QPointF at = plot.chart()->mapToPosition(QPointF(2.2, 1), plot.chart()->series().front());
        QCOMPARE(plot.positionAt(at), std::optional(2.0));
        QVERIFY(!plot.positionAt(QPointF(1, 1)));
        QSignalSpy picked(&shown.panel, &MeasuresPanel::instantPicked);
        QTest::mouseClick(plot.viewport(), Qt::LeftButton, {}, at.toPoint());
        QCOMPARE(picked.size(), 1);
        QCOMPARE(picked.front().front().toDouble(), 2.0);
    }

    void namesOfAPlotAreTakenAsTheyAre() {
        Shown shown("main puts 1 in <b>");
        shown.showSteps(0, 1);
        auto& plot = shown.part<DepthPlot>("measures.depths");
        QCOMPARE(plot.chart()->series().front()->name(), QString("<b>"));
        QVERIFY(shown.part<QLabel>("measures.legend").text().contains("&lt;b&gt;"));
    }

    void waitingTimesStandInTheColumnOfTheirLength() {
        Shown shown(twoWaits);
        const auto columns =
            WaitPlot::columnsOf(shown.sums({false, 0, static_cast<double>(shown.model.lengthNs())}));
        QCOMPARE(columns.size(), std::size_t(2));
        QCOMPARE(columns[0].least, std::int64_t{2'000'000});
        QCOMPARE(columns[0].count[static_cast<std::size_t>(WaitKind::lock)], std::size_t(1));
        QCOMPARE(columns[1].least, std::int64_t{5'000'000});
        QCOMPARE(columns[1].count[static_cast<std::size_t>(WaitKind::message)], std::size_t(1));
    }

    void waitsOfManyLengthsShareTheColumnOfTheirDecade() {
        Shown shown(
            "w waits to get from Q; main puts 1 in Q; w gets 1 from Q; 1us pass; w waits to get from Q;"
            "9s pass; main puts 2 in Q; w gets 2 from Q");
        const auto columns =
            WaitPlot::columnsOf(shown.sums({false, 0, static_cast<double>(shown.model.lengthNs())}));
        QVERIFY(columns.size() <= 10);
        QCOMPARE(columns.back().least, std::int64_t{1'000'000'000});
        QCOMPARE(columns.back().count[static_cast<std::size_t>(WaitKind::message)], std::size_t(1));
    }

    void whereNobodyWaitedThatIsSaid() {
        Shown shown("main puts 1 in Q");
        shown.showSteps(0, 1);
        QStringList said;
        for (const QLabel* label : shown.panel.findChildren<QLabel*>())
            said << label->text();
        QVERIFY(said.contains("nobody waited at anything"));
        QVERIFY(said.contains("nobody waited"));
    }

    void theCountingIsSaidUntilItIsOver() {
        Shown shown(twoWaits);
        shown.panel.setProgress(0.4);
        QCOMPARE(shown.part<QLabel>("measures.counting").text(), QString("counting… 40 %"));
        shown.panel.setProgress(1);
        QCOMPARE(shown.part<QLabel>("measures.counting").text(), QString());
    }

    void amountsAreSaidAsOnTheTimeline() {
        QCOMPARE(amountWords(true, 1), QString("1 step"));
        QCOMPARE(amountWords(true, 12), QString("12 steps"));
        QCOMPARE(amountWords(true, 2.5), QString("2.5 steps"));
        QCOMPARE(amountWords(false, 1'500'000), QString("1.5 ms"));
        QCOMPARE(percentWords(1, 3), QString("33 %"));
        QCOMPARE(percentWords(1, 0), QString());
    }
};

QTEST_MAIN(MeasuresPanelTest)
#include "MeasuresPanelTest.moc"
