// SPDX-License-Identifier: GPL-3.0-or-later
// Where the parts of a timeline stand, however narrow it is; without a window.
#include "app/timeline/TimelineFrame.h"
#include "tests/app/timeline/StagedScene.h"
#include "tests/support/ToyTrace.h"
#include "tests/support/TraceText.h"

#include <QTest>

#include <cmath>

using namespace heddle;

namespace {

constexpr double namesPx = 112, legendPx = 225;

TimelineFrame frameOf(double widthPx) {
    return heddle::frameOf({widthPx, 300}, Theme::light(), namesPx, legendPx);
}

}  // namespace

class TimelineFrameTest : public QObject {
    Q_OBJECT
private slots:
    void theLegendGivesWayBeforeTheFilterDoes() {
        const TimelineFrame wide = frameOf(900), narrow = frameOf(400), narrowest = frameOf(340);
        QCOMPARE(wide.legend.top(), wide.filter.top());
        QCOMPARE(narrow.filter, wide.filter);
        QVERIFY(narrow.legend.top() >= narrow.filter.bottom());
        QVERIFY(narrowest.filter.top() >= narrowest.stepsSwitch.bottom());
        const TimelineFrame small = frameOf(368);  // of a window of 800 px
        QVERIFY(small.filter.topLeft() == wide.filter.topLeft() &&
                small.filter.width() < wide.filter.width());
        for (const TimelineFrame& frame : {wide, narrow, small})
            QVERIFY(frame.legend.width() >= legendPx);
        for (const TimelineFrame& frame : {wide, narrow, small, narrowest}) {
            QVERIFY(!frame.filter.intersects(frame.legend) && !frame.filter.intersects(frame.timeSwitch));
            QVERIFY(frame.filter.right() <= frame.all.right() && frame.legend.right() <= frame.all.right());
            QVERIFY(frame.header.contains(frame.filter) && frame.ruler.top() >= frame.header.bottom());
        }
    }

    void lanesAreLowerWhereAllComeToBeInViewSo() {
        StagedScene stage(toyTrace({.workers = 5, .items = 20}));
        const auto heightOf = [&](double windowPx) {
            stage.scene.setSize({800, windowPx});
            return stage.scope().rows.height;
        };
        const double usual = heightOf(1000), around = 1000 - stage.scope().frame.lanes.height();
        QCOMPARE(stage.scope().rows.share, 1.0);
        const double room = usual * 0.75;
        QVERIFY(std::abs(heightOf(room + around) - room) < 1);
        const TimelineScope& scope = stage.scope();
        QVERIFY(std::abs(scope.rows.share - 0.75) < 0.01);
        for (const TimelineRow& row : scope.rows.rows)
            QVERIFY(scope.isVisible(row) && scope.tall(Measure::cellHeight) < row.height);
        QCOMPARE(heightOf(usual * 0.5 + around), usual);  // too low to be read: they scroll
    }

    void theInstantsNumberIsSaidWholeHoweverNarrowTheTimeline_data() {
        QTest::addColumn<double>("share");
        for (const double share : {0.0, 0.3, 0.5, 0.9, 1.0})
            QTest::newRow(QByteArray::number(share).constData()) << share;
    }
    void theInstantsNumberIsSaidWholeHoweverNarrowTheTimeline() {
        QFETCH(double, share);
        StagedScene stage(traceFrom("main prints a; 1234567890ms pass; main prints b"));
        stage.scene.setSize({215, 300});
        stage.playback.setAxis(Axis::realTime);
        stage.playback.seek(stage.playback.length() * share);
        stage.scene.setMoment(stage.playback.moment());
        stage.scene.fitAll();
        int said = 0;
        for (const PictureItem& item : stage.scene.moving().items)
            if (const auto* words = std::get_if<PictureText>(&item);
                words && words->type == Type::codeStrong) {
                ++said;
                QVERIFY(words->rect.left() >= stage.scope().frame.names.left());
                QVERIFY(words->rect.right() <= stage.scope().frame.all.right());
            }
        QCOMPARE(said, 1);
    }

    void whatIsToldComesIntoViewWhereTimePassesSlowly_data() {
        QTest::addColumn<double>("steps");
        QTest::addColumn<bool>("comes");
        QTest::newRow("slowly") << 0.03 << true;
        QTest::newRow("fast") << 0.3 << false;
    }
    void whatIsToldComesIntoViewWhereTimePassesSlowly() {
        QFETCH(double, steps);
        QFETCH(bool, comes);
        StagedScene stage(toyTrace({.workers = 30, .items = 60}));
        stage.scene.setSize({900, 200});
        const double begin = stage.playback.length() / 3;
        stage.playback.seek(begin);
        stage.scene.setMoment(stage.playback.moment());
        stage.scene.scroll({-10'000});
        bool hasCome = false;
        for (double position = begin; position < begin + 30; position += steps) {
            Moment moment = stage.playback.moment();
            moment.position = position;
            moment.step = static_cast<std::int64_t>(std::ceil(position));
            moment.event = stage.model.trace()->indexOfStep(moment.step);
            moment.isPassing = true;
            stage.scene.setMoment(moment);
            hasCome |= stage.scope().scrollPx > 0;
        }
        QCOMPARE(hasCome, comes);
    }

    void theInstantsNumberStandsOnceWhileTimeGoesOn() {
        StagedScene stage(traceFrom("main prints a; main prints b; main prints c; main prints d"));
        stage.scene.setSize({600, 300});
        stage.scene.fitAll();
        for (double position = 0.05; position < 4; position += 0.05) {
            stage.playback.seek(position);
            stage.scene.setMoment(stage.playback.moment());
            QStringList said;
            for (const Picture& picture : {stage.scene.still(), stage.scene.moving()})
                for (const PictureItem& item : picture.items)
                    if (const auto* words = std::get_if<PictureText>(&item);
                        words && (words->type == Type::codeStrong || words->type == Type::codeSmall) &&
                        stage.scope().frame.ruler.contains(words->rect.center()))
                        said << words->text;
            QVERIFY2(said.removeDuplicates() == 0, qPrintable(QString::number(position)));
        }
    }
};

QTEST_MAIN(TimelineFrameTest)
#include "TimelineFrameTest.moc"
