// SPDX-License-Identifier: MIT
// Comma-separated values (RFC 4180), for spreadsheets and whatever reads tables.
#pragma once

#include "core/format/ExportRequest.h"

#include <ostream>

namespace heddle {

// A line of names, then a line for each event with the fields of `heddle events --json`, "" for null. Valid
// UTF-8; what cannot be shown is written as \n, \t or \xFF, so that a record is one line. A text that a
// spreadsheet would take for a formula has an apostrophe ahead of it. Lines end with CR LF. Thread: any.
void writeCsv(const ExportRequest& request, std::ostream& out);

}  // namespace heddle
