// SPDX-License-Identifier: GPL-3.0-or-later
// The timeline as a picture, from a command: without a window and without a display.
#pragma once

#include "app/command/TraceRange.h"

#include <filesystem>
#include <memory>
#include <optional>

namespace heddle {

// Makes a QGuiApplication for the time it takes, so there must be none yet. Thread: the first.
Result<void> exportPng(std::shared_ptr<const Trace> trace, const std::optional<TraceRange>& range,
                       const std::filesystem::path& path);

}  // namespace heddle
