// SPDX-License-Identifier: GPL-3.0-or-later
// What was done within a stretch of the run: counted a piece at a time, so that nobody waits for millions.
#pragma once

#include "app/models/OperationCount.h"
#include "app/models/TraceModel.h"

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <unordered_map>
#include <vector>

namespace heddle {

struct Stretch {  // of positions: as on the timeline, step n lies between n - 1 and n; else ns since the
                  // start
    bool isSteps = true;
    double from = 0, to = 0;

    double length() const { return to - from; }
    friend bool operator==(const Stretch&, const Stretch&) = default;
};

// In operations, or between them; the timeline's legend has the same words.
enum class Share : std::uint8_t { done, waits, waitsForLock, sleeps, held, running, last = running };
inline constexpr std::size_t shareCount = static_cast<std::size_t>(Share::last) + 1;

// How long waits were, those of a kind that lasted about as long in one bin.
class WaitBins {
public:
    static constexpr std::size_t count = 48;

    WaitBins() = default;
    explicit WaitBins(bool isSteps) : m_isSteps(isSteps) {}
    void add(WaitKind kind, std::int64_t length);
    std::size_t in(WaitKind kind, std::size_t bin) const {
        return m_bins[static_cast<std::size_t>(kind)][bin];
    }
    std::size_t in(std::size_t bin) const;
    std::int64_t leastOf(std::size_t bin) const;  // that falls into it: 1, 2, 4, 8 steps; 1, 2, 5, 10 ns
    std::size_t binOf(std::int64_t length) const;

private:
    bool m_isSteps = true;
    std::array<std::array<std::size_t, count>, static_cast<std::size_t>(WaitKind::last) + 1> m_bins{};
};

struct RangeSums {
    struct OfWorker {
        std::size_t lane = 0, operations = 0;
        double lived = 0;                        // of the stretch
        std::array<double, shareCount> spent{};  // by Share; they make up what it lived
        std::int64_t longest = 0;                // of its waits, as far as it lies within
        std::size_t longestEvent = 0;

        double of(Share share) const { return spent[static_cast<std::size_t>(share)]; }
    };
    struct OfObject {
        ObjectId object;
        std::size_t waits = 0;
        double waited = 0;         // by all together, within the stretch
        std::int64_t longest = 0;  // of one wait, as far as it lies within
        std::size_t longestEvent = 0, lastEvent = 0;
    };
    struct Use {  // of an object by a worker
        ObjectId object;
        std::size_t lane = 0, operations = 0, lastEvent = 0;
    };
    Stretch stretch;
    std::vector<OfWorker> workers;  // in the order of their lanes
    std::vector<OfObject> objects;  // the one that was waited at longest first
    std::vector<Use> uses;          // that were over by its end, in the order of their objects and lanes
    WaitBins waits;                 // that lie in the stretch, at least in part, as long as they were in all
    OperationCount operations;
};

// Of the program's own operations, as far as the model had read them when the counting began; what waits
// still has waited to the end of the run so far. Thread: GUI only. The model outlives it, and shows the same
// trace all along.
class RangeCount {
public:
    RangeCount(const TraceModel& model, const Stretch& stretch);

    bool read();              // some thousand events; true: there is more
    double progress() const;  // of what there is to read: 0 to 1
    RangeSums sums() const;   // so far

private:
    struct Walk {  // through the bars of a lane
        std::size_t lane = 0, next = 0, end = 0;
        std::size_t held = 0;             // of the stretches at its gate, the next
        double reached = 0, lifeEnd = 0;  // positions: it is counted up to there; it ends there
        std::unordered_map<ObjectId, RangeSums::Use> uses;
    };
    void begin(std::size_t lane);
    void take(const Bar& bar, Walk& walk, RangeSums::OfWorker& sum);
    void takeUse(const Bar& bar, ObjectId object, Walk& walk) const;
    void takeWait(const Bar& bar, ObjectId object, double from, double to, RangeSums::OfWorker& sum);
    void takeLine(Walk& walk, double to, RangeSums::OfWorker& sum);
    double waitedToServe(const Walk& walk, double to) const;
    ObjectId objectOf(std::size_t event) const;
    double within(double from, double to) const;

    const TraceModel& m_model;
    RangeSums m_sums;
    double m_now;               // where the run has come to
    std::vector<Walk> m_walks;  // one for each of the workers in `m_sums`
    std::map<ObjectId, RangeSums::OfObject> m_objects;
    std::size_t m_firstChunk, m_chunk = 0, m_endChunk = 0;
    std::shared_ptr<const Chunk> m_held;  // the one that is read
};

}  // namespace heddle
