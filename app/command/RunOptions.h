// SPDX-License-Identifier: GPL-3.0-or-later
// The options that `run` and `record` share: who chooses, how long, what is kept, and where.
#pragma once

#include "app/command/ExitCode.h"
#include "app/command/SteppingOptions.h"
#include "core/session/Run.h"

#include <CLI/App.hpp>
#include <optional>
#include <string>

namespace heddle {

// A chooser of a held run, as it is typed; a wrong one is one sentence with what is allowed. Thread: any.
Result<Choosing> chooserFrom(const std::string& option, const std::string& typed);

// Thread: any.
class RunOptions {
public:
    void addTo(CLI::App& grammar);  // the options are read into this object, which must not move afterwards

    Result<void> applyTo(RunRequest& request) const;  // a wrong value is one sentence with what is allowed
    bool isInteractive() const { return m_stepping.isInteractive() || m_chooser == "hand"; }
    Strictness strictness() const { return m_isStrict ? Strictness::notesToo : Strictness::troubles; }

private:
    SteppingOptions m_stepping;
    bool m_isFree = false, m_isLossy = false, m_isStrict = false;
    std::string m_chooser;              // "": free
    std::optional<std::string> m_pace;  // none: as fast as it goes
    std::string m_seed = "0";
    std::optional<std::string> m_timeout;
    std::string m_file;  // "": kept in memory
};

}  // namespace heddle
