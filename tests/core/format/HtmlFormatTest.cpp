// SPDX-License-Identifier: MIT
// What the page that plays a run is given. That it also plays: PlayerTest.
#include "core/format/HtmlFormat.h"
#include "core/format/PageSources.h"
#include "core/trace/StepInstant.h"
#include "tests/support/ToyTrace.h"
#include "tests/support/TraceBuilder.h"
#include "tests/support/TraceText.h"

#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

using namespace heddle;

namespace {

using Json = nlohmann::json;

std::string pageOf(const ExportRequest& request) {
    std::ostringstream out;
    writeHtml(request, out);
    return out.str();
}

std::string packedIn(const std::string& page) {
    const std::string mark = "id=\"run\">";
    const std::size_t from = page.find(mark) + mark.size();
    return page.substr(from, page.find("</script>", from) - from);
}

struct Page {
    Json run;
    explicit Page(const ExportRequest& request) : run(Json::parse(packedIn(pageOf(request)))) {}

    std::string word(const Json& number) const { return run["words"][number.get<std::size_t>()]; }
    std::size_t thing(const std::string& name) const {
        for (std::size_t place = 0; place < run["things"].size(); ++place)
            if (word(run["things"][place][0]) == name)
                return place;
        return SIZE_MAX;
    }
    // What a change list says last of a place at a step; null: nothing yet.
    Json at(const char* list, std::size_t width, std::size_t place, std::int64_t step) const {
        const Json& all = run[list];
        Json found;
        std::int64_t now = 0;
        for (std::size_t i = 0; i + width <= all.size(); i += width) {
            now += all[i].get<std::int64_t>();
            if (now <= step && all[i + 1] == place)
                found = all[i + 2];
        }
        return found;
    }
    Json card(const std::string& name, std::int64_t step) const {
        const Json found = at("thingChanges", 3, thing(name), step);
        return found.is_null() ? found : run["cards"][found.get<std::size_t>()];
    }
    Json look(std::size_t worker, std::int64_t step) const {
        const Json found = at("workerChanges", 4, worker, step);
        return found.is_null() ? found : run["looks"][found.get<std::size_t>()];
    }
    std::vector<std::string> wordsOf(const Json& numbers) const {
        std::vector<std::string> words;
        for (const Json& number : numbers)
            words.push_back(word(number));
        return words;
    }
};

using Words = std::vector<std::string>;

}  // namespace

class HtmlFormatTest : public QObject {
    Q_OBJECT

private slots:
    void tenThousandEventsAreLessThanAMegabyte();
    void namesAndTextsNeverEndTheirScript();
    void aQueueShowsWhatItHoldsBehindEachStep();
    void aLockShowsItsOwnerAndWhoWaits();
    void aWorkerShowsWhatItWaitsFor();
    void aMessageLeadsFromItsSendToItsReceive();
    void aBarSaysHowLongItWaited();
    void itOpensAtTheStepAndWithTheNoteThatWereChosen();
    void aStepThatIsNotThereIsOneSentence();
    void aRangeBeginsWithTheWorldAheadOfIt();
    void whatIsDeeperThanAskedForIsLeftOut();
    void tooManyEventsAreOneSentence();
    void onlySourcesAreReadAndOnlyWhereTheyMayBe();
    void onlyFilesThatAnEventNamesALineOfGoAlong();
    void whatItSaysIsInTheLanguageThatWasAskedFor();
    void itsFiguresAreOfItsPartAndSaySo();
};

