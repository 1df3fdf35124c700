// SPDX-License-Identifier: MIT
// The index at the end of a file: what its parts are and where, so that opening need not visit each of them.
#pragma once

#include "core/trace/Bytes.h"
#include "core/trace/FileLayout.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace heddle {

struct IndexedPart {
    std::uint64_t offset = 0;
    PartHeader header;
};

void encodeIndex(const std::vector<IndexedPart>& parts, ByteWriter& to);

// Empty when damaged, or when a part would not lie between the file's header and `limit`. Trusts nothing.
// Thread: any.
std::optional<std::vector<IndexedPart>> decodeIndex(std::span<const std::byte> bytes, std::uint64_t limit);

}  // namespace heddle
