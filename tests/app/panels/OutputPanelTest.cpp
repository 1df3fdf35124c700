// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/OutputPanel.h"
#include "app/panels/OutputModel.h"
#include "app/playback/Playback.h"
#include "tests/support/TraceText.h"

#include <QHeaderView>
#include <QScrollBar>
#include <QTableView>
#include <QTest>

using namespace heddle;

namespace {

// A narrow panel with a line that has no room in it.
struct Narrow {
    std::shared_ptr<Trace> trace = traceFrom("main prints a; main puts 1 in q");
    Playback playback;
    OutputPanel panel{Theme::light()};
    QTableView* table = panel.findChild<QTableView*>();

    Narrow() {
        trace->appendOutput(
            {trace->event(0).endInstant(), 1,
             "a line of very many words that has no room in a panel as narrow as this one is, "
             "up to its end\n"});
        panel.follow(playback);
        playback.setTrace(trace);
        panel.setTrace(trace);
        panel.resize(300, 200);
        panel.show();
        while (panel.catchUp())
            continue;
    }
};

}  // namespace

class OutputPanelTest : public QObject {
    Q_OBJECT
private slots:
    void aLongLineCanBeScrolledToItsEnd() {
        Narrow narrow;
        QTableView& table = *narrow.table;
        QTRY_COMPARE(table.model()->rowCount(), 1);
        const QModelIndex line = table.model()->index(0, OutputModel::lineColumn);
        QStyleOptionViewItem option;
        option.font = table.font();
        option.fontMetrics = table.fontMetrics();
        QVERIFY(table.columnWidth(OutputModel::lineColumn) >=
                table.itemDelegateForIndex(line)->sizeHint(option, line).width());
        QTRY_VERIFY(table.horizontalScrollBar()->maximum() > 0);
        table.scrollTo(line);  // as whenever it is the last that has come
        QCOMPARE(table.horizontalScrollBar()->value(), 0);
    }

    void whatHasNoRoomIsLeftOutInAWayThatShows() {
        Narrow narrow;
        QTableView& table = *narrow.table;
        QTRY_VERIFY(table.horizontalScrollBar()->maximum() > 0);
        const auto edge = [&table] {  // the picture of what is at the right edge of the line
            const QImage all = table.viewport()->grab().toImage();
            return all.copy(all.width() - 3 * table.fontMetrics().averageCharWidth(), 0,
                            3 * table.fontMetrics().averageCharWidth(), table.rowHeight(0));
        };
        const QImage cut = edge();
        QCOMPARE(table.model()->index(0, OutputModel::lineColumn).data(Qt::ToolTipRole).toString().right(3),
                 QString("end"));
        table.setItemDelegateForColumn(OutputModel::lineColumn, nullptr);
        QVERIFY(edge() != cut);  // else letters go on to the edge and end there
    }

    void instantAndWorkerStayInViewWhicheverLineIsLit() {
        Narrow narrow;
        QTRY_VERIFY(narrow.table->horizontalScrollBar()->maximum() > 0);
        narrow.playback.seek(0);
        narrow.playback.seek(2);
        QVERIFY(narrow.table->currentIndex().isValid());
        QCOMPARE(narrow.table->horizontalScrollBar()->value(), 0);
    }
};

QTEST_MAIN(OutputPanelTest)
#include "OutputPanelTest.moc"
