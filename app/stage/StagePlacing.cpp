// SPDX-License-Identifier: GPL-3.0-or-later
// Boxes of a column stand below each other, so that few links cross; one that would be too high stands in
// parts beside each other.
#include "app/stage/StageBlocks.h"
#include "app/stage/StageSteps.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <tuple>

namespace heddle {

namespace {

constexpr double narrowestGapPx = 110, widestGapPx = 200, crowdedGapPx = 80, tightGapPx = 64;
constexpr std::size_t manyColumns = 4;
constexpr std::array highestPartsPx{900.0, 650.0, 500.0, 400.0, 320.0, 240.0};  // that are tried
constexpr double worthAPart = 1.2;     // of the scale: links have farther to go
constexpr double worthReading = 1.03;  // the same, as long as names are too small
constexpr int sweeps = 4;

struct Placer {
    StagePlan& plan;
    StageDensity density;
    StageStack hand;
    std::vector<StageColumn> columns;
    std::vector<std::vector<std::size_t>> neighbours;

    Placer(StagePlan& of, const StageDensity& how)
        : plan(of), density(how), hand(of, how), columns(hand.columns()), neighbours(of.boxes.size()) {
        for (const StageLink& link : plan.links) {
            neighbours[link.worker].push_back(link.thing);
            neighbours[link.thing].push_back(link.worker);
        }
    }

    double pull(std::size_t box) const {  // towards those that it is linked to
        if (neighbours[box].empty())
            return plan.boxes[box].rect.center().y();
        double sum = 0;
        for (const std::size_t other : neighbours[box])
            sum += plan.boxes[other].rect.center().y();
        return std::round(sum / static_cast<double>(neighbours[box].size()) * 16) / 16;
    }

    double columnPull(std::size_t box) const {
        double sum = 0;
        for (const std::size_t other : neighbours[box])
            sum += plan.boxes[other].column;
        return neighbours[box].empty() ? 0 : sum / static_cast<double>(neighbours[box].size());
    }

    template <class Pull>
    static double meanOf(const StageBlock& block, const Pull& pull) {
        double sum = 0;
        for (const std::size_t box : block.boxes)
            sum += pull(box);
        return sum / static_cast<double>(block.boxes.size());
    }

    // By a pull, and where that is the same as they came.
    template <class Each, class Pull>
    static void sortBy(std::vector<Each>& all, const Pull& pull) {
        std::vector<std::tuple<double, std::size_t, std::size_t>> pulls;  // its first box, its place
        for (std::size_t i = 0; i < all.size(); ++i)
            if constexpr (std::is_same_v<Each, StageBlock>)
                pulls.emplace_back(meanOf(all[i], pull), all[i].boxes.front(), i);
            else
                pulls.emplace_back(pull(all[i]), all[i], i);
        std::sort(pulls.begin(), pulls.end());
        std::vector<Each> sorted;
        for (const auto& [by, first, place] : pulls)
            sorted.push_back(std::move(all[place]));
        all = std::move(sorted);
    }

    // What belongs together stays together.
    void sort(StageColumn& column) {
        const auto pulled = [this](std::size_t box) { return pull(box); };
        for (StageBlock& block : column.blocks)
            if (block.boxes.size() > 1)
                sortBy(block.boxes, pulled);
        sortBy(column.blocks, pulled);
        sortIntoParts(column);
    }

    // A thing stands in the part that is nearer to who uses it.
    void sortIntoParts(StageColumn& column) {
        if (column.blocks.size() <= column.perPart ||
            plan.boxes[column.blocks.front().boxes.front()].isOfWorkers())
            return;
        std::vector<std::pair<double, std::size_t>> byX;
        for (std::size_t i = 0; i < column.blocks.size(); ++i)
            byX.emplace_back(meanOf(column.blocks[i], [this](std::size_t box) { return columnPull(box); }),
                             i);
        std::stable_sort(byX.begin(), byX.end(),
                         [](const auto& a, const auto& b) { return a.first < b.first; });
        std::vector<std::pair<std::size_t, std::size_t>> places;  // part, place before
        for (std::size_t i = 0; i < byX.size(); ++i)
            places.emplace_back(i / column.perPart, byX[i].second);
        std::sort(places.begin(), places.end());
        std::vector<StageBlock> sorted;
        for (const auto& [part, place] : places)
            sorted.push_back(std::move(column.blocks[place]));
        column.blocks = std::move(sorted);
    }

