// SPDX-License-Identifier: GPL-3.0-or-later
// One command of `heddle`: how it is written, and what it does.
#pragma once

#include <CLI/App.hpp>
#include <functional>

namespace heddle {

struct Command {
    CLI::App* grammar = nullptr;   // a sub-command of the whole command line, which owns it
    std::function<int()> perform;  // once the command line was parsed: the exit code
};

}  // namespace heddle
