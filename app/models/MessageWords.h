// SPDX-License-Identifier: GPL-3.0-or-later
// How what is moved is said where there is little room.
#pragma once

#include "core/event/Event.h"

#include <QString>

#include <optional>
#include <string_view>

namespace heddle {

// "17 B", "1.2 KiB". Thread: any, as all here.
QString bytesWords(std::int64_t bytes);

// Of one that has more letters than `most` half as many of its beginning, and its size: "Hello… 4.9 KiB", the
// two parted by one space that does not break. Of a size that nobody knows nothing is said.
QString messageWords(const QString& text, std::optional<std::int64_t> bytes, qsizetype most);

// Of the message that an event moves; `text` is the event's own. None: it is not told.
std::optional<std::int64_t> bytesMoved(const Event& event, std::string_view text);
bool countsBytes(Op op);  // in its value

}  // namespace heddle
