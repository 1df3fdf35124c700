// SPDX-License-Identifier: MIT
#include "tests/architecture/IncludeRules.h"

#include "tests/architecture/IncludeTable.h"

#include <algorithm>
#include <map>
#include <set>

namespace heddle::architecture {
namespace {

const FolderRule* ruleOf(std::string_view folder) {
    const auto rule = std::find_if(includeTable.begin(), includeTable.end(),
                                   [folder](const FolderRule& each) { return each.folder == folder; });
    return rule == includeTable.end() ? nullptr : &*rule;
}

void addReachable(std::string_view folder, bool isFirst, std::set<std::string_view>& reachable) {
    const FolderRule* rule = ruleOf(folder);
    if (rule == nullptr || !(isFirst || rule->handsOn))
        return;
    for (const std::string_view next : rule->mayInclude)
        if (reachable.insert(next).second)
            addReachable(next, false, reachable);
}

std::set<std::string_view> reachableFrom(std::string_view folder) {
    std::set<std::string_view> reachable{folder};
    addReachable(folder, true, reachable);
    return reachable;
}

// The row of the table that a path belongs to; the longest name wins. Empty: the table does not know it.
std::string_view rowOf(std::string_view path) {
    std::string_view best;
    for (const FolderRule& rule : includeTable)
        if (path.starts_with(rule.folder) && path.substr(rule.folder.size()).starts_with("/") &&
            rule.folder.size() > best.size())
            best = rule.folder;
    return best;
}

bool isFullPath(std::string_view path) {
    return path.starts_with("core/") || path.starts_with("app/") || path.starts_with("tests/") ||
           path.starts_with("resources/") || path.ends_with(".moc");
}

std::string panelOf(std::string_view path) {
    const std::string_view name = path.substr(path.rfind('/') + 1);
    const std::string_view stem = name.substr(0, name.find('.'));
    return stem.ends_with("Panel") ? std::string(stem) : std::string();
}

bool isQt(const Include& include) {
    return !include.isOwn && include.path.starts_with("Q") && include.path.find('.') == std::string::npos;
}

std::string objectionTo(const SourceFile& file, const Include& include) {
    if (include.path.find("../") != std::string::npos)
        return "includes by \"../\"";
    if (file.isIn("core") && isQt(include))
        return "core links no Qt, but this includes <" + include.path + ">";
    if (!include.isOwn)
        return {};
    if (!isFullPath(include.path))
        return "includes \"" + include.path + "\" by less than its full path";
    const std::string_view from = rowOf(file.path), to = rowOf(include.path);
    if (from.empty() || include.path.ends_with(".moc"))
        return {};
    if (!reachableFrom(from).contains(to))
        return std::string(from) + " may not include \"" + include.path + "\"";
    const std::string panel = panelOf(file.path), other = panelOf(include.path);
    if (!panel.empty() && !other.empty() && panel != other)
        return "a panel includes another panel, \"" + include.path + "\"";
    return {};
}

}  // namespace

Complaints againstIncludes(const SourceFile& file) {
    Complaints complaints;
    for (const Include& include : includesOf(file))
        if (const std::string objection = objectionTo(file, include); !objection.empty())
            complaints.push_back({file.path, include.line, objection});
    const bool isOfTheTable = file.isIn("core") || file.isIn("app");
    if (isOfTheTable && (file.isHeader() || file.isSource()) && rowOf(file.path).empty())
        complaints.push_back({file.path, 1, "the folder " + file.folder() + " is not in the include table"});
    return complaints;
}

}  // namespace heddle::architecture
