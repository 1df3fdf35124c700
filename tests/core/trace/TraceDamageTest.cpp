// SPDX-License-Identifier: MIT
// Files that were cut or in which bits were flipped. HEDDLE_DAMAGE=full: at every byte, and a hundred
// thousand times.
#include "core/trace/Chunk.h"
#include "core/trace/TraceFile.h"
#include "tests/core/trace/FileBytes.h"
#include "tests/core/trace/RandomTrace.h"

#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <cstring>
#include <random>

using namespace heddle;

namespace {

const bool isFull = qEnvironmentVariable("HEDDLE_DAMAGE") == "full";
const int flips = isFull ? 100'000 : 300;
const std::size_t eventsOfAll = isFull ? 2 * Chunk::capacity : Chunk::capacity + 40;

}  // namespace

class TraceDamageTest : public QObject {
    Q_OBJECT

private slots:
    void aFileCutAtAnyByteOpensUpToTheCutOrSaysWhyNot();
    void anyFlippedBitIsNoticedAndNothingFalseIsRead();
    void flippedBitsHideNoMoreThanTheirParts();
    void nothingIsLostBehindADamagedHead();
    void aDamagedPartOfTheEventsIsLeftOutAndNamed();
    void aDamagedPartOfTheScheduleEndsIt();
    void whatIsLeftOfADamagedFileIsSavedAsASoundOne();
    void grantsBehindMissingEventsKeepTheirPlace();

private:
    std::filesystem::path path(const char* name) const {
        return (m_folder.path() + "/" + name).toStdString();
    }
    std::shared_ptr<const Trace> saved(const char* name, std::size_t events) const;

    QTemporaryDir m_folder;
};

std::shared_ptr<const Trace> TraceDamageTest::saved(const char* name, std::size_t events) const {
    const auto trace = randomTrace({.seed = 7, .events = events});
    const auto result = saveTrace(trace, path(name));
    if (!result)
        qFatal("%s", result.error().sentence.c_str());
    return trace;
}

