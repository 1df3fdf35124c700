// SPDX-License-Identifier: MIT
#include "core/trace/FileScan.h"

#include "core/trace/Checksum.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>

namespace heddle {
namespace {

constexpr std::uint64_t checkedWholeBytes = 1ULL << 30;  // reading this much takes about half a second

std::optional<FileTrailer> trailerOf(const FileBytes& file) {
    FileTrailer trailer;
    const std::uint64_t size = file.sizeBytes();
    if (size < sizeof(FileHeader) + sizeof(FileTrailer) ||
        !file.read(size - sizeof(FileTrailer), std::as_writable_bytes(std::span(&trailer, 1))))
        return std::nullopt;
    const auto summed = std::as_bytes(std::span(&trailer, 1)).first(offsetof(FileTrailer, sum));
    return trailer.mark == trailerMark && trailer.sum == crc32c(summed) ? std::optional(trailer)
                                                                        : std::nullopt;
}

std::optional<FoundParts> findByIndex(const FileBytes& file, const FileTrailer& trailer) {
    const auto header = readHeader(file, trailer.indexAt);
    if (!header || header->type != PartType::index)
        return std::nullopt;
    const auto plain = readPlain(file, trailer.indexAt, *header);
    const auto indexed = plain ? decodeIndex(*plain, trailer.indexAt) : std::nullopt;
    if (!indexed)
        return std::nullopt;
    FoundParts found;
    for (const IndexedPart& part : *indexed)
        found.parts.push_back({part.offset, part.header, true});
    found.isFinished = true;
    return found;
}

// The next offset from `from` on at which a part begins; the file's size if there is none.
std::uint64_t nextPart(const FileBytes& file, std::uint64_t from) {
    const std::uint64_t size = file.sizeBytes();
    std::array<std::byte, 64 * 1024> window{};
    while (from + sizeof(PartHeader) <= size) {
        const auto read = std::span(window).first(std::min<std::uint64_t>(window.size(), size - from));
        if (!file.read(from, read))
            return size;
        for (std::size_t i = 0; i + sizeof(partMark) <= read.size(); ++i)
            if (std::memcmp(&read[i], &partMark, sizeof(partMark)) == 0 && readHeader(file, from + i))
                return from + i;
        from += read.size() - (sizeof(partMark) - 1);  // a mark may lie across two windows
    }
    return size;
}

class Scan {
public:
    explicit Scan(const FileBytes& file) : m_file(file), m_size(file.sizeBytes()) {}

    FoundParts run() {
        while (m_at < m_size && !m_found.isFinished) {
            if (m_size - m_at < sizeof(PartHeader))
                break;  // the beginning of a header
            if (const auto header = readHeader(m_file, m_at))
                take(*header);
            else
                skipDamage();
        }
        return std::move(m_found);
    }

private:
    void take(const PartHeader& header) {
        const std::uint64_t left = m_size - m_at - sizeof(PartHeader);
        if (header.storedBytes > left) {
            m_at = m_size;  // the file ends within it
            return;
        }
        m_number = header.number;
        if (header.type == PartType::index)
            m_found.isFinished = left - header.storedBytes == sizeof(FileTrailer);
        else
            m_found.parts.push_back({m_at, header, true});
        m_at += sizeof(PartHeader) + header.storedBytes;
    }

    void skipDamage() {
        m_found.damages.push_back("part " + std::to_string(m_number + 1) + " of the file, at byte " +
                                  std::to_string(m_at) + ", is damaged and was skipped");
        m_at = nextPart(m_file, m_at + 1);
    }

    const FileBytes& m_file;
    std::uint64_t m_size;
    std::uint64_t m_at = sizeof(FileHeader);
    std::int64_t m_number = -1;
    FoundParts m_found;
};

std::string_view nameOf(PartType type) {
    switch (type) {
    case PartType::events:
        return "events";
    case PartType::definitions:
        return "names";
    case PartType::output:
        return "output";
    case PartType::facts:
        return "facts";
    case PartType::schedule:
        return "schedule";
    case PartType::index:
        return "index";
    case PartType::overview:
        return "overview";
    case PartType::bookmarks:
        return "bookmarks";
    }
    return "an unknown type";
}

// What the index tells of a part is used, even if the part's own header is damaged; but that is told.
void check(const FileBytes& file, FoundPart& part, FoundParts& found) {
    const std::string name = "part " + std::to_string(part.header.number) + " of the file (" +
                             std::string(nameOf(part.header.type)) + ")";
    part.isWhole = isWhole(file, part.offset, part.header);
    if (!part.isWhole)
        found.damages.push_back(name + " fails its checksum and was skipped");
    else if (!readHeader(file, part.offset))
        found.mended.push_back(name + " has a damaged header; it was read by the file's index");
}

}  // namespace

FoundParts findParts(const FileBytes& file, SumCheck sums) {
    const auto trailer = trailerOf(file);
    std::optional<FoundParts> found = trailer ? findByIndex(file, *trailer) : std::nullopt;
    if (!found) {
        found = Scan(file).run();
        if (trailer || found->isFinished) {
            found->isFinished = true;
            found->mended.push_back("the file's index is damaged and was rebuilt");
        }
    }
    const bool checksAll = sums == SumCheck::whole || file.sizeBytes() <= checkedWholeBytes;
    for (FoundPart& part : found->parts)
        if (checksAll || part.header.type != PartType::events)
            check(file, part, *found);
    return std::move(*found);
}

}  // namespace heddle
