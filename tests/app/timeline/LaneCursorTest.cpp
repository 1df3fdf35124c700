// SPDX-License-Identifier: GPL-3.0-or-later
// Lanes arranged by keys: the cursor of lanes, and what is done where it stands.
#include "app/timeline/TimelineView.h"
#include "tests/support/ToyTrace.h"
#include "tests/support/TraceText.h"

#include <QContextMenuEvent>
#include <QLineEdit>
#include <QMenu>
#include <QTest>

using namespace heddle;

namespace {

using Way = LaneIntent::Way;

struct Shown {
    TraceModel model;
    Playback playback;
    TimelineView view{model, playback, Theme::light()};

    explicit Shown(const std::shared_ptr<Trace>& trace = toyTrace()) {
        view.resize(1000, 420);
        model.setTrace(trace);
        playback.setTrace(trace);
        while (model.catchUp())
            continue;
        view.show();
    }
    const TimelineScope& scope() const { return view.scene().scope(); }
    const std::vector<TimelineRow>& rows() const { return scope().rows.rows; }
    void arrange(Way way, int times = 1) {
        for (int i = 0; i < times; ++i)
            view.obey(LaneIntent{way});
    }
    QString named() const {
        const auto row = cursorRow(scope());
        return row && rows()[*row].lane ? model.laneName(*rows()[*row].lane) : QString();
    }
    int outlines() const {  // of the cursor
        Picture picture;
        layLaneCursor(picture, scope());
        return static_cast<int>(picture.items.size());
    }
};

const char* const family =
    "process main; main forks child; child begins; main puts 1 in q; child gets 1 from q";

}  // namespace

class LaneCursorTest : public QObject {
    Q_OBJECT
private slots:
    void theFirstKeyShowsTheCursorAndTheNextMovesIt() {
        Shown shown;
        QCOMPARE(shown.outlines(), 0);
        shown.arrange(Way::below);
        QCOMPARE(shown.named(), QString("main"));
        QCOMPARE(shown.outlines(), 1);
        shown.arrange(Way::below, 2);
        QCOMPARE(shown.named(), shown.model.laneName(*shown.rows()[2].lane));
        shown.arrange(Way::above, 5);  // no further than the first
        QCOMPARE(shown.named(), QString("main"));
        shown.arrange(Way::below, 50);
        QCOMPARE(*cursorRow(shown.scope()), shown.rows().size() - 1);
        shown.view.obey(ClearIntent{});
        QCOMPARE(shown.outlines(), 0);
    }

    void theCursorBeginsAtTheLaneOfWhatIsSelected() {
        Shown shown;
        const std::size_t lane = *shown.rows()[3].lane;
        shown.view.selectEvent(shown.model.lanes()[lane].bars.front().event);
        shown.arrange(Way::below);
        QCOMPARE(shown.named(), shown.model.laneName(lane));
    }

    void theCursorIsScrolledIntoView() {
        Shown shown(toyTrace({.workers = 30}));
        shown.arrange(Way::below, 40);
        const TimelineRow& row = shown.rows()[*cursorRow(shown.scope())];
        QVERIFY(shown.scope().scrollPx > 0);
        QVERIFY(shown.scope().rowTop(row) + row.height <= shown.scope().frame.lanes.bottom() + 1);
        QCOMPARE(shown.outlines(), 1);
    }

    void aLaneIsPinnedMovedAndHiddenWhereTheCursorStands() {
        Shown shown;
        shown.arrange(Way::below, 3);
        const QString name = shown.named(), next = shown.model.laneName(*shown.rows()[3].lane);
        shown.arrange(Way::moveDown);
        QCOMPARE(shown.named(), name);  // it goes along
        QCOMPARE(*cursorRow(shown.scope()), std::size_t(3));
        QCOMPARE(shown.model.laneName(*shown.rows()[2].lane), next);
        shown.arrange(Way::moveUp, 2);
        QCOMPARE(*cursorRow(shown.scope()), std::size_t(1));
        shown.arrange(Way::pin);
        QCOMPARE(*cursorRow(shown.scope()), std::size_t(0));
        QVERIFY(shown.rows()[0].isPinned);
        const std::size_t count = shown.rows().size();
        shown.arrange(Way::hide);
        QCOMPARE(shown.rows().size(), count - 1);
        QCOMPARE(*cursorRow(shown.scope()), std::size_t(0));  // at what has taken its place
        QVERIFY(shown.named() != name);
        shown.arrange(Way::showAll);
        QCOMPARE(shown.rows().size(), count);
    }

    void aProcessIsFoldedFromAnyOfItsLanesAndUnfoldedByItsName() {
        Shown shown(traceFrom(family));
        const std::size_t count = shown.rows().size();
        shown.arrange(Way::below, 2);
        QCOMPARE(shown.named(), QString("main"));
        shown.arrange(Way::fold);
        QCOMPARE(shown.rows().size(), count - 1);
        QVERIFY(!shown.rows()[*cursorRow(shown.scope())].lane);
        shown.arrange(Way::fold);
        QCOMPARE(shown.rows().size(), count);
    }

