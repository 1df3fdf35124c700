// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/stage/StageBlocks.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace heddle {

namespace {

constexpr double partGapPx = 38, laneGapPx = 56;
constexpr double betweenPx = 18, tightPx = 14, betweenThingsPx = 34, tightThingsPx = 32;
constexpr double betweenCompactPx = 8, headerPx = 20;
constexpr double frameTopPx = 24, frameAsidePx = 10;
constexpr std::size_t mostInFullSize = 15;
constexpr QSizeF compactPx(126, 30);

}  // namespace

StageStack::StageStack(StagePlan& plan, const StageDensity& density) : m_plan(plan), m_density(density) {}

std::vector<StageColumn> StageStack::columns() const {
    std::vector<StageColumn> columns;
    std::map<ProcessId, std::pair<std::size_t, std::size_t>> places;  // column, block
    for (std::size_t i = 0; i < m_plan.boxes.size(); ++i) {
        const StageBox& box = m_plan.boxes[i];
        const auto column = static_cast<std::size_t>(box.column);
        if (columns.size() <= column)
            columns.resize(column + 1);
        std::vector<StageBlock>& blocks = columns[column].blocks;
        const std::pair next(column, blocks.size());
        const auto [at, block] = box.frame ? places.try_emplace(*box.frame, next).first->second : next;
        if (block == blocks.size())
            blocks.emplace_back();
        blocks[block].boxes.push_back(i);
    }
    for (StageColumn& column : columns)
        compact(column);
    return columns;
}

void StageStack::compact(StageColumn& column) const {
    std::vector<StageBox*> workers;
    for (const StageBlock& block : column.blocks)
        for (const std::size_t box : block.boxes)
            if (m_plan.boxes[box].kind == StageBox::Kind::worker)
                workers.push_back(&m_plan.boxes[box]);
    column.isCompact = workers.size() > mostInFullSize;
    for (StageBox* worker : workers)
        if (column.isCompact) {
            worker->isCompact = true;
            worker->rect.setSize(compactPx);
        }
}

void StageStack::findHeads(StageColumn& column) const {
    std::set<QString> groups;
    column.heads.clear();
    for (const StageBlock& block : column.blocks)
        for (const std::size_t box : block.boxes) {
            const StageBox& at = m_plan.boxes[box];
            if (!at.group.isEmpty() && at.members.size() == 1 && groups.insert(at.group).second)
                column.heads.insert(box);
        }
}

// Things stand at the side where fewer ways of its workers lead out.
bool StageStack::hasThingsFirst(const StageBlock& block) const {
    int right = 0;
    for (const StageLink& link : m_plan.links) {
        const StageBox &worker = m_plan.boxes[link.worker], &thing = m_plan.boxes[link.thing];
        if (worker.frame == m_plan.boxes[block.boxes.front()].frame && worker.frame != thing.frame)
            right += thing.column > worker.column ? 1 : thing.column < worker.column ? -1 : 0;
    }
    return right > 0;
}

void StageStack::findLanes(StageColumn& column, StageBlock& block) const {
    std::map<int, std::vector<std::size_t>> columns;
    const bool isThingFirst = m_density.isNarrow && block.boxes.size() > 1 && hasThingsFirst(block);
    for (const std::size_t box : block.boxes) {
        const StageBox& at = m_plan.boxes[box];
        const int narrow = at.isOfWorkers() == isThingFirst ? 1 : 0;
        columns[m_density.isNarrow ? narrow : at.inner].push_back(box);
    }
    block.lanes.clear();
    block.heightPx = 0;
    for (const auto& [inner, all] : columns) {
        const auto parts = static_cast<std::size_t>(
            std::max(1.0, std::ceil(heightOf(column, block, all) / m_density.highestPx)));
        const std::size_t perPart = (all.size() + parts - 1) / parts;
        for (std::size_t from = 0; from < all.size(); from += perPart) {
            const auto begin = all.begin() + static_cast<std::ptrdiff_t>(from);
            block.lanes.emplace_back(
                begin, begin + static_cast<std::ptrdiff_t>(std::min(perPart, all.size() - from)));
            block.heightPx = std::max(block.heightPx, heightOf(column, block, block.lanes.back()));
        }
    }
}

