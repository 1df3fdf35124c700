// SPDX-License-Identifier: MIT
#include "core/format/EventJson.h"

#include "core/format/InfoJson.h"
#include "core/format/JsonWriter.h"
#include "tests/core/trace/RandomTrace.h"
#include "tests/support/ToyTrace.h"
#include "tests/support/TraceText.h"

#include <QTest>
#include <nlohmann/json.hpp>
#include <rapidcheck.h>
#include <set>

using namespace heddle;
using nlohmann::json;

namespace {

std::set<std::string> keysOf(const json& object) {
    std::set<std::string> keys;
    for (const auto& [key, value] : object.items())
        keys.insert(key);
    return keys;
}

}  // namespace

class EventJsonTest : public QObject {
    Q_OBJECT

private slots:
    void anEventHasAllItsFields();
    void everyEventOfAnyTraceIsOneLineOfJson();
    void infoCountsWhatHappened();
    void infoOfAnyTraceIsValidJson();
    void infoIsReadableToo();
    void infoTellsTheBookmarks();
    void numbersKeepAllTheirDigits();
};

void EventJsonTest::anEventHasAllItsFields() {
    const auto trace = traceFrom("main puts 8 in jobs @12; w waits to get from p; w gets 8 from jobs");
    Describer describer(trace);
    const json put = json::parse(eventJson(describer, 0));
    QCOMPARE(keysOf(put), (std::set<std::string>{"index", "step", "startNs", "endNs", "worker", "object",
                                                 "op", "phase", "outcome", "depth", "message", "value",
                                                 "text", "file", "line", "sentence"}));
    QVERIFY(put["worker"] == "main");
    QVERIFY(put["object"] == "main/jobs");
    QVERIFY(put["op"] == "queue.put");
    QVERIFY(put["phase"] == "done");
    QVERIFY(put["line"] == 12);
    QVERIFY(put["message"] == 1);
    QVERIFY(put["step"] == 1);
    QVERIFY(put["sentence"] == "main puts 8 into jobs");
    const json waits = json::parse(eventJson(describer, 1));
    QVERIFY(waits["message"].is_null() && waits["file"].is_null() && waits["line"].is_null());
    QVERIFY(json::parse(eventJson(describer, 2))["sentence"] == "w takes 8 from jobs; it was put by main");
}

void EventJsonTest::everyEventOfAnyTraceIsOneLineOfJson() {
    QVERIFY(rc::check("bytes of any kind", [] {
        Describer describer(
            randomTrace({.seed = *rc::gen::arbitrary<std::uint64_t>(), .events = 50, .isWild = true}));
        for (std::size_t i = 0; i < describer.trace().size(); ++i) {
            const std::string line = eventJson(describer, i);
            RC_ASSERT(line.find('\n') == std::string::npos);
            RC_ASSERT(json::parse(line)["value"] == describer.trace().event(i).value);
        }
    }));
}

void EventJsonTest::infoCountsWhatHappened() {
    const json info = json::parse(infoJson(*toyTrace({.workers = 5, .items = 20})));
    QVERIFY(info["operations"]["queue.put"] == 25);
    QVERIFY(info["operations"]["queue.get"] == 25);
    QVERIFY(info["messages"] == (json{{"sent", 25}, {"received", 25}, {"unreceived", 0}}));
    QCOMPARE(info["workers"].size(), std::size_t{6});
    QCOMPARE(keysOf(info["workers"][0]),
             (std::set<std::string>{"path", "kind", "depth", "pid", "tid", "parent", "exit"}));
    QVERIFY(info["workers"][0]["parent"].is_null());
    QVERIFY(info["workers"][1]["parent"] == "main");
    for (const char* key :
         {"events", "produced", "lost", "durationNs", "schedule", "verdicts", "warnings", "objects"})
        QVERIFY2(info.contains(key), key);
    QCOMPARE(keysOf(info["schedule"]), (std::set<std::string>{"chooser", "seed", "length"}));
}

void EventJsonTest::infoOfAnyTraceIsValidJson() {
    QVERIFY(rc::check("bytes of any kind", [] {
        const auto trace =
            randomTrace({.seed = *rc::gen::arbitrary<std::uint64_t>(), .events = 50, .isWild = true});
        const json info = json::parse(infoJson(*trace));
        RC_ASSERT(info["events"] == trace->size());
        RC_ASSERT(info["schedule"]["seed"] == trace->facts().seed);
    }));
}

void EventJsonTest::infoIsReadableToo() {
    const auto trace = traceFrom("main puts 8 in jobs; main puts 9 in jobs; w gets 8 from jobs");
    const std::string text = infoText(*trace);
    QVERIFY(text.find("queue.put 2, queue.get 1") != std::string::npos);
    QVERIFY(text.find("2 sent, 1 received, 1 unreceived") != std::string::npos);
    QVERIFY(text.find("bookmark") == std::string::npos);
}

void EventJsonTest::infoTellsTheBookmarks() {
    const auto trace = traceFrom("main puts 8 in jobs; main puts 9 in jobs; w gets 8 from jobs");
    const std::vector<Bookmark> bookmarks{{1, "the \"second\""}, {2, ""}};
    const json info = json::parse(infoJson(*trace, bookmarks));
    QCOMPARE(info["bookmarks"].size(), std::size_t{2});
    QVERIFY(info["bookmarks"][0] == (json{{"step", 2}, {"event", 1}, {"note", "the \"second\""}}));
    QVERIFY(
        infoText(*trace, bookmarks).find("2 bookmarks\n         step 2: the \"second\"\n         step 3\n") !=
        std::string::npos);
}

void EventJsonTest::numbersKeepAllTheirDigits() {
    JsonWriter writer;
    writer.beginArray();
    writer.value(std::numeric_limits<std::uint64_t>::max());
    writer.value(std::numeric_limits<std::int64_t>::min());
    writer.microseconds(1'234'567'890'123'456'789);
    writer.microseconds(-1);
    writer.value("\"\\\n\x01\xff\xc3\xa9");
    writer.endArray();
    QCOMPARE(writer.text(),
             std::string("[18446744073709551615,-9223372036854775808,1234567890123456.789,-0.001,"
                         "\"\\\"\\\\\\u000a\\u0001\xEF\xBF\xBD\xc3\xa9\"]"));
}

QTEST_GUILESS_MAIN(EventJsonTest)
#include "EventJsonTest.moc"