void HtmlFormatTest::tenThousandEventsAreLessThanAMegabyte() {
    const auto toy = toyTrace({.workers = 5, .items = 1500, .capacity = 8});
    QVERIFY(toy->size() >= 10'000);
    const std::string page = pageOf({.trace = toy});
    QVERIFY2(page.size() < 1'000'000, std::to_string(page.size()).c_str());
}

void HtmlFormatTest::namesAndTextsNeverEndTheirScript() {
    const std::vector<std::string> evil{"</script><script>window.hostile = 1</script>", "<!-- <script>",
                                        "\"'`\\", "a\xE2\x80\xA8\xE2\x80\xA9z",
                                        "&lt;img src=x onerror=hostile()>"};
    TraceBuilder builder;
    const WorkerId main = builder.addWorker("main" + evil[0], WorkerKind::process);
    const ObjectId queue = builder.addObject(ObjectKind::queue, evil[0] + evil[1], main);
    for (const std::string& text : evil)
        builder.tell({.worker = main,
                      .op = Op::queuePut,
                      .object = queue,
                      .message = builder.newMessage(),
                      .text = text});
    builder.trace().appendOutput({builder.now(), 1, evil[0]});
    RunFacts facts;
    facts.lesson = evil[0];
    facts.verdicts.push_back({"stuck", true, evil[1], {}, {}, {}, 1});
    builder.trace().setFacts(facts);
    const std::string page = pageOf({.trace = builder.result(), .note = evil[0]});
    const std::string packed = packedIn(page);
    for (const char* sign : {"<", ">", "&", "\xE2\x80\xA8", "\xE2\x80\xA9", "\n"})
        QVERIFY2(packed.find(sign) == std::string::npos, sign);
    QCOMPARE(page.find("hostile") != std::string::npos, true);  // it is there, as a word
    const Page read({.trace = builder.result(), .note = evil[0]});
    QCOMPARE(read.word(read.run["run"]["note"]), evil[0]);
    QCOMPARE(read.word(read.run["run"]["title"]), evil[0]);
    QCOMPARE(read.word(read.run["rows"][2]), evil[0]);
    QCOMPARE(read.run["output"][0][2].get<std::string>(), evil[0]);
}

void HtmlFormatTest::aQueueShowsWhatItHoldsBehindEachStep() {
    const Page page({.trace = traceFrom("queue q holds 3; main starts other; other begins; main puts 5 in q;"
                                        "main puts 6 in q; other gets 5 from q; main puts sentinel in q")});
    QVERIFY(page.thing("q") != SIZE_MAX);
    const Json two = page.card("q", 3);
    QCOMPARE(two[0].get<int>(), 2);
    QCOMPARE(page.word(two[2]), std::string("2 of 3 · 2 unfinished"));
    QCOMPARE(two[5][1].get<int>(), 3);  // places
    QCOMPARE(page.wordsOf(two[5][2]), (Words{"5", "6"}));
    QCOMPARE(page.wordsOf(page.card("q", 4)[5][2]), (Words{"6"}));
    QCOMPARE(page.card("q", 5)[5][3].get<int>(), 2);  // the second is a sentinel
}

void HtmlFormatTest::aLockShowsItsOwnerAndWhoWaits() {
    const Page page({.trace = traceFrom("main starts other; other begins; main acquires L; other wants L;"
                                        "main releases L; other acquires L")});
    const Json held = page.card("L", 3);
    QCOMPARE(page.word(held[2]), std::string("held"));
    QCOMPARE(page.word(held[5][2]), std::string("main"));
    QCOMPARE(held[4].dump(), std::string("[1]"));
    QCOMPARE(page.word(page.card("L", 5)[5][2]), std::string("other"));
    QCOMPARE(page.card("L", 5)[4].dump(), std::string("[]"));
}

void HtmlFormatTest::aWorkerShowsWhatItWaitsFor() {
    const Page page({.trace = traceFrom("main starts other; other begins; main acquires L; other wants L;"
                                        "main releases L; other acquires L; other ends")});
    QVERIFY(page.look(1, 0).is_null());
    QCOMPARE(page.word(page.look(1, 3)[2]), std::string("L.acquire()"));
    QCOMPARE(page.look(1, 3)[0].get<int>(), 3);  // waits for a lock
    QCOMPARE(page.word(page.look(1, 6)[2]), std::string("finished"));
}

void HtmlFormatTest::aMessageLeadsFromItsSendToItsReceive() {
    const Page page({.trace = traceFrom("main starts other; other begins; main puts 5 in q; main puts 6 in q;"
                                        "other gets 5 from q")});
    const Json& shapes = page.run["shapes"];
    QCOMPARE(page.run["messages"].size(), std::size_t{4});
    const auto sent = page.run["messages"][0].get<std::size_t>();
    const auto received = sent + page.run["messages"][1].get<std::size_t>();
    const auto opOf = [&](std::size_t row) {
        return page
            .run["ops"][shapes[page.run["rows"][row * 4 + 1].get<std::size_t>()][1].get<std::size_t>()][0]
            .get<std::string>();
    };
    QCOMPARE(opOf(sent), std::string("queue.put"));
    QCOMPARE(opOf(received), std::string("queue.get"));
    QCOMPARE(page.run["messages"][3].get<int>(), 0);  // nobody has taken the other
}

void HtmlFormatTest::aBarSaysHowLongItWaited() {
    const Page page({.trace = traceFrom("main starts other; other begins; main acquires L; other wants L;"
                                        "main loads x; main releases L; other acquires L; main wants L")});
    const Json& rows = page.run["rows"];
    QCOMPARE(rows[6 * 4 + 3].get<int>(), 3);
    QCOMPARE(page.run["open"].dump(), std::string("[7,7]"));
}

void HtmlFormatTest::itOpensAtTheStepAndWithTheNoteThatWereChosen() {
    const auto toy = toyTrace({.items = 10});
    const Page page({.trace = toy, .openAt = 7, .note = "Look at jobs"});
    QCOMPARE(page.run["run"]["at"].get<int>(), 7);
    QCOMPARE(page.word(page.run["run"]["note"]), std::string("Look at jobs"));
    QCOMPARE(Page({.trace = toy}).run["run"]["at"].get<int>(), 0);
}

void HtmlFormatTest::aStepThatIsNotThereIsOneSentence() {
    const auto toy = toyTrace({.items = 10});
    QVERIFY(fitsPage({.trace = toy, .openAt = toy->steps()}).has_value());
    const auto behind = fitsPage({.trace = toy, .openAt = toy->steps() + 1});
    QVERIFY(!behind.has_value());
    QCOMPARE(behind.error().sentence, "--at " + std::to_string(toy->steps() + 1) +
                                          " is not on this page, which has steps 1 to " +
                                          std::to_string(toy->steps()));
}

void HtmlFormatTest::aRangeBeginsWithTheWorldAheadOfIt() {
    const auto toy = toyTrace({.workers = 2, .items = 30, .capacity = 4});
    const std::size_t first = eventsAtStep(*toy, 19), end = eventsAtStep(*toy, 40);
    const Page page({.trace = toy, .firstEvent = first, .endEvent = end}), whole({.trace = toy});
    QCOMPARE(page.run["run"]["first"].get<int>(), 20);
    QCOMPARE(page.run["run"]["last"].get<int>(), 40);
    QCOMPARE(page.run["run"]["at"].get<int>(), 19);
    for (const std::int64_t step : {19, 25, 40}) {
        const Json part = page.card("jobs", step), all = whole.card("jobs", step);
        QCOMPARE(page.word(part[2]), whole.word(all[2]));
        QCOMPARE(page.wordsOf(part[5][2]), whole.wordsOf(all[5][2]));
    }
}

void HtmlFormatTest::whatIsDeeperThanAskedForIsLeftOut() {
    TraceBuilder builder;
    const WorkerId main = builder.addWorker("main", WorkerKind::process);
    builder.addWorker("main/feeder", WorkerKind::thread, main, Depth::library);
    const ObjectId queue = builder.addObject(ObjectKind::queue, "main/jobs", main);
    builder.open({.worker = main, .op = Op::queuePut, .object = queue});
    builder.tell({.worker = main, .op = Op::roomAcquire, .object = queue, .depth = Depth::library});
    builder.tell({.worker = main, .op = Op::queuePut, .object = queue, .message = builder.newMessage()});
    const Page all({.trace = builder.result()}),
        program({.trace = builder.result(), .deepest = Depth::program});
    QCOMPARE(all.run["rows"].size(), std::size_t{8});
    QCOMPARE(program.run["rows"].size(), std::size_t{4});
    QCOMPARE(all.run["workers"].size(), std::size_t{2});
    QCOMPARE(program.run["workers"].size(), std::size_t{1});
}

void HtmlFormatTest::tooManyEventsAreOneSentence() {
    const auto long_ = toyTrace({.items = 20'000});
    QVERIFY(long_->size() > mostEventsOnPage);
    const auto refused = fitsPage({.trace = long_});
    QVERIFY(!refused.has_value());
    QVERIFY(refused.error().sentence.starts_with("a page holds at most 100,000 events, and these are 1"));
    QVERIFY(refused.error().sentence.ends_with("choose a part of them with --range A..B"));
    QVERIFY(fitsPage({.trace = long_, .endEvent = mostEventsOnPage}).has_value());
}

void HtmlFormatTest::onlySourcesAreReadAndOnlyWhereTheyMayBe() {
    namespace fs = std::filesystem;
    QTemporaryDir folder;
    const fs::path root = folder.path().toStdString();
    fs::create_directory(root / "in");
    const auto write = [&](const char* name, std::string_view text) { std::ofstream(root / name) << text; };
    write("in/program.cpp", "int main() {}\n");
    write("in/secret", "secret");
    write("in/binary.cpp", std::string_view("a\0b", 3));
    write("outside.cpp", "outside");
    fs::create_symlink(root / "in/secret", root / "in/link.cpp");
    const std::vector<std::string> folders{(root / "in").string()};
    QCOMPARE(sourceText("program.cpp", folders).value_or("none"), std::string("int main() {}\n"));
    for (const char* name : {"secret", "link.cpp", "binary.cpp", "../outside.cpp", "nowhere.cpp", "."})
        QVERIFY2(!sourceText(name, folders).has_value(), name);
    QCOMPARE(sourceText((root / "outside.cpp").string(), {}).value_or("none"), std::string("outside"));
    QVERIFY(!sourceText((root / "in/secret").string(), {}).has_value());
}

void HtmlFormatTest::onlyFilesThatAnEventNamesALineOfGoAlong() {
    QTemporaryDir folder;
    const auto file = [&](const char* name) { return folder.filePath(name).toStdString(); };
    for (const char* name : {"used.cpp", "unused.cpp", "short.cpp"})
        std::ofstream(file(name)) << "one\ntwo\n";
    TraceBuilder builder;
    const WorkerId main = builder.addWorker("main", WorkerKind::process);
    const ObjectId queue = builder.addObject(ObjectKind::queue, "main/jobs", main);
    const auto put = [&](const SiteId site) {
        builder.tell({.worker = main,
                      .op = Op::queuePut,
                      .object = queue,
                      .message = builder.newMessage(),
                      .site = site});
    };
    const SiteId used = builder.addSite(file("used.cpp"), 2), early = builder.addSite(file("unused.cpp"), 1),
                 beyond = builder.addSite(file("short.cpp"), 3);
    put(early);
    put(used);
    put(beyond);
    std::vector<std::string> embedded;
    ExportRequest request{.trace = builder.result(), .firstEvent = 1};
    request.whenEmbedded = [&](const std::string& name) { embedded.push_back(name); };
    const Page page(request);
    QCOMPARE(embedded, std::vector<std::string>{file("used.cpp")});
    QCOMPARE(page.run["files"][0][1].get<std::string>(), std::string("one\ntwo\n"));
    QVERIFY(page.run["files"][1][1].is_null() && page.run["files"][2][1].is_null());
    embedded.clear();
    request.hasSource = false;
    QVERIFY(Page(request).run["files"][0][1].is_null());
    QVERIFY(embedded.empty());
}

void HtmlFormatTest::whatItSaysIsInTheLanguageThatWasAskedFor() {
    const auto translated = [](const char* context, const char* english) {
        const std::string words = english;
        return words == "en"                        ? std::string("xx")
               : std::string(context) == "Sentence" ? "<" + words + ">"
                                                    : "\u00ab" + words + "\u00bb";
    };
    const ExportRequest request{.trace = toyTrace(), .translated = translated};
    const std::string page = pageOf(request);
    QVERIFY(page.find("<html lang=\"xx\">") != std::string::npos);
    QVERIFY(page.find("<h2>\u00abTimeline\u00bb</h2>") != std::string::npos);
    QVERIFY(page.find("@say:") == std::string::npos);
    const Page read(request);
    for (const auto& [key, words] : read.run["says"].items())
        QVERIFY2(key == "lang" || words.get<std::string>().starts_with("\u00ab"), key.c_str());
    for (const Json& pattern : read.run["patterns"])
        QVERIFY(pattern.get<std::string>().starts_with("<"));
    QVERIFY(read.word(read.card("jobs", 5)[2]).starts_with("\u00ab"));
    // What its scripts ask for is there: a word that is missing would be "undefined".
    const std::string script = page.substr(page.rfind("<script>"));
    const QRegularExpression asked(QStringLiteral("say\\('(\\w+)'"));
    int count = 0;
    for (auto each = asked.globalMatch(QString::fromStdString(script)); each.hasNext(); ++count) {
        const std::string key = each.next().captured(1).toStdString();
        QVERIFY2(read.run["says"].contains(key), key.c_str());
    }
    QVERIFY(count > 15);
}

void HtmlFormatTest::itsFiguresAreOfItsPartAndSaySo() {
    const auto trace = traceFrom("main puts 1 in q; main puts 2 in q; main prints; other gets 1 from q");
    const Page whole({.trace = trace});
    QCOMPARE(
        whole.word(whole.run["run"]["counts"]),
        std::string("events: 4 \u00b7 workers: 2 \u00b7 messages: 2 \u00b7 operations: 4 \u00b7 lost: 0"));
    const Page part({.trace = trace, .firstEvent = 1, .endEvent = 3});
    const std::string figures = part.word(part.run["run"]["counts"]);
    QVERIFY2(figures.starts_with("on this page: events 2, ") &&
                 figures.find(", messages 1, operations 2 ") != std::string::npos &&
                 figures.ends_with("in the whole run: events 4, lost 0"),
             figures.c_str());
    QVERIFY(part.run["run"]["isPart"].get<bool>() && !whole.run["run"]["isPart"].get<bool>());
}

QTEST_GUILESS_MAIN(HtmlFormatTest)
#include "HtmlFormatTest.moc"
