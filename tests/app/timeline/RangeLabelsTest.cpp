// SPDX-License-Identifier: GPL-3.0-or-later
// What is said of a range and of marks, and where; without a window.
#include "app/timeline/TimelineRange.h"
#include "tests/app/timeline/StagedScene.h"
#include "tests/support/ToyTrace.h"

#include <QTest>

using namespace heddle;

namespace {

constexpr const char* operations = "operations";

struct Ranged : StagedScene {
    Ranged() : StagedScene(toyTrace({.items = 200})) { scene.showRange(0, 40); }

    void drag(double from, double to) {
        const auto at = [&](double position) {
            return QPointF(scope().axis.pxOf(position), scope().laneCentre(0));
        };
        scene.selectRange({at(from), at(from), true});
        scene.selectRange({at(from), at(to)});
    }
    void keep(double from, double to) {
        drag(from, to);
        scene.mark({true});
        scene.clear();
    }
    // The boxes over the ruler, and whatever else is said there.
    std::vector<PictureText> said() {
        std::vector<PictureText> texts;
        for (const PictureItem& item : scene.moving().items)
            if (const auto* words = std::get_if<PictureText>(&item);
                words && words->rect.center().y() < scope().frame.lanes.top())
                texts.push_back(*words);
        return texts;
    }
    QStringList words() {
        QStringList all;
        for (const PictureText& text : said())
            all << text.text;
        return all;
    }
};

}  // namespace

class RangeLabelsTest : public QObject {
    Q_OBJECT
private slots:
    void aRangesWordsStandOverTheLanesAndLeaveTheInstantReadable_data() {
        QTest::addColumn<double>("now");
        for (const double now : {0.0, 3.0, 5.0, 7.0, 9.0, 39.5})
            QTest::newRow(QByteArray::number(now).constData()) << now;
    }
    void aRangesWordsStandOverTheLanesAndLeaveTheInstantReadable() {
        QFETCH(double, now);
        Ranged stage;
        stage.at(now);
        stage.drag(4, 9);
        const std::vector<PictureText> said = stage.said();
        int ranges = 0;
        for (std::size_t i = 0; i < said.size(); ++i) {
            QVERIFY(said[i].rect.bottom() <= stage.scope().frame.lanes.top());
            ranges += said[i].text.contains(QLatin1String(operations)) ? 1 : 0;
            for (std::size_t j = 0; j < i; ++j)
                QVERIFY2(!said[i].rect.adjusted(0.5, 0.5, -0.5, -0.5).intersects(said[j].rect),
                         qPrintable(said[i].text + '|' + said[j].text));
        }
        QCOMPARE(ranges, 1);
    }

    void aRangeOfStepsHasWholeOnesAndAtLeastOne() {
        Ranged stage;
        stage.drag(4.3, 9.2);
        QCOMPARE(*stage.scope().range, (TimelineRange{4, 9}));
        stage.drag(6.7, 6.2);
        QCOMPARE(*stage.scope().range, (TimelineRange{6, 7}));
    }

    // Each has ended by an event of the range, or goes on beyond it.
    void aRangesOperationsAddUpWithItsEvents() {
        StagedScene stage(toyTrace({.workers = 4, .items = 30, .capacity = 3}));
        const Trace& trace = *stage.model.trace();
        bool wasAnyUnfinished = false;
        for (int from = 0; from < 60; from += 7) {
            const TimelineRange range{double(from), double(from + 21)};
            std::size_t ended = 0;
            for (int step = from + 1; step <= from + 21; ++step)
                ended += trace.event(trace.indexOfStep(step)).phase == Phase::waits ? 0 : 1;
            const OperationCount count = operationsIn(stage.scope(), range);
            QCOMPARE(count.all, ended + count.unfinished);
            if (count.unfinished > 0)
                QVERIFY(
                    rangeWords(stage.scope(), range)
                        .endsWith(QStringLiteral("%1 of them unfinished at its end").arg(count.unfinished)));
            wasAnyUnfinished |= count.unfinished > 0;
        }
        QVERIFY(wasAnyUnfinished);
    }

    void aMarkThatIsKeptSaysHowLongItIs() {
        Ranged stage;
        stage.keep(4, 9);
        QVERIFY2(stage.words().contains(QStringLiteral("5 steps")), qPrintable(stage.words().join('|')));
        stage.drag(20, 27);
        QVERIFY(stage.words().contains(QStringLiteral("5 steps")));
        QVERIFY(!stage.words().filter(QStringLiteral("7 steps")).isEmpty());
    }

    void aMarkWithoutALengthSaysNone() {
        Ranged stage;
        stage.at(7);
        const QStringList before = stage.words();
        stage.scene.mark({true});
        QCOMPARE(stage.words(), before);
    }

    void aMarkForWhoseWordsThereIsNoRoomSaysNothing() {
        Ranged stage;
        for (int i = 0; i < 36; i += 2)
            stage.keep(i, i + 1);
        const std::vector<RangeLabel> labels = rangeLabels(stage.scope(), {});
        QVERIFY(labels.size() > 3 && labels.size() < 18);
        for (std::size_t i = 0; i < labels.size(); ++i)
            for (std::size_t j = 0; j < i; ++j)
                QVERIFY(!labels[i].rect.intersects(labels[j].rect));
    }
};

QTEST_MAIN(RangeLabelsTest)
#include "RangeLabelsTest.moc"
