// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command/FindProgram.h"

#include <cstdlib>
#include <filesystem>
#include <sstream>
#include <unistd.h>

namespace heddle {

namespace fs = std::filesystem;

namespace {

bool canBeRun(const fs::path& file) {
    std::error_code ignored;
    return fs::is_regular_file(file, ignored) && ::access(file.c_str(), X_OK) == 0;
}

}  // namespace

bool isFound(const std::string& program) {
    if (program.find('/') != std::string::npos)
        return canBeRun(program);
    const char* path = std::getenv("PATH");
    std::istringstream folders(path ? path : "/usr/bin:/bin");
    for (std::string folder; std::getline(folders, folder, ':');)
        if (canBeRun(fs::path(folder) / program))
            return true;
    return false;
}

}  // namespace heddle
