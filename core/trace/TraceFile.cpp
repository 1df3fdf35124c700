// SPDX-License-Identifier: MIT
#include "core/trace/TraceFile.h"

#include "core/trace/Checksum.h"
#include "core/trace/EventColumns.h"
#include "core/trace/FactsCode.h"
#include "core/trace/FileSources.h"
#include "core/trace/FiledChunks.h"
#include "core/trace/Filing.h"
#include "core/trace/IndexCode.h"
#include "core/trace/NewFile.h"
#include "core/trace/Overview.h"

#include <algorithm>
#include <deque>
#include <optional>

namespace heddle {
namespace {

constexpr std::size_t partBytes = 256 * 1024;        // of records, before the next part is begun
constexpr std::size_t outputPieceBytes = 64 * 1024;  // a longer piece of output is stored as several

PartHeader headerOf(PartType type, std::uint64_t first, std::size_t count) {
    PartHeader header;
    header.type = type;
    header.first = first;
    header.count = static_cast<std::uint32_t>(count);
    return header;
}

}  // namespace

struct TraceFileWriter::Private {
    Private(std::shared_ptr<const Trace> ofTrace, std::unique_ptr<NewFile> toFile,
            TraceFileOptions withOptions)
        : trace(std::move(ofTrace)), file(std::move(toFile)), options(withOptions) {}

    Result<void> begin();
    Result<void> writeNew(bool isLast);
    Result<void> writePart(PartHeader header, std::span<const std::byte> plain);
    Result<void> writeDefinitions();
    Result<void> writeOutput();
    Result<void> writeEvents(bool isLast);
    bool isPartialDue(std::size_t events) const;
    Result<void> writeChunk(std::size_t number, const Chunk& chunk, std::size_t count);
    Result<void> writeFacts(bool isLast);
    Result<void> writeGrants();
    Result<void> writeBookmarks(std::span<const Bookmark> bookmarks);
    Result<void> writeOverview();
    Result<void> writeEnd();
    template <class Record>
    Result<void> writeRecords(PartType type, const std::vector<Record>& records, std::uint64_t& written);
    void letGo(std::size_t number, std::size_t sizeBytes);
    Result<void> remembered(Result<void> result);

    std::shared_ptr<const Trace> trace;
    std::unique_ptr<NewFile> file;
    TraceFileOptions options;
    PartPacker packer;
    ByteWriter buffer;
    std::vector<IndexedPart> parts;
    std::optional<Error> ended;  // why the recording ended early
    bool isFinished = false;

    std::size_t namesCounted = 0;
    std::size_t workersWritten = 0, objectsWritten = 0, sitesWritten = 0;
    std::uint64_t definitionsWritten = 0, linesWritten = 0, grantsWritten = 0;
    std::size_t linesRead = 0;       // of the trace; long ones become several in the file
    std::size_t chunksWritten = 0;   // that are full
    std::size_t partialWritten = 0;  // events of the chunk after these
    Instant partialAt = monotonicNow();
    std::uint64_t fullBytes = 0, partialBytes = 0;  // that these took in the file
    std::uint64_t factsSeen = 0;                    // how often they had been set
    std::vector<std::byte> factsWritten;
    Overview overview;
    std::size_t overviewed = 0;  // events

