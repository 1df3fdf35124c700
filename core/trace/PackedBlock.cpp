// SPDX-License-Identifier: MIT
#include "core/trace/PackedBlock.h"

#include <algorithm>
#include <limits>

namespace heddle {

namespace {

constexpr std::size_t wholeBytes = sizeof(std::uint64_t);

std::size_t bytesFor(std::uint64_t greatest) {
    return (static_cast<std::size_t>(std::bit_width(greatest)) + 7) / 8;
}

std::uint64_t maskOf(std::size_t bytes) {
    return bytes == 0 ? 0 : ~std::uint64_t{0} >> (8 * (wholeBytes - bytes));
}

}  // namespace

PackedBlock::PackedBlock(std::span<const std::int64_t> numbers, std::size_t columns) {
    const std::size_t rows = numbers.size() / columns;
    std::vector<Column> heads(columns);
    std::size_t rowBytes = 0;
    for (std::size_t column = 0; column < columns; ++column) {
        std::int64_t least = std::numeric_limits<std::int64_t>::max(), greatest = ~least;
        for (std::size_t i = column; i < numbers.size(); i += columns) {
            least = std::min(least, numbers[i]);
            greatest = std::max(greatest, numbers[i]);
        }
        // Without a sign, where a difference of any two fits.
        const auto bytes = bytesFor(static_cast<std::uint64_t>(greatest) - static_cast<std::uint64_t>(least));
        heads[column] = {static_cast<std::uint64_t>(least), maskOf(bytes), rowBytes};
        rowBytes += bytes;
    }
    m_rowsFrom = static_cast<std::uint32_t>(columns * sizeof(Column));
    m_rowBytes = static_cast<std::uint32_t>(rowBytes);
    m_bytes.resize(m_rowsFrom + rows * rowBytes + wholeBytes);
    std::memcpy(m_bytes.data(), heads.data(), m_rowsFrom);
    std::byte* to = m_bytes.data() + m_rowsFrom;
    for (std::size_t row = 0; row < rows; ++row, to += rowBytes)
        for (std::size_t column = 0; column < columns; ++column) {
            const auto number = static_cast<std::uint64_t>(numbers[row * columns + column]);
            const std::uint64_t above = number - heads[column].least;
            // Whole, from left to right: what lies behind its own bytes is written next.
            std::memcpy(to + heads[column].from, &above, wholeBytes);
        }
}

}  // namespace heddle
