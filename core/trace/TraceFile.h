// SPDX-License-Identifier: MIT
// The `.heddle` file: append-only checksummed chunks of typed content, indexes at the end, rebuilt by
// scanning.
#pragma once

#include "core/base/Result.h"
#include "core/trace/Trace.h"

#include <filesystem>
#include <memory>

namespace heddle {

// Writes a trace while it grows. A failed write (disk full) ends the recording with a sentence, never the
// run; the file then opens up to there. Thread: one owner, which may be another than the trace's writer.
class TraceFileWriter {
public:
    static Result<std::unique_ptr<TraceFileWriter>> create(const std::filesystem::path& path,
                                                           std::shared_ptr<const Trace> trace);
    ~TraceFileWriter();

    Result<void>
    catchUp();  // writes definitions and the chunks that are full by now; cheap when there is nothing
    Result<void> finish();  // the rest, facts and indexes; afterwards the file is whole

private:
    struct Private;
    explicit TraceFileWriter(std::unique_ptr<Private>);
    std::unique_ptr<Private> m;
};

// Opens what is there: a file that was cut opens up to the cut and says so in facts().warnings. Fails with
// one sentence for a file that is missing, foreign, of a newer version, or damaged before its first event.
// Never runs anything.
Result<std::shared_ptr<const Trace>> openTrace(const std::filesystem::path& path);

// Writes a whole trace; the old file at `path` is replaced whole or not at all.
Result<void> saveTrace(std::shared_ptr<const Trace> trace, const std::filesystem::path& path);

}  // namespace heddle
