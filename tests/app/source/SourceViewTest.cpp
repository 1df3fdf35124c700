// SPDX-License-Identifier: GPL-3.0-or-later
// The source of a run, by mouse and keys.
#include "app/source/SourceView.h"
#include "app/source/SourceEditor.h"
#include "core/world/Snapshots.h"
#include "tests/support/TraceBuilder.h"
#include "tests/support/TraceText.h"

#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QMenu>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace heddle;

namespace {

constexpr const char* twoWait = "main starts worker-0 @4; worker-0 begins; worker-0 waits to get from Q @12;"
                                "main starts worker-1 @4; worker-1 begins; worker-1 waits to get from Q @12;"
                                "main puts 7 in Q @20";

// Thread: GUI only.
struct ShownSource {
    QTemporaryDir folder;
    std::shared_ptr<const Trace> trace;
    TraceModel model;
    Playback playback;
    std::unique_ptr<Snapshots> worlds;
    SourceView view{model, Theme::light()};
    QSignalSpy stops{&view, &SourceView::stopWanted}, filters{&view, &SourceView::eventsWanted},
        picked{&view, &SourceView::eventPicked};

    explicit ShownSource(std::shared_ptr<const Trace> told, int lines = 60) : trace(std::move(told)) {
        QFile file(folder.filePath("toy.cpp"));
        if (lines > 0 && file.open(QIODevice::WriteOnly))
            for (int line = 1; line <= lines; ++line)
                file.write(QByteArray("int line") + QByteArray::number(line) + ";\n");
        file.close();
        model.setTrace(trace);
        while (model.catchUp())
            continue;
        playback.setTrace(trace);
        worlds = std::make_unique<Snapshots>(trace);
        view.resize(360, 400);
        view.setVisible(true);
        view.setTrace(trace, {{folder.path()}, {}});
        (void)QTest::qWaitForWindowExposed(&view);
        at(playback.length());
    }
    explicit ShownSource(const char* text, int lines = 60) : ShownSource(traceFrom(text), lines) {}

    void at(double position) {
        playback.seek(position);
        view.catchUp();
        view.show(playback.moment(), worlds->at(playback.moment().events));
    }
    SourceEditor& editor() { return view.editor(); }
    QStringList lettersAt(int line) {
        QStringList letters;
        for (const WorkerMark& mark : editor().rowOf(line).marks)
            letters << mark.letters;
        return letters;
    }
    QPoint number(int line) { return {4, editor().rowRect(line).center().y()}; }
    QPoint text(int line) { return editor().rowRect(line).center() + QPoint(editor().margin().width(), 0); }
    QPoint mark(int line, std::size_t place) {
        return editor().margin().placesOf(editor().rowOf(line))[place].rect.center().toPoint();
    }
    void click(QPoint at) { QTest::mouseClick(editor().viewport(), Qt::LeftButton, {}, at); }
    std::optional<std::size_t> event() {
        return picked.isEmpty() ? std::nullopt : std::optional(picked.last().front().value<std::size_t>());
    }
    SourceLine stop() { return stops.isEmpty() ? SourceLine() : stops.last().front().value<SourceLine>(); }
    QString objection() {
        const auto* label = view.findChild<QLabel*>("source.objection");
        return label->isVisible() ? label->text() : QString();
    }
};

}  // namespace

class SourceViewTest : public QObject {
    Q_OBJECT
private slots:
    void nothingIsShownOnThePaperOfTheTheme();
    void severalWorkersAreMarkedAtOneLine() {
        ShownSource shown(twoWait);
        QCOMPARE(shown.lettersAt(12), QStringList({"0", "1"}));
        QCOMPARE(shown.lettersAt(20), QStringList({"m"}));
        QCOMPARE(shown.lettersAt(4), QStringList());
    }

