// SPDX-License-Identifier: MIT
#pragma once

#include "core/collect/Deaths.h"
#include "core/event/Event.h"
#include "core/supervise/Report.h"
#include "core/trace/Names.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace heddle {

KnownEnding known(const ProcessEnding& ending);  // Thread: any

// Whether a program failed, by one rule: its root process ended by a signal or with an exit code other than
// 0; or any of its workers ended by an exception that nobody caught; or any of its processes died of a signal
// that no process.kill or process.terminate of the program sent. Thread: collector only.
class Endings {
public:
    void heard(const Event& event, std::string_view text);  // each event of the trace
    void died(ProcessId process, int signal);               // other than the root, and not ended by Heddle
    void diedBehind(std::int64_t step, ProcessId process, int signal,
                    const Names& names);  // any, and not ended by Heddle

    // Once all is told.
    bool hasFailed(const KnownEnding& root, const Names& names) const;
    std::string sentence(const KnownEnding& root, const Names& names) const;  // with who and how
    std::string othersThanRoot(const Names& names) const;  // "; who and how" of each; "" when none failed
    // Of a run that was ended: who had failed before, as above, with the root where it had ended by then.
    std::string failures(const std::optional<KnownEnding>& rootBefore, const Names& names) const;
    // The step behind which somebody from outside killed the first; none: nobody has yet.
    std::optional<std::int64_t> killedAfterStep(const Names& names) const;

private:
    struct Exception {
        WorkerId worker;
        std::string text;
    };
    struct Death {
        std::int64_t step = 0;
        ProcessId process;
        int signal = 0;
    };
    bool wasSent(const WorkerInfo& target, int signal, const Names& names) const;

    std::optional<Exception> m_uncaught;  // the first
    std::map<ProcessId, int> m_deaths;
    std::vector<Death> m_unsent;  // in order, the root's too: of those who seemed killed from outside
    std::set<std::pair<ObjectId, int>> m_sent;  // to whom, and which signal
};

}  // namespace heddle
