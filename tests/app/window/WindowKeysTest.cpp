// SPDX-License-Identifier: GPL-3.0-or-later
// What the keys of the real window do, and where they are told.
#include "app/stage/StageView.h"
#include "app/timeline/TimelineView.h"
#include "app/window/KeysSheet.h"
#include "tests/app/bridge/StagedRun.h"
#include "tests/app/window/ShownWindow.h"
#include "tests/support/ToyTrace.h"

#include <QComboBox>
#include <QDialog>
#include <QDockWidget>
#include <QHelpEvent>
#include <QLineEdit>
#include <QListView>
#include <QListWidget>
#include <QMenu>
#include <QMenuBar>
#include <QScreen>
#include <QScrollArea>
#include <QSlider>
#include <QSpinBox>
#include <QTabBar>
#include <QToolTip>

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
    void noLetterOfAMenuLeadsToTwoOfItsLines() {
        Shown shown;
        QList<QMenu*> menus = shown.in.window.menuBar()->findChildren<QMenu*>();
        QVERIFY(menus.size() > 10);
        QList<QAction*> heads = shown.in.window.menuBar()->actions();
        const auto verify = [](const QList<QAction*>& lines) {
            QHash<QString, QString> known;
            for (const QAction* line : lines) {
                const QString letter = QKeySequence::mnemonic(line->text()).toString();
                QVERIFY2(letter.isEmpty() || !known.contains(letter),
                         qPrintable(line->text() + " and " + known[letter]));
                known[letter] = line->text();
            }
        };
        verify(heads);
        for (const QMenu* menu : menus)
            verify(menu->actions());
    }

    void whatIsPutBackIsFoundAsUndone() {
        Shown shown;
        shown.toStart();
        shown.in.trigger("Next step");
        shown.in.trigger("Bookmark with a note…");
        auto* note = shown.in.window.findChild<QDialog*>("note");
        QVERIFY(note);
        note->accept();
        auto& list = shown.in.part<QListWidget>("bookmarks.list");
        QTRY_COMPARE(list.count(), 1);
        shown.in.trigger("Remove the bookmark");
        QTRY_COMPARE(list.count(), 0);
        shown.in.press(Qt::Key_Z, Qt::ControlModifier);
        QTRY_COMPARE(list.count(), 1);
        shown.in.press(Qt::Key_Z, Qt::ControlModifier);  // nothing is left to be put back
        QCOMPARE(list.count(), 1);
        shown.in.trigger("Commands by name");
        auto* found = shown.in.window.findChild<QListView*>("commands");
        QTest::keyClicks(shown.in.window.findChild<QLineEdit*>("command"), "undo");
        QStringList words;
        for (int row = 0; row < found->model()->rowCount(); ++row)
            words << found->model()->index(row, 0).data().toString().section(' ', 0, 3);
        QVERIFY2(words.contains("Put the bookmark back") && words.contains("Back to the view"),
                 qPrintable(words.join('|')));
    }

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

    void everyControlSaysWhatItIsForAndWithWhichKey() {
        Shown shown;
        shown.toStart();
        QStringList silent;
        for (QWidget* each : shown.in.window.findChildren<QWidget*>()) {
            const bool isControl = qobject_cast<QAbstractButton*>(each) || qobject_cast<QComboBox*>(each) ||
                                   qobject_cast<QSlider*>(each) || qobject_cast<QSpinBox*>(each);
            const bool isQts = qobject_cast<QLineEdit*>(each->parentWidget()) ||  // what clears a line
                               qobject_cast<QDockWidget*>(each->parentWidget()) ||
                               qobject_cast<QAbstractItemView*>(each->parentWidget());
            const bool isOfBar =
                qobject_cast<QTabBar*>(each->parentWidget()) || qobject_cast<QMenuBar*>(each->parentWidget());
            if (!isControl || isQts || isOfBar)
                continue;
            QString whose =
                each->objectName() + ' ' + each->accessibleName() + ' ' + each->property("text").toString();
            if (each->toolTip().isEmpty())
                silent << each->metaObject()->className() + QLatin1Char(' ') + whose;
            const auto* button = qobject_cast<QToolButton*>(each);
            if (const QAction* action = button ? button->defaultAction() : nullptr)
                QVERIFY2(each->toolTip().contains(action->shortcut().toString(QKeySequence::NativeText)) &&
                             each->toolTip().startsWith(action->iconText()),
                         qPrintable(whose + ": " + each->toolTip()));
        }
        QVERIFY2(silent.isEmpty(), qPrintable(silent.join(QLatin1Char('\n'))));
        const auto tipOf = [&](const char* words) {
            for (const QToolButton* button : shown.in.window.findChildren<QToolButton*>())
                if (button->text() == QLatin1String(words))
                    return button->toolTip();
            return QString();
        };
        QCOMPARE(tipOf("Restart"), QString("Restart (Ctrl+R)"));
        QVERIFY2(tipOf("Slow motion").contains("(Ctrl+2)"), qPrintable(tipOf("Slow motion")));
        QVERIFY(shown.in.part<QSlider>("speed").toolTip().contains("slower: Ctrl+Down"));
    }

    void whatIsDrawnAsAControlSaysWhatItIsFor() {
        Shown shown;
        shown.toStart();
        const auto tipAt = [](QWidget& widget, const QPointF& at) {
            QHelpEvent help(QEvent::ToolTip, at.toPoint(), widget.mapToGlobal(at.toPoint()));
            QCoreApplication::sendEvent(&widget, &help);
            return QToolTip::text();
        };
        const TimelineFrame& frame = shown.scope().frame;
        QVERIFY(tipAt(shown.timeline(), frame.stepsSwitch.center()).contains("steps"));
        QVERIFY(tipAt(shown.timeline(), frame.timeSwitch.center()).contains("real time"));
        QVERIFY(tipAt(shown.timeline(), frame.legend.center()).contains("colours"));
        QVERIFY(tipAt(shown.timeline(), frame.map.center()).contains("whole run"));
        QCOMPARE(tipAt(shown.timeline(), QPointF(frame.names.left() + 60, frame.lanes.top() + 20)),
                 QString("main"));
        auto& stage = shown.in.part<StageView>("stage");
        const std::vector<StageBox>& boxes = stage.scene().scope().plan.boxes;
        QVERIFY(tipAt(stage, stage.scene().view().mapRect(boxes.front().rect).center()).startsWith("main"));
        QVERIFY(tipAt(stage, stage.scene().fitSign().center()).contains("F on the stage"));
        QVERIFY(tipAt(stage, stage.scene().depthSign().center()).contains("(Alt+2)"));
    }

    void thePaletteFindsWordsByTheirBeginningsFirst_data() {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("first");
        QTest::newRow("theme") << "theme"
                               << "Theme: as the desktop";
        QTest::newRow("light") << "theme li"
                               << "Theme: light";
        QTest::newRow("focus") << "focus ev"
                               << "Go to the events";
        QTest::newRow("go") << "go to events"
                            << "Go to the events";
        QTest::newRow("move") << "move"
                              << "Move the lane up   (Ctrl+Shift+Up)";
        QTest::newRow("zoom") << "stage zoom"
                              << "Stage: zoom in   (W on the stage)";
        QTest::newRow("back") << "back to the"
                              << "Back to the view before   (Alt+Left)";
        QTest::newRow("depth") << "depth lib"
                               << "Depth: with library operations   (Alt+2)";
    }
    void thePaletteFindsWordsByTheirBeginningsFirst() {
        QFETCH(QString, typed);
        QFETCH(QString, first);
        Shown shown;
        shown.in.trigger("Commands by name");
        auto* list = shown.in.window.findChild<QListView*>("commands");
        QTest::keyClicks(shown.in.window.findChild<QLineEdit*>("command"), typed);
        QCOMPARE(list->model()->index(0, 0).data().toString(), first);
        if (typed == QLatin1String("move")) {
            bool isRemoveFound = false;
            for (int row = 0; row < list->model()->rowCount(); ++row)
                isRemoveFound =
                    isRemoveFound || list->model()->index(row, 0).data().toString().startsWith("Remove");
            QVERIFY(isRemoveFound);
        }
    }

    void theStageIsSteeredAndViewsAreGoneBackToByName() {
        Shown shown;
        shown.toStart();
        auto& stage = shown.in.part<StageView>("stage");
        const double before = stage.scene().view().m11();
        stage.setFocus();
        shown.in.trigger("Stage: zoom in");
        const double zoomed = stage.scene().view().m11();
        QVERIFY(zoomed > before);
        shown.in.trigger("Back to the view before");
        QCOMPARE(stage.scene().view().m11(), before);
        shown.in.trigger("Forward to the view after");
        QCOMPARE(stage.scene().view().m11(), zoomed);
        shown.timeline().setFocus();
        const TimelineAxis axis = shown.scope().axis;
        shown.in.trigger("Zoom in");
        QVERIFY(!(shown.scope().axis == axis));
        shown.key(Qt::Key_Left, Qt::AltModifier);
        QVERIFY(shown.scope().axis == axis);
        QCOMPARE(stage.scene().view().m11(), zoomed);
    }

    void theSheetOfKeysIsInGroupsAndIsSearched() {
        Shown shown;
        shown.in.trigger("Keys");
        auto* sheet = shown.in.window.findChild<KeysSheet*>();
        const auto told = [&] {
            QStringList words;
            for (const QLabel* label :
                 sheet->findChild<QScrollArea*>(QStringLiteral("keys"))->widget()->findChildren<QLabel*>())
                words << label->text();
            return words;
        };
        const auto heads = [&] {
            QStringList words;
            for (const QLabel* label : sheet->findChildren<QLabel*>())
                if (label->property("role") == QLatin1String("title"))
                    words << label->text();
            return words;
        };
        for (const char* head : {"File", "Run", "Timeline", "Stage", "Parts of the window"})
            QVERIFY2(heads().contains(QLatin1String(head)), head);
        QTest::keyClicks(sheet->findChild<QLineEdit*>("keys.find"), "bookmark");
        QVERIFY(told().contains("Next bookmark   ") || told().contains("Next bookmark"));
        QVERIFY2(!told().contains("Open…") && !heads().contains("Timeline"), qPrintable(told().join('|')));
        QTest::keyClicks(sheet->findChild<QLineEdit*>("keys.find"), "xyz");
        QVERIFY(told().isEmpty() || told().size() == 1);
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
