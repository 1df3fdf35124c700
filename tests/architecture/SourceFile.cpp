// SPDX-License-Identifier: MIT
#include "tests/architecture/SourceFile.h"

#include <algorithm>
#include <fstream>
#include <sstream>

namespace heddle::architecture {

bool SourceFile::isIn(std::string_view folder) const {
    return path.size() > folder.size() && path.starts_with(folder) && path[folder.size()] == '/';
}

std::string SourceFile::folder() const {
    return path.substr(0, path.rfind('/'));
}

SourceFile sourceFrom(std::string path, std::string_view text) {
    SourceFile file{std::move(path), {}};
    std::istringstream lines{std::string(text)};
    for (std::string line; std::getline(lines, line);)
        file.lines.push_back(line);
    return file;
}

std::vector<SourceFile> readSources(const std::filesystem::path& root) {
    std::vector<SourceFile> files;
    for (const char* top : {"core", "app", "resources", "tests"})
        for (const auto& entry : std::filesystem::recursive_directory_iterator(root / top)) {
            const auto extension = entry.path().extension();
            if (extension != ".h" && extension != ".cpp" && entry.path().filename() != "CMakeLists.txt")
                continue;
            std::ostringstream text;
            text << std::ifstream(entry.path()).rdbuf();
            files.push_back(
                sourceFrom(std::filesystem::relative(entry.path(), root).generic_string(), text.str()));
        }
    std::sort(files.begin(), files.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
    return files;
}

std::vector<Include> includesOf(const SourceFile& file) {
    std::vector<Include> includes;
    for (std::size_t i = 0; i < file.lines.size(); ++i) {
        const std::string& line = file.lines[i];
        if (!line.starts_with("#include"))
            continue;
        const std::size_t begin = line.find_first_of("<\"");
        const std::size_t end = begin == std::string::npos ? begin : line.find_first_of(">\"", begin + 1);
        if (end != std::string::npos)
            includes.push_back({i + 1, line.substr(begin + 1, end - begin - 1), line[begin] == '"'});
    }
    return includes;
}

}  // namespace heddle::architecture
