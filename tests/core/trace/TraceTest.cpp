// SPDX-License-Identifier: MIT
#include "core/trace/Trace.h"

#include "core/trace/Describe.h"
#include "core/trace/ShownNames.h"
#include "tests/core/trace/RandomTrace.h"

#include <QTest>
#include <atomic>
#include <rapidcheck.h>
#include <thread>

using namespace heddle;

namespace {

template <class Info>
Info named(decltype(Info::id) id, const char* path) {
    Info info;
    info.id = id;
    info.path = path;
    return info;
}

Event eventAt(std::int64_t end, Phase phase = Phase::done, Depth depth = Depth::program) {
    Event event;
    event.end = end;
    event.phase = phase;
    event.depth = depth;
    return event;
}

// Every tenth event has a text that says its index.
std::string textOf(std::size_t index) {
    return index % 10 == 0 ? "text of " + std::to_string(index) : std::string();
}

// What one look at a growing trace found wrong; "" when nothing is.
std::string problemIn(const Trace& trace) {
    const std::int64_t steps = trace.steps();
    const std::size_t size = trace.size();
    if (steps > 0 && trace.indexOfStep(steps) >= size)
        return "a step is beyond the events";
    const std::size_t looked[] = {0, size / 2, size == 0 ? 0 : size - 1};
    for (const std::size_t index : looked)
        if (index < size && (trace.event(index).value != static_cast<std::int64_t>(index) ||
                             trace.text(index) != textOf(index)))
            return "event " + std::to_string(index) + " is not what was appended";
    return "";
}

}  // namespace

class TraceTest : public QObject {
    Q_OBJECT

private slots:
    void stepsAreProgramDepthEventsButCalled();
    void everyStepIsFoundAgain();
    void seekingFindsTheFirstEventAtOrAfterAnInstant();
    void aTextThatIsTooLongIsCutAndMarked();
    void whatReadersSeeOfAGrowingTraceIsWhole();
    void aSecondDefinitionOfTheSameIdIsIgnored();
    void whoSharesANameIsShownByPath();
    void aReceiveTellsWhoSent();
};

void TraceTest::stepsAreProgramDepthEventsButCalled() {
    Trace trace;
    trace.append(eventAt(1, Phase::called));
    trace.append(eventAt(2, Phase::waits));
    trace.append(eventAt(3, Phase::done, Depth::library));
    trace.append(eventAt(4));
    QCOMPARE(trace.steps(), 2);
    QCOMPARE(trace.stepAt(0), 0);
    QCOMPARE(trace.stepAt(2), 1);
    QCOMPARE(trace.indexOfStep(2), std::size_t{3});
}

void TraceTest::everyStepIsFoundAgain() {
    QVERIFY(rc::check("stepAt(indexOfStep(n)) is n", [] {
        const auto trace = randomTrace({.seed = *rc::gen::arbitrary<std::uint64_t>(), .events = 9000});
        const auto step = *rc::gen::inRange<std::int64_t>(1, trace->steps() + 1);
        const std::size_t index = trace->indexOfStep(step);
        RC_ASSERT(trace->event(index).isStep());
        RC_ASSERT(trace->stepAt(index) == step);
        if (index > 0)  // RC_ASSERT asks both sides of an ||
            RC_ASSERT(trace->stepAt(index - 1) == step - 1);
    }));
}

void TraceTest::seekingFindsTheFirstEventAtOrAfterAnInstant() {
    QVERIFY(rc::check("as a plain search does", [] {
        Trace trace;
        const auto ends =
            *rc::gen::container<std::vector<std::int64_t>>(rc::gen::inRange<std::int64_t>(0, 50));
        for (const std::int64_t end : ends)
            trace.append(eventAt(end));
        const auto sought = *rc::gen::inRange<std::int64_t>(-5, 60);
        std::size_t plain = 0;
        while (plain < ends.size() && *std::max_element(ends.begin(), ends.begin() + plain + 1) < sought)
            ++plain;
        RC_ASSERT(trace.firstAtOrAfter({sought}) == plain);
    }));
    const auto large = randomTrace({.seed = 4, .events = 3 * Chunk::capacity});
    for (std::size_t i = 0; i < large->size(); i += 501) {
        const std::size_t found = large->firstAtOrAfter({large->event(i).end});
        QVERIFY(found <= i && large->event(found).end == large->event(i).end);
    }
}

