// SPDX-License-Identifier: GPL-3.0-or-later
// Every part of the real window tells of one and the same step, at every instant.
#include "app/models/WorkerLook.h"
#include "app/source/SourceEditor.h"
#include "app/source/SourceView.h"
#include "app/stage/StageView.h"
#include "app/timeline/TimelineView.h"
#include "core/trace/StepInstant.h"
#include "core/trace/TraceFile.h"
#include "tests/app/window/ShownWindow.h"
#include "tests/support/TraceText.h"

#include <QFile>
#include <QTableView>

using namespace heddle;

namespace {

constexpr const char* runOfTwo =
    "main starts a @5; a begins; main would put 1 in q @6; a would get from q @21; a waits to get from q @21;"
    "main puts 1 in q @6; a gets 1 from q @21; main would put 2 in q @7; a would print x @22; a prints x @22;"
    "main puts 2 in q @7; main would acquire L @8; a would get from q @21; a gets 2 from q @21;"
    "main acquires L @8; a would acquire L @23; a waits to acquire L @23; main releases L @9; a acquires L "
    "@23;"
    "a releases L @24; a ends; main joins a @10";

// A file of a run whose source lies beside it.
struct OpenedRun {
    QTemporaryDir folder;
    std::shared_ptr<Trace> trace = traceFrom(runOfTwo);
    ShownWindow shown{Run::start, stagedLesson()};

    OpenedRun() {
        QFile source(folder.filePath("toy.cpp"));
        QVERIFY(source.open(QIODevice::WriteOnly));
        for (int line = 1; line <= 40; ++line)
            source.write("int line" + QByteArray::number(line) + ";\n");
        source.close();
        RunFacts facts = trace->facts();
        facts.command = {folder.filePath("toy").toStdString()};
        trace->setFacts(facts);
        const QString path = folder.filePath("toy.heddle");
        QVERIFY(saveTrace(trace, path.toStdString()));
        shown.window.open(path);
        QTRY_COMPARE(shown.part<SourceView>("source").file(), QString("toy.cpp"));
        QTRY_COMPARE(stage().step, trace->steps());
    }
    const StageScope& stageScope() { return shown.part<StageView>("stage").scene().scope(); }
    const Moment& stage() { return stageScope().moment; }
    TimelineView& timeline() { return shown.part<TimelineView>("timeline"); }
    const Moment& onTimeline() { return timeline().scene().scope().moment; }
    QString row() {
        const QModelIndex row = shown.part<QTableView>("events").currentIndex();
        return row.siblingAtColumn(0).data().toString();
    }
    QString sentenceOfStep(std::int64_t step) {
        return step == 0 ? QString() : stageScope().model.sentence(trace->indexOfStep(step));
    }
    QString sentenceOnStage() {
        const auto event = stageScope().eventShown();
        return event ? stageScope().model.sentence(*event) : QString();
    }
    // In the list, and of the world on the stage.
    QStringList listed() {
        QStringList states;
        for (int row = 0; row < shown.workers().model()->rowCount(); ++row)
            states << shown.told(row, WorkersModel::stateRole);
        return states;
    }
    QStringList staged() {
        QStringList states;
        for (const WorkerInfo* worker : trace->names().workers())
            if (const WorkerState* state = stageScope().world->worker(worker->id))
                states << lookOf(*state, *stageScope().world, stageScope().model.toldOf(state->event)).state;
        return states;
    }
    // Letters of who stands there, of the whole file.
    QStringList marked() {
        QStringList marks;
        for (int line = 1; line <= 40; ++line)
            for (const WorkerMark& mark : shown.part<SourceView>("source").editor().rowOf(line).marks)
                marks << QString("%1 %2").arg(line).arg(mark.letters);
        return marks;
    }
    void compareParts() {
        const std::int64_t step = onTimeline().step;
        QCOMPARE(shown.words("instant"), QString("step %1").arg(step));
        QCOMPARE(stage().step, step);
        QCOMPARE(sentenceOnStage(), sentenceOfStep(step));
        if (step > 0) {
            QCOMPARE(shown.words("selection.sentence"), sentenceOfStep(step));
            QCOMPARE(row(), QString::number(step));
        } else {  // what comes first is in view
            auto& table = shown.part<QTableView>("events");
            const QModelIndex first = table.model()->index(table.model()->rowCount() - 1, 0);
            QVERIFY(table.viewport()->rect().intersects(table.visualRect(first)));
        }
        QCOMPARE(stageScope().world->eventCount(), onTimeline().events);
        QCOMPARE(listed(), staged());
        if (onTimeline().axis == Axis::steps)
            QCOMPARE(onTimeline().events, eventsAtStep(*trace, step));
        const QStringList marks = m_marks.value(onTimeline().events, marked());
        QCOMPARE(marked(), marks);  // as whenever so much had happened
        m_marks.insert(onTimeline().events, marks);
    }
    void choose(Axis axis) {
        shown.trigger(axis == Axis::steps ? "Steps" : "Real time");
        QTRY_COMPARE(stage().axis, axis);
    }

private:
    QMap<std::size_t, QStringList> m_marks;  // of every instant that was compared
};

void addAxes() {
    QTest::addColumn<Axis>("axis");
    QTest::newRow("steps") << Axis::steps;
    QTest::newRow("real time") << Axis::realTime;
}

}  // namespace

