// SPDX-License-Identifier: MIT
// The chunks of a trace that lie in a file, decoded when they are asked for.
#pragma once

#include "core/base/Lock.h"
#include "core/trace/FilePart.h"
#include "core/trace/Trace.h"

#include <memory>
#include <set>
#include <vector>

namespace heddle {

// Thread: one writer, many readers.
class FiledChunks : public ChunkSource {
public:
    explicit FiledChunks(std::unique_ptr<const FileBytes> file) : m_file(std::move(file)) {}

    // The writer's: the next chunk, a part of type events.
    void add(std::uint64_t offset, const PartHeader& header);
    // Damage that only loading brings to light is told to this trace, once for each chunk.
    void tellDamageTo(std::weak_ptr<const Trace> trace);

    std::shared_ptr<const Chunk> load(std::size_t chunk) const override;

private:
    struct Place {
        std::uint64_t offset = 0;
        PartHeader header;
        std::int64_t stepsBefore = 0;
        std::int64_t endBefore = 0;
    };
    std::shared_ptr<const Chunk> decoded(const Place& place) const;
    void tellDamage(std::size_t chunk) const;

    std::unique_ptr<const FileBytes> m_file;
    mutable Lock m_lock;
    std::vector<Place> m_places HEDDLE_GUARDED_BY(m_lock);
    std::weak_ptr<const Trace> m_trace HEDDLE_GUARDED_BY(m_lock);
    mutable std::set<std::size_t> m_told HEDDLE_GUARDED_BY(m_lock);
};

}  // namespace heddle
