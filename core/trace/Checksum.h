// SPDX-License-Identifier: MIT
// CRC-32C (Castagnoli, RFC 3720 B.4). Chosen for the trace file because it is certain to notice any damage
// within 32 neighbouring bits, which a hash is not, and needs no library; zstd's own checksum is only seen
// after decompression.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace heddle {

std::uint32_t crc32c(std::span<const std::byte> bytes);  // Thread: any.

}  // namespace heddle