bool StageStack::hasChoice() const {
    return std::any_of(m_plan.boxes.begin(), m_plan.boxes.end(),
                       [](const StageBox& box) { return box.inner > 1; });
}

double StageStack::between(const StageColumn& column, std::size_t box) const {
    if (column.isCompact)
        return betweenCompactPx;
    if (m_plan.boxes[box].isOfWorkers())
        return m_density.isTight ? tightPx : betweenPx;
    return m_density.isTight ? tightThingsPx : betweenThingsPx;  // who waits there
}

// In its lane, up to the one before it.
double StageStack::above(const StageColumn& column, const StageBlock& block,
                         const std::vector<std::size_t>& lane, std::size_t at) const {
    const bool hasHeader = lane[at] != block.boxes.front() && column.heads.count(lane[at]) != 0;
    return (at > 0 ? between(column, lane[at]) : 0) + (hasHeader ? headerPx : 0);
}

double StageStack::heightOf(const StageColumn& column, const StageBlock& block,
                            const std::vector<std::size_t>& lane) const {
    double height = 0;
    for (std::size_t at = 0; at < lane.size(); ++at)
        height += m_plan.boxes[lane[at]].rect.height() + above(column, block, lane, at);
    return height;
}

bool StageStack::isCompact(const StageBlock& block) const {
    return std::any_of(block.boxes.begin(), block.boxes.end(),
                       [this](std::size_t box) { return m_plan.boxes[box].isCompact; });
}

// What lies above a block, up to the one before it: its group's header, its process's frame.
double StageStack::above(const StageColumn& column, std::size_t block, bool isFirstOfPart) const {
    const std::size_t first = column.blocks[block].boxes.front();
    double px = isFirstOfPart ? 0 : between(column, first);
    if (column.heads.count(first) != 0)
        px += headerPx;
    if (m_plan.boxes[first].frame)
        px += isCompact(column.blocks[block]) ? betweenCompactPx / 2
                                              : frameTopPx - (isFirstOfPart ? 0 : betweenPx / 2);
    return px;
}

double StageStack::below(const StageColumn& column, std::size_t block) const {
    if (!m_plan.boxes[column.blocks[block].boxes.front()].frame)
        return 0;
    return isCompact(column.blocks[block]) ? betweenCompactPx / 2 : frameAsidePx;
}

void StageStack::divide(StageColumn& column) const {
    findHeads(column);
    double height = 0;
    for (std::size_t at = 0; at < column.blocks.size(); ++at) {
        findLanes(column, column.blocks[at]);
        height += above(column, at, at == 0) + column.blocks[at].heightPx + below(column, at);
    }
    const std::size_t count = column.blocks.size();
    const auto parts = static_cast<std::size_t>(std::max(1.0, std::ceil(height / m_density.highestPx)));
    column.perPart = std::max<std::size_t>(1, (count + parts - 1) / parts);
}

// Of the lanes of a part; the blocks with most of them say how many there are.
std::vector<double> StageStack::widthsOf(const StageColumn& column, std::size_t from, std::size_t to) const {
    std::vector<double> widths;
    for (const bool isWhole : {true, false})
        for (std::size_t at = from; at < to; ++at) {
            const StageBlock& block = column.blocks[at];
            if ((block.lanes.size() > 1) != isWhole)
                continue;
            for (std::size_t lane = 0; lane < block.lanes.size(); ++lane) {
                const std::size_t into = isWhole ? lane : laneOf(block, lane, widths);
                widths.resize(std::max(widths.size(), into + 1));
                for (const std::size_t box : block.lanes[lane])
                    widths[into] = std::max(widths[into], m_plan.boxes[box].rect.width());
            }
        }
    return widths;
}

