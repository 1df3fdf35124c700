// SPDX-License-Identifier: MIT
#include "core/format/ChromeFormat.h"

#include "core/format/Formats.h"
#include "tests/core/trace/RandomTrace.h"
#include "tests/support/ToyTrace.h"
#include "tests/support/TraceText.h"

#include <QTemporaryDir>
#include <QTest>
#include <cmath>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <rapidcheck.h>
#include <set>
#include <sstream>

using namespace heddle;
using nlohmann::json;

namespace {

json exported(ExportRequest request) {
    std::ostringstream out;
    writeChrome(request, out);
    return json::parse(out.str())["traceEvents"];
}

std::int64_t nsOf(const json& microseconds) {
    return std::llround(microseconds.get<double>() * 1000);
}

std::vector<json> ofPhase(const json& events, const std::string& phase) {
    std::vector<json> found;
    std::copy_if(events.begin(), events.end(), std::back_inserter(found),
                 [&](const json& event) { return event["ph"] == phase; });
    return found;
}

using Thread = std::pair<std::int64_t, std::int64_t>;
Thread threadOf(const json& event) {
    return {event["pid"].get<std::int64_t>(), event["tid"].get<std::int64_t>()};
}

// In the order of the file: each slice lies within those that are open, or after them. "" when all do.
std::string nestingProblem(const json& events) {
    std::map<Thread, std::vector<std::pair<std::int64_t, std::int64_t>>> open;
    for (const json& slice : ofPhase(events, "X")) {
        auto& stack = open[threadOf(slice)];
        const std::int64_t start = nsOf(slice["ts"]), end = start + nsOf(slice["dur"]);
        while (!stack.empty() && stack.back().second <= start)
            stack.pop_back();
        if (end < start || (!stack.empty() && (start < stack.back().first || end > stack.back().second)))
            return slice.dump();
        stack.emplace_back(start, end);
    }
    return "";
}

// Each arrow begins and ends in a slice of an operation that moved its message, and never ends before it
// begins.
std::string flowProblem(const json& events) {
    std::map<std::int64_t, json> sent, received;
    for (const json& flow : events) {
        if (flow["ph"] != "s" && flow["ph"] != "f")
            continue;
        auto& ends = flow["ph"] == "s" ? sent : received;
        if (!ends.emplace(flow["id"].get<std::int64_t>(), flow).second)
            return "an id is used twice: " + flow.dump();
        if (flow["ph"] == "f" && flow["bp"] != "e")
            return "no bp: " + flow.dump();
    }
    for (const auto& [id, flow] : received) {
        const auto from = sent.find(id);
        if (from == sent.end() || nsOf(from->second["ts"]) > nsOf(flow["ts"]) ||
            from->second["cat"] != flow["cat"] || from->second["name"] != flow["name"])
            return flow.dump();
    }
    sent.merge(received);
    for (const auto& [id, flow] : sent) {
        bool isInside = false;
        for (const json& slice : ofPhase(events, "X"))
            isInside =
                isInside || (threadOf(slice) == threadOf(flow) && slice["args"].value("message", 0) == id &&
                             nsOf(slice["ts"]) <= nsOf(flow["ts"]) &&
                             nsOf(flow["ts"]) <= nsOf(slice["ts"]) + nsOf(slice["dur"]));
        if (!isInside)
            return flow.dump();
    }
    return "";
}

std::size_t countOf(const Trace& trace, bool (*moves)(Op)) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < trace.size(); ++i)
        count += moves(trace.event(i).op) && trace.event(i).phase == Phase::done;
    return count;
}

}  // namespace

class ChromeFormatTest : public QObject {
    Q_OBJECT

private slots:
    void slicesNestWithTheOuterFirst();
    void everyMessageIsAnArrowBetweenItsOperations();
    void aWaitIsASliceWithinItsOperation();
    void whatHasNotEndedReachesToTheEndOfTheTrace();
    void aCounterFollowsHowMuchAQueueHolds();
    void aRecursiveMutexIsHeldFromItsFirstAcquireToItsLastRelease();
    void everyWorkerAndObjectHasAThreadOfItsOwnName();
    void onlyTheRangeThatIsAskedForIsWritten();
    void anyTraceGivesValidJson();
    void anExportReplacesAnOlderFileWholeOrNotAtAll();
};

void ChromeFormatTest::slicesNestWithTheOuterFirst() {
    const auto inner = [](std::uint32_t operation, std::uint32_t parent, std::int64_t start,
                          std::int64_t end) {
        Event event;
        event.op = Op::mutexAcquire;
        event.worker = {1};
        event.operation = operation;
        event.parent = parent;
        event.start = start;
        event.end = end;
        return event;
    };
    const auto trace = std::make_shared<Trace>();
    trace->append(inner(3, 2, 100, 200));
    trace->append(inner(2, 1, 100, 190));  // stamped before its effect: what is inside ends later
    trace->append(inner(1, 0, 100, 180));
    trace->append(inner(4, 0, 190, 300));  // begins while the first seems to go on
    const json events = exported({.trace = trace});
    QCOMPARE(nestingProblem(events), std::string());
    std::vector<int> order;
    for (const json& slice : ofPhase(events, "X"))
        order.push_back(slice["args"]["index"]);
    QCOMPARE(order, (std::vector<int>{2, 1, 0, 3}));
}

