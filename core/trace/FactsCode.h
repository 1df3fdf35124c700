// SPDX-License-Identifier: MIT
// What a file holds beside its events, as bytes: definitions, output, facts, grants. Every record has its
// length ahead of it and every fact its number, so that a later Heddle can add to them and an older one still
// reads the rest.
#pragma once

#include "core/trace/Bytes.h"
#include "core/trace/Names.h"
#include "core/trace/RunFacts.h"

#include <span>
#include <vector>

namespace heddle {

// Each encode function appends one record. Thread: any.
void encode(const WorkerInfo& worker, ByteWriter& to);
void encode(const ObjectInfo& object, ByteWriter& to);
void encode(const SiteInfo& site, ByteWriter& to);
void encode(const OutputLine& line, ByteWriter& to);
void encode(const GrantRecord& grant, ByteWriter& to);
void encode(const RunFacts& facts, ByteWriter& to);  // all but the schedule

// False when the bytes are damaged; what was well-formed ahead of that has been taken. Trusts nothing.
// Thread: any.
bool decodeDefinitions(std::span<const std::byte> bytes, Names& into);
bool decodeOutput(std::span<const std::byte> bytes, std::vector<OutputLine>& into);
bool decodeGrants(std::span<const std::byte> bytes, std::vector<GrantRecord>& into);
bool decodeFacts(std::span<const std::byte> bytes, RunFacts& into);  // leaves the schedule alone

}  // namespace heddle
