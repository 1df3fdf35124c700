// SPDX-License-Identifier: MIT
// A file of the project as the architecture's rules see it, and what a rule says against it.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace heddle::architecture {

struct SourceFile {
    std::string path;  // from the project's root: "core/world/World.h"
    std::vector<std::string> lines;

    bool isHeader() const { return path.ends_with(".h"); }
    bool isSource() const { return path.ends_with(".cpp"); }
    bool isIn(std::string_view folder) const;  // "core", "core/world": at any depth
    std::string folder() const;                // "core/world"
};

struct Complaint {
    std::string file;
    std::size_t line = 0;  // from 1
    std::string sentence;
};

using Complaints = std::vector<Complaint>;

SourceFile sourceFrom(std::string path, std::string_view text);
std::vector<SourceFile>
readSources(const std::filesystem::path& root);  // core, app, resources, tests; .h, .cpp, CMakeLists.txt

// What stands between the quotes or brackets of each #include; isOwn: quotes.
struct Include {
    std::size_t line = 0;
    std::string path;
    bool isOwn = false;
};
std::vector<Include> includesOf(const SourceFile& file);

}  // namespace heddle::architecture