void TraceDamageTest::aFileCutAtAnyByteOpensUpToTheCutOrSaysWhyNot() {
    const auto trace = saved("whole.heddle", eventsOfAll);
    const std::string whole = bytesOf(path("whole.heddle"));
    QVERIFY(!isFull || whole.size() >= (64U << 10));
    std::vector<std::size_t> cuts;
    for (std::size_t at = 0; at < whole.size();
         at += isFull || at < 400 || at + 1200 > whole.size() ? 1 : 331)
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

void TraceDamageTest::anyFlippedBitIsNoticedAndNothingFalseIsRead() {
    const auto trace = saved("sound.heddle", 300);
    const std::string sound = bytesOf(path("sound.heddle"));
    for (std::size_t at = 0; at < sound.size(); ++at) {
        std::string flipped = sound;
        flipped[at] = static_cast<char>(flipped[at] ^ (1 << (at % 8)));
        writeBytes(path("flipped.heddle"), flipped);
        const auto opened = openTrace(path("flipped.heddle"));
        if (!opened)
            continue;  // its only part of events, or the header
        QVERIFY2(!(*opened)->facts().warnings.empty(), qPrintable(QString::number(at)));
        QVERIFY(isBeginningOf(**opened, *trace));
    }
}

void TraceDamageTest::flippedBitsHideNoMoreThanTheirParts() {
    const auto trace = saved("sound.heddle", eventsOfAll);
    const std::string sound = bytesOf(path("sound.heddle"));
    std::mt19937_64 chance(11);
    std::size_t opens = 0, whole = 0;
    for (int i = 0; i < flips; ++i) {
        std::string flipped = sound;
        const std::size_t at = chance() % sound.size();
        flipped[at] = static_cast<char>(flipped[at] ^ (1U << (chance() % 8)));
        writeBytes(path("flipped.heddle"), flipped);
        const auto opened = openTrace(path("flipped.heddle"));
        if (!opened)
            continue;
        ++opens;
        whole += (*opened)->size() == trace->size() ? 1 : 0;
        QVERIFY2(isWithGapsPartOf(**opened, *trace), qPrintable(QString::number(at)));
        QVERIFY2(!(*opened)->facts().warnings.empty(), qPrintable(QString::number(at)));
    }
    QVERIFY(opens * 10 > static_cast<std::size_t>(flips) * 9);  // it has two parts of events: one is left
    QVERIFY(whole > 0 && whole < opens);
}

void TraceDamageTest::nothingIsLostBehindADamagedHead() {
    const auto trace = saved("sound.heddle", 300);
    const std::string sound = bytesOf(path("sound.heddle"));
    for (std::size_t at = 0; at < sizeof(FileHeader); ++at) {
        std::string damaged = sound;
        damaged[at] = static_cast<char>(damaged[at] ^ 0x41);
        writeBytes(path("damaged.heddle"), damaged);
        const auto found = recoverTrace(path("damaged.heddle"));
        QVERIFY2(found.has_value(), qPrintable(QString::number(at)));
        QCOMPARE(differenceBetween(*trace, *found->trace), std::string());
        QVERIFY(found->losses.empty());
        QCOMPARE(found->mended, std::vector<std::string>{"the first 16 bytes of the file are damaged"});
        QCOMPARE(found->trace->facts().warnings, found->mended);
        const auto opened = openTrace(path("damaged.heddle"));
        QCOMPARE(opened.has_value(), at >= fileMagic.size());  // else it is not known for a trace
    }
    std::string older = sound;  // as Heddle wrote it before its head had a sum
    older.replace(12, 4, 4, '\0');
    writeBytes(path("older.heddle"), older);
    const auto opened = openTrace(path("older.heddle"));
    QVERIFY(opened.has_value());
    QVERIFY((*opened)->facts().warnings.empty());
    writeBytes(path("foreign.heddle"), std::string(5000, 'x'));
    const auto foreign = recoverTrace(path("foreign.heddle"));
    QVERIFY(!foreign && foreign.error().sentence.ends_with("it is not a Heddle trace"));
}

void TraceDamageTest::aDamagedPartOfTheEventsIsLeftOutAndNamed() {
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

namespace {

// A run whose schedule lies in three parts of the file, ten grants each; one event came of every grant.
void writeInThreeParts(const std::filesystem::path& path) {
    const auto source = randomTrace({.seed = 3, .events = 30});
    const auto grown = std::make_shared<Trace>();
    const auto writer = TraceFileWriter::create(path, grown, {.partialEvery = {}});
    if (!writer)
        qFatal("%s", writer.error().sentence.c_str());
    for (std::uint32_t i = 0; i < 30; ++i) {
        grown->appendGrant({{i + 1}, 1, false, {2}, std::uint64_t{i}});
        grown->append(source->event(i));
        if (i % 10 == 9 && i < 29 && !(*writer)->catchUp())
            qFatal("not written");
    }
    if (!(*writer)->finish())
        qFatal("not written");
}

}  // namespace

void TraceDamageTest::aDamagedPartOfTheScheduleEndsIt() {
    writeInThreeParts(path("parts.heddle"));
    const std::string sound = bytesOf(path("parts.heddle"));
    QVERIFY(!(*openTrace(path("parts.heddle")))->facts().scheduleLostAfterStep);
    for (std::uint64_t damaged = 0; damaged < 3; ++damaged) {
        std::string bytes = sound;
        for (const PartPlace& part : partsOf(sound))
            if (part.header.type == PartType::schedule && part.header.first == 10 * damaged)
                bytes[part.offset + sizeof(PartHeader) + 3] ^= 4;
        writeBytes(path("damaged.heddle"), bytes);
        const auto opened = openTrace(path("damaged.heddle"));
        QVERIFY(opened.has_value());
        const RunFacts facts = (*opened)->facts();
        QCOMPARE(facts.schedule.size(), 10 * damaged);
        const std::int64_t step = damaged == 0 ? 0 : (*opened)->stepAt(10 * damaged - 2);
        QCOMPARE(facts.scheduleLostAfterStep, std::optional(step));
        QVERIFY(anyContains(facts.warnings, "is known up to step " + std::to_string(step) + " only"));
    }
}

void TraceDamageTest::whatIsLeftOfADamagedFileIsSavedAsASoundOne() {
    writeInThreeParts(path("parts.heddle"));
    const std::string sound = bytesOf(path("parts.heddle"));
    for (std::size_t size = sound.size(); size > 100; size -= 7) {
        writeBytes(path("cut.heddle"), std::string_view(sound).substr(0, size));
        const auto found = recoverTrace(path("cut.heddle"));
        if (!found)
            continue;  // before its first event
        QCOMPARE(found->losses.empty(), size == sound.size());
        QVERIFY(saveTrace(found->trace, path("good.heddle")).has_value());
        const auto good = recoverTrace(path("good.heddle"));
        QVERIFY(good.has_value());
        QVERIFY(good->losses.empty());
        QCOMPARE(differenceBetween(*found->trace, *good->trace), std::string());
        QCOMPARE(good->trace->facts().scheduleLostAfterStep, found->trace->facts().scheduleLostAfterStep);
    }
}

void TraceDamageTest::grantsBehindMissingEventsKeepTheirPlace() {
    const auto trace = randomTrace({.seed = 7, .events = 3 * Chunk::capacity});
    for (const std::uint64_t events : {10UL, Chunk::capacity + 10, 2 * Chunk::capacity + 10})
        trace->appendGrant({{1}, 1, false, {2}, events});
    const std::size_t before = trace->grantCount() - 3;
    QVERIFY(saveTrace(trace, path("three.heddle")).has_value());
    std::string bytes = bytesOf(path("three.heddle"));
    for (const PartPlace& part : partsOf(bytes))
        if (part.header.type == PartType::events && part.header.first == Chunk::capacity)
            bytes[part.offset + sizeof(PartHeader) + 100] ^= 4;
    writeBytes(path("damaged.heddle"), bytes);
    const auto opened = openTrace(path("damaged.heddle"));
    QVERIFY(opened.has_value());
    QCOMPARE((*opened)->grant(before)->events, std::optional<std::uint64_t>(10));
    QCOMPARE((*opened)->grant(before + 1)->events, std::optional<std::uint64_t>(Chunk::capacity));
    QCOMPARE((*opened)->grant(before + 2)->events, std::optional<std::uint64_t>(Chunk::capacity + 10));
}

QTEST_APPLESS_MAIN(TraceDamageTest)
#include "TraceDamageTest.moc"
