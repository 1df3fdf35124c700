// SPDX-License-Identifier: MIT
// The source lines that a run names, and the files in which they stand.
#pragma once

#include "core/format/ExportRequest.h"
#include "core/format/PageWords.h"

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace heddle {

// A trace may name any file of this computer, and be from anywhere, and a page is handed on: only what ends
// as a source does, is a plain file of text and has a size that a person would write is read; a name without
// a root is looked for in `folders` and stays within them. Thread: any.
std::optional<std::string> sourceText(const std::string& name, const std::vector<std::string>& folders);

// `named`: the lines of the events on the page. The text of a file goes along where it has such a line, and
// all that are named of it. Fields "files": [name, text or null], and "sites": [its number, file, line].
void writeSources(JsonWriter& json, const ExportRequest& request, const std::set<SiteId>& named,
                  PageWords& words);

}  // namespace heddle
