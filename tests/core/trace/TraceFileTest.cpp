// SPDX-License-Identifier: MIT
#include "core/trace/TraceFile.h"

#include "core/trace/Checksum.h"
#include "core/trace/FileLayout.h"
#include "tests/core/trace/RandomTrace.h"

#include <QTemporaryDir>
#include <QTest>
#include <csignal>
#include <cstring>
#include <fstream>
#include <iterator>
#include <rapidcheck.h>
#include <sys/resource.h>
#include <unistd.h>

using namespace heddle;

namespace {

std::string bytesOf(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

void writeBytes(const std::filesystem::path& path, std::string_view bytes) {
    std::filesystem::remove(path);
    std::ofstream(path, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

// The events of `shorter` are the first ones of `longer`.
bool isBeginningOf(const Trace& shorter, const Trace& longer) {
    for (std::size_t i = 0; i < shorter.size(); ++i) {
        const Event left = shorter.event(i), right = longer.event(i);
        if (std::memcmp(&left, &right, sizeof(Event)) != 0 || shorter.text(i) != longer.text(i))
            return false;
    }
    return shorter.size() <= longer.size();
}

bool anyContains(const std::vector<std::string>& sentences, const std::string& part) {
    return std::any_of(sentences.begin(), sentences.end(),
                       [&](const std::string& sentence) { return sentence.find(part) != std::string::npos; });
}

// Where parts of a type lie in a file that is whole.
struct PartPlace {
    std::size_t offset;
    PartHeader header;
};
std::vector<PartPlace> partsOf(const std::string& bytes) {
    std::vector<PartPlace> parts;
    for (std::size_t at = sizeof(FileHeader); at + sizeof(PartHeader) <= bytes.size();) {
        PartHeader header;
        std::memcpy(&header, bytes.data() + at, sizeof header);
        parts.push_back({at, header});
        at += sizeof header + header.storedBytes;
    }
    return parts;
}

std::string sealed(PartHeader header) {
    const auto bytes = std::as_bytes(std::span(&header, 1));
    header.headerSum = crc32c(bytes.first(offsetof(PartHeader, headerSum)));
    return {reinterpret_cast<const char*>(&header), sizeof header};
}

// Writes beyond so many bytes of a file fail, as they do when a disk is full.
class SmallDisk {
public:
    explicit SmallDisk(rlim_t bytes) {
        getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit limit{bytes, m_before.rlim_max};
        setrlimit(RLIMIT_FSIZE, &limit);
        m_handler = std::signal(SIGXFSZ, SIG_IGN);
    }
    ~SmallDisk() {
        setrlimit(RLIMIT_FSIZE, &m_before);
        std::signal(SIGXFSZ, m_handler);
    }

private:
    rlimit m_before{};
    void (*m_handler)(int);
};

}  // namespace

class TraceFileTest : public QObject {
    Q_OBJECT

private slots:
    void anyTraceComesBackAsItWas();
    void aTraceWrittenWhileItGrowsComesBackAsItWas();
    void chunksThatLeftMemoryAreReadBackFromTheFile();
    void whatWasWrittenBeforeTheEndCanBeOpened();
    void theFirstEventsAreInTheFileAtOnce();
    void writingEarlyCostsLittleOfALongTrace();
    void aFileCutAtAnyByteOpensUpToTheCutOrSaysWhyNot();
    void anyFlippedBitIsNoticedAndNothingFalseIsRead();
    void aDamagedPartOfTheEventsIsLeftOutAndNamed();
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

void TraceFileTest::aFileCutAtAnyByteOpensUpToTheCutOrSaysWhyNot() {
    const auto trace = saved("whole.heddle", Chunk::capacity + 40);
    const std::string whole = bytesOf(path("whole.heddle"));
    std::vector<std::size_t> cuts;
    for (std::size_t at = 0; at < whole.size(); at += at < 400 || at + 1200 > whole.size() ? 1 : 331)
        cuts.push_back(at);
    const std::vector<PartPlace> parts = partsOf(whole);
    std::size_t best = 0;
    for (const std::size_t at : cuts) {
        writeBytes(path("cut.heddle"), std::string_view(whole).substr(0, at));
        const auto opened = openTrace(path("cut.heddle"));
        std::size_t eventsAhead = 0;
        for (const PartPlace& part : parts)
            if (part.header.type == PartType::events &&
                part.offset + sizeof(PartHeader) + part.header.storedBytes <= at)
                eventsAhead += part.header.count;
        QCOMPARE(opened.has_value(), eventsAhead > 0);
        if (!opened) {
            QVERIFY(opened.error().sentence.find("cut.heddle") != std::string::npos);
            continue;
        }
        QCOMPARE((*opened)->size(), eventsAhead);
        QVERIFY(isBeginningOf(**opened, *trace));
        const RunFacts facts = (*opened)->facts();
        QCOMPARE(facts.ending, Ending::cut);
        QVERIFY(anyContains(facts.warnings, "cut"));
        QCOMPARE(facts.produced, eventsAhead + facts.lost);
        best = std::max(best, eventsAhead);
    }
    QCOMPARE(best, trace->size());
}

void TraceFileTest::anyFlippedBitIsNoticedAndNothingFalseIsRead() {
    const auto trace = saved("sound.heddle", 300);
    const std::string sound = bytesOf(path("sound.heddle"));
    for (std::size_t at = 0; at < sound.size(); ++at) {
        std::string flipped = sound;
        flipped[at] = static_cast<char>(flipped[at] ^ (1 << (at % 8)));
        writeBytes(path("flipped.heddle"), flipped);
        const auto opened = openTrace(path("flipped.heddle"));
        if (at >= 12 && at < 16)
            continue;  // bytes of the header that mean nothing yet
        if (!opened)
            continue;  // its only part of events, or the header
        QVERIFY2(!(*opened)->facts().warnings.empty(), qPrintable(QString::number(at)));
        QVERIFY(isBeginningOf(**opened, *trace));
    }
}

void TraceFileTest::aDamagedPartOfTheEventsIsLeftOutAndNamed() {
    const auto trace = saved("three.heddle", 3 * Chunk::capacity);
    std::string bytes = bytesOf(path("three.heddle"));
    const auto parts = partsOf(bytes);
    const auto second = std::find_if(parts.begin(), parts.end(), [](const PartPlace& part) {
        return part.header.type == PartType::events && part.header.first == Chunk::capacity;
    });
    bytes[second->offset + sizeof(PartHeader) + 100] ^= 4;
    writeBytes(path("damaged.heddle"), bytes);
    const auto opened = openTrace(path("damaged.heddle"));
    QVERIFY(opened.has_value());
    QCOMPARE((*opened)->size(), 2 * Chunk::capacity);
    const Event after = (*opened)->event(Chunk::capacity), expected = trace->event(2 * Chunk::capacity);
    QVERIFY(std::memcmp(&after, &expected, sizeof after) == 0);
    const auto warnings = (*opened)->facts().warnings;
    QVERIFY(anyContains(warnings, "part " + std::to_string(second->header.number) + " of the file (events)"));
    QVERIFY(anyContains(warnings, "4096 events are missing, from event 4096 on"));
    QCOMPARE((*opened)->facts().ending, trace->facts().ending);
    QCOMPARE((*opened)->facts().verdicts[0].events,
             (std::vector<std::uint64_t>{0}));  // the other one is missing
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
    bytes[8] = 9;
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
