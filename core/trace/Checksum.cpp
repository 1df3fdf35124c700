// SPDX-License-Identifier: MIT
#include "core/trace/Checksum.h"

#include <array>
#include <bit>
#include <cstring>

namespace heddle {
namespace {

static_assert(std::endian::native == std::endian::little, "the eight bytes below are taken lowest first");

using Tables = std::array<std::array<std::uint32_t, 256>, 8>;

constexpr Tables makeTables() {
    constexpr std::uint32_t polynomial = 0x82f63b78;  // 0x1edc6f41 with its bits reversed
    Tables tables{};
    for (std::uint32_t i = 0; i < 256; ++i) {
        std::uint32_t sum = i;
        for (int bit = 0; bit < 8; ++bit)
            sum = (sum >> 1) ^ (sum & 1 ? polynomial : 0);
        tables[0][i] = sum;
    }
    for (std::size_t table = 1; table < 8; ++table)
        for (std::size_t i = 0; i < 256; ++i)
            tables[table][i] = (tables[table - 1][i] >> 8) ^ tables[0][tables[table - 1][i] & 0xff];
    return tables;
}

constexpr Tables tables = makeTables();

}  // namespace

// Eight bytes at a time ("slicing-by-8", Kounavis and Berry 2005).
std::uint32_t crc32c(std::span<const std::byte> bytes) {
    std::uint32_t sum = ~0U;
    const std::byte* at = bytes.data();
    std::size_t left = bytes.size();
    for (; left >= 8; left -= 8, at += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, at, 8);
        word ^= sum;
        sum = 0;
        for (std::size_t i = 0; i < 8; ++i)
            sum ^= tables[7 - i][(word >> (8 * i)) & 0xff];
    }
    for (; left > 0; --left, ++at)
        sum = (sum >> 8) ^ tables[0][(sum ^ static_cast<std::uint32_t>(*at)) & 0xff];
    return ~sum;
}

}  // namespace heddle