    std::shared_ptr<FiledChunks> filed;  // none: what is written cannot be read back
    struct Held {
        std::size_t number, sizeBytes;
    };
    std::deque<Held> held;  // filed, and still in memory
    std::size_t heldBytes = 0;
};

Result<void> TraceFileWriter::Private::begin() {
    const FileHeader header = soundHead();
    return file->append(std::as_bytes(std::span(&header, 1)));
}

Result<void> TraceFileWriter::Private::writePart(PartHeader header, std::span<const std::byte> plain) {
    header.number = static_cast<std::uint32_t>(parts.size());
    auto packed = packer.pack(header, plain);
    if (!packed)
        return tl::unexpected(packed.error());
    const std::uint64_t offset = file->sizeBytes();
    auto written = file->append(std::as_bytes(std::span(&packed->header, 1)), packed->stored);
    if (written)
        parts.push_back({offset, packed->header});
    return written;
}

// In this order: what an event refers to is defined before the event is in the trace, so here too.
Result<void> TraceFileWriter::Private::writeNew(bool isLast) {
    const std::size_t partsBefore = parts.size();
    const auto events = [&] { return writeEvents(isLast); };
    const auto grants = [&] { return isLast || parts.size() > partsBefore ? writeGrants() : Result<void>(); };
    const auto output = [&] { return writeOutput(); };
    const auto facts = [&] { return writeFacts(isLast); };
    return events().and_then(grants).and_then(output).and_then(facts);
}

template <class Record>
Result<void> TraceFileWriter::Private::writeRecords(PartType type, const std::vector<Record>& records,
                                                    std::uint64_t& written) {
    std::uint64_t first = written;
    buffer.clear();
    for (std::size_t i = 0; i < records.size(); ++i) {
        if constexpr (std::is_pointer_v<Record>)
            encode(*records[i], buffer);
        else
            encode(records[i], buffer);
        ++written;
        if (buffer.size() < partBytes && i + 1 < records.size())
            continue;
        if (auto result = writePart(headerOf(type, first, written - first), buffer.bytes()); !result)
            return result;
        buffer.clear();
        first = written;
    }
    return {};
}

Result<void> TraceFileWriter::Private::writeDefinitions() {
    const Names& names = trace->names();
    const std::size_t count = names.count();
    if (count == namesCounted)
        return {};
    const auto newOnes = [&](PartType type, auto all, std::size_t& written) {
        all.erase(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(written));
        written += all.size();
        return writeRecords(type, all, definitionsWritten);
    };
    namesCounted = count;
    return newOnes(PartType::definitions, names.workers(), workersWritten)
        .and_then([&] { return newOnes(PartType::definitions, names.objects(), objectsWritten); })
        .and_then([&] { return newOnes(PartType::definitions, names.sites(), sitesWritten); });
}

Result<void> TraceFileWriter::Private::writeOutput() {
    std::vector<OutputLine> pieces;
    for (OutputLine& line : trace->output(linesRead)) {
        ++linesRead;
        for (std::size_t at = 0; at < line.text.size() || at == 0; at += outputPieceBytes)
            pieces.push_back({line.at, line.stream, line.text.substr(at, outputPieceBytes)});
    }
    return writeRecords(PartType::output, pieces, linesWritten);
}

Result<void> TraceFileWriter::Private::writeEvents(bool isLast) {
    const std::size_t events = trace->size();  // before the names, which are known before their events
    if (auto result = writeDefinitions(); !result)
        return result;
    for (const std::size_t full = events / Chunk::capacity; chunksWritten < full;) {
        const auto chunk = trace->chunk(chunksWritten);
        if (auto result = writeChunk(chunksWritten, *chunk, Chunk::capacity); !result)
            return result;
        fullBytes += parts.back().header.storedBytes;
        letGo(chunksWritten, chunk->sizeBytes());
        ++chunksWritten;
        partialWritten = 0;
    }
    const std::size_t more = events % Chunk::capacity;
    if (more <= partialWritten || !(isLast || isPartialDue(more)))
        return {};
    partialWritten = more;
    partialAt = monotonicNow();
    auto result = writeChunk(chunksWritten, *trace->chunk(chunksWritten), more);
    partialBytes += result ? parts.back().header.storedBytes : 0;
    return result;
}

// A partial chunk is written anew each time, so the fuller it is the longer that has to wait. What is short
// or slow is in the file at once all the same: it must be there when Heddle is killed.
bool TraceFileWriter::Private::isPartialDue(std::size_t events) const {
    constexpr std::size_t bytesOfAnEvent = 16;  // compressed, and rather more than less
    const Span since = monotonicNow() - partialAt;
    if (since >= Span{options.partialEvery.ns * static_cast<std::int64_t>(1 + partialWritten / 256)})
        return true;
    return since >= options.earlyEvery &&
           partialBytes + events * bytesOfAnEvent <= options.earlyBytes + fullBytes / 8;
}

Result<void> TraceFileWriter::Private::writeChunk(std::size_t number, const Chunk& chunk, std::size_t count) {
    if (chunk.size() < count)
        return failure("part " + std::to_string(number) +
                       " of the events is damaged where they were read from");
    for (; overviewed < number * Chunk::capacity + count; ++overviewed)
        overview.read(chunk.event(overviewed % Chunk::capacity));
    buffer.clear();
    encodeEvents(chunk, count, buffer);
    PartHeader header = headerOf(PartType::events, number * Chunk::capacity, count);
    header.steps = static_cast<std::uint32_t>(chunk.stepAt(count - 1) - chunk.stepsBefore());
    header.end = chunk.event(0).end;
    for (std::size_t i = 1; i < count; ++i)
        header.end = std::max(header.end, chunk.event(i).end);
    return writePart(header, buffer.bytes());
}

// Oldest first: what was just recorded is what is looked at.
void TraceFileWriter::Private::letGo(std::size_t number, std::size_t sizeBytes) {
    if (!filed)
        return;
    filed->add(parts.back().offset, parts.back().header);
    held.push_back({number, sizeBytes});
    heldBytes += sizeBytes;
    while (heldBytes > options.memoryBytes) {
        Trace::Filing::forget(*trace, held.front().number);
        heldBytes -= held.front().sizeBytes;
        held.pop_front();
    }
}

Result<void> TraceFileWriter::Private::writeFacts(bool isLast) {
    const std::uint64_t set = trace->factsSet();
    if (!isLast && set == factsSeen)
        return {};
    factsSeen = set;
    const RunFacts facts = trace->facts();
    buffer.clear();
    encode(facts, buffer);
    const auto bytes = buffer.bytes();
    if (std::equal(bytes.begin(), bytes.end(), factsWritten.begin(), factsWritten.end()))
        return {};
    factsWritten.assign(bytes.begin(), bytes.end());
    return writePart(headerOf(PartType::facts, 0, 1), bytes);
}

// With the events that came of them, so that they are there when Heddle is killed.
Result<void> TraceFileWriter::Private::writeGrants() {
    return writeRecords(PartType::schedule, trace->grants(grantsWritten), grantsWritten);
}

Result<void> TraceFileWriter::Private::writeBookmarks(std::span<const Bookmark> bookmarks) {
    std::uint64_t written = 0;
    return writeRecords(PartType::bookmarks, std::vector(bookmarks.begin(), bookmarks.end()), written);
}

// A part holds workers whole.
Result<void> TraceFileWriter::Private::writeOverview() {
    std::size_t inPart = 0;
    std::uint64_t first = 0;
    buffer.clear();
    for (const auto& [worker, its] : overview.workers()) {
        encode(worker, its, buffer);
        ++inPart;
        if (buffer.size() < partBytes && first + inPart < overview.workers().size())
            continue;
        if (auto result = writePart(headerOf(PartType::overview, first, inPart), buffer.bytes()); !result)
            return result;
        buffer.clear();
        first += inPart;
        inPart = 0;
    }
    return {};
}

// What a reader who opens a finished file looks for first.
Result<void> TraceFileWriter::Private::writeEnd() {
    if (auto result = writeOverview(); !result)
        return result;
    buffer.clear();
    encodeIndex(parts, buffer);
    if (buffer.size() > plainBytesAtMost)
        return {};  // beyond some 600,000 parts a reader scans instead
    const PartHeader header = headerOf(PartType::index, 0, parts.size());
    if (auto result = writePart(header, buffer.bytes()); !result)
        return result;
    FileTrailer trailer;
    trailer.indexAt = parts.back().offset;
    trailer.sum = crc32c(std::as_bytes(std::span(&trailer, 1)).first(offsetof(FileTrailer, sum)));
    return file->append(std::as_bytes(std::span(&trailer, 1)));
}

Result<void> TraceFileWriter::Private::remembered(Result<void> result) {
    if (result)
        return result;
    const std::size_t events = chunksWritten * Chunk::capacity;
    ended = Error{"the recording ended after " + std::to_string(events) +
                  " events, the run goes on: " + result.error().sentence};
    return tl::unexpected(*ended);
}

TraceFileWriter::TraceFileWriter(std::unique_ptr<Private> members) : m(std::move(members)) {}
TraceFileWriter::~TraceFileWriter() = default;

Result<std::unique_ptr<TraceFileWriter>> TraceFileWriter::create(const std::filesystem::path& path,
                                                                 std::shared_ptr<const Trace> trace,
                                                                 TraceFileOptions options) {
    auto file = NewFile::create(path);
    if (!file)
        return tl::unexpected(file.error());
    auto writer = std::make_unique<Private>(std::move(trace), std::move(*file), options);
    const auto isThere = writer->begin().and_then([&] { return writer->file->takePlace(); });
    if (!isThere)
        return tl::unexpected(isThere.error());
    if (writer->file->isPlainFile()) {
        auto fd = writer->file->duplicate();
        if (!fd)
            return tl::unexpected(fd.error());
        writer->filed = std::make_shared<FiledChunks>(std::make_unique<GrowingFile>(std::move(*fd)));
        writer->filed->tellDamageTo(writer->trace);
        Trace::Filing::lend(*writer->trace, writer->filed);
    }
    return std::unique_ptr<TraceFileWriter>(new TraceFileWriter(std::move(writer)));
}

Result<void> TraceFileWriter::catchUp() {
    if (m->ended)
        return tl::unexpected(*m->ended);
    return m->isFinished ? Result<void>() : m->remembered(m->writeNew(false));
}

Result<void> TraceFileWriter::finish() {
    if (m->ended)
        return tl::unexpected(*m->ended);
    if (m->isFinished)
        return {};
    m->isFinished = true;
    return m->remembered(m->writeNew(true).and_then([&] { return m->writeEnd(); }));
}

Result<void> saveTrace(std::shared_ptr<const Trace> trace, const std::filesystem::path& path,
                       std::span<const Bookmark> bookmarks) {
    auto file = NewFile::create(path);
    if (!file)
        return tl::unexpected(file.error());
    TraceFileWriter::Private writer(std::move(trace), std::move(*file), {});
    return writer.begin()
        .and_then([&] { return writer.writeNew(true); })
        .and_then([&] { return writer.writeBookmarks(bookmarks); })
        .and_then([&] { return writer.writeEnd(); })
        .and_then([&] { return writer.file->reachDisk(); })
        .and_then([&] { return writer.file->takePlace(); });
}

}  // namespace heddle
