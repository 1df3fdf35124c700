// SPDX-License-Identifier: MIT
// A trace file as bytes: read, damaged, written, and what was read of it compared. Thread: any.
#pragma once

#include "core/trace/FileLayout.h"
#include "core/trace/Trace.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace heddle {

std::string bytesOf(const std::filesystem::path& path);
void writeBytes(const std::filesystem::path& path, std::string_view bytes);

// Where parts lie in a file that is whole.
struct PartPlace {
    std::size_t offset;
    PartHeader header;
};
std::vector<PartPlace> partsOf(const std::string& bytes);

bool isBeginningOf(const Trace& shorter, const Trace& longer);  // its events are the first ones of `longer`
bool isWithGapsPartOf(const Trace& shorter, const Trace& longer);  // they are some of `longer`, in its order
bool anyContains(const std::vector<std::string>& sentences, const std::string& part);

}  // namespace heddle
