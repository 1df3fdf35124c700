// SPDX-License-Identifier: MIT
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <vector>

namespace heddle {

// So many rows of whole numbers, each column kept as its least number and, of each row, as many bytes as what
// is above that needs: whatever the numbers are, they come out as they went in. Thread: any; it never
// changes.
class PackedBlock {
public:
    PackedBlock() = default;
    PackedBlock(std::span<const std::int64_t> numbers, std::size_t columns);  // row by row

    std::size_t bytes() const { return m_bytes.size(); }

    // Inlined, so that of a row only those columns are read that somebody looks at.
    std::int64_t at(std::size_t row, std::size_t column) const {
        Column its;
        std::memcpy(&its, m_bytes.data() + column * sizeof(Column), sizeof its);
        std::uint64_t above = 0;
        std::memcpy(&above, m_bytes.data() + m_rowsFrom + row * m_rowBytes + its.from, sizeof above);
        return static_cast<std::int64_t>(its.least + (above & its.mask));
    }

private:
    struct Column {
        std::uint64_t least = 0;
        std::uint64_t mask = 0;  // over those of 8 bytes that are its own
        std::uint64_t from = 0;  // bytes into the row
    };
    static_assert(std::endian::native == std::endian::little);

    std::vector<std::byte> m_bytes;  // the columns, the rows, and as many bytes as are read behind the last
    std::uint32_t m_rowsFrom = 0, m_rowBytes = 0;
};

}  // namespace heddle
