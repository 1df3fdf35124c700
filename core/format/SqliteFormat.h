// SPDX-License-Identifier: MIT
// A database of SQLite 3, to ask questions of a run in SQL.
#pragma once

#include "core/base/Result.h"
#include "core/format/ExportRequest.h"

#include <filesystem>

namespace heddle {

// Fills the empty file at `path`. Tables and views: SqliteSchema.h and docs/SQLITE.md. All names are there,
// of what happened only what was asked for. Errors are what SQLite says. Thread: any.
Result<void> writeSqlite(const ExportRequest& request, const std::filesystem::path& path);

}  // namespace heddle