    // Links of the same two columns that cross each other.
    std::size_t crossings() const {
        const auto isBetweenSame = [this](const StageLink& a, const StageLink& b) {
            const auto where = [this](std::size_t box) {
                return std::pair(plan.boxes[box].column, plan.boxes[box].inner);
            };
            return where(a.worker) == where(b.worker) && where(a.thing) == where(b.thing);
        };
        const auto down = [this](std::size_t a, std::size_t b) {
            return plan.boxes[b].rect.center().y() - plan.boxes[a].rect.center().y();
        };
        std::size_t count = 0;
        for (auto a = plan.links.begin(); a != plan.links.end(); ++a)
            for (auto b = std::next(a); b != plan.links.end(); ++b)
                count += isBetweenSame(*a, *b) && down(a->worker, b->worker) * down(a->thing, b->thing) < 0;
        return count;
    }

    // The order of the program itself is the same in all its runs: another must be worth it.
    void order() {
        constexpr std::size_t mostCompared = 300;  // links
        for (StageColumn& column : columns) {
            hand.divide(column);
            sortIntoParts(column);
            hand.stack(column);
        }
        const std::vector<StageColumn> kept = columns;
        const bool isCompared = plan.links.size() <= mostCompared;
        const std::size_t before = isCompared ? crossings() : 1;
        if (before > 0)
            sweep();
        if (!isCompared || (before > 0 && crossings() < before))
            return;
        columns = kept;
        for (StageColumn& column : columns)
            hand.stack(column);
    }

    void sweep() {
        for (int sweep = 0; sweep < sweeps; ++sweep)
            for (std::size_t i = 0; i < columns.size(); ++i) {
                StageColumn& column = columns[sweep % 2 == 0 ? i : columns.size() - 1 - i];
                sort(column);
                hand.divide(column);
                hand.stack(column);
            }
    }

    // The room that is left goes between the columns.
    void spread(double aspect) {
        double widths = 0, height = 0;
        for (const StageColumn& column : columns) {
            widths += column.widthPx;
            height = std::max(height, column.heightPx);
        }
        const double gaps = std::max<double>(1, static_cast<double>(columns.size()) - 1);
        const double usual = columns.size() > manyColumns ? crowdedGapPx : narrowestGapPx;
        const double least = density.isTight ? tightGapPx : usual;
        const double gap = std::clamp((height * aspect - widths) / gaps, least, widestGapPx);
        double left = 0;
        for (const StageColumn& column : columns) {
            for (const StageBlock& block : column.blocks)
                for (const std::size_t box : block.boxes)
                    plan.boxes[box].rect.translate(left, 0);
            left += column.widthPx + gap;
        }
    }

    void place(double aspect) {
        order();
        spread(aspect);
        hand.addHeaders(columns);
    }
};

// From the loosest.
std::vector<StageDensity> densities(bool hasChoice) {
    std::vector<StageDensity> all;
    for (const bool isTight : {false, true})
        for (const bool isNarrow : {false, true})
            for (const double highestPx : highestPartsPx)
                if (hasChoice || !isNarrow)
                    all.push_back({highestPx, isTight, isNarrow});
    return all;
}

}  // namespace

// Of the ways to divide columns the one that can be shown clearly larger than those before it; denser ones
// only where names could not be read.
void place(StagePlan& plan, const QSizeF& roomPx) {
    if (plan.boxes.empty())
        return;
    StagePlan best;
    double bestScale = 0;
    for (const StageDensity& density : densities(StageStack(plan, {}).hasChoice())) {
        const bool isLegible = bestScale >= legibleScale;
        if (density.isTight && isLegible)
            break;
        StagePlan tried = plan;
        Placer(tried, density).place(roomPx.width() / roomPx.height());
        QRectF all;
        for (const StageBox& box : tried.boxes)
            all |= box.rect;
        const double scale =
            std::min({roomPx.width() / all.width(), roomPx.height() / all.height(), largestFit});
        if (scale <= bestScale * (isLegible ? worthAPart : worthReading))
            continue;
        best = std::move(tried);
        bestScale = scale;
    }
    plan = std::move(best);
}

}  // namespace heddle