    void theNameOfAProcessStandsForItsLanes() {
        Shown shown(traceFrom(family));
        const std::size_t count = shown.rows().size();
        QVERIFY(!shown.rows()[0].lane);
        shown.arrange(Way::below);
        shown.arrange(Way::pin);
        QVERIFY(shown.rows()[0].lane && shown.rows()[0].isPinned);
        QCOMPARE(shown.rows().size(), count - 1);  // the name went with the last of its lanes
        shown.arrange(Way::pin);                   // the cursor is where it was, on that lane now
        QCOMPARE(shown.rows().size(), count);
        while (shown.rows()[*cursorRow(shown.scope())].lane)
            shown.arrange(Way::above);
        QStringList said;
        QObject::connect(&shown.view, &TimelineView::hoverChanged,
                         [&](const QString& words) { said << words; });
        shown.arrange(Way::moveDown);
        QCOMPARE(shown.rows().size(), count);
        QCOMPARE(said.size(), 1);
        QVERIFY(said[0].startsWith(QStringLiteral("a process stands")));
        shown.arrange(Way::hide);
        QCOMPARE(shown.rows().size(), count - 2);
        QCOMPARE(shown.scope().choice.hiddenCount(), std::size_t(1));
    }

    void whereALaneWouldFallIsShownWhileItIsDragged() {
        Shown shown;
        const TimelineScope& scope = shown.scope();
        const auto nameOf = [&](std::size_t row) {
            return QPoint(qRound(scope.frame.names.width() / 2), qRound(scope.rowCentre(shown.rows()[row])));
        };
        const auto shownAt = [&] {
            Picture picture;
            layLaneDrop(picture, scope);
            for (const PictureItem& item : picture.items)
                if (const auto* line = std::get_if<PictureLine>(&item))
                    return line->from.y();
            return -1.0;
        };
        QTest::mousePress(&shown.view, Qt::LeftButton, {}, nameOf(1));
        QCOMPARE(shownAt(), -1.0);
        QTest::mouseMove(&shown.view, nameOf(3));
        QCOMPARE(shownAt(), scope.rowTop(shown.rows()[4]));
        QTest::mouseMove(&shown.view, nameOf(0));
        QCOMPARE(shownAt(), scope.rowTop(shown.rows()[0]) + 1.5);  // whole in view
        QTest::mouseRelease(&shown.view, Qt::LeftButton, {}, nameOf(0));
        QCOMPARE(shownAt(), -1.0);
    }

    void allLanesMayBeHiddenAndShownAgain() {
        Shown shown;
        const std::size_t count = shown.rows().size();
        shown.arrange(Way::hide, static_cast<int>(count) + 3);
        QVERIFY(shown.rows().empty());
        QVERIFY(!shown.view.grab().isNull());
        shown.arrange(Way::showAll);
        QCOMPARE(shown.rows().size(), count);
    }

    void theMenuKeyOpensTheMenuOfTheLaneAtTheCursor() {
        Shown shown;
        shown.arrange(Way::below, 2);
        QContextMenuEvent key(QContextMenuEvent::Keyboard, QPoint(500, 200), QPoint(500, 200));
        QCoreApplication::sendEvent(&shown.view, &key);
        auto* menu = shown.view.findChild<QMenu*>();
        QVERIFY(menu);
        QStringList words;
        for (const QAction* action : menu->actions())
            words << action->text();
        QVERIFY2(words.contains(QStringLiteral("Hide ") + shown.named()), qPrintable(words.join('|')));
        menu->close();
    }

    void theRangeIsExtendedFromTheInstantEventByEvent() {
        Shown shown;
        shown.playback.seek(5);
        for (int i = 0; i < 3; ++i)
            shown.view.obey(ExtendIntent{true});
        QCOMPARE(*shown.scope().range, (TimelineRange{5, 8}));
        shown.view.obey(ExtendIntent{false});
        QCOMPARE(*shown.scope().range, (TimelineRange{5, 7}));
        for (int i = 0; i < 3; ++i)
            shown.view.obey(ExtendIntent{false});
        QCOMPARE(*shown.scope().range, (TimelineRange{4, 5}));
        shown.playback.seek(10);  // elsewhere another begins
        shown.view.obey(ExtendIntent{true});
        QCOMPARE(*shown.scope().range, (TimelineRange{10, 11}));
    }

    void returnLeavesTheFilterAsItIsAndEscapeClearsIt() {
        Shown shown;
        shown.view.activateWindow();
        (void)QTest::qWaitForWindowActive(&shown.view);
        auto* filter = shown.view.findChild<QLineEdit*>(QStringLiteral("laneFilter"));
        for (const Qt::Key key : {Qt::Key_Escape, Qt::Key_Return}) {
            shown.view.focusFilter();
            QVERIFY(filter->hasFocus());
            QTest::keyClicks(filter, QStringLiteral("jobs"));
            QTest::keyClick(filter, key);
            QVERIFY(shown.view.hasFocus());
            QCOMPARE(shown.rows().size() == 1, key == Qt::Key_Return);
            if (key == Qt::Key_Return)
                QTest::keyClick(&shown.view, Qt::Key_Escape);
            QVERIFY(filter->text().isEmpty());
        }
    }

    void escapeClearsWhatIsSelectedAheadOfTheFilterUnlessNoLaneIsLeft() {
        Shown shown;
        auto* filter = shown.view.findChild<QLineEdit*>(QStringLiteral("laneFilter"));
        const auto escape = [&] { QTest::keyClick(&shown.view, Qt::Key_Escape); };
        filter->setText(QStringLiteral("jobs"));
        shown.view.selectEvent(3);
        escape();
        QVERIFY(!shown.scope().selected);
        QCOMPARE(filter->text(), QStringLiteral("jobs"));
        filter->setText(QStringLiteral("nosuch"));
        shown.view.selectEvent(3);
        escape();
        QVERIFY(filter->text().isEmpty());
    }
};

QTEST_MAIN(LaneCursorTest)
#include "LaneCursorTest.moc"
