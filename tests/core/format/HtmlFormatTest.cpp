// SPDX-License-Identifier: MIT
// What the page that plays a run is given. That it also plays: PlayerTest.
#include "core/format/HtmlFormat.h"
#include "core/event/ShownText.h"
#include "core/format/PageSources.h"
#include "core/trace/StepInstant.h"
#include "tests/core/format/ReadPage.h"
#include "tests/support/ToyTrace.h"
#include "tests/support/TraceBuilder.h"
#include "tests/support/TraceText.h"

#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <deque>
#include <filesystem>
#include <fstream>

using namespace heddle;

namespace {

// As the lesson `queues` runs without work: all is put as fast as may be, and each worker takes, is done, and
// waits for its turn.
std::shared_ptr<Trace> queueRun(int workers, int items, std::size_t capacity) {
    TraceBuilder builder;
    const WorkerId main = builder.addWorker("main", WorkerKind::process);
    const auto bound = capacity > 0 ? std::optional<std::int64_t>(capacity) : std::nullopt;
    const ObjectId queue = builder.addObject(ObjectKind::queue, "main/jobs", main, bound);
    std::vector<WorkerId> line;
    const auto wait = [&](WorkerId worker) {
        builder.tell({.worker = worker, .op = Op::queueGet, .object = queue, .phase = Phase::waits});
        line.push_back(worker);
    };
    for (int number = 0; number < workers; ++number) {
        const WorkerId worker = builder.addWorker("main/worker-" + std::to_string(number));
        builder.tell({.worker = worker, .op = Op::threadBegin, .object = builder.handleOf(worker)});
        wait(worker);
    }
    std::deque<std::pair<MessageId, std::string>> held;
    const auto take = [&] {
        const WorkerId first = line.front();
        line.erase(line.begin());
        const auto [message, text] = held.front();
        held.pop_front();
        builder.tell(
            {.worker = first, .op = Op::queueGet, .object = queue, .message = message, .text = text});
        builder.tell({.worker = first, .op = Op::queueTaskDone, .object = queue});
        wait(first);
    };
    for (int number = 0; number < items; ++number) {
        held.emplace_back(builder.newMessage(), std::to_string(number));
        Telling put{.worker = main,
                    .op = Op::queuePut,
                    .object = queue,
                    .message = held.back().first,
                    .text = held.back().second};
        if (capacity > 0 && held.size() > capacity) {
            put.phase = Phase::waits;
            builder.tell(put);
            put.phase = Phase::done;
            take();
        }
        builder.tell(put);
    }
    while (!held.empty())
        take();
    return builder.result();
}

using Words = std::vector<std::string>;

}  // namespace

class HtmlFormatTest : public QObject {
    Q_OBJECT

private slots:
    void tenThousandEventsAreLessThanAMegabyte_data();
    void tenThousandEventsAreLessThanAMegabyte();
    void numbersOfAPhraseComeOutAsTheyWentIn();
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
    QFETCH(int, workers);
    QFETCH(int, items);
    QFETCH(int, capacity);
    const auto run = queueRun(workers, items, static_cast<std::size_t>(capacity));
    QVERIFY2(run->size() >= 10'000, std::to_string(run->size()).c_str());
    const std::string page = pageOf({.trace = run});
    QVERIFY2(page.size() < 700'000, std::to_string(page.size()).c_str());
}

void HtmlFormatTest::tenThousandEventsAreLessThanAMegabyte_data() {
    QTest::addColumn<int>("workers");
    QTest::addColumn<int>("items");
    QTest::addColumn<int>("capacity");
    QTest::newRow("a queue that takes all") << 5 << 2500 << 0;
    QTest::newRow("twenty who wait in line") << 20 << 2500 << 0;
    QTest::newRow("a hundred in it") << 5 << 2100 << 100;
    QTest::newRow("twenty in line at a queue that is full") << 20 << 2100 << 4;
}

void HtmlFormatTest::numbersOfAPhraseComeOutAsTheyWentIn() {
    TraceBuilder builder;
    const WorkerId main = builder.addWorker("main", WorkerKind::process);
    const ObjectId x = builder.addObject(ObjectKind::shared, "main/x", main);
    const Words values{"0",      "7",
                       "007",    "1.05",
                       "x2y30z", "-12",
                       "\x1f",   "123456789012345",
                       "1e400",  "1234567890123456789012"};
    for (const std::string& value : values)
        builder.tell({.worker = main, .op = Op::sharedStore, .object = x, .text = value});
    const Page page({.trace = builder.result()});
    for (std::size_t i = 0; i < values.size(); ++i)
        QCOMPARE(page.head("x", static_cast<std::int64_t>(i) + 1), "= " + shownText(values[i]));
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
    QCOMPARE(two[0][0].get<int>(), 2);
    QCOMPARE(page.head("q", 3), std::string("2 of 3 · 2 unfinished"));
    QCOMPARE(two[2][1].get<int>(), 3);  // places
    QCOMPARE(page.inSlots("q", 3), (Words{"5", "6"}));
    QCOMPARE(page.inSlots("q", 4), (Words{"6"}));
    QCOMPARE(page.card("q", 5)[2][2].get<int>(), 2);  // the second is a sentinel
}

void HtmlFormatTest::aLockShowsItsOwnerAndWhoWaits() {
    const Page page({.trace = traceFrom("main starts other; other begins; main acquires L; other wants L;"
                                        "main releases L; other acquires L")});
    const Json held = page.card("L", 3);
    QCOMPARE(page.head("L", 3), std::string("held"));
    QCOMPARE(page.word(held[2][2]), std::string("main"));
    QCOMPARE(held[1].dump(), std::string("[1]"));
    QCOMPARE(page.word(page.card("L", 5)[2][2]), std::string("other"));
    QCOMPARE(page.card("L", 5)[1].dump(), std::string("[]"));
}

void HtmlFormatTest::aWorkerShowsWhatItWaitsFor() {
    const Page page({.trace = traceFrom("main starts other; other begins; main acquires L; other wants L;"
                                        "main releases L; other acquires L; other ends")});
    QVERIFY(page.look(1, 0).is_null());
    QCOMPARE(page.phrase(page.look(1, 3), 3), std::string("L.acquire()"));
    QCOMPARE(page.look(1, 3)[0].get<int>(), 3);  // waits for a lock
    QCOMPARE(page.phrase(page.look(1, 6), 3), std::string("finished"));
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
        QCOMPARE(page.head("jobs", step), whole.head("jobs", step));
        QCOMPARE(page.inSlots("jobs", step), whole.inSlots("jobs", step));
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
    QVERIFY(read.head("jobs", 5).starts_with("\u00ab"));
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
