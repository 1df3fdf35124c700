// SPDX-License-Identifier: GPL-3.0-or-later
// A run that is chosen by hand in the terminal.
#pragma once

#include "app/command/EndingSignals.h"
#include "app/command/ExitCode.h"
#include "app/command/LineReader.h"
#include "app/command/StepList.h"
#include "core/base/Lock.h"
#include "core/session/Run.h"

#include <memory>
#include <optional>
#include <string>

namespace heddle {

// Lists who stands where on stdout, with what happened and what the program wrote, and reads from stdin who
// is to go. Thread: the first.
class Stepping {
public:
    enum class Following { atOnce, atOurWord };  // an earlier run, if the request names one
    // Its chooser: for whoever says "continue".
    Stepping(RunRequest request, Strictness strictness, Following following = Following::atOnce);

    int perform();  // until it is over, or quit; the exit code

private:
    enum class Obeyed { moved, stayed, quit };

    Result<void> start(RunRequest request);
    bool awaitStand(bool isToTellSteps = true);  // false: it is over
    bool canAny() const;
    bool isOutdated() const;
    void tellOutput();
    Obeyed obeyNextLine();
    Obeyed obey(const std::string& line);
    Obeyed let(WorkerId worker);
    Obeyed letNext();
    Obeyed goOn();
    Obeyed view(std::int64_t place);
    Obeyed viewMatch(const std::string& words, bool isForward);
    Obeyed branch(std::int64_t place, WorkerId worker);
    std::filesystem::path nextFile();  // of a branch
    void quit();
    int finish();

    Lock m_lock;
    std::string m_written HEDDLE_GUARDED_BY(m_lock);       // by the program, and not yet told
    std::shared_ptr<Run> m_run HEDDLE_GUARDED_BY(m_lock);  // the present one: the signals' thread stops it
    EndingSignals m_signals;                               // ahead of every thread; uses the run above
    const RunRequest m_request;
    const Strictness m_strictness;
    LineReader m_lines;
    Run* m_now = nullptr;                         // the same, for this thread
    std::optional<std::filesystem::path> m_file;  // of the present one
    Choices m_choices;
    StepList m_list;
    std::optional<std::int64_t> m_viewed;  // the place that is looked back at
    WorkerId m_last;                       // whom we let go
    int m_files = 1;                       // the number of the last one's name
    bool m_hasQuit = false;
    Following m_following;
};

}  // namespace heddle