void TraceTest::aTextThatIsTooLongIsCutAndMarked() {
    Trace trace;
    trace.append(eventAt(1), std::string(Event::textLimit, 'a'));
    trace.append(eventAt(1), std::string(Event::textLimit + 1, 'b'));
    QCOMPARE(trace.event(0).flags, std::uint8_t{0});
    QCOMPARE(trace.text(1), std::string(Event::textLimit, 'b'));
    QCOMPARE(trace.event(1).flags, Event::textWasCut);
}

void TraceTest::whatReadersSeeOfAGrowingTraceIsWhole() {
    Trace trace;
    std::atomic<bool> isOver = false;
    std::string problem;
    std::thread reader([&] {
        do
            problem += problemIn(trace);
        while (!isOver && problem.empty());
    });
    for (std::size_t i = 0; i < 20 * Chunk::capacity; ++i) {
        Event event = eventAt(static_cast<std::int64_t>(i));
        event.value = static_cast<std::int64_t>(i);
        trace.append(event, textOf(i));
    }
    isOver = true;
    reader.join();
    QCOMPARE(problem, std::string());
}

void TraceTest::aSecondDefinitionOfTheSameIdIsIgnored() {
    Names names;
    names.add(SiteInfo{{1}, "a.cpp", 1, "main"});
    const SiteInfo* before = names.site({1});
    names.add(SiteInfo{{1}, "b.cpp", 2, "main"});
    QCOMPARE(names.site({1}), before);
    QCOMPARE(before->file, std::string("a.cpp"));
    QCOMPARE(names.count(), std::size_t{1});
    QVERIFY(!names.site({2}));
}

void TraceTest::whoSharesANameIsShownByPath() {
    Names names;
    ShownNames shown(names);
    names.add(named<ObjectInfo>({1}, "main/jobs"));
    QCOMPARE(shown.of(ObjectId{1}), std::string("jobs"));
    names.add(named<ObjectInfo>({2}, "main/child-1/jobs"));
    QCOMPARE(shown.of(ObjectId{1}), std::string("main/jobs"));
    QCOMPARE(shown.of(ObjectId{2}), std::string("main/child-1/jobs"));
    QCOMPARE(shown.of(ObjectId{3}), std::string("object 3"));
    QCOMPARE(shown.of(ObjectId{}), std::string("?"));
}

void TraceTest::aReceiveTellsWhoSent() {
    const auto trace = std::make_shared<Trace>();
    trace->names().add(named<WorkerInfo>({1}, "main"));
    trace->names().add(named<WorkerInfo>({2}, "main/worker-3"));
    trace->names().add(named<ObjectInfo>({1}, "main/jobs"));
    Event put;
    put.op = Op::queuePut;
    put.worker = {1};
    put.object = {1};
    put.message = {1};
    put.value = 8;
    Event take = put;
    take.op = Op::queueGet;
    take.worker = {2};
    trace->append(put);
    trace->append(take, "eight");
    Describer describer(trace);
    QCOMPARE(describer.inEnglish(1), std::string("worker-3 takes eight from jobs; it was put by main"));
    QCOMPARE(describer.inEnglish(0), std::string("main puts 8 into jobs"));
    QVERIFY(describer.senderOf({1}, 0) == WorkerId{1});  // once read it is known
    QVERIFY(describer.senderOf({2}, 2).isNone());
}

QTEST_GUILESS_MAIN(TraceTest)
#include "TraceTest.moc"
