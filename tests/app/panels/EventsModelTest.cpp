// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/EventsModel.h"
#include "core/world/Causality.h"
#include "tests/support/ToyTrace.h"
#include "tests/support/TraceText.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace heddle;

namespace {

struct Table {
    TraceModel trace;
    EventsModel events{trace};
    QAbstractItemModelTester tester{&events, QAbstractItemModelTester::FailureReportingMode::Fatal};

    void show(std::shared_ptr<const Trace> shown) {
        trace.setTrace(std::move(shown));
        catchUp();
    }
    void catchUp() {
        while (trace.catchUp()) {
        }
        while (events.catchUp()) {
        }
    }
    void filter(const char* text) {
        events.setFilter(*Filter::parse(text));
        catchUp();
    }
    QString cell(int row, EventsModel::Column column) { return events.index(row, column).data().toString(); }
};

}  // namespace

class EventsModelTest : public QObject {
    Q_OBJECT
private slots:
    void newestEventStandsFirst();
    void cellsTellWhatMovesAndWhichWay();
    void whatMovesNothingTellsWhatItIsDoneTo();
    void rowsGrowWithTheTrace();
    void filterLetsThroughWhatItNames();
    void filteredRowsGrowWithTheTrace();
    void whatIsReadWhileTheTableRestsComesInTogether();
    void rowOfAnEventThatIsFilteredOutIsTheOneBeforeIt();
    void eventsAfterTheInstantHaveNotHappened();
    void anotherTraceEmptiesTheTable();
    void aRowSaysHowItStandsToTheEventThatIsAskedAbout();
    void aMillionRowsAreReadInPieces();
};

void EventsModelTest::newestEventStandsFirst() {
    Table t;
    t.show(traceFrom("main puts 1 in q; main puts 2 in q; main gets from q"));
    QCOMPARE(t.events.rowCount(), 3);
    QCOMPARE(t.events.eventAt(0), std::size_t(2));
    QCOMPARE(t.cell(0, EventsModel::operationColumn), QString("get"));
    QCOMPARE(t.cell(2, EventsModel::stepColumn), QString("1"));
}

void EventsModelTest::cellsTellWhatMovesAndWhichWay() {
    Table t;
    t.show(traceFrom("main starts a; main puts 7 in q; a gets from q; a waits to get from q"));
    QCOMPARE(t.cell(0, EventsModel::movedColumn), QString("waits"));
    QCOMPARE(t.cell(1, EventsModel::movedColumn), QString("▸ 7"));
    QCOMPARE(t.cell(1, EventsModel::workerColumn), QString("a"));
    QCOMPARE(t.cell(2, EventsModel::movedColumn), QString("7 ▸"));
}

void EventsModelTest::whatMovesNothingTellsWhatItIsDoneTo() {
    Table t;
    t.show(traceFrom("main puts 1 in q; main acquires fork; main ticks q"));
    QCOMPARE(t.cell(2, EventsModel::operationColumn), QString("put"));
    QCOMPARE(t.cell(1, EventsModel::operationColumn), QString("acquire · fork"));
    QCOMPARE(t.cell(0, EventsModel::operationColumn), QString("task_done"));
}

void EventsModelTest::rowsGrowWithTheTrace() {
    const auto whole = toyTrace({.items = 30});
    const auto growing = std::make_shared<Trace>();
    Table t;
    t.show(growing);
    QSignalSpy inserted(&t.events, &QAbstractItemModel::rowsInserted);
    for (std::size_t i = 0; i < 50; ++i)
        growing->append(whole->event(i), whole->text(i));
    t.catchUp();
    QCOMPARE(t.events.rowCount(), 50);
    QCOMPARE(inserted.size(), 1);
    t.catchUp();
    QCOMPARE(inserted.size(), 1);
}

void EventsModelTest::filterLetsThroughWhatItNames() {
    Table t;
    t.show(toyTrace({.workers = 3, .items = 12}));
    const int all = t.events.rowCount();
    t.filter("op=queue.put");
    QCOMPARE(t.events.rowCount(), 15);  // 12 items and 3 sentinels
    for (int row = 0; row < t.events.rowCount(); ++row)
        QCOMPARE(t.cell(row, EventsModel::operationColumn), QString("put"));
    t.events.setFilter({});
    t.catchUp();
    QCOMPARE(t.events.rowCount(), all);
}

