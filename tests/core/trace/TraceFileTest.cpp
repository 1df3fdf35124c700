// SPDX-License-Identifier: MIT
#include "core/trace/TraceFile.h"

#include "core/trace/Checksum.h"
#include "core/trace/FilePart.h"
#include "tests/core/trace/FileBytes.h"
#include "tests/core/trace/RandomTrace.h"
#include "tests/support/SmallDisk.h"

#include <QTemporaryDir>
#include <QTest>
#include <cstring>
#include <fstream>
#include <iterator>
#include <rapidcheck.h>
#include <unistd.h>

using namespace heddle;

namespace {

std::string sealed(PartHeader header) {
    const auto bytes = std::as_bytes(std::span(&header, 1));
    header.headerSum = crc32c(bytes.first(offsetof(PartHeader, headerSum)));
    return {reinterpret_cast<const char*>(&header), sizeof header};
}

}  // namespace

class TraceFileTest : public QObject {
    Q_OBJECT

private slots:
    void anyTraceComesBackAsItWas();
    void aTraceWrittenWhileItGrowsComesBackAsItWas();
    void theGrantsAreThereWhenTheWriterNeverCameToItsEnd();
    void chunksThatLeftMemoryAreReadBackFromTheFile();
    void whatWasWrittenBeforeTheEndCanBeOpened();
    void theFirstEventsAreInTheFileAtOnce();
    void writingEarlyCostsLittleOfALongTrace();
    void partsOfUnknownTypeAreSkipped();
    void theIndexIsRebuiltWhenItIsDamaged();
    void aNewerVersionIsRefusedInOneSentence();
    void aForeignFileIsRefusedInOneSentence();
    void aPartThatClaimsMuchMemoryIsNotBelieved();
    void aFullDiskEndsTheRecordingWithASentenceAndTheFileOpens();
    void savingReplacesTheOldFileWholeOrNotAtAll();
    void savingOverTheFileThatIsOpenKeepsItReadable();

private:
    std::filesystem::path path(const char* name) const {
        return (m_folder.path() + "/" + name).toStdString();
    }
    std::shared_ptr<const Trace> saved(const char* name, std::size_t events) const;

    QTemporaryDir m_folder;
};

std::shared_ptr<const Trace> TraceFileTest::saved(const char* name, std::size_t events) const {
    const auto trace = randomTrace({.seed = 7, .events = events});
    const auto result = saveTrace(trace, path(name));
    if (!result)
        qFatal("%s", result.error().sentence.c_str());
    return trace;
}

void TraceFileTest::anyTraceComesBackAsItWas() {
    QVERIFY(rc::check("save, open, compare", [&] {
        RandomTraceShape shape;
        shape.seed = *rc::gen::arbitrary<std::uint64_t>();
        shape.events = *rc::gen::inRange<std::size_t>(0, 9000);
        shape.isWild = *rc::gen::arbitrary<bool>();
        const auto trace = randomTrace(shape);
        RC_ASSERT(saveTrace(trace, path("a.heddle")).has_value());
        const auto opened = openTrace(path("a.heddle"));
        if (!opened)
            RC_FAIL(opened.error().sentence);
        RC_ASSERT(differenceBetween(*trace, **opened) == "");
        RC_ASSERT((*opened)->facts().warnings.empty());
    }));
}

void TraceFileTest::theGrantsAreThereWhenTheWriterNeverCameToItsEnd() {
    const auto source = randomTrace({.seed = 3, .events = 20});
    const auto grown = std::make_shared<Trace>();
    auto writer = TraceFileWriter::create(path("grants.heddle"), grown, {.partialEvery = {}});
    QVERIFY(writer.has_value());
    RunFacts started;
    started.mode = "held";
    grown->setFacts(started);
    for (std::uint32_t i = 0; i < 20; ++i) {
        grown->appendGrant({{i + 1}, 1, false, {2}, std::uint64_t{i}});
        grown->append(source->event(i));
        QVERIFY((*writer)->catchUp().has_value());
    }
    writer->reset();
    const auto opened = openTrace(path("grants.heddle"));
    QVERIFY(opened.has_value());
    const RunFacts facts = (*opened)->facts();
    QCOMPARE(facts.mode, std::string("held"));
    QCOMPARE(facts.schedule.size(), std::size_t(20));
    QVERIFY(facts.schedule[7].worker == WorkerId{8});
    QCOMPARE(facts.schedule[7].events, std::optional<std::uint64_t>(7));
    QCOMPARE(facts.scheduleLostAfterStep, std::optional((*opened)->stepAt(18)));  // where the last was given
}

