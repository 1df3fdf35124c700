// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/Lock.h"
#include "core/trace/TraceFile.h"

#include <condition_variable>
#include <filesystem>
#include <memory>
#include <string>
#include <thread>

namespace heddle {

// Writes a growing trace to its file beside the run, on a thread of its own, so that a slow disk holds up
// neither the workers nor the collector. Thread: any.
class Saver {
public:
    static Result<std::unique_ptr<Saver>> start(const std::filesystem::path& path,
                                                std::shared_ptr<Trace> trace);
    ~Saver();  // ends without the rest, if finish() was not called

    void finish();                // the trace is whole: writes the rest, returns when the file is whole too
    std::string failure() const;  // a sentence, once the recording ended early; "" while all is well

private:
    explicit Saver(std::unique_ptr<TraceFileWriter> writer);
    void work(const std::stop_token& stop);

    std::unique_ptr<TraceFileWriter> m_writer;
    mutable Lock m_lock;
    std::string m_failure HEDDLE_GUARDED_BY(m_lock);
    std::condition_variable_any m_bell;
    std::jthread m_thread;  // last: it uses the others
};

}  // namespace heddle
