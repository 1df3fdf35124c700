// SPDX-License-Identifier: GPL-3.0-or-later
// The options of runs that are stepped: by hand, to a breakpoint, at which depth.
#pragma once

#include "core/session/Run.h"

#include <CLI/App.hpp>
#include <string>
#include <vector>

namespace heddle {

// Thread: any.
class SteppingOptions {
public:
    void addTo(CLI::App& grammar);  // read into this object, which must not move afterwards

    // Once the chooser is known. A wrong value is one sentence.
    Result<void> applyTo(RunRequest& request, bool isInteractive) const;
    bool isInteractive() const { return m_isInteractive; }

private:
    bool m_isInteractive = false;
    std::vector<std::string> m_breakpoints;
    std::string m_depth = "program";
};

}  // namespace heddle
