// SPDX-License-Identifier: GPL-3.0-or-later
// The source in the real window: one selection, breakpoints, and what is remembered.
#include "app/source/SourceEditor.h"
#include "app/source/SourceView.h"
#include "app/timeline/TimelineView.h"
#include "core/trace/TraceFile.h"
#include "tests/app/window/SteppedWindow.h"
#include "tests/support/TraceText.h"

#include <QDir>
#include <QFile>
#include <QLineEdit>
#include <QSignalSpy>

using namespace heddle;

namespace {

void writeLines(const QString& path, int lines) {
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    for (int line = 1; line <= lines; ++line)
        file.write("int line" + QByteArray::number(line) + ";\n");
}

// A file of a run of a program of one's own, whose source lies beside it.
struct OpenedFile {
    QTemporaryDir folder;
    std::shared_ptr<Trace> trace = traceFrom(
        "main puts 1 in Q @5; main puts 2 in Q @6; main starts w @7; w begins; w gets 1 from Q @12");
    ShownWindow shown{Run::start, stagedLesson()};

    OpenedFile() {
        writeLines(folder.filePath("toy.cpp"), 30);
        RunFacts facts = trace->facts();
        facts.command = {folder.filePath("toy").toStdString()};
        trace->setFacts(facts);
        const QString path = folder.filePath("toy.heddle");
        QVERIFY(saveTrace(trace, path.toStdString()));
        shown.window.open(path);
        QTRY_COMPARE(source().file(), QString("toy.cpp"));
        QTRY_COMPARE(marksAt(12), 1);
    }
    SourceView& source() { return shown.part<SourceView>("source"); }
    SourceEditor& editor() { return source().editor(); }
    TimelineView& timeline() { return shown.part<TimelineView>("timeline"); }
    qsizetype marksAt(int line) { return static_cast<qsizetype>(editor().rowOf(line).marks.size()); }
    QPoint number(int line) { return {4, editor().rowRect(line).center().y()}; }
    QPoint text(int line) { return editor().rowRect(line).center() + QPoint(editor().margin().width(), 0); }
    QString lineOf(std::size_t event) {
        return QString::number(trace->names().site(trace->event(event).site)->line);
    }
};

}  // namespace

class SourceDeskTest : public QObject {
    Q_OBJECT
private slots:
    void aLineThatIsClickedIsSelectedInTheTimeline() {
        OpenedFile in;
        QTest::mouseClick(in.editor().viewport(), Qt::LeftButton, {}, in.text(6));
        const auto selected = in.timeline().scene().scope().selected;
        QVERIFY(selected);
        QCOMPARE(in.lineOf(*selected), QString("6"));
        QCOMPARE(in.editor().current(), std::optional(6));
    }

    void anEventThatIsPickedInTheTimelineHasItsLineChosen() {
        OpenedFile in;
        emit in.timeline().eventPicked(0);
        QCOMPARE(in.editor().current(), std::optional(5));
        emit in.timeline().selectionCleared();
        QCOMPARE(in.editor().current(), std::optional<int>());
    }

    void theMarksFollowTheInstant() {
        OpenedFile in;
        in.shown.trigger("To the start");
        QTRY_COMPARE(in.marksAt(12), 0);
        in.shown.trigger("Next step");
        QTRY_COMPARE(in.marksAt(5), 1);
        in.shown.trigger("Next step");
        QTRY_COMPARE(in.marksAt(6), 1);
        QCOMPARE(in.marksAt(5), 0);
        in.shown.trigger("Step back");
        QTRY_COMPARE(in.marksAt(5), 1);
    }

    void aDoubleClickFiltersTheEventsByTheLine() {
        OpenedFile in;
        QTest::mouseDClick(in.editor().viewport(), Qt::LeftButton, {}, in.text(6));
        QCOMPARE(in.shown.part<QLineEdit>("events.filter").text(), QString("line=6"));
    }

    void aClickBesideALineStopsThereAndAnotherOneDoesNotAnyMore() {
        OpenedFile in;
        QTest::mouseClick(in.editor().viewport(), Qt::LeftButton, {}, in.number(6));
        QVERIFY(in.editor().rowOf(6).isStop);
        QTest::mouseClick(in.editor().viewport(), Qt::LeftButton, {}, in.number(6));
        QVERIFY(!in.editor().rowOf(6).isStop);
    }

    void theKeyStopsAtTheChosenLine() {
        OpenedFile in;
        emit in.timeline().eventPicked(1);
        in.shown.press(Qt::Key_F9);
        QVERIFY(in.editor().rowOf(6).isStop);
        in.shown.press(Qt::Key_F9);
        QVERIFY(!in.editor().rowOf(6).isStop);
    }

    void aRunIsGivenTheLinesAtWhichItStops() {
        StagedWindow in;
        in.run();
        auto& source = in.shown.part<SourceView>("source");
        QTRY_VERIFY(source.editor().lines() > 2);  // there is no file: the lines that are known
        emit source.editor().stopWanted(3);
        in.stage.end();
        in.run();
        const auto breakpoints = in.stage.lastRequest().breakpoints;
        QCOMPARE(breakpoints.size(), std::size_t(1));
        QCOMPARE(breakpoints.front().words, std::string("line=3"));
        QVERIFY(source.editor().rowOf(3).isStop);
    }

    void theChosenLessonIsShownBeforeItHasRun() {
        QTemporaryDir folder;
        writeLines(folder.filePath("queues/program.cpp"), 20);
        Lesson lesson = stagedLesson();
        lesson.folder = folder.filePath("queues").toStdString();
        ShownWindow shown(Run::start, lesson);
        auto& source = shown.part<SourceView>("source");
        QCOMPARE(source.file(), QString("queues/program.cpp"));
        QCOMPARE(source.editor().lines(), 21);
        QTest::mouseClick(source.editor().viewport(), Qt::LeftButton, {},
                          {4, source.editor().rowRect(3).center().y()});
        QVERIFY(source.editor().rowOf(3).isStop);
    }

    void ofARealLessonWhoIsHeldStandsAtItsNextLine() {
        LessonWindow in("queues");
        in.runByHand();
        auto& source = in.shown.part<SourceView>("source");
        QCOMPARE(source.file(), QString("queues/program.cpp"));
        QTRY_VERIFY(source.editor().text().contains("takeAll"));
        const auto lineOfMain = [&] {
            for (int line = 1; line <= source.editor().lines(); ++line)
                for (const WorkerMark& mark : source.editor().rowOf(line).marks)
                    if (mark.letters == "m" && mark.shape == MarkShape::disc)
                        return source.editor().text(line - 1).trimmed();
            return QString();
        };
        QTRY_VERIFY2(lineOfMain().startsWith("threads.push_back"), qPrintable(lineOfMain()));
    }
};

QTEST_MAIN(SourceDeskTest)
#include "SourceDeskTest.moc"
