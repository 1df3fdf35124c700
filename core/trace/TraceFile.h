// SPDX-License-Identifier: MIT
// The `.heddle` file: append-only checksummed chunks of typed content, indexes at the end, rebuilt by
// scanning.
#pragma once

#include "core/base/Result.h"
#include "core/trace/Bookmark.h"
#include "core/trace/Trace.h"

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace heddle {

struct TraceFileOptions {
    std::size_t memoryBytes = 256U << 20;  // of chunks that are in the file already and in memory still
    Span partialEvery = Span::seconds(1);  // how often the events of a chunk that is not full yet are written
    Span earlyEvery = Span::millis(50);    // and how often as long as that costs little: up to `earlyBytes`,
    std::size_t earlyBytes = 256U << 10;   // and an eighth of what the full chunks took
};

// Writes a trace while it grows, and lets go of the oldest chunks that it has written when they take more
// memory than is allowed: the trace reads them back from the file. A failed write (disk full) ends the
// recording with a sentence, never the run; the file then opens up to there. Thread: one owner, which may be
// another than the trace's writer.
class TraceFileWriter {
public:
    // An older file at `path` makes way at once.
    static Result<std::unique_ptr<TraceFileWriter>> create(const std::filesystem::path& path,
                                                           std::shared_ptr<const Trace> trace,
                                                           TraceFileOptions options = {});
    ~TraceFileWriter();

    Result<void>
    catchUp();  // definitions, output and the chunks that are full by now; cheap when there is nothing
    Result<void> finish();  // the rest, facts and the index; afterwards the file is whole

private:
    struct Private;
    explicit TraceFileWriter(std::unique_ptr<Private>);
    friend Result<void> saveTrace(std::shared_ptr<const Trace>, const std::filesystem::path&,
                                  std::span<const Bookmark>);
    std::unique_ptr<Private> m;
};

// Opens what is there: a file that was cut opens up to the cut and says so in facts().warnings. Fails with
// one sentence for a file that is missing, foreign, of a newer version, or damaged before its first event.
// Never runs anything.
Result<std::shared_ptr<const Trace>> openTrace(const std::filesystem::path& path);

struct OpenedTrace {
    std::shared_ptr<const Trace> trace;
    std::vector<std::string> losses;  // a sentence for each thing that is missing
    std::vector<std::string> mended;  // and for what was damaged, while nothing of it is missing
    std::vector<Bookmark> bookmarks;  // by event
};

// The same, with what was noted in it.
Result<OpenedTrace> openNotedTrace(const std::filesystem::path& path);

// The same, with every byte looked at however large the file is, and of a file whose first bytes say that it
// is no trace, too.
Result<OpenedTrace> recoverTrace(const std::filesystem::path& path);

// Writes a whole trace; the old file at `path` is replaced whole or not at all.
Result<void> saveTrace(std::shared_ptr<const Trace> trace, const std::filesystem::path& path,
                       std::span<const Bookmark> bookmarks = {});

}  // namespace heddle
