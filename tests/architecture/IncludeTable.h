// SPDX-License-Identifier: MIT
// Who may include whom. Whoever may include a folder may include what that folder may; only what stands
// behind the bridge is the bridge's alone. Where the code teaches better, change this table, and let the
// commit say why.
#pragma once

#include <string_view>
#include <vector>

namespace heddle::architecture {

struct FolderRule {
    std::string_view folder;
    std::vector<std::string_view> mayInclude;
    bool handsOn = true;  // false: who includes this folder gets nothing of what it may include
};

inline const std::vector<FolderRule> includeTable{
    // the engine, and the library that traced programs link
    {"core/base", {}},
    {"core/event", {"core/base"}},
    {"core/ring", {"core/event"}},
    {"core/gate", {"core/ring"}},
    {"core/probe", {"core/gate"}},
    {"core/sync", {"core/probe"}},
    {"core/ipc", {"core/sync"}},
    {"core/supervise", {"core/base"}},
    {"core/collect", {"core/ring", "core/trace"}},
    {"core/trace", {"core/event"}},
    {"core/world", {"core/trace"}},
    {"core/schedule", {"core/gate", "core/world"}},
    {"core/format", {"core/world"}},
    {"core/session", {"core/collect", "core/schedule", "core/format", "core/supervise"}},
    {"resources/lessons", {"core/sync", "core/ipc"}},
    // the app
    {"app/theme", {}},
    {"app/bridge", {"core/session"}, false},
    {"app/picture", {"app/theme"}},
    {"app/models", {"app/theme", "app/bridge", "core/trace", "core/world"}},
    {"app/playback", {"app/bridge", "core/trace", "core/world"}},
    {"app/timeline", {"app/picture", "app/models", "app/playback"}},
    {"app/stage", {"app/picture", "app/models", "app/playback"}},
    {"app/source", {"app/models", "app/playback", "app/theme"}},
    {"app/film", {"app/timeline", "app/stage"}},
    {"app/export", {"app/film", "core/format"}},
    {"app/panels", {"app/models", "app/playback", "app/theme"}},
    {"app/command", {"core/session", "core/format", "app/export"}},
    {"app/window",
     {"app/theme", "app/bridge", "app/models", "app/playback", "app/timeline", "app/stage", "app/source",
      "app/export", "app/panels", "app/command"}},
    {"app", {"app/window", "app/command"}},  // main.cpp
};

}  // namespace heddle::architecture
