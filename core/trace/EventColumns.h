// SPDX-License-Identifier: MIT
// Events of a chunk as columns of small numbers, which compress well: each field is stored as the difference
// to what was to be expected of it (the worker's next operation, the object's next order number, the same
// line as last time).
#pragma once

#include "core/trace/Bytes.h"
#include "core/trace/Chunk.h"

#include <cstddef>
#include <memory>
#include <span>

namespace heddle {

// The first `count` events of a chunk, with their texts. Thread: any.
void encodeEvents(const Chunk& chunk, std::size_t count, ByteWriter& to);

// Null when the bytes are not exactly `count` well-formed events. Trusts nothing. Thread: any.
std::shared_ptr<const Chunk> decodeEvents(std::span<const std::byte> bytes, std::size_t count,
                                          std::int64_t stepsBefore, std::int64_t endBefore);

}  // namespace heddle
