// SPDX-License-Identifier: MIT
#include "core/trace/Filter.h"

#include "tests/core/trace/RandomTrace.h"

#include <QTest>
#include <rapidcheck.h>
#include <regex>

using namespace heddle;

namespace {

template <class Info>
Info named(decltype(Info::id) id, const char* path) {
    Info info;
    info.id = id;
    info.path = path;
    return info;
}

// main puts 1 and 2 into jobs (step 1 at 1 ms, step 2 at 2 ms), worker-0 waits for jobs, then takes 1.
std::shared_ptr<Trace> smallTrace() {
    auto trace = std::make_shared<Trace>();
    trace->names().add(named<WorkerInfo>({1}, "main"));
    trace->names().add(named<WorkerInfo>({2}, "main/worker-0"));
    trace->names().add(named<ObjectInfo>({1}, "main/jobs"));
    trace->names().add(SiteInfo{{1}, "queues/program.cpp", 12, "main"});
    const auto add = [&](std::uint32_t worker, Op op, Phase phase, std::uint64_t message, std::int64_t ms) {
        Event event;
        event.worker = {worker};
        event.object = {1};
        event.op = op;
        event.phase = phase;
        event.message = {message};
        event.value = static_cast<std::int64_t>(message);
        event.end = event.start = ms * 1'000'000;
        event.site = {worker == 1 ? 1U : 0U};
        trace->append(event);
    };
    add(1, Op::queuePut, Phase::done, 1, 1);
    add(1, Op::queuePut, Phase::done, 2, 2);
    add(2, Op::queueGet, Phase::called, 0, 3);
    add(2, Op::queueGet, Phase::waits, 0, 4);
    add(2, Op::queueGet, Phase::done, 1, 5);
    return trace;
}

std::string chosen(const char* text) {
    const auto filter = Filter::parse(text);
    if (!filter)
        return filter.error().sentence;
    Describer describer(smallTrace());
    std::string indexes;
    for (std::size_t i = 0; i < describer.trace().size(); ++i)
        if (filter->matches(describer, i))
            indexes += std::to_string(i);
    return indexes;
}

// A term, and whether an event fits it, found out in another way.
struct ToldTerm {
    std::string text;
    std::function<bool(const Trace&, std::size_t)> fits;
};

ToldTerm anyTerm() {
    const auto number = *rc::gen::inRange<std::int64_t>(0, 120);
    const auto more = number + *rc::gen::inRange<std::int64_t>(0, 60);
    const std::string range = std::to_string(number) + ".." + std::to_string(more);
    const auto within = [number, more](std::int64_t n) { return number <= n && n <= more; };
    const auto op = static_cast<Op>(*rc::gen::inRange<int>(0, static_cast<int>(opCount)));
    const auto phase = static_cast<Phase>(*rc::gen::inRange<int>(0, 4));
    switch (*rc::gen::inRange(0, 5)) {
    case 0:
        return {"message=" + range, [=](const Trace& t, std::size_t i) {
                    return !t.event(i).message.isNone() &&
                           within(static_cast<std::int64_t>(t.event(i).message.number));
                }};
    case 1:
        return {"step=" + range,
                [=](const Trace& t, std::size_t i) { return t.event(i).isStep() && within(t.stepAt(i)); }};
    case 2:
        return {"time=" + std::to_string(number) + "us.." + std::to_string(more) + "us",
                [=](const Trace& t, std::size_t i) {
                    return t.event(i).end >= number * 1000 && t.event(i).end <= more * 1000;
                }};
    case 3:
        return {"op=" + std::string(nameOf(op)),
                [=](const Trace& t, std::size_t i) { return t.event(i).op == op; }};
    default:
        return {"phase=" + std::string(nameOf(phase)),
                [=](const Trace& t, std::size_t i) { return t.event(i).phase == phase; }};
    }
}

}  // namespace

class FilterTest : public QObject {
    Q_OBJECT

private slots:
    void termsChooseEvents_data();
    void termsChooseEvents();
    void theLastPartOfAnOperationsNameWillDo();
    void aWrongTermIsNamedWithWhatIsAllowed_data();
    void aWrongTermIsNamedWithWhatIsAllowed();
    void anyTermsTogetherChooseWhatEachOfThemChooses();
    void anyTextIsAFilterOrASentence();
    void aPatternMatchesAsARegularExpressionDoes();
};

void FilterTest::termsChooseEvents_data() {
    QTest::addColumn<QByteArray>("filter");
    QTest::addColumn<QByteArray>("events");
    const auto row = [](const char* filter, const char* events) {
        QTest::newRow(filter) << QByteArray(filter) << QByteArray(events);
    };
    row("", "01234");
    row("worker=main", "01");
    row("worker=worker-*", "234");
    row("worker=main/*", "234");
    row("worker!=main", "234");
    row("object=jobs op=queue.put", "01");
    row("op=queue.get|queue.put phase=done", "014");
    row("op=queue.*", "01234");
    row("op=put", "01");
    row("op=ge*|put phase=done", "014");
    row("op!=put", "234");
    row("phase=waits|called", "23");
    row("outcome!=ok", "");
    row("message=1", "04");
    row("message!=1", "123");
    row("line=12", "01");
    row("file=program.cpp", "01");
    row("file=queues/program.cpp line=12", "01");
    row("file=queues", "");
    row("file!=*.cpp", "234");
    row("step=2..3", "13");
    row("step=..1", "0");
    row("step=4..", "4");
    row("time=2ms..4ms", "123");
    row("time=0.002s", "1");
    row("time=4500us..", "4");
    row("empty", "3");
    row("JOBS takes", "4");
    row("queue.Get", "234");  // which no sentence says
    row("_done", "");
    row("\"is empty\"", "3");
    row("puts*into", "01");
    row("  worker=main \t message=2 ", "1");
}

