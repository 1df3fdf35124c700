// SPDX-License-Identifier: MIT
// An index over spans that follow one another, so that a question about a pixel costs the same for a thousand
// spans under it as for ten millions.
#pragma once

#include "core/trace/PackedRow.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace heddle {

// A pyramid: the lowest row keeps what stands at the end of every `leaf` spans, each other row at the end of
// every `fan` of the row below. The spans themselves stay with the caller. Positions are steps or ns.
// Thread: one owner.
class Density {
public:
    static constexpr std::size_t leaf = 4, fan = 16;

    struct Mark {
        std::int64_t end = 0;     // of the last span so far; one that is less than before counts as before
        std::int64_t waited = 0;  // by all spans so far
        std::uint8_t kind = 0;    // of the last that waited; the caller's word

        static constexpr auto fields() { return std::tuple(&Mark::end, &Mark::waited, &Mark::kind); }
    };
    void append(Mark afterSpan);  // once for each span, in order
    std::size_t size() const { return m_size; }

    // Where the first span that ends after a position is: one of [first, last), or `last` itself.
    struct Place {
        std::size_t first = 0, last = 0;
        Mark before, by;      // after the spans ahead of `first`, and of `last`
        bool isNear = false;  // they are too near each other to be told apart
    };
    // Looks no closer than at a group of spans that is at most `nearEnough` long.
    Place firstEndingAfter(std::int64_t position, std::int64_t nearEnough) const;

    // The finest row that has at most so many marks: enough to draw all of it in little.
    struct Digest {
        std::uint64_t spans = 0;
        std::uint64_t row = 0;
        std::vector<Mark> marks;  // of that row, and one for what is behind it
    };
    static constexpr std::size_t rowsAtMost = 14;
    Digest digest(std::size_t atMost) const;
    // Only what the digest tells is known of it; false: it is none. Nothing is appended to it afterwards.
    bool restore(const Digest& digest);

private:
    void lift(std::size_t row);  // its marks into the rows above it

    std::size_t m_size = 0;
    Mark m_last;                          // after all
    std::size_t m_lowest = 0;             // rows below this one are not known
    std::vector<PackedRow<Mark>> m_rows;  // the lowest first
};

}  // namespace heddle
