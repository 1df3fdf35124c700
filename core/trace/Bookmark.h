// SPDX-License-Identifier: MIT
// What somebody who looked at a run noted at an instant of it. It is no part of the run, and is kept in its
// file.
#pragma once

#include "core/trace/Bytes.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace heddle {

struct Bookmark {
    std::uint64_t event = 0;  // index into the trace: the instant is when it has just happened
    std::string note;         // UTF-8; may be ""

    friend bool operator==(const Bookmark&, const Bookmark&) = default;
};

// One record, with its length ahead of it, so that a later Heddle can add to it. Thread: any.
void encode(const Bookmark& bookmark, ByteWriter& to);

// False when the bytes are damaged; what was well-formed ahead of that has been taken. Trusts nothing.
// Thread: any.
bool decodeBookmarks(std::span<const std::byte> bytes, std::vector<Bookmark>& into);

}  // namespace heddle
