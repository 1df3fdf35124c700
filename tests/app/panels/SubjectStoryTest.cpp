// SPDX-License-Identifier: GPL-3.0-or-later
// What is told of a worker or an object that was picked.
#include "app/panels/SubjectStory.h"
#include "app/panels/SelectionPanel.h"
#include "tests/support/TraceText.h"

#include <QLabel>
#include <QSignalSpy>
#include <QTest>

using namespace heddle;

namespace {

// Thread: GUI only.
struct Picked {
    std::shared_ptr<const Trace> trace;
    TraceModel model;
    std::size_t mostLines = 20;

    explicit Picked(const char* text) : trace(traceFrom(text)) {
        model.setTrace(trace);
        while (model.catchUp())
            continue;
    }
    Subject object(const char* name) {
        for (const ObjectId id : world().objects())
            if (trace->names().object(id)->name() == name)
                return {{}, {id}};
        return {};
    }
    Subject worker(const char* name) {
        for (const WorkerId id : world().workers())
            if (trace->names().worker(id)->name() == name)
                return {id};
        return {};
    }
    World world() {
        World folded{trace->names()};
        for (std::size_t i = 0; i < trace->size(); ++i)
            folded = after(std::move(folded), trace->event(i), trace->text(i));
        return folded;
    }
    RangeSums sums() {
        RangeCount count(model, {true, 0, static_cast<double>(model.steps())});
        while (count.read())
            continue;
        return count.sums();
    }
    Story story(const Subject& subject) { return storyOf(model, {subject, world(), sums()}, mostLines); }
    Story::Line line(const Subject& subject, const char* start) {
        for (const Story::Line& line : story(subject).lines)
            if (line.words.startsWith(QString::fromUtf8(start)))
                return line;
        return {};
    }
    std::int64_t stepOf(const Story::Line& line) { return trace->stepAt(line.event.value_or(0)); }
};

// Steps: 1 start, 2 w waits, 3 to 5 puts, 6 and 7 gets.
constexpr const char* fed =
    "queue Q holds 4; main starts w; w begins; w waits to get from Q; main puts 7 in Q;"
    "main puts 8 in Q; main puts 9 in Q; w gets 7 from Q; w gets 8 from Q";

}  // namespace

class SubjectStoryTest : public QObject {
    Q_OBJECT
private slots:
    void anObjectTellsWhatItIsAndWhatItHolds() {
        Picked picked(fed);
        const Story story = picked.story(picked.object("Q"));
        QCOMPARE(story.title, QString("Q"));
        QCOMPARE(story.place, QString("queue, capacity 4"));
        QCOMPARE(story.sentence, QString("holds 1 of 4 [9], 3 unfinished"));
    }

    void whoUsedItIsCountedAndLedToByTheLastUse() {
        Picked picked(fed);
        const Subject queue = picked.object("Q");
        const Story::Line puts = picked.line(queue, "main"), gets = picked.line(queue, "w:");
        QCOMPARE(puts.words, QString("main: 3 operations"));
        QCOMPARE(puts.when, QString("last at step 5"));
        QCOMPARE(picked.stepOf(puts), std::int64_t{5});
        QCOMPARE(gets.words, QString("w: 2 operations"));
        QCOMPARE(picked.stepOf(gets), std::int64_t{7});
    }

    void itsWaitsAreCountedAndTheLongestIsNamedAndLedTo() {
        Picked picked(fed);
        const Subject queue = picked.object("Q");
        QCOMPARE(picked.line(queue, "1 wait").when, QString("4 steps in all"));
        const Story::Line longest = picked.line(queue, "the longest");
        QCOMPARE(longest.words, QString("the longest: w"));
        QVERIFY(longest.event);
        QCOMPARE(picked.trace->event(*longest.event).op, Op::queueGet);
    }

    void whatNobodyHasWaitedForSaysSo() {
        Picked picked("main puts 1 in Q");
        QCOMPARE(picked.line(picked.object("Q"), "nobody").words, QString("nobody has waited for it"));
    }

    void whoHoldsALockAndWhoWaitsForItIsTold() {
        Picked picked("main starts w; w begins; main acquires L; w wants L");
        QCOMPARE(picked.story(picked.object("L")).sentence, QString("held by main; waiting: [w]"));
    }

    void bothEndsOfAPipeAreOneStory() {
        Picked picked("pipe a to b; main sends x on a; main receives from b");
        Subject both = picked.object("a");
        both.objects.push_back(picked.object("b").objects.front());
        QCOMPARE(picked.line(both, "main").words, QString("main: 2 operations"));
        const QStringList sentences = picked.story(both).sentence.split('\n');
        QCOMPARE(sentences.size(), 2);
        QVERIFY(sentences[0].startsWith("a: ") && sentences[1].startsWith("b: "));
    }

    void aWorkerTellsItsStateItsSharesAndWhatItUsed() {
        Picked picked(fed);
        const Subject w = picked.worker("w");
        QCOMPARE(picked.story(w).title, QString("w"));
        QVERIFY(!picked.story(w).sentence.isEmpty());
        QCOMPARE(picked.line(w, "waits").when, QString("4 steps"));
        QCOMPARE(picked.line(w, "its longest wait").words, QString("its longest wait: at Q"));
        QCOMPARE(picked.line(w, "Q").words, QString("Q: 2 operations"));
    }

    void whatHasNoRoomIsCounted() {
        Picked picked("main puts 1 in Q; a gets 1 from Q; b puts 2 in Q; c gets 2 from Q; d puts 3 in Q");
        picked.mostLines = 3;
        const Story story = picked.story(picked.object("Q"));
        QCOMPARE(story.lines.size(), std::size_t{3});
        QCOMPARE(story.lines.back().words, QString("and 4 more"));
    }

    void beforeItIsCountedTheStoryTellsWhatIsKnown() {
        Picked picked(fed);
        const Story story = storyOf(picked.model, {picked.object("Q")}, 8);
        QCOMPARE(story.title, QString("Q"));
        QVERIFY(story.sentence.isEmpty() && story.lines.empty());
    }

    void aLineOfThePanelLeadsToItsEvent() {
        Picked picked(fed);
        SelectionPanel panel(picked.model, Theme::light());
        panel.setSubject(picked.object("Q"));
        panel.setWorld(picked.world());
        panel.setSums(picked.sums());
        QSignalSpy spy(&panel, &SelectionPanel::eventPicked);
        auto* line = panel.findChild<QLabel*>("selection.line2");
        QCOMPARE(line->text(), QString("main: 3 operations"));
        QTest::mouseClick(line, Qt::LeftButton);
        QCOMPARE(spy.count(), 1);
        QCOMPARE(picked.trace->stepAt(spy.first().first().value<std::size_t>()), std::int64_t{5});
        panel.setSubject({});
        QVERIFY(line->text().isEmpty());
    }
};

QTEST_MAIN(SubjectStoryTest)
#include "SubjectStoryTest.moc"
