// SPDX-License-Identifier: MIT
// Every format is read back with tools that know nothing of Heddle (readers/read.py), and so is a damaged
// file, which must be refused.
#include "core/format/Formats.h"
#include "core/format/InfoJson.h"
#include "tests/core/trace/RandomTrace.h"
#include "tests/support/ToyTrace.h"
#include "tests/support/TraceBuilder.h"
#include "tests/support/TraceText.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <fstream>
#include <iterator>

using namespace heddle;

namespace {

namespace fs = std::filesystem;

std::string bytesOf(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

void writeBytes(const fs::path& path, std::string_view bytes) {
    std::ofstream(path, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

QString qt(const fs::path& path) {
    return QString::fromStdString(path.string());
}

// A sentence on what the reader has against the file; "" when it counts the same as `info` does. Without
// `info` only the form is looked at.
QString complaintOfReader(std::string_view format, const fs::path& file, const fs::path& info = {}) {
    QProcess reader;
    QStringList words{QStringLiteral(READERS) + "/read.py", QString::fromUtf8(format.data(), format.size()),
                      qt(file)};
    if (!info.empty())
        words << qt(info);
    reader.start("python3", words);
    if (!reader.waitForFinished(60000))
        return "python3 did not run: " + reader.errorString();
    return reader.exitCode() == 0 ? QString() : "refused: " + reader.readAllStandardError();
}

// Every trace with names and texts that each format must take for what they are.
std::shared_ptr<Trace> hostileTrace() {
    TraceBuilder builder;
    const WorkerId main = builder.addWorker("=HYPERLINK(\"evil\")", WorkerKind::process);
    const WorkerId other =
        builder.addWorker("main/end; <script>alert(1)</script>\xff", WorkerKind::thread, main);
    const ObjectId queue =
        builder.addObject(ObjectKind::queue, "main/\"];evil -> w1 [label=\"%%{init}%%", main);
    const ObjectId lock =
        builder.addObject(ObjectKind::mutex, "main/back\\slash\n\u2028'); DROP TABLE events;--");
    builder.tell({.worker = main, .op = Op::threadStart, .object = builder.handleOf(other)});
    for (const std::string_view text :
         {"=1+1", "+1", "-1", "@sum", "a,\"b\"", "x\r\ny", "wrap: #35; $$x$$ ::", "\0\xff", "end"}) {
        const MessageId message = builder.newMessage();
        builder.tell({.worker = main, .op = Op::queuePut, .object = queue, .message = message, .text = text});
        builder.tell(
            {.worker = other, .op = Op::queueGet, .object = queue, .message = message, .text = text});
    }
    builder.tell({.worker = other, .op = Op::mutexAcquire, .object = lock});
    builder.tell({.worker = main, .op = Op::mutexAcquire, .object = lock, .phase = Phase::waits});
    builder.tell({.worker = other, .op = Op::print, .object = {}, .text = "=\x1b[31m;\n"});
    return builder.result();
}

}  // namespace

class ExportTest : public QObject {
    Q_OBJECT

private slots:
    void theReaderCountsWhatInfoCounts_data() { eachFormat(); }
    void theReaderCountsWhatInfoCounts();
    void theReaderRefusesADamagedFile_data() { eachFormat(); }
    void theReaderRefusesADamagedFile();
    void namesAndTextsOfAnyKindStayWhatTheyAre_data() { eachFormat(); }
    void namesAndTextsOfAnyKindStayWhatTheyAre();
    void namesThatEndAlikeAreToldApart_data() { eachFormat(); }
    void namesThatEndAlikeAreToldApart();
    void anyTraceCanBeReadBack_data() { eachFormat(); }
    void anyTraceCanBeReadBack();
    void onlyStepsThatAreAskedForAreWritten();
    void aStoppedExportLeavesTheOldFileAndNothingElse_data() { eachFormat(); }
    void aStoppedExportLeavesTheOldFileAndNothingElse();
    void aFullDiskIsOneSentenceAndLeavesNothing_data() { eachFormat(); }
    void aFullDiskIsOneSentenceAndLeavesNothing();
    void aSpreadsheetTakesNothingForAFormula();
    void aDeadlockStandsOutAmongWhoWaits();
    void whoWaitsForWhoeverComesIsDrawnAtWhatItWaitsAt();
    void aSequenceHasEachWorkerOnce();
    void aSequenceThatMermaidDoesNotDrawIsSaid();

private:
    static void eachFormat();
    static const Format& format();  // of the row
    fs::path path(const std::string& name) const { return m_folder.path().toStdString() + "/" + name; }
    fs::path exported(const Format& format, ExportRequest request);
    fs::path infoOf(const Trace& trace);

    QTemporaryDir m_folder;
};

void ExportTest::eachFormat() {
    QTest::addColumn<QString>("name");
    for (const Format& format : formats())
        QTest::newRow(format.name.data()) << QString::fromUtf8(format.name.data(), format.name.size());
}

const Format& ExportTest::format() {
    QFETCH(QString, name);
    return *formatNamed(name.toStdString());
}

fs::path ExportTest::exported(const Format& format, ExportRequest request) {
    const fs::path file = path("out" + std::string(format.ending));
    if (format.name == "mermaid")
        request.deepest = Depth::program;  // it tells no depths
    if (const auto written = exportTrace(format, request, file); !written)
        qFatal("%s", written.error().sentence.c_str());
    return file;
}

fs::path ExportTest::infoOf(const Trace& trace) {
    writeBytes(path("info.json"), infoJson(trace));
    return path("info.json");
}

void ExportTest::theReaderCountsWhatInfoCounts() {
    const auto toy = toyTrace({.workers = 3, .items = 40, .capacity = 4});
    QCOMPARE(complaintOfReader(format().name, exported(format(), {.trace = toy}), infoOf(*toy)), QString());
    const auto pipes = traceFrom(
        "pipe r to s; main forks child; child begins; main sends 8 bytes on s; child receives from r;"
        "main sends hello on s; main acquires L; child wants L; main releases L; child acquires L; child "
        "fails to "
        "receive from r: eof; child releases L; child ends; main joins child");
    QCOMPARE(complaintOfReader(format().name, exported(format(), {.trace = pipes}), infoOf(*pipes)),
             QString());
}

void ExportTest::theReaderRefusesADamagedFile() {
    const auto toy = toyTrace({.workers = 3, .items = 40, .capacity = 4});
    const fs::path file = exported(format(), {.trace = toy});
    const std::string whole = bytesOf(file);
    for (const std::size_t percent : {50, 90}) {
        writeBytes(file, std::string_view(whole).substr(0, whole.size() * percent / 100));
        QVERIFY(complaintOfReader(format().name, file, infoOf(*toy)).startsWith("refused: "));
    }
}

void ExportTest::namesAndTextsOfAnyKindStayWhatTheyAre() {
    const auto trace = hostileTrace();
    QCOMPARE(complaintOfReader(format().name, exported(format(), {.trace = trace}), infoOf(*trace)),
             QString());
}

void ExportTest::namesThatEndAlikeAreToldApart() {
    TraceBuilder builder;
    const WorkerId main = builder.addWorker("main", WorkerKind::process);
    for (const char* path : {"main/a/x", "main/b/x"}) {
        const WorkerId worker = builder.addWorker(path, WorkerKind::thread, main);
        const ObjectId lock = builder.addObject(ObjectKind::mutex, std::string(path) + "/lock", main);
        builder.tell({.worker = worker, .op = Op::mutexAcquire, .object = lock});
        const WorkerId waiter = builder.addWorker(std::string(path) + "/waiter", WorkerKind::thread, main);
        builder.tell({.worker = waiter, .op = Op::mutexAcquire, .object = lock, .phase = Phase::waits});
    }
    const std::string bytes = bytesOf(exported(format(), {.trace = builder.result()}));
    for (const char* path : {"a/x", "b/x"})
        QVERIFY2(bytes.find(path) != std::string::npos, path);
}

void ExportTest::anyTraceCanBeReadBack() {
    for (std::uint64_t seed = 1; seed <= 6; ++seed) {
        const auto trace = randomTrace({.seed = seed, .events = 120, .isWild = seed % 2 == 1});
        QCOMPARE(complaintOfReader(format().name, exported(format(), {.trace = trace})), QString());
    }
}

void ExportTest::onlyStepsThatAreAskedForAreWritten() {
    const auto toy = toyTrace({.items = 30});
    const std::size_t first = toy->indexOfStep(9) + 1, end = toy->indexOfStep(20) + 1;
    const fs::path file =
        exported(*formatNamed("jsonl"), {.trace = toy, .firstEvent = first, .endEvent = end});
    const std::string lines = bytesOf(file);
    QCOMPARE(static_cast<std::size_t>(std::count(lines.begin(), lines.end(), '\n')), end - first);
    QVERIFY(lines.find("\"step\":9,") == std::string::npos &&
            lines.find("\"step\":10,") != std::string::npos);
    QVERIFY(lines.find("\"step\":20,") != std::string::npos &&
            lines.find("\"step\":21,") == std::string::npos);
    const std::string program =
        bytesOf(exported(*formatNamed("jsonl"), {.trace = toy, .deepest = Depth::program}));
    QVERIFY(program.find("\"depth\":\"library\"") == std::string::npos);
}

void ExportTest::aStoppedExportLeavesTheOldFileAndNothingElse() {
    const auto toy = toyTrace({.items = 2000});
    QVERIFY(toy->chunks() > 2);
    fs::create_directory(path("stopped"));
    const fs::path file = path("stopped/file");
    writeBytes(file, "old");
    std::stop_source stopper;
    std::size_t read = 0;
    ExportRequest request{.trace = toy, .stop = stopper.get_token(), .whenRead = [&](std::size_t events) {
                              read = events;
                              stopper.request_stop();
                          }};
    const auto written = exportTrace(format(), request, file);
    QVERIFY(!written.has_value());
    QCOMPARE(written.error().sentence,
             "write \"" + file.string() + "\": it was stopped, and nothing of it was kept");
    QCOMPARE(read, Chunk::capacity);
    QCOMPARE(bytesOf(file), std::string("old"));
    QCOMPARE(std::distance(fs::directory_iterator(path("stopped")), {}), 1);
    QVERIFY(exportTrace(format(), {.trace = toy}, file).has_value());
    QVERIFY(bytesOf(file) != "old");
    QCOMPARE(std::distance(fs::directory_iterator(path("stopped")), {}), 1);
    fs::remove_all(path("stopped"));
}

void ExportTest::aFullDiskIsOneSentenceAndLeavesNothing() {
    const auto full = exportTrace(format(), {.trace = toyTrace()}, "/dev/full");
    QVERIFY(!full.has_value());
    QVERIFY(full.error().sentence.starts_with("write \"/dev/full\": "));
    const auto nowhere = exportTrace(format(), {.trace = toyTrace()}, path("no/such/folder"));
    QVERIFY(nowhere.error().sentence.ends_with("No such file or directory"));
}

void ExportTest::aSpreadsheetTakesNothingForAFormula() {
    const std::string table = bytesOf(exported(*formatNamed("csv"), {.trace = hostileTrace()}));
    for (const char* cell : {",'=1+1,", ",'+1,", ",'-1,", ",'@sum,", ",\"a,\"\"b\"\"\",", "'=HYPERLINK("})
        QVERIFY2(table.find(cell) != std::string::npos, cell);
}

void ExportTest::aDeadlockStandsOutAmongWhoWaits() {
    const auto trace =
        traceFrom("first acquires A; second acquires B; first wants B; second wants A; third wants A");
    const std::string waits = bytesOf(exported(*formatNamed("dot-waits"), {.trace = trace}));
    QCOMPARE(std::count(waits.begin(), waits.end(), '>'), 3);
    const auto edge = [&](const char* between) {
        const std::size_t at = waits.find(between);
        return at == std::string::npos ? std::string() : waits.substr(at, waits.find('\n', at) - at);
    };
    QVERIFY(edge("label=\"for B\"").find("penwidth=3") != std::string::npos);
    QVERIFY(waits.find("penwidth=1") != std::string::npos);  // of the third, who is in no cycle
    const std::string before = bytesOf(exported(*formatNamed("dot-waits"), {.trace = trace, .endEvent = 3}));
    QVERIFY(before.find("penwidth=3") == std::string::npos);
}

void ExportTest::whoWaitsForWhoeverComesIsDrawnAtWhatItWaitsAt() {
    const auto trace =
        traceFrom("main starts other; other begins; other waits to get from q; main acquires A;"
                  "third wants A; fourth waits to sleep");
    const std::string waits = bytesOf(exported(*formatNamed("dot-waits"), {.trace = trace}));
    QVERIFY2(waits.find("label=\"waits in get\", style=dashed") != std::string::npos, waits.c_str());
}

void ExportTest::aSequenceHasEachWorkerOnce() {
    const auto trace =
        traceFrom("main starts w; w begins; main puts 3 in q; w gets 3 from q; w ends; main joins w");
    const QString sequence =
        QString::fromStdString(bytesOf(exported(*formatNamed("mermaid"), {.trace = trace})));
    QVERIFY2(sequence.count("participant ") == 3, qPrintable(sequence));  // main, w and q
    for (const char* arrow : {"w1->>w2: start\n", "w1->>w2: join\n", "participant w2 as w\n"})
        QVERIFY2(sequence.contains(arrow), qPrintable(sequence));
}

void ExportTest::aSequenceThatMermaidDoesNotDrawIsSaid() {
    const auto toy = toyTrace({.items = 1000});
    std::vector<std::string> said;
    ExportRequest request{.trace = toy};
    request.whenDoubtful = [&](const std::string& sentence) { said.push_back(sentence); };
    const auto characters =
        QString::fromStdString(bytesOf(exported(*formatNamed("mermaid"), request))).size();
    QVERIFY(characters > 50'000);
    QCOMPARE(said.size(), std::size_t{1});
    QVERIFY2(said[0].starts_with("mermaid draws at most 50000 characters ") &&
                 said[0].ends_with(" and these are " + std::to_string(characters) +
                                   "; choose a part of them with --range A..B"),
             said[0].c_str());
    said.clear();
    request.endEvent = 300;
    exported(*formatNamed("mermaid"), request);
    QVERIFY(said.empty());
}

QTEST_GUILESS_MAIN(ExportTest)
#include "ExportTest.moc"