    void theMarksAreInTheColoursOfTheStates_data() {
        QTest::addColumn<bool>("isDark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }
    void theMarksAreInTheColoursOfTheStates() {
        QFETCH(bool, isDark);
        const Theme theme = isDark ? Theme::dark() : Theme::light();
        ShownSource shown(twoWait);
        shown.view.setTheme(theme);
        const QImage image = shown.editor().viewport()->grab().toImage();
        const QRectF running = shown.editor().margin().placesOf(shown.editor().rowOf(20)).front().rect;
        QCOMPARE(image.pixelColor(qRound(running.left()) + 2, qRound(running.center().y())),
                 theme.color(Tone::running));
        const QRectF ring = shown.editor().margin().placesOf(shown.editor().rowOf(12)).back().rect;
        QCOMPARE(image.pixelColor(qRound(ring.center().x()), qRound(ring.top()) + 1),
                 theme.color(Tone::waitsMessage));
        QCOMPARE(image.pixelColor(shown.number(12) - QPoint(3, 0)), theme.color(Tone::selection));
        QCOMPARE(image.pixelColor(shown.number(13) - QPoint(3, 0)), theme.color(Tone::surface));
        QCOMPARE(image.pixelColor(shown.text(12).x() + 200, shown.text(12).y()),
                 theme.color(Tone::selection));
    }

    void theMarksMoveWithTheInstant() {
        ShownSource shown("main puts 1 in Q @5; main puts 2 in Q @6");
        QCOMPARE(shown.lettersAt(6), QStringList({"m"}));
        shown.at(1);
        QCOMPARE(shown.lettersAt(6), QStringList());
        QCOMPARE(shown.lettersAt(5), QStringList({"m"}));
    }

    void aClickBesideALineAsksForAStopThere() {
        ShownSource shown(twoWait);
        shown.click(shown.number(13));
        QCOMPARE(shown.stop().filter, "line=13");
        QCOMPARE(shown.stop().file, "toy.cpp");
        QCOMPARE(shown.picked.size(), 0);
        shown.view.setStops({{"", 13}});
        QVERIFY(shown.editor().rowOf(13).isStop);
        QVERIFY(!shown.editor().rowOf(12).isStop);
    }

    void aClickOnALineSelectsWhatHappenedThereLast() {
        ShownSource shown(twoWait);
        shown.click(shown.text(12));
        QVERIFY(shown.event());
        QCOMPARE(shown.trace->names().worker(shown.trace->event(*shown.event()).worker)->name(), "worker-1");
        QCOMPARE(shown.stops.size(), 0);
    }

    void aClickOnALetterSelectsWhatItsWorkerDidLast() {
        ShownSource shown(twoWait);
        shown.click(shown.mark(12, 0));
        QVERIFY(shown.event());
        QCOMPARE(shown.trace->names().worker(shown.trace->event(*shown.event()).worker)->name(), "worker-0");
        QCOMPARE(shown.stops.size(), 0);
    }

    void aDoubleClickAndReturnAskForTheEventsOfTheLine() {
        ShownSource shown(twoWait);
        QTest::mouseDClick(shown.editor().viewport(), Qt::LeftButton, {}, shown.text(12));
        QCOMPARE(shown.filters.last().front().toString(), "line=12");
        shown.editor().setCurrent(20);
        QTest::keyClick(&shown.editor(), Qt::Key_Return);
        QCOMPARE(shown.filters.last().front().toString(), "line=20");
    }

    void theArrowKeysGoToALineThatCanBeStoppedAt() {
        ShownSource shown(twoWait);
        shown.view.activateWindow();
        shown.editor().setFocus();
        QTRY_VERIFY(shown.editor().hasFocus());
        shown.editor().setCurrent(12);
        QTest::keyClick(&shown.editor(), Qt::Key_Down);
        QCOMPARE(shown.editor().current(), std::optional(13));
        shown.view.turnStop();
        QCOMPARE(shown.stop().filter, "line=13");
    }

    void whatIsSelectedElsewhereHasItsLineInView() {
        ShownSource shown("main puts 1 in Q @55; main puts 2 in Q @6");
        QVERIFY(!shown.editor().isInView(55));
        shown.view.selectEvent(0);
        QCOMPARE(shown.editor().current(), std::optional(55));
        QVERIFY(shown.editor().isInView(55));
        shown.view.selectEvent({});
        QCOMPARE(shown.editor().current(), std::optional<int>());
    }

    void whatHappensStaysInView() {
        ShownSource shown("main puts 1 in Q @6; main puts 2 in Q @55");
        shown.at(1);
        QTRY_VERIFY(shown.editor().isInView(6));  // not at once: it has just scrolled
        shown.at(2);
        QTRY_VERIFY(shown.editor().isInView(55));
    }

    void escapeEndsTheSelection() {
        ShownSource shown(twoWait);
        QSignalSpy cleared(&shown.view, &SourceView::selectionCleared);
        shown.editor().setCurrent(12);
        QTest::keyClick(&shown.editor(), Qt::Key_Escape);
        QCOMPARE(cleared.size(), 1);
        QCOMPARE(shown.editor().current(), std::optional<int>());
    }

    void keysOfTheWindowAreLeftToIt() {
        ShownSource shown(twoWait);
        for (const int key : {Qt::Key_N, Qt::Key_Home, Qt::Key_Space}) {
            QKeyEvent event(QEvent::ShortcutOverride, key, Qt::NoModifier);
            event.ignore();
            QCoreApplication::sendEvent(&shown.editor(), &event);
            QVERIFY(!event.isAccepted());
        }
    }

    void nothingCanBeTypedIntoIt() {
        ShownSource shown(twoWait);
        const QString before = shown.editor().text();
        shown.editor().setCurrent(12);
        QTest::keyClicks(&shown.editor(), "abc");
        QTest::keyClick(&shown.editor(), Qt::Key_Delete);
        QCOMPARE(shown.editor().text(), before);
    }

    void aFileThatIsNotHereIsSaidToBeSoAndItsKnownLinesAreShown() {
        ShownSource shown(twoWait, 0);
        QVERIFY2(shown.objection().contains("toy.cpp is not on this computer"),
                 qPrintable(shown.objection()));
        QCOMPARE(shown.editor().lines(), 3);
        QCOMPARE(shown.lettersAt(12), QStringList({"0", "1"}));
        QVERIFY(shown.editor().isInView(4) && shown.editor().isInView(20));
        QVERIFY(!shown.editor().isInView(5));
        shown.click(shown.number(20));
        QCOMPARE(shown.stop().filter, "line=20");
    }

    void ofSeveralFilesTheOneOfWhatIsSelectedIsShown() {
        TraceBuilder builder;
        const WorkerId main = builder.addWorker("main", WorkerKind::process);
        const ObjectId jobs = builder.addObject(ObjectKind::queue, "main/jobs", main);
        for (const char* file : {"toy.cpp", "other.cpp"})
            builder.tell({.worker = main,
                          .op = Op::queuePut,
                          .object = jobs,
                          .message = builder.newMessage(),
                          .site = builder.addSite(file, 9)});
        ShownSource shown(builder.result());
        QCOMPARE(shown.view.file(), "toy.cpp");
        QCOMPARE(shown.lettersAt(9), QStringList());  // main stands in the other file
        shown.view.selectEvent(1);
        QCOMPARE(shown.view.file(), "other.cpp");
        QCOMPARE(shown.lettersAt(9), QStringList({"m"}));
        shown.click(shown.number(9));
        QCOMPARE(shown.stop().filter, "file=other.cpp line=9");
        shown.view.setStops({{"toy.cpp", 9}});
        QVERIFY(!shown.editor().rowOf(9).isStop);
        auto* files = shown.view.findChild<QComboBox*>("source.files");
        emit files->activated(0);
        QCOMPARE(shown.view.file(), "toy.cpp");
        QVERIFY(shown.editor().rowOf(9).isStop);
    }

    void linesThatTheRunTellsOfLaterAreKnownToo() {
        auto trace = traceFrom("main puts 1 in Q @5");
        ShownSource shown(trace, 0);
        QCOMPARE(shown.editor().lines(), 1);
        trace->names().add(SiteInfo{SiteId{40}, "toy.cpp", 7, "later"});
        shown.view.catchUp();
        QCOMPARE(shown.editor().lines(), 2);
    }

    void theMenuOfALineSaysWhatCanBeDone() {
        ShownSource shown(twoWait);
        shown.view.setStops({{"", 12}});
        emit shown.editor().menuWanted(12, QPoint());
        auto* menu = shown.view.findChild<QMenu*>();
        QVERIFY(menu);
        QCOMPARE(menu->actions().size(), 2);
        QCOMPARE(menu->actions()[0]->text(), "Do not stop here: line=12");
        menu->actions()[1]->trigger();
        QCOMPARE(shown.filters.last().front().toString(), "line=12");
    }
};

void SourceViewTest::nothingIsShownOnThePaperOfTheTheme() {
    ShownSource s(twoWait);
    const auto ground = [&] {
        const QImage seen = s.editor().viewport()->grab().toImage();
        return seen.pixelColor(seen.width() - 20, seen.height() / 2).name();
    };
    s.view.setTheme(Theme::dark());
    s.view.setTrace(nullptr, {});
    QCOMPARE(ground(), Theme::dark().color(Tone::surface).name());
    s.view.setTheme(Theme::light());
    QCOMPARE(ground(), Theme::light().color(Tone::surface).name());
}

QTEST_MAIN(SourceViewTest)
#include "SourceViewTest.moc"
