// SPDX-License-Identifier: GPL-3.0-or-later
// What is told of a worker or an object that was picked.
#include "app/panels/SubjectStory.h"
#include "app/panels/SelectionPanel.h"
#include "tests/support/TraceText.h"

#include <QLabel>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

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
        QCOMPARE(story.told(), QString("Q holds 1 of 4: 9; 3 items are unfinished, as of step 7"));
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
        const Story story = picked.story(picked.object("L"));
        QCOMPARE(story.told(), QString("L is held by main, as of step 2"));
        const auto& parts = story.sentences.front();
        const auto owner = std::find_if(parts.begin(), parts.end(),
                                        [](const Story::Part& part) { return part.words == "main"; });
        QVERIFY(owner != parts.end());
        QCOMPARE(owner->subject, picked.worker("main"));
        QCOMPARE(picked.trace->stepAt(parts.back().event.value_or(0)), std::int64_t{2});
        const Story::Line waits = picked.line(picked.object("L"), "w waits");
        QCOMPARE(waits.words, QString("w waits: L is held by main"));
        QCOMPARE(waits.when, QString("since step 3"));
        QCOMPARE(picked.stepOf(waits), std::int64_t{3});
    }

    void bothEndsOfAPipeAreOneStory() {
        Picked picked("pipe a to b; main sends x on a; main receives from b");
        Subject both = picked.object("a");
        both.objects.push_back(picked.object("b").objects.front());
        QCOMPARE(picked.line(both, "main").words, QString("main: 2 operations"));
        QCOMPARE(picked.story(both).told(),
                 QString("a has nothing under way; is open in main, as of step 1\n"
                         "b has nothing under way; is open in main, as of step 2"));
    }

    void whatLiesThereLeadsToWhoeverSentIt() {
        Picked picked(
            "queue Q holds 4; main puts 7 in Q; main puts 8 in Q; main puts 9 in Q; main gets 7 from Q");
        const Story story = picked.story(picked.object("Q"));
        const auto& parts = story.sentences.front();
        const auto eight = std::find_if(parts.begin(), parts.end(),
                                        [](const Story::Part& part) { return part.words == "8"; });
        QVERIFY(eight != parts.end() && eight->event);
        QCOMPARE(picked.trace->stepAt(*eight->event), std::int64_t{2});
    }

    void anEndThatWasClosedIsToldAsOfThen() {
        Picked picked("pipe a to b; main sends x on a; main receives from b; main closes a");
        QCOMPARE(picked.story(picked.object("a")).told(),
                 QString("a has nothing under way; is closed, as of step 3"));
    }

    void manyWhoWaitAreCounted() {
        Picked picked("main acquires L; a wants L; b wants L; c wants L; d wants L");
        const Subject lock = picked.object("L");
        QCOMPARE(picked.line(lock, "a waits").when, QString("since step 2"));
        QCOMPARE(picked.line(lock, "and").words, QString("and 2 more wait"));
        QVERIFY(picked.line(lock, "4 waits").isLink());
        QCOMPARE(picked.line(lock, "4 waits").words, QString("4 waits, the last by d"));
    }

    void aLinkOfASentenceLeadsThere() {
        Picked picked("main starts w; w begins; main acquires <b>; w wants <b>");
        SelectionPanel panel(picked.model, Theme::light());
        panel.setSubject(picked.object("<b>"));
        panel.setWorld(picked.world());
        panel.setSums(picked.sums());
        QSignalSpy subjects(&panel, &SelectionPanel::subjectPicked),
            events(&panel, &SelectionPanel::eventPicked);
        auto* sentence = panel.findChild<QLabel*>("selection.sentence");
        QVERIFY2(sentence->text().startsWith("&lt;b&gt; is held by <a "), qPrintable(sentence->text()));
        emit sentence->linkActivated(QStringLiteral("0"));
        QCOMPARE(subjects.count(), 1);
        QCOMPARE(subjects.first().first().value<Subject>(), picked.worker("main"));
        emit sentence->linkActivated(QStringLiteral("1"));
        QCOMPARE(events.count(), 1);
        QCOMPARE(picked.trace->stepAt(events.first().first().value<std::size_t>()), std::int64_t{2});
    }

    void aWorkerTellsItsStateItsSharesAndWhatItUsed() {
        Picked picked(fed);
        const Subject w = picked.worker("w");
        QCOMPARE(picked.story(w).title, QString("w"));
        QVERIFY(!picked.story(w).told().isEmpty());
        QCOMPARE(picked.line(w, "waits").when, QString("4 steps"));
        QVERIFY(picked.line(w, "waits").words.endsWith("of its time so far"));
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
        QVERIFY(story.told().isEmpty() && story.lines.empty());
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