void FilterTest::termsChooseEvents() {
    QFETCH(QByteArray, filter);
    QFETCH(QByteArray, events);
    QCOMPARE(QByteArray::fromStdString(chosen(filter.constData())), events);
}

void FilterTest::theLastPartOfAnOperationsNameWillDo() {
    for (std::size_t i = 1; i < opCount; ++i) {
        const std::string verb(verbOf(static_cast<Op>(i)));
        QVERIFY2(Filter::parse("op=" + verb), verb.c_str());
    }
}

void FilterTest::aWrongTermIsNamedWithWhatIsAllowed_data() {
    QTest::addColumn<QByteArray>("filter");
    QTest::addColumn<QByteArray>("inSentence");
    const auto row = [](const char* filter, const char* inSentence) {
        QTest::newRow(filter) << QByteArray(filter) << QByteArray(inSentence);
    };
    row("wroker=main", "there is no \"wroker\"; allowed are worker, object,");
    row("op=queue.pet", "names; the nearest are queue.put, queue.get, queue.");
    row("op=mutex.acquired", "names; the nearest are mutex.acquire, ");
    row("op=que", "names; the nearest are queue.put, queue.get, queue.");
    row("op=acq", "names; the nearest are mutex.acquire, ");
    row("op=acept", "names; the nearest are tcp.accept, manager.accept, unix.accept, ");
    row("phase=don", "\"don\" is none of called, waits, done, failed");
    row("outcome=bad",
        "is none of ok, empty, full, timeout, closed, eof, refused, broken, killed, invalid, error");
    row("step=ten", "\"ten\" is not a number, or a range such as 10..20");
    row("step=20..10", "is not a number, or a range");
    row("step=-1", "is not a number");
    row("time=5", "is not a time such as 1.5ms");
    row("time=1ms..2", "is not a time such as 1.5ms");
    row("worker=", "a value is missing");
    row("worker=a|", "a value is missing");
    row("\"no end", "the quote does not end");
}

void FilterTest::aWrongTermIsNamedWithWhatIsAllowed() {
    QFETCH(QByteArray, filter);
    QFETCH(QByteArray, inSentence);
    const QByteArray sentence = QByteArray::fromStdString(chosen(filter.constData()));
    QVERIFY2(sentence.startsWith("filter term \""), sentence.constData());
    QVERIFY2(sentence.contains(inSentence), sentence.constData());
}

void FilterTest::anyTermsTogetherChooseWhatEachOfThemChooses() {
    QVERIFY(rc::check("a filter is the conjunction of its terms", [] {
        Describer describer(randomTrace({.seed = *rc::gen::arbitrary<std::uint64_t>(), .events = 60}));
        const Trace& trace = describer.trace();
        std::vector<ToldTerm> terms;
        std::vector<bool> negated;
        std::string text;
        for (int n = *rc::gen::inRange(1, 4); n > 0; --n) {
            ToldTerm term = anyTerm();
            negated.push_back(*rc::gen::arbitrary<bool>());
            if (negated.back())
                term.text.insert(term.text.find('='), "!");
            text += term.text + " ";
            terms.push_back(std::move(term));
        }
        const auto filter = Filter::parse(text);
        RC_ASSERT(filter.has_value());
        for (std::size_t i = 0; i < trace.size(); ++i) {
            bool all = true;
            for (std::size_t t = 0; t < terms.size(); ++t)
                all = all && terms[t].fits(trace, i) != negated[t];
            RC_ASSERT(filter->matches(describer, i) == all);
        }
    }));
}

void FilterTest::anyTextIsAFilterOrASentence() {
    QVERIFY(rc::check("parse", [] {
        const auto word =
            rc::gen::element<std::string>("op", "step", "time", "=", "!=", "|", "..", "*", "\"", " ", "1",
                                          "ms", "queue.put", "x", "\xff", "9999999999999999999999");
        std::string text;
        for (const std::string& piece : *rc::gen::container<std::vector<std::string>>(word))
            text += piece;
        const auto filter = Filter::parse(text);
        RC_ASSERT(filter.has_value() || filter.error().sentence.starts_with("filter term \""));
    }));
}

void FilterTest::aPatternMatchesAsARegularExpressionDoes() {
    QVERIFY(rc::check("a star is any run", [] {
        const auto letters = rc::gen::element('a', 'b', '*');
        const auto pattern = *rc::gen::container<std::string>(letters);
        auto text = *rc::gen::container<std::string>(rc::gen::element('a', 'b'));
        std::string expression;
        for (const char c : pattern.substr(0, 12))
            expression += c == '*' ? std::string(".*") : std::string(1, c);
        text.resize(std::min<std::size_t>(text.size(), 20));
        RC_ASSERT(matchesPattern(pattern.substr(0, 12), text) ==
                  std::regex_match(text, std::regex(expression)));
    }));
}

QTEST_GUILESS_MAIN(FilterTest)
#include "FilterTest.moc"
