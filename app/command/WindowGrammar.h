// SPDX-License-Identifier: GPL-3.0-or-later
// What may be written where no command stands: the wish for a window.
#pragma once

#include "app/command/CommandLine.h"
#include "core/base/Result.h"

#include <CLI/App.hpp>
#include <vector>

namespace heddle {

// Thread: any.
class WindowGrammar {
public:
    void addTo(CLI::App& app);  // what is typed is read into this object, which must not move afterwards

    // One sentence for a file that is not there, two of them, or a lesson or parameter that is wrong.
    Result<WindowRequest> request() const;

private:
    Result<WindowRequest> requestFile() const;
    Result<WindowRequest> requestLesson() const;

    std::vector<std::string> m_words;  // a file, or the lesson's NAME=VALUE…
    std::string m_lesson;              // "": none
    std::string m_theme;               // "": as it was chosen last
    bool m_runsAtOnce = false;
};

}  // namespace heddle