void EventsModelTest::filteredRowsGrowWithTheTrace() {
    const auto whole = toyTrace({.items = 30});
    const auto growing = std::make_shared<Trace>();
    Table t;
    t.show(growing);
    t.filter("phase=done");
    for (std::size_t i = 0; i < whole->size(); ++i) {
        growing->append(whole->event(i), whole->text(i));
        if (i % 7 == 0)
            t.catchUp();
    }
    t.catchUp();
    int done = 0;
    for (std::size_t i = 0; i < whole->size(); ++i)
        done += whole->event(i).phase == Phase::done;
    QCOMPARE(t.events.rowCount(), done);
}

void EventsModelTest::whatIsReadWhileTheTableRestsComesInTogether() {
    Table t;
    t.show(toyTrace({.workers = 3, .items = 12}));
    t.events.setFilter(*Filter::parse("op=queue.put"));
    for (int i = 0; i < 20; ++i)
        QVERIFY(t.events.catchUp(10, false));  // there are rows to put in
    QCOMPARE(t.events.rowCount(), 0);
    QVERIFY(!t.events.catchUp(10, true));
    QCOMPARE(t.events.rowCount(), 15);
}

void EventsModelTest::rowOfAnEventThatIsFilteredOutIsTheOneBeforeIt() {
    Table t;
    t.show(traceFrom("main puts 1 in q; main puts 2 in q; main gets from q; main puts 3 in q"));
    t.filter("op=queue.put");
    QCOMPARE(t.events.rowAtOrBefore(3), std::optional(0));
    QCOMPARE(t.events.rowAtOrBefore(2), std::optional(1));
    t.filter("op=queue.get");
    QVERIFY(!t.events.rowAtOrBefore(1));
}

void EventsModelTest::eventsAfterTheInstantHaveNotHappened() {
    Table t;
    t.show(traceFrom("main puts 1 in q; main puts 2 in q; main puts 3 in q"));
    QSignalSpy changed(&t.events, &QAbstractItemModel::dataChanged);
    t.events.setHappened(2);
    const auto hasHappened = [&](int row) {
        return t.events.index(row, 0).data(EventsModel::hasHappenedRole).toBool();
    };
    QVERIFY(!hasHappened(0));
    QVERIFY(hasHappened(1));
    QVERIFY(hasHappened(2));
    QCOMPARE(changed.size(), 1);
}

void EventsModelTest::anotherTraceEmptiesTheTable() {
    Table t;
    t.show(traceFrom("main puts 1 in q; main puts 2 in q"));
    t.trace.setTrace(std::make_shared<Trace>());
    QCOMPARE(t.events.rowCount(), 0);
}

void EventsModelTest::aRowSaysHowItStandsToTheEventThatIsAskedAbout() {
    Table t;
    const auto trace = traceFrom("main does one; a does one; main puts 1 in q; a gets 1 from q");
    t.show(trace);
    const auto relation = [&](int row) { return t.events.index(row, 0).data(EventsModel::relationRole); };
    QVERIFY(!relation(0).isValid());
    const auto causality = std::make_shared<Causality>(trace, 2);
    QSignalSpy changed(&t.events, &QAbstractItemModel::dataChanged);
    t.events.setCausality(causality);
    QVERIFY(!relation(0).isValid());  // it has read nothing yet
    causality->read(3);
    QVERIFY(!relation(0).isValid() && relation(1).isValid());
    causality->read(1);
    t.events.setCausality(causality);
    QCOMPARE(changed.size(), 2);
    using Relation = Causality::Relation;
    for (const auto& [row, how] : {std::pair(0, Relation::after), std::pair(1, Relation::itself),
                                   std::pair(2, Relation::concurrent), std::pair(3, Relation::before)})
        QCOMPARE(relation(row).toInt(), static_cast<int>(how));
    t.events.setCausality(nullptr);
    QVERIFY(!relation(0).isValid());
}

void EventsModelTest::aMillionRowsAreReadInPieces() {
    const auto trace = std::make_shared<Trace>();
    Event event;
    event.worker = {1};
    event.op = Op::print;
    for (event.operation = 1; event.operation <= 1'000'000; ++event.operation)
        trace->append(event);
    TraceModel model;
    EventsModel events(model);  // without the tester, which looks at every row
    model.setTrace(trace);
    while (model.catchUp()) {
    }
    events.catchUp();
    QCOMPARE(events.rowCount(), 1'000'000);
    events.setFilter(*Filter::parse("step=10..20"));
    QVERIFY(events.catchUp(1000));
    QCOMPARE(events.rowCount(), 11);
}

QTEST_MAIN(EventsModelTest)
#include "EventsModelTest.moc"
