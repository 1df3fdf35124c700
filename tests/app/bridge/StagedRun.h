// SPDX-License-Identifier: GPL-3.0-or-later
// A run that a test directs: it starts nothing, its trace grows when the test says so.
#pragma once

#include "core/session/Run.h"

#include <condition_variable>
#include <memory>
#include <mutex>

namespace heddle {

class StagedRun;

// What a test and its staged runs share. Thread: any.
class Stage {
public:
    void end();  // lets the run that goes on end, Ending::finished
    int started() const;
    int alive() const;  // runs that have not been destroyed
    RunRequest lastRequest() const;
    std::shared_ptr<Trace> lastTrace() const;
    void refuse(std::string sentence);  // from now on
    void publish(Choices choices);      // of the run that started last, unless an order was not yet taken
    Orders takeOrders();                // that it was given since

    Result<std::unique_ptr<Run>> launch(RunRequest request, std::shared_ptr<Trace> trace);

private:
    friend class StagedRun;
    mutable std::mutex m_lock;
    std::condition_variable m_changed;
    StagedRun* m_run = nullptr;  // the last, while it is alive
    std::shared_ptr<Trace> m_trace;
    RunRequest m_request;
    std::string m_refusal;
    int m_started = 0, m_alive = 0, m_ended = 0;
};

}  // namespace heddle
