// SPDX-License-Identifier: GPL-3.0-or-later
// The one program `heddle`: its commands, and the wish for a window.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <variant>

namespace heddle {

// heddle [FILE] · heddle --lesson NAME [NAME=VALUE…] [--run]
struct WindowRequest {
    std::optional<std::filesystem::path> file;      // a trace to open; it is there, but may be unreadable
    std::optional<std::string> lesson;              // one that there is
    std::map<std::string, std::string> parameters;  // of the lesson, complete
    bool runsAtOnce = false;
    std::string theme = {};  // by its name; "": as it was chosen last
};

// Carries out a command and returns its exit code, or says what window is wanted. Commands need no display,
// so this is called before there is a QApplication. Errors: told on stderr, exit code 2. Thread: the first.
std::variant<int, WindowRequest> runCommandLine(int argc, char** argv);

}  // namespace heddle
