// SPDX-License-Identifier: GPL-3.0-or-later
// Columns of blocks: a block is one box, or all of one process, which stand within one frame.
#pragma once

#include "app/stage/StagePlan.h"

#include <cstddef>
#include <set>
#include <vector>

namespace heddle {

// How densely boxes stand, and how a process's own are divided.
struct StageDensity {
    double highestPx = 0;   // of what stands below each other
    bool isTight = false;   // less room between them
    bool isNarrow = false;  // a process has one column of workers and one of things
};

struct StageBlock {
    std::vector<std::size_t> boxes;               // of the plan
    std::vector<std::vector<std::size_t>> lanes;  // from the left, each from its top
    double heightPx = 0;
};

struct StageColumn {
    std::vector<StageBlock> blocks;  // in order
    double widthPx = 0, heightPx = 0;
    bool isCompact = false;       // so many that there is room for their names only
    std::size_t perPart = 1;      // blocks
    std::set<std::size_t> heads;  // boxes that are the first of their group
};

// Of the plan, which outlives it.
class StageStack {
public:
    StageStack(StagePlan& plan, const StageDensity& density);

    std::vector<StageColumn> columns() const;
    void divide(StageColumn& column) const;  // all parts are about as high
    void stack(StageColumn& column) const;   // at 0 from the top left; parts are filled one after the other
    void addHeaders(const std::vector<StageColumn>& columns);
    bool hasChoice() const;  // being narrow makes a difference

private:
    void compact(StageColumn& column) const;
    void findHeads(StageColumn& column) const;
    void findLanes(StageColumn& column, StageBlock& block) const;
    bool hasThingsFirst(const StageBlock& block) const;
    bool isCompact(const StageBlock& block) const;
    double between(const StageColumn& column, std::size_t box) const;
    double above(const StageColumn& column, std::size_t block, bool isFirstOfPart) const;
    double below(const StageColumn& column, std::size_t block) const;
    double above(const StageColumn& column, const StageBlock& block, const std::vector<std::size_t>& lane,
                 std::size_t at) const;
    double heightOf(const StageColumn& column, const StageBlock& block,
                    const std::vector<std::size_t>& lane) const;
    std::vector<double> widthsOf(const StageColumn& column, std::size_t from, std::size_t to) const;
    void stackBlock(const StageColumn& column, const StageBlock& block, double topPx,
                    const std::vector<double>& lefts, const std::vector<double>& widths) const;
    double stackPart(const StageColumn& column, std::size_t from, std::size_t to, double leftPx,
                     const std::vector<double>& widths) const;
    std::size_t laneOf(const StageBlock& block, std::size_t lane, const std::vector<double>& widths) const;

    StagePlan& m_plan;
    StageDensity m_density;
};

}  // namespace heddle
