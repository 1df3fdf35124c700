// SPDX-License-Identifier: MIT
#include "core/session/StartFacts.h"

#include <chrono>
#include <filesystem>

namespace heddle {
namespace {

std::int64_t unixMs() {
    using namespace std::chrono;
    return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}

std::filesystem::path folderOf(const RunRequest& request) {
    std::error_code unknown;
    const std::filesystem::path here = std::filesystem::current_path(unknown);
    return request.folder.empty() ? here : (here / request.folder).lexically_normal();
}

// By a path that leads there from every folder: the program is run again from it. A name without a slash is
// found by PATH wherever one is.
std::vector<std::string> lastingCommand(const RunRequest& request) {
    std::vector<std::string> command = request.command;
    if (command.empty() || command.front().find('/') == std::string::npos)
        return command;
    command.front() = (folderOf(request) / command.front()).lexically_normal().string();
    return command;
}

}  // namespace

RunFacts factsAtStart(const RunRequest& request) {
    RunFacts facts;
    facts.lesson = request.lesson;
    facts.command = lastingCommand(request);
    if (request.lesson.empty())
        facts.folder = folderOf(request).string();  // what its arguments may be relative to
    facts.parameters = request.parameters;
    facts.mode = !request.choosing.isHeld() ? "free" : request.operationsPerSecond ? "slow" : "held";
    facts.chooser = request.replay ? "replay" : wordsFor(request.choosing);
    facts.seed = request.choosing.seed;
    facts.startedAtUnixMs = unixMs();
    return facts;
}

}  // namespace heddle
