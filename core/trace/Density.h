// SPDX-License-Identifier: MIT
// An index over spans that follow one another, so that a question about a pixel costs the same for a thousand
// spans under it as for ten millions.
#pragma once

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
    };
    void append(Mark afterSpan);  // once for each span, in order
    std::size_t size() const { return m_size; }

    // Where the first span that ends after a position is: one of [first, last), or `last` itself.
    struct Place {
        std::size_t first = 0, last = 0;
        Mark before;             // after the spans ahead of `first`
        std::optional<Mark> by;  // after those ahead of `last`, when they are too near to be told apart
    };
    // Looks no closer than at a group of spans that is at most `nearEnough` long: then `by` tells its end.
    Place firstEndingAfter(std::int64_t position, std::int64_t nearEnough) const;

private:
    std::size_t m_size = 0;
    std::int64_t m_end = 0;
    std::vector<std::vector<Mark>> m_rows;  // the lowest first
};

}  // namespace heddle