class ToldStepTest : public QObject {
    Q_OBJECT
private slots:
    void whilePlayingEveryPartTellsOfOneStep_data() { addAxes(); }
    void whilePlayingEveryPartTellsOfOneStep() {
        QFETCH(Axis, axis);
        OpenedRun in;
        in.choose(axis);
        in.shown.trigger("To the start");
        QTRY_COMPARE(in.stage().step, 0);
        for (int times = 0; times < 3; ++times)
            in.shown.trigger("Faster");
        QTest::keyClick(&in.timeline(), Qt::Key_Space);
        QTRY_VERIFY(in.stage().step > 0);
        QSet<std::int64_t> steps;
        for (int frame = 0; frame < 2000 && in.stage().step < in.trace->steps(); ++frame) {
            in.compareParts();
            if (QTest::currentTestFailed())
                return;
            steps.insert(in.stage().step);
            const double was = in.onTimeline().position;
            QTRY_VERIFY(in.onTimeline().position != was || in.stage().step >= in.trace->steps());
        }
        QVERIFY2(steps.size() > 4, qPrintable(QString::number(steps.size())));
    }

    void pausedAnywhereEveryPartTellsOfOneWholeStep_data() { addAxes(); }
    void pausedAnywhereEveryPartTellsOfOneWholeStep() {
        QFETCH(Axis, axis);
        OpenedRun in;
        in.choose(axis);
        in.shown.trigger("To the start");
        QTRY_COMPARE(in.stage().step, 0);
        for (int times = 0; times < 6; ++times)
            in.shown.trigger("Next step");
        QTRY_VERIFY(in.stage().step > 0);
        const double began = in.onTimeline().position;
        for (int times = 0; times < 8; ++times) {
            QTest::keyClick(&in.timeline(), Qt::Key_Space);
            for (int frames = 0; frames <= times; ++frames) {
                const double was = in.onTimeline().position;
                QTRY_VERIFY(in.onTimeline().position != was);
            }
            QTest::keyClick(&in.timeline(), Qt::Key_Space);
            QTRY_COMPARE(in.stage().position,
                         in.onTimeline().position);  // it may arrive there some frames later
            in.compareParts();
            if (QTest::currentTestFailed())
                return;
            if (axis == Axis::steps)
                QCOMPARE(in.onTimeline().position, static_cast<double>(in.onTimeline().step));
        }
        QVERIFY(in.onTimeline().position > began);
    }

    void soughtAndSteppedOnBothAxesTheSameIsTold() {
        OpenedRun in;
        for (const Axis axis : {Axis::steps, Axis::realTime}) {
            in.choose(axis);
            in.shown.trigger("To the start");
            QTRY_COMPARE(in.stage().step, 0);
            in.compareParts();
            for (int i = 0; i < (axis == Axis::steps ? 15 : 24); ++i) {
                in.shown.trigger("Next step");
                QTRY_COMPARE(in.stage().position, in.onTimeline().position);
                in.compareParts();
                if (QTest::currentTestFailed())
                    return;
            }
            QCOMPARE(in.onTimeline().events, in.trace->size());
        }
    }
};

QTEST_MAIN(ToldStepTest)
#include "ToldStepTest.moc"
