// SPDX-License-Identifier: MIT
// How a `.heddle` file lies on disk, all numbers with the lowest byte first:
//
//   FileHeader
//   PartHeader, then its stored bytes      as often as there was something to write
//   ...
//   PartHeader of type index, its bytes    what the parts are and where; only in a file that was finished
//   FileTrailer                            where the index is
//
// A file whose header is damaged can be read all the same. A part is compressed with zstd and has two
// checksums, one for its header, so that a reader who meets damage finds the next part by its mark. Types
// that a reader does not know are skipped. Within a type, parts are numbered by `first`.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <type_traits>

namespace heddle {

inline constexpr std::array<char, 8> fileMagic = {'\x89', 'H', 'E', 'D', 'D', 'L', 'E', '\n'};
inline constexpr std::uint32_t fileVersion =
    1;  // grows when an older Heddle could no longer understand the file
inline constexpr std::uint32_t partMark = 0x50'4c'44'48;     // "HDLP"
inline constexpr std::uint32_t trailerMark = 0x45'4c'44'48;  // "HDLE"

struct FileHeader {
    std::array<char, 8> magic = fileMagic;
    std::uint32_t version = fileVersion;
    std::uint32_t sum =
        0;  // crc32c of the 12 bytes ahead of it; 0 in files of the first Heddles, of version 1
};
static_assert(sizeof(FileHeader) == 16);

enum class PartType : std::uint32_t {
    events = 1,  // EventColumns; a later part with the same `first` holds the same events and more
    definitions =
        2,         // FactsCode: workers, objects and source lines, each ahead of the first event that uses it
    output = 3,    // FactsCode: what the program wrote
    facts = 4,     // FactsCode: the last one counts
    schedule = 5,  // FactsCode: grants
    index = 6,     // IndexCode
    overview = 7,  // Overview: ahead of the index, in a file that was finished
    bookmarks = 8,  // Bookmark: of a run that somebody has looked at
};

struct PartHeader {
    std::uint32_t mark = partMark;
    PartType type = PartType::events;
    std::uint32_t number = 0;       // of parts ahead of it in the file
    std::uint32_t storedBytes = 0;  // that follow this header
    std::uint32_t plainBytes = 0;   // when they are decompressed
    std::uint32_t storedSum = 0;    // crc32c of the stored bytes
    std::uint64_t first = 0;        // of its events, definitions, lines or grants
    std::uint32_t count = 0;        // of these
    std::uint32_t steps = 0;        // events: how many are steps
    std::int64_t end = 0;           // events: the greatest `end`, ns
    std::array<std::uint32_t, 3> spare{};
    std::uint32_t headerSum = 0;  // crc32c of the 60 bytes ahead of it
};
static_assert(sizeof(PartHeader) == 64 && std::is_trivially_copyable_v<PartHeader>);
static_assert(offsetof(PartHeader, first) == 24 && offsetof(PartHeader, headerSum) == 60);

struct FileTrailer {
    std::uint64_t indexAt = 0;  // offset of the index's PartHeader
    std::uint32_t mark = trailerMark;
    std::uint32_t sum = 0;  // crc32c of the 12 bytes ahead of it
};
static_assert(sizeof(FileTrailer) == 16);

// A file may be hostile, so no part may ask for more memory than a real one needs.
inline constexpr std::uint32_t plainBytesAtMost = 16 * 1024 * 1024;
inline constexpr std::uint32_t idAtMost = 1U << 24;  // of workers, objects, sites and processes

}  // namespace heddle
