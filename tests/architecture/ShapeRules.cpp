// SPDX-License-Identifier: MIT
#include "tests/architecture/ShapeRules.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <regex>
#include <string_view>

namespace heddle::architecture {
namespace {

void checkLicence(const SourceFile& file, Complaints& complaints) {
    const bool isApp = file.isIn("app") || file.isIn("tests/app");
    const std::string licence = isApp ? "GPL-3.0-or-later" : "MIT";
    if (file.lines.empty() || !file.lines[0].ends_with("SPDX-License-Identifier: " + licence))
        complaints.push_back({file.path, 1, "does not begin with SPDX-License-Identifier: " + licence});
}

std::size_t lineBudget(const SourceFile& file) {
    if (std::filesystem::path(file.path).stem() == "MainWindow")
        return file.isHeader() ? Budget::headerLines : Budget::mainWindowLines;
    return file.isHeader() ? Budget::headerLines : Budget::sourceLines;
}

void checkLength(const SourceFile& file, Complaints& complaints) {
    const std::size_t budget = lineBudget(file);
    if (file.lines.size() > budget)
        complaints.push_back(
            {file.path, file.lines.size(),
             std::to_string(file.lines.size()) + " lines, " + std::to_string(budget) + " are the budget"});
}

void checkHeaderIncludes(const SourceFile& file, Complaints& complaints) {
    const auto includes = includesOf(file);
    const auto own =
        std::count_if(includes.begin(), includes.end(), [](const Include& each) { return each.isOwn; });
    if (file.isHeader() && static_cast<std::size_t>(own) > Budget::includesInAHeader)
        complaints.push_back({file.path, includes.back().line,
                              std::to_string(own) + " own includes, " +
                                  std::to_string(Budget::includesInAHeader) + " are the budget"});
}

// A switch over a closed enum is a table with a row or two for each of its words, however many there are.
bool isRowOfATable(const std::string& line) {
    const std::string_view text =
        std::string_view(line).substr(std::min(line.find_first_not_of(' '), line.size()));
    return text.starts_with("case ") || text == "break;";
}

// clang-format puts a function's signature and its closing brace into the first column, and nothing within
// it.
bool opensFunction(const std::string& line) {
    static const std::regex other(
        R"(^(namespace|class|struct|enum|union|extern|const|static const|inline const)\b.*)");
    return line.find('(') != std::string::npos && (!std::regex_match(line, other) || line.ends_with(") {"));
}

void checkFunctionLengths(const SourceFile& file, Complaints& complaints) {
    const auto begin = file.lines.begin();
    auto signature = file.lines.end();  // of the function that we are in
    for (auto line = begin; line != file.lines.end(); ++line) {
        if (line->empty() || std::string_view(" #/").find(line->front()) != std::string_view::npos)
            continue;
        if (line->front() != '}') {
            if (opensFunction(*line))
                signature = line;
            continue;
        }
        if (signature == file.lines.end())
            continue;
        const auto length = line - signature + 1 - std::count_if(signature, line, isRowOfATable);
        if (static_cast<std::size_t>(length) > Budget::functionLines)
            complaints.push_back({file.path, static_cast<std::size_t>(signature - begin) + 1,
                                  "a function of " + std::to_string(length) + " lines, " +
                                      std::to_string(Budget::functionLines) + " are the budget"});
        signature = file.lines.end();
    }
}

void checkFolderNames(const SourceFile& file, Complaints& complaints) {
    static constexpr std::array forbidden{"utils", "util", "common", "misc", "helpers", "helper"};
    for (const auto& part : std::filesystem::path(file.path).parent_path())
        if (std::find(forbidden.begin(), forbidden.end(), part.string()) != forbidden.end())
            complaints.push_back({file.path, 1, "a folder named \"" + part.string() + "\" says nothing"});
}

// The first class or struct with promises of its own; data that is only fields needs no phrase.
void checkThreadPhrase(const SourceFile& file, Complaints& complaints) {
    if (!file.isHeader() || !file.isIn("core"))
        return;
    static const std::regex classHead(R"(^class [^;]*$)");
    const auto head = std::find_if(file.lines.begin(), file.lines.end(),
                                   [](const std::string& line) { return std::regex_match(line, classHead); });
    const bool saysThread = std::any_of(file.lines.begin(), file.lines.end(), [](const std::string& line) {
        return line.find("Thread: ") != std::string::npos;
    });
    if (head != file.lines.end() && !saysThread)
        complaints.push_back({file.path, static_cast<std::size_t>(head - file.lines.begin()) + 1,
                              "a class that does not say its thread (\"Thread: any.\")"});
}

}  // namespace

Complaints againstShape(const SourceFile& file) {
    Complaints complaints;
    checkLicence(file, complaints);
    checkFolderNames(file, complaints);
    if (!file.isHeader() && !file.isSource())
        return complaints;
    checkLength(file, complaints);
    checkHeaderIncludes(file, complaints);
    checkThreadPhrase(file, complaints);
    if (file.isIn("core") || file.isIn("app"))
        checkFunctionLengths(file, complaints);
    return complaints;
}

}  // namespace heddle::architecture
