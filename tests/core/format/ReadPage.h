// SPDX-License-Identifier: MIT
// A page that plays a run, read as its scripts read it.
#pragma once

#include "core/format/ExportRequest.h"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace heddle {

using Json = nlohmann::json;

std::string pageOf(const ExportRequest& request);
std::string packedIn(const std::string& page);

struct Page {
    Json run;
    explicit Page(const ExportRequest& request) : run(Json::parse(packedIn(pageOf(request)))) {}

    std::string word(const Json& number) const { return run["words"][number.get<std::size_t>()]; }
    std::vector<std::string> wordsOf(const Json& numbers) const;
    std::string phrase(const Json& list, std::size_t from) const;  // that begins there and ends the list
    std::size_t thing(const std::string& name) const;

    // Behind a step; a thing's card without lists, a worker's look null: not heard of yet.
    Json card(const std::string& thing, std::int64_t step) const;
    std::string head(const std::string& thing, std::int64_t step) const;
    std::vector<std::string> inSlots(const std::string& thing, std::int64_t step) const;  // of a queue
    Json look(std::size_t worker, std::int64_t step) const;

private:
    // What a list of changes says of a place up to a step.
    Json upTo(const char* list, std::size_t width, std::size_t place, std::int64_t step) const;
};

}  // namespace heddle