void ChromeFormatTest::everyMessageIsAnArrowBetweenItsOperations() {
    const auto trace = toyTrace({.workers = 3, .items = 30, .capacity = 4});
    const json events = exported({.trace = trace});
    QCOMPARE(flowProblem(events), std::string());
    QCOMPARE(nestingProblem(events), std::string());
    QCOMPARE(ofPhase(events, "s").size(), countOf(*trace, sendsMessage));
    QCOMPARE(ofPhase(events, "f").size(), countOf(*trace, receivesMessage));
    QVERIFY(countOf(*trace, receivesMessage) == 33);
}

void ChromeFormatTest::aWaitIsASliceWithinItsOperation() {
    const json events =
        exported({.trace = traceFrom("w waits to get from q; 5ms pass; main puts 1 in q; w gets from q")});
    const auto slices = ofPhase(events, "X");
    const auto wait =
        std::find_if(slices.begin(), slices.end(), [](const json& s) { return s["cat"] == "wait"; });
    QVERIFY(wait != slices.end());
    QVERIFY((*wait)["name"] == "waits in queue.get q");
    QVERIFY(nsOf((*wait)["dur"]) >= 5'000'000);
    QVERIFY((*(wait - 1))["name"] == "queue.get q");
    QCOMPARE(nestingProblem(events), std::string());
}

void ChromeFormatTest::whatHasNotEndedReachesToTheEndOfTheTrace() {
    const auto trace = traceFrom("w waits to get from q; 5ms pass; main puts 1 in p");
    const auto slices = ofPhase(exported({.trace = trace}), "X");
    const auto open =
        std::find_if(slices.begin(), slices.end(), [](const json& s) { return s["name"] == "queue.get q"; });
    QVERIFY(open != slices.end());
    QVERIFY((*open)["args"]["outcome"] == "not ended");
    QCOMPARE(nsOf((*open)["ts"]) + nsOf((*open)["dur"]), trace->lastInstant().ns);
}

void ChromeFormatTest::aCounterFollowsHowMuchAQueueHolds() {
    const json events = exported({.trace = traceFrom("main puts 1 in q; main puts 2 in q; w gets from q")});
    std::vector<int> counts;
    for (const json& counter : ofPhase(events, "C")) {
        QVERIFY(counter["name"] == "q items");
        counts.push_back(counter["args"]["items"]);
    }
    QCOMPARE(counts, (std::vector<int>{1, 2, 1}));
}

void ChromeFormatTest::aRecursiveMutexIsHeldFromItsFirstAcquireToItsLastRelease() {
    const auto trace = traceFrom("recursive-mutex R; a acquires R giving 1; a acquires R giving 2;"
                                 "a releases R giving 1; a sleeps; a releases R");
    int held = 0;
    for (const json& slice : ofPhase(exported({.trace = trace}), "X"))
        if (slice.value("cat", "") == "held") {
            ++held;
            QCOMPARE(slice["dur"].get<double>(), 4.0);  // an event takes 1 us
        }
    QCOMPARE(held, 1);
}

void ChromeFormatTest::everyWorkerAndObjectHasAThreadOfItsOwnName() {
    const auto trace = toyTrace();
    const json events = exported({.trace = trace});
    std::map<Thread, std::string> names;
    for (const json& metadatum : ofPhase(events, "M"))
        if (metadatum["name"] == "thread_name")
            QVERIFY(names.emplace(threadOf(metadatum), metadatum["args"]["name"]).second);
    QCOMPARE(names.size(), trace->names().workers().size() + trace->names().objects().size());
    for (const json& event : events)
        if (event["ph"] == "X" || event["ph"] == "i")
            QVERIFY(names.contains(threadOf(event)));
}

void ChromeFormatTest::onlyTheRangeThatIsAskedForIsWritten() {
    const auto trace = toyTrace({.items = 50});
    const Instant middle{trace->lastInstant().ns / 2};
    const json events = exported({.trace = trace, .from = {}, .to = middle, .deepest = Depth::program});
    QCOMPARE(flowProblem(events), std::string());
    QVERIFY(!ofPhase(events, "X").empty());
    for (const json& slice : ofPhase(events, "X"))
        QVERIFY(nsOf(slice["ts"]) <= middle.ns);
}

void ChromeFormatTest::anyTraceGivesValidJson() {
    QVERIFY(rc::check("parse what was written, and find it nested", [] {
        RandomTraceShape shape;
        shape.seed = *rc::gen::arbitrary<std::uint64_t>();
        shape.events = 200;
        shape.isWild = *rc::gen::arbitrary<bool>();
        const json events = exported({.trace = randomTrace(shape)});
        RC_ASSERT(shape.isWild || nestingProblem(events) == "");
    }));
}

void ChromeFormatTest::anExportReplacesAnOlderFileWholeOrNotAtAll() {
    const QTemporaryDir folder;
    const std::filesystem::path path = (folder.path() + "/out.json").toStdString();
    const Format* chrome = formatNamed("chrome");
    QVERIFY(chrome && !formatNamed("crhome"));
    std::ofstream(path) << "old";
    QVERIFY(exportTrace(*chrome, {.trace = toyTrace()}, path).has_value());
    std::ifstream file(path);
    QVERIFY(json::parse(file).contains("traceEvents"));
    const auto full = exportTrace(*chrome, {.trace = toyTrace()}, "/dev/full");
    QVERIFY(!full.has_value());
    QCOMPARE(full.error().sentence, std::string("write \"/dev/full\": No space left on device"));
}

QTEST_GUILESS_MAIN(ChromeFormatTest)
#include "ChromeFormatTest.moc"