void TraceFileTest::aTraceWrittenWhileItGrowsComesBackAsItWas() {
    QVERIFY(rc::check("append and catch up by turns", [&] {
        const auto source = randomTrace({.seed = *rc::gen::arbitrary<std::uint64_t>(), .events = 10'000});
        const auto grown = std::make_shared<Trace>();
        auto writer =
            TraceFileWriter::create(path("b.heddle"), grown, {.memoryBytes = 0, .partialEvery = {}});
        RC_ASSERT(writer.has_value());
        for (std::size_t i = 0; i < source->size();) {
            for (std::size_t n = *rc::gen::inRange<std::size_t>(1, 3000); n > 0 && i < source->size();
                 --n, ++i)
                grown->append(source->event(i), source->text(i));
            RC_ASSERT((*writer)->catchUp().has_value());
        }
        grown->setFacts(source->facts());
        RC_ASSERT((*writer)->finish().has_value());
        const auto opened = openTrace(path("b.heddle"));
        RC_ASSERT(opened.has_value());
        RC_ASSERT(differenceBetween(*grown, **opened) == "");
    }));
}

void TraceFileTest::chunksThatLeftMemoryAreReadBackFromTheFile() {
    const auto source = randomTrace({.seed = 3, .events = 8 * Chunk::capacity + 5});
    const auto trace = std::make_shared<Trace>();
    auto writer =
        TraceFileWriter::create(path("spill.heddle"), trace, {.memoryBytes = 0, .partialEvery = {}});
    QVERIFY(writer.has_value());
    for (std::size_t i = 0; i < source->size(); ++i)
        trace->append(source->event(i), source->text(i));
    const std::weak_ptr<const Chunk> first = trace->chunk(0);
    QVERIFY((*writer)->catchUp().has_value());
    QVERIFY(first.expired());
    writer->reset();
    QVERIFY(isBeginningOf(*trace, *source));
    for (std::int64_t step = 1; step <= trace->steps(); step += 97)
        QCOMPARE(trace->indexOfStep(step), source->indexOfStep(step));
}

void TraceFileTest::whatWasWrittenBeforeTheEndCanBeOpened() {
    const auto trace = randomTrace({.seed = 5, .events = 100});
    auto writer =
        TraceFileWriter::create(path("killed.heddle"), trace, {.memoryBytes = 0, .partialEvery = {}});
    QVERIFY((*writer)->catchUp().has_value());
    const auto opened = openTrace(path("killed.heddle"));
    QVERIFY(opened.has_value());
    QCOMPARE((*opened)->size(), std::size_t{100});
    QCOMPARE((*opened)->facts().ending, Ending::cut);
}

void TraceFileTest::theFirstEventsAreInTheFileAtOnce() {
    const auto trace = randomTrace({.seed = 5, .events = 100});
    auto writer = TraceFileWriter::create(path("early.heddle"), trace);
    const Instant begin = monotonicNow();
    do
        QVERIFY((*writer)->catchUp().has_value());
    while (!openTrace(path("early.heddle")) && monotonicNow() - begin < Span::seconds(5));
    QVERIFY(monotonicNow() - begin < Span::millis(600));  // it takes 50; on a slow machine
}

// The worst case: each event alone, and no time to wait for more.
void TraceFileTest::writingEarlyCostsLittleOfALongTrace() {
    const auto source = randomTrace({.seed = 4, .events = 20 * Chunk::capacity});
    const auto trace = std::make_shared<Trace>();
    const std::size_t early = 20'000;
    const TraceFileOptions options{
        .partialEvery = Span::seconds(3600), .earlyEvery = {}, .earlyBytes = early};
    auto writer = TraceFileWriter::create(path("long.heddle"), trace, options);
    for (std::size_t i = 0; i < source->size(); ++i) {
        trace->append(source->event(i), source->text(i));
        QVERIFY((*writer)->catchUp().has_value());
    }
    QVERIFY((*writer)->finish().has_value());
    std::uint64_t full = 0, partial = 0;
    for (const PartPlace& part : partsOf(bytesOf(path("long.heddle"))))
        if (part.header.type == PartType::events)
            (part.header.count == Chunk::capacity ? full : partial) += part.header.storedBytes;
    QVERIFY(partial > early / 2 && partial <= early + full / 8);
}

void TraceFileTest::partsOfUnknownTypeAreSkipped() {
    const auto trace = saved("known.heddle", 50);
    const std::string known = bytesOf(path("known.heddle"));
    PartHeader header;
    header.type = static_cast<PartType>(77);
    header.storedBytes = 3;
    header.storedSum = crc32c(std::as_bytes(std::span("abc", 3)));
    const std::string more =
        known.substr(0, sizeof(FileHeader)) + sealed(header) + "abc" + known.substr(sizeof(FileHeader));
    writeBytes(path("unknown.heddle"), more);
    const auto opened = openTrace(path("unknown.heddle"));
    QVERIFY(opened.has_value());
    QCOMPARE(differenceBetween(*trace, **opened), std::string());
}

void TraceFileTest::theIndexIsRebuiltWhenItIsDamaged() {
    const auto trace = saved("indexed.heddle", 5000);
    std::string bytes = bytesOf(path("indexed.heddle"));
    bytes[bytes.size() - sizeof(FileTrailer) - 2] ^= 1;
    writeBytes(path("noindex.heddle"), bytes);
    const auto opened = openTrace(path("noindex.heddle"));
    QVERIFY(opened.has_value());
    QCOMPARE(differenceBetween(*trace, **opened), std::string());
    QVERIFY(anyContains((*opened)->facts().warnings, "index"));
}

void TraceFileTest::aNewerVersionIsRefusedInOneSentence() {
    saved("today.heddle", 10);
    std::string bytes = bytesOf(path("today.heddle"));
    FileHeader header;
    header.version = 9;
    header.sum = sumOf(header);
    bytes.replace(0, sizeof header, reinterpret_cast<const char*>(&header), sizeof header);
    writeBytes(path("newer.heddle"), bytes);
    const auto opened = openTrace(path("newer.heddle"));
    QVERIFY(!opened.has_value());
    QVERIFY(opened.error().sentence.ends_with(
        "newer.heddle\": it was written by a newer Heddle (file version 9, this "
        "one reads up to 1)"));
}

void TraceFileTest::aForeignFileIsRefusedInOneSentence() {
    writeBytes(path("foreign.heddle"), "{\"traceEvents\": []}");
    writeBytes(path("empty.heddle"), "");
    const auto sentence = [&](const char* name) { return openTrace(path(name)).error().sentence; };
    QVERIFY(sentence("foreign.heddle").ends_with("it is not a Heddle trace"));
    QVERIFY(sentence("empty.heddle").ends_with("it is empty"));
    QVERIFY(sentence("missing.heddle").ends_with("No such file or directory"));
    QVERIFY(sentence(".").ends_with("it is not a file"));
}

void TraceFileTest::aPartThatClaimsMuchMemoryIsNotBelieved() {
    saved("modest.heddle", 10);
    std::string bytes = bytesOf(path("modest.heddle")).substr(0, sizeof(FileHeader));
    PartHeader header;
    header.count = Chunk::capacity;
    header.plainBytes = 0xffffffff;
    header.storedBytes = 0xfffffff0;
    writeBytes(path("greedy.heddle"), bytes + sealed(header) + std::string(100, 'x'));
    const auto opened = openTrace(path("greedy.heddle"));
    QVERIFY(!opened.has_value());
}

void TraceFileTest::aFullDiskEndsTheRecordingWithASentenceAndTheFileOpens() {
    const auto trace = randomTrace({.seed = 11, .events = 6 * Chunk::capacity, .isWild = true});
    auto writer = TraceFileWriter::create(path("full.heddle"), trace);
    QVERIFY(writer.has_value());
    {
        const SmallDisk disk(2'000'000);
        const auto written = (*writer)->catchUp();
        QVERIFY(!written.has_value());
        QVERIFY(written.error().sentence.starts_with("the recording ended after "));
        QVERIFY(written.error().sentence.ends_with("File too large"));
        QVERIFY(!(*writer)->finish().has_value());
    }
    const auto opened = openTrace(path("full.heddle"));
    QVERIFY(opened.has_value());
    QVERIFY((*opened)->size() > 0 && (*opened)->size() % Chunk::capacity == 0);
    QVERIFY(isBeginningOf(**opened, *trace));
    QVERIFY(trace->size() > (*opened)->size());  // the run went on, in memory
}

void TraceFileTest::savingReplacesTheOldFileWholeOrNotAtAll() {
    saved("kept.heddle", 10);
    const std::string before = bytesOf(path("kept.heddle"));
    const auto larger = randomTrace({.seed = 2, .events = 5000, .isWild = true});
    {
        const SmallDisk disk(50'000);
        QVERIFY(!saveTrace(larger, path("kept.heddle")).has_value());
    }
    QCOMPARE(bytesOf(path("kept.heddle")), before);
    QVERIFY(saveTrace(larger, path("kept.heddle")).has_value());
    QCOMPARE(differenceBetween(*larger, **openTrace(path("kept.heddle"))), std::string());
    for (const auto& entry : std::filesystem::directory_iterator(m_folder.path().toStdString()))
        QVERIFY(entry.path().string().find(".part-") == std::string::npos);
    QVERIFY(!saveTrace(larger, "/dev/full").has_value());
    QVERIFY(!saveTrace(larger, path("no/such/folder.heddle")).has_value());
}

void TraceFileTest::savingOverTheFileThatIsOpenKeepsItReadable() {
    const auto trace = saved("same.heddle", 3 * Chunk::capacity);
    const auto opened = *openTrace(path("same.heddle"));
    QVERIFY(saveTrace(opened, path("same.heddle")).has_value());
    QCOMPARE(differenceBetween(*trace, *opened), std::string());
    QCOMPARE(differenceBetween(*trace, **openTrace(path("same.heddle"))), std::string());
}

QTEST_GUILESS_MAIN(TraceFileTest)
#include "TraceFileTest.moc"
