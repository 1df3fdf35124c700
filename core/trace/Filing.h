// SPDX-License-Identifier: MIT
// How a file lends its chunks to a trace: memory then holds what is being read, and the rest stays on disk.
#pragma once

#include "core/trace/Trace.h"

namespace heddle {

// What is known of a chunk that is not in memory.
struct FiledChunk {
    std::size_t events = 0;
    std::int64_t steps = 0;  // among them
    std::int64_t end = 0;    // the greatest `end` among them, ns
};

// Thread: any. None of it changes what a trace tells its readers, so it may be done to one that is const.
class Trace::Filing {
public:
    // A trace whose events all lie in `source`: every chunk but the last is full.
    static void adopt(Trace& trace, const std::vector<FiledChunk>& chunks,
                      std::shared_ptr<const ChunkSource> source);

    static void setOverview(Trace& trace, std::shared_ptr<const Overview> overview);

    // Where forgotten chunks are from now on.
    static void lend(const Trace& trace, std::shared_ptr<const ChunkSource> source);

    // Drops a full chunk from memory; the source has it. Readers who hold it keep it.
    static void forget(const Trace& trace, std::size_t chunk);

    // Adds a sentence to facts().warnings.
    static void warn(const Trace& trace, std::string sentence);
};

}  // namespace heddle
