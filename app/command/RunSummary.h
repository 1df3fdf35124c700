// SPDX-License-Identifier: GPL-3.0-or-later
// What is said at the end of a run.
#pragma once

#include "core/session/Run.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace heddle {

// Sentences, the ending and the count first: "finished; events: 131 produced = 131 stored + 0 lost".
// Thread: any.
std::vector<std::string> runSentences(const RunFacts& facts, const RunStatus& status,
                                      const std::optional<std::filesystem::path>& file);

// Whether Heddle did its part: every event is accounted for, and what was to be saved was. Thread: any.
bool isWhole(const RunStatus& status);

}  // namespace heddle
