// SPDX-License-Identifier: GPL-3.0-or-later
// What is told of an event that is selected.
#include "app/panels/Story.h"
#include "app/panels/SelectionPanel.h"
#include "tests/support/TraceText.h"

#include <QLabel>
#include <QSignalSpy>
#include <QTest>

using namespace heddle;

namespace {

// Thread: GUI only.
struct Told {
    std::shared_ptr<const Trace> trace;
    TraceModel model;

    explicit Told(const char* text) : trace(traceFrom(text)) {
        model.setTrace(trace);
        while (model.catchUp())
            continue;
    }
    std::size_t last(Op op, Phase phase = Phase::done) {
        for (std::size_t event = trace->size(); event-- > 0;)
            if (trace->event(event).op == op && trace->event(event).phase == phase)
                return event;
        return 0;
    }
    Story::Line line(std::size_t event, const char* start) {
        for (const Story::Line& line : storyOf(model, event).lines)
            if (line.words.startsWith(QString::fromUtf8(start)))
                return line;
        return {};
    }
};

constexpr const char* twoTaken = "main puts 1 in Q; main puts 2 in Q; main starts w; w begins;"
                                 "w gets 1 from Q; w gets 2 from Q";

}  // namespace

class StoryTest : public QObject {
    Q_OBJECT
private slots:
    void aMessageHasWaitedBehindThoseThatWereThereBefore() {
        Told told(twoTaken);
        QCOMPARE(told.line(0, "waited").words, QString("waited, nothing was ahead of it"));
        QCOMPARE(told.line(told.last(Op::queueGet), "waited").words, QString("waited behind 1 other"));
        QVERIFY(told.line(0, "waited").when.startsWith("3 steps, "));
    }

    void aPipeIsOneThingWhicheverEndAnEventIsAt() {
        Told told("pipe near to far; main sends 1 on near; main starts w; w begins; w receives 1 from far");
        const auto subjectAt = [&](Op op) {
            for (const Story::Line& line : storyOf(told.model, told.last(op)).lines)
                if (!line.subject.objects.empty())
                    return line.subject;
            return Subject();
        };
        QCOMPARE(subjectAt(Op::pipeSend).objects.size(), std::size_t(2));
        QVERIFY(subjectAt(Op::pipeSend) == subjectAt(Op::pipeRecv));
    }

    void itsSendAndItsReceiveAreLinked() {
        Told told(twoTaken);
        QCOMPARE(told.line(0, "put by main").event, std::optional<std::size_t>(0));
        const auto taken = told.line(0, "taken by w").event;
        QVERIFY(taken);
        QCOMPARE(told.trace->event(*taken).op, Op::queueGet);
    }

    void itLeadsToTheStoriesOfItsWorkerAndItsObject() {
        Told told(twoTaken);
        const std::size_t event = told.last(Op::queueGet);
        const Event got = told.trace->event(event);
        QCOMPARE(told.line(event, "more of w").subject, (Subject{got.worker, {}}));
        QCOMPARE(told.line(event, "more of Q").subject, (Subject{{}, {got.object}}));
    }

    void aWorkerAndItsHandleAreOne() {
        Told told("main starts w; w begins; w ends; main joins w");
        const auto more = [&](Op op) {
            QStringList words;
            for (const Story::Line& line : storyOf(told.model, told.last(op)).lines)
                if (line.words.startsWith("more of"))
                    words << line.words;
            return words;
        };
        QCOMPARE(more(Op::threadEnd), QStringList("more of w"));
        QCOMPARE(more(Op::threadJoin), QStringList({"more of main", "more of w"}));
        QVERIFY(told.line(told.last(Op::threadJoin), "more of w").subject.isWorker());
    }

    void whoHoldsWhatIsWaitedForIsNamed() {
        Told told("main starts w; main acquires L; w wants L; main releases L; w acquires L;"
                  "main fails to acquire L: refused; w releases L; main wants L");
        const auto said = [&](std::int64_t step) {
            return storyOf(told.model, told.trace->indexOfStep(step)).told();
        };
        QCOMPARE(said(3), QString("w waits: L is held by main"));
        QCOMPARE(said(6), QString("main calls acquire on L: it is held by w"));
        QCOMPARE(said(8), QString("main waits: L is held by another"));  // nobody is known to
    }

    void whatWasDoneToNothingLeadsToItsWorkerAlone() {
        Told told("main sleeps");
        const std::vector<Story::Line> lines = storyOf(told.model, 0).lines;
        QCOMPARE(std::count_if(lines.begin(), lines.end(), [](const auto& line) { return line.isLink(); }),
                 1);
        QVERIFY(told.line(0, "more of main").isLink());
    }

    void aLineLeadsToItsEventByMouseAndByReturn() {
        Told told(twoTaken);
        SelectionPanel panel(told.model, Theme::light());
        QSignalSpy picked(&panel, &SelectionPanel::eventPicked);
        panel.setEvent(told.last(Op::queueGet));
        auto* first = panel.findChild<QLabel*>("selection.line0");
        QCOMPARE(first->text(), QString("put by main"));
        QTest::mouseClick(first, Qt::LeftButton);
        QCOMPARE(picked.size(), 1);
        QCOMPARE(picked.last().front().value<std::size_t>(), std::size_t(1));
        QTest::keyClick(first, Qt::Key_Return);
        QCOMPARE(picked.size(), 2);
        QTest::mouseClick(panel.findChild<QLabel*>("selection.line1"), Qt::LeftButton);
        QCOMPARE(picked.size(), 2);  // that it waited is no event
    }
};

QTEST_MAIN(StoryTest)
#include "StoryTest.moc"
