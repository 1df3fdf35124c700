// SPDX-License-Identifier: MIT
// The formats in which a trace can leave. A new one is a file pair with a function, and a line in
// Formats.cpp.
#pragma once

#include "core/base/Result.h"
#include "core/format/ExportRequest.h"

#include <filesystem>
#include <ostream>
#include <span>
#include <string_view>

namespace heddle {

enum class FormatGroup { page, viewers, tables, texts };

struct Format {
    std::string_view name;    // for --to
    std::string_view ending;  // of a file's name: ".json"
    std::string_view what;    // a few words on what reads it
    FormatGroup group;
    void (*write)(const ExportRequest& request, std::ostream& out);  // stops early when `out` fails
    // Instead of that, of what is no stream: fills an empty file.
    Result<void> (*fill)(const ExportRequest& request, const std::filesystem::path& path) = nullptr;
    // Of what has a bound: a sentence for what it cannot take.
    Result<void> (*fits)(const ExportRequest& request) = nullptr;
    bool isOfInstant = false;  // it shows how all stood at the end of what is asked for
};

std::span<const Format> formats();
const Format* formatNamed(std::string_view name);  // nullptr: there is none

// Writes a file; an older one at `path` is replaced whole or not at all, also when the request is stopped:
// then that is the error. Thread: any.
Result<void> exportTrace(const Format& format, const ExportRequest& request,
                         const std::filesystem::path& path);

}  // namespace heddle
