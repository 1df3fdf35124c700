// SPDX-License-Identifier: MIT
// Definition records (core/event/Event.h), checked and turned into what Names keeps. Thread: any.
#pragma once

#include "core/trace/Names.h"

#include <optional>
#include <string_view>

namespace heddle {

// Empty: the record makes no sense.
std::optional<WorkerInfo> workerDefinedBy(const Event& record, std::string_view text);
std::optional<ObjectInfo> objectDefinedBy(const Event& record, std::string_view text);
std::optional<SiteInfo> siteDefinedBy(const Event& record, std::string_view text);

}  // namespace heddle
