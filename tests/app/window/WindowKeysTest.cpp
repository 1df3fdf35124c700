// SPDX-License-Identifier: GPL-3.0-or-later
// What the keys of the real window do, and where they are told.
#include "app/timeline/TimelineView.h"
#include "app/window/KeysSheet.h"
#include "tests/app/bridge/StagedRun.h"
#include "tests/app/window/ShownWindow.h"
#include "tests/support/ToyTrace.h"

#include <QLineEdit>
#include <QScreen>
#include <QScrollArea>

using namespace heddle;

namespace {

struct Shown {
    Stage stage;
    std::shared_ptr<Trace> trace = toyTrace({.items = 20});
    ShownWindow in{[this](RunRequest request) { return stage.launch(std::move(request), trace); },
                   stagedLesson()};

    Shown() {
        in.window.run();
        timeline().setFocus();
    }
    TimelineView& timeline() { return in.part<TimelineView>("timeline"); }
    const TimelineScope& scope() { return timeline().scene().scope(); }
    void toStart() {
        QTRY_COMPARE(stage.started(), 1);
        stage.end();
        QTRY_COMPARE(in.words("status.state"), QString("finished"));
        in.trigger("Step back");  // what plays by itself then rests
        in.trigger("To the start");
        QTRY_COMPARE(in.words("instant"), QString("step 0"));
    }
    void key(int key, Qt::KeyboardModifiers with = {}) {
        QTest::keyClick(&timeline(), static_cast<Qt::Key>(key), with);
    }
};

}  // namespace

class WindowKeysTest : public QObject {
    Q_OBJECT
private slots:
    void keysOfTheTimelineWorkWhereNothingElseHasAUseForThem() {
        Shown shown;
        shown.toStart();
        auto& stage = shown.in.part<QWidget>("stage");
        QTest::mouseClick(&stage, Qt::LeftButton, {}, QPoint(5, stage.height() - 5));
        QTRY_VERIFY(!shown.timeline().hasFocus());
        QTest::keyClick(shown.in.window.focusWidget(), Qt::Key_Period);
        QTRY_VERIFY(shown.scope().selected.has_value());
        QTest::keyClick(shown.in.window.focusWidget(), Qt::Key_Escape);
        QTRY_VERIFY(!shown.scope().selected.has_value());
    }

    void aStepBringsTheLaneOfWhoMadeItIntoView() {
        Shown shown;
        shown.in.window.resize(1280, 620);
        shown.toStart();
        for (int step = 1; step < 40; ++step) {
            shown.in.trigger("Next step");
            QTRY_COMPARE(shown.scope().moment.step, step);
            const auto lane =
                shown.scope().model.laneOf(shown.trace->event(*shown.scope().moment.event).worker);
            const double centre = shown.scope().laneCentre(*lane);
            QVERIFY2(centre > shown.scope().frame.lanes.top() && centre < shown.scope().frame.lanes.bottom(),
                     qPrintable(QString::number(step)));
        }
    }

    void lanesAreArrangedByKeysInTheTimeline() {
        Shown shown;
        QTRY_VERIFY(shown.scope().rows.rows.size() > 5);
        const std::size_t count = shown.scope().rows.rows.size();
        shown.key(Qt::Key_Down, Qt::ShiftModifier);
        shown.key(Qt::Key_Down, Qt::ShiftModifier);
        QCOMPARE(cursorRow(shown.scope()), std::optional<std::size_t>(1));
        shown.key(Qt::Key_P);
        QVERIFY(shown.scope().rows.rows[0].isPinned);
        shown.key(Qt::Key_P);
        shown.key(Qt::Key_Down, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(cursorRow(shown.scope()), std::optional<std::size_t>(2));
        shown.key(Qt::Key_H);
        QCOMPARE(shown.scope().rows.rows.size(), count - 1);
        shown.key(Qt::Key_H, Qt::ShiftModifier);
        QCOMPARE(shown.scope().rows.rows.size(), count);
        shown.key(Qt::Key_Right, Qt::ShiftModifier);
        QVERIFY(shown.scope().range.has_value());
        shown.key(Qt::Key_L, Qt::ControlModifier);
        QVERIFY(shown.in.part<QLineEdit>("laneFilter").hasFocus());
    }

    void whoTypesElsewhereArrangesNoLanes() {
        Shown shown;
        QTRY_VERIFY(shown.scope().rows.rows.size() > 5);
        const std::size_t count = shown.scope().rows.rows.size();
        shown.in.part<QWidget>("events").setFocus();
        shown.in.press(Qt::Key_H);
        QCOMPARE(shown.scope().rows.rows.size(), count);
    }

    void theSheetOfKeysFitsTheScreenAndEscapeClosesIt() {
        Shown shown;
        shown.in.trigger("Keys");
        QPointer<KeysSheet> sheet = shown.in.window.findChild<KeysSheet*>();
        QVERIFY(sheet);
        QVERIFY(QTest::qWaitForWindowActive(sheet));
        QVERIFY(sheet->height() <= sheet->screen()->availableSize().height());
        auto* area = sheet->findChild<QScrollArea*>(QStringLiteral("keys"));
        QStringList told;
        for (const QLabel* label : area->widget()->findChildren<QLabel*>())
            told << label->text();
        for (const char* words : {"Hide the lane", "Filter the lanes", "along a lane", "Open…"})
            QVERIFY2(told.contains(QString::fromUtf8(words)), words);
        sheet->resize(sheet->width(), 300);  // a low screen: it scrolls
        QVERIFY(area->height() < area->widget()->height());
        QTest::keyClick(sheet->focusWidget(), Qt::Key_Escape);
        QTRY_VERIFY(sheet.isNull());
    }
};

QTEST_MAIN(WindowKeysTest)
#include "WindowKeysTest.moc"