// What has one lane stands in whichever is made wider by it the least.
std::size_t StageStack::laneOf(const StageBlock& block, std::size_t lane,
                               const std::vector<double>& widths) const {
    if (block.lanes.size() > 1 || widths.size() < 2)
        return lane;
    double width = 0;
    for (const std::size_t box : block.lanes.front())
        width = std::max(width, m_plan.boxes[box].rect.width());
    const auto wider = [width](double own) { return std::max(0.0, width - own); };
    return static_cast<std::size_t>(
        std::min_element(widths.begin(), widths.end(),
                         [&](double a, double b) { return wider(a) < wider(b); }) -
        widths.begin());
}

// Its lanes in their middle, from `topPx` on.
void StageStack::stackBlock(const StageColumn& column, const StageBlock& block, double topPx,
                            const std::vector<double>& lefts, const std::vector<double>& widths) const {
    for (std::size_t lane = 0; lane < block.lanes.size(); ++lane) {
        const std::size_t into = laneOf(block, lane, widths);
        const std::vector<std::size_t>& boxes = block.lanes[lane];
        double top = topPx + (block.heightPx - heightOf(column, block, boxes)) / 2;
        for (std::size_t at = 0; at < boxes.size(); ++at) {
            StageBox& box = m_plan.boxes[boxes[at]];
            top += above(column, block, boxes, at);
            box.part += static_cast<int>(into);
            box.rect.moveTopLeft({lefts[into], top});
            top += box.rect.height();
        }
    }
}

double StageStack::stackPart(const StageColumn& column, std::size_t from, std::size_t to, double leftPx,
                             const std::vector<double>& widths) const {
    std::vector<double> lefts;
    double left = leftPx, y = 0;
    for (const double width : widths) {
        lefts.push_back(left);
        left += width + laneGapPx;
    }
    for (std::size_t at = from; at < to; ++at) {
        y += above(column, at, at == from);
        stackBlock(column, column.blocks[at], y, lefts, widths);
        y += column.blocks[at].heightPx + below(column, at);
    }
    for (std::size_t at = from; at < to; ++at)  // in the middle of the column, which is at 0
        for (const std::size_t box : column.blocks[at].boxes)
            m_plan.boxes[box].rect.translate(0, -y / 2);
    return y;
}

void StageStack::stack(StageColumn& column) const {
    column.widthPx = column.heightPx = 0;
    int firstLane = 0;
    for (std::size_t from = 0; from < column.blocks.size(); from += column.perPart) {
        const std::size_t to = std::min(from + column.perPart, column.blocks.size());
        const std::vector<double> widths = widthsOf(column, from, to);
        for (std::size_t at = from; at < to; ++at)
            for (const std::size_t box : column.blocks[at].boxes)
                m_plan.boxes[box].part = firstLane;
        const double left = from == 0 ? 0 : column.widthPx + partGapPx;
        column.heightPx = std::max(column.heightPx, stackPart(column, from, to, left, widths));
        column.widthPx = std::accumulate(widths.begin(), widths.end(),
                                         left + laneGapPx * static_cast<double>(widths.size() - 1));
        firstLane += static_cast<int>(widths.size());
    }
}

void StageStack::addHeaders(const std::vector<StageColumn>& columns) {
    for (const StageColumn& column : columns)
        for (const std::size_t head : column.heads) {
            const StageBox& box = m_plan.boxes[head];
            const bool isOfBlock =
                std::none_of(column.blocks.begin(), column.blocks.end(),
                             [head](const StageBlock& block) { return block.boxes.front() == head; });
            const double up = !box.frame || isOfBlock ? 0
                              : column.isCompact      ? betweenCompactPx / 2
                                                      : frameTopPx;
            m_plan.headers.push_back(
                {box.group, box.groupTitle,
                 QRectF(box.rect.left(), box.rect.top() - up - headerPx, box.rect.width(), headerPx)});
        }
}

}  // namespace heddle
