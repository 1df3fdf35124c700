// SPDX-License-Identifier: GPL-3.0-or-later
// The table of events as it stands on the screen, beside a run that goes on.
#include "app/panels/EventsPanel.h"
#include "app/panels/EventRow.h"
#include "tests/support/ToyTrace.h"
#include "tests/support/TraceText.h"

#include <QAbstractItemDelegate>
#include <QLabel>
#include <QTableView>
#include <QTest>

using namespace heddle;

namespace {

// A run that is told piece by piece.
struct GrowingRun {
    std::shared_ptr<Trace> whole = toyTrace({.workers = 3, .items = 200});
    std::shared_ptr<Trace> trace = std::make_shared<Trace>();
    TraceModel model;
    Playback playback;
    EventsPanel panel{model, playback, Theme::light()};
    QTableView* table = panel.findChild<QTableView*>();

    GrowingRun() {
        for (const WorkerInfo* worker : whole->names().workers())
            trace->names().add(*worker);
        for (const ObjectInfo* object : whole->names().objects())
            trace->names().add(*object);
        model.setTrace(trace);
        playback.setTrace(trace);
        panel.resize(400, 300);
        panel.show();
    }
    void tell(std::size_t until) {
        for (std::size_t i = trace->size(); i < until; ++i)
            trace->append(whole->event(i), whole->text(i));
        while (model.catchUp())
            continue;
        playback.catchUp();
        while (panel.catchUp())
            continue;
    }
    QString firstRowInView() const {
        return table->indexAt({5, 5}).siblingAtColumn(0).data().toString() + ' ' +
               table->indexAt({5, 5}).siblingAtColumn(1).data().toString();
    }
};

}  // namespace

class EventsPanelTest : public QObject {
    Q_OBJECT
private slots:
    void whatComesInDoesNotPushAwayWhatIsLookedAt() {
        GrowingRun run;
        run.tell(200);
        run.playback.seek(60);
        const QString looked = run.firstRowInView();
        for (const std::size_t told : {260, 300, 500}) {
            run.tell(told);
            QCoreApplication::processEvents();
            QCOMPARE(run.firstRowInView(), looked);
        }
        run.playback.seek(0);
        run.tell(600);
        QCoreApplication::processEvents();
        const QModelIndex first = run.table->model()->index(run.table->model()->rowCount() - 1, 0);
        QVERIFY(run.table->viewport()->rect().intersects(run.table->visualRect(first)));
    }

    void whatIsMovedIsNotCutBesideRoom() {
        TraceModel model;
        Playback playback;
        EventsPanel panel{model, playback, Theme::light()};
        const auto trace =
            traceFrom("main acquires a-lock-with-a-long-name; main releases a-lock-with-a-long-name;"
                      "main puts something-long in q; main puts something-longer in q");
        model.setTrace(trace);
        playback.setTrace(trace);
        while (model.catchUp())
            continue;
        panel.resize(380, 300);
        panel.show();
        panel.catchUp();
        const auto* table = panel.findChild<QTableView*>();
        const int before = table->columnWidth(EventsModel::movedColumn);
        panel.setFilter(QStringLiteral("op=put"));
        QTRY_VERIFY(!panel.catchUp());
        QCoreApplication::processEvents();
        QVERIFY(table->columnWidth(EventsModel::movedColumn) > before);
        const QModelIndex longest = table->model()->index(0, EventsModel::movedColumn);
        QVERIFY(table->columnWidth(EventsModel::movedColumn) >=
                table->itemDelegate()->sizeHint({}, longest).width());
    }

    void whatIsDoneHasTheRoomOfWhatIsNotMovedInItsRow() {
        TraceModel model;
        Playback playback;
        EventsPanel panel{model, playback, Theme::light()};
        const auto trace =
            traceFrom("main acquires a-lock-with-quite-a-long-name; main puts something-long in q");
        model.setTrace(trace);
        playback.setTrace(trace);
        while (model.catchUp())
            continue;
        panel.resize(400, 300);
        panel.show();
        panel.catchUp();
        const auto* table = panel.findChild<QTableView*>();
        const auto* rows = qobject_cast<const EventRow*>(table->itemDelegate());
        QStyleOptionViewItem option;
        option.widget = table;
        const QModelIndex acquired = table->model()->index(1, EventsModel::operationColumn),
                          put = table->model()->index(0, EventsModel::movedColumn);
        const int wanted = rows->sizeHint(option, acquired).width();
        QVERIFY(wanted > table->columnWidth(EventsModel::operationColumn));
        QVERIFY(rows->roomIn(option, acquired).operation.width() >= wanted);
        QVERIFY(rows->roomIn(option, put).moved.width() >= rows->sizeHint(option, put).width());
    }

    void whatIsDeeperThanOneLooksIsNotInTheTableUnlessItIsAskedFor() {
        TraceModel model;
        Playback playback;
        EventsPanel panel{model, playback, Theme::light()};
        const auto trace = traceFrom("main acquires m; main waits on c with m; w prints a; w notifies c");
        model.setTrace(trace);
        playback.setTrace(trace);
        while (model.catchUp())
            continue;
        const auto* table = panel.findChild<QTableView*>();
        const auto rowsWith = [&](const char* filter, Depth depth) {
            panel.setDepth(depth);
            panel.setFilter(QString::fromLatin1(filter));
            while (panel.catchUp())
                continue;
            return table->model()->rowCount();
        };
        int deeper = 0;
        for (std::size_t i = 0; i < trace->size(); ++i)
            deeper += trace->event(i).depth == Depth::program ? 0 : 1;
        QVERIFY(deeper > 0);
        const int all = static_cast<int>(trace->size());
        QCOMPARE(rowsWith("", Depth::program), all - deeper);
        QCOMPARE(rowsWith("", Depth::library), all);
        QCOMPARE(rowsWith("op=release", Depth::program), 0);
        QVERIFY(panel.findChild<QLabel*>("events.nothing")->text().contains("looks deeper"));
        QCOMPARE(rowsWith("op=release depth=library", Depth::program), 1);
        QCOMPARE(rowsWith("op=release", Depth::library), 1);
    }

    void rowsBelowAFilterThatIsRefusedDoNotLookFound() {
        GrowingRun run;
        run.tell(200);
        run.playback.seek(60);
        const QString quiet = QStringLiteral("events.meaning"), wrong = QStringLiteral("events.objection");
        const auto said = [&](const QString& name) {
            const auto* label = run.panel.findChild<QLabel*>(name);
            return label->isHidden() ? QString() : label->text();
        };
        run.panel.setFilter(QStringLiteral("op=put"));
        run.tell(201);
        QVERIFY(run.panel.match({}, true).has_value());
        QVERIFY2(said(quiet).contains("queue.put"), qPrintable(said(quiet)));
        QVERIFY(run.table->isEnabled());
        run.panel.setFilter(QStringLiteral("op=pet"));
        QVERIFY(said(wrong).contains("\"pet\" is none of"));
        QVERIFY(said(quiet).isEmpty());
        QVERIFY(!run.table->isEnabled());
        QVERIFY(!run.panel.match({}, true));
        run.panel.setFilter({});
        QVERIFY(run.table->isEnabled() && said(wrong).isEmpty());
    }
};

QTEST_MAIN(EventsPanelTest)
#include "EventsPanelTest.moc"
