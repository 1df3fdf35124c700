// SPDX-License-Identifier: GPL-3.0-or-later
// Boxes of a column stand below each other, so that few links cross; one that would be too high stands in
// parts beside each other.
#include "app/stage/StagePlan.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <map>

namespace heddle {

namespace {

constexpr double narrowestGapPx = 110, widestGapPx = 200, crowdedGapPx = 80, partGapPx = 38;
constexpr std::size_t manyColumns = 4;
constexpr double betweenPx = 18, betweenThingsPx = 34, betweenCompactPx = 8, headerPx = 20;
constexpr double frameTopPx = 24, frameAsidePx = 10;
constexpr std::size_t mostInFullSize = 15;
constexpr std::array highestPartsPx{900.0, 650.0, 500.0, 400.0, 320.0, 240.0};  // that are tried
constexpr double worthAPart = 1.2;  // of the scale: links have farther to go
constexpr int sweeps = 4;

struct Column {
    std::vector<std::size_t> boxes;  // in order
    double widthPx = 0, heightPx = 0;
    bool isCompact = false;
    std::size_t perPart = 1;  // boxes
};

struct Placer {
    StagePlan& plan;
    double highestPartPx;
    std::vector<Column> columns;
    std::vector<std::vector<std::size_t>> neighbours;

    Placer(StagePlan& of, double highestPx)
        : plan(of), highestPartPx(highestPx), neighbours(of.boxes.size()) {
        for (std::size_t i = 0; i < plan.boxes.size(); ++i) {
            const auto column = static_cast<std::size_t>(plan.boxes[i].column);
            if (columns.size() <= column)
                columns.resize(column + 1);
            columns[column].boxes.push_back(i);
        }
        for (const StageLink& link : plan.links) {
            neighbours[link.worker].push_back(link.thing);
            neighbours[link.thing].push_back(link.worker);
        }
        for (Column& column : columns)
            compact(column);
    }

    void compact(Column& column) {
        const auto workers = std::count_if(column.boxes.begin(), column.boxes.end(), [this](std::size_t box) {
            return plan.boxes[box].kind == StageBox::Kind::worker;
        });
        column.isCompact = static_cast<std::size_t>(workers) > mostInFullSize;
        for (const std::size_t box : column.boxes)
            if (column.isCompact && plan.boxes[box].kind == StageBox::Kind::worker) {
                plan.boxes[box].isCompact = true;
                plan.boxes[box].rect.setSize({126, 30});
            }
    }

    const StageBox& boxIn(const Column& column, std::size_t at) const { return plan.boxes[column.boxes[at]]; }
    bool isOfOneFrame(const Column& column, std::size_t a, std::size_t b) const {
        return a < column.boxes.size() && b < column.boxes.size() && boxIn(column, a).frame &&
               boxIn(column, a).frame == boxIn(column, b).frame;
    }
    bool isFirstOfGroup(const Column& column, std::size_t at) const {
        const StageBox& box = boxIn(column, at);
        const bool isUnfolded = !box.group.isEmpty() && box.members.size() == 1;
        return isUnfolded && (at == 0 || boxIn(column, at - 1).group != box.group);
    }

    // What lies above a box, up to the one before it: its group's header, its process's frame.
    double above(const Column& column, std::size_t at, bool isFirstOfPart) const {
        const double usual =
            boxIn(column, at).isOfWorkers() ? betweenPx : betweenThingsPx;  // who waits there
        double px = isFirstOfPart ? 0 : column.isCompact ? betweenCompactPx : usual;
        if (isFirstOfGroup(column, at))
            px += headerPx;
        if (boxIn(column, at).frame && (isFirstOfPart || !isOfOneFrame(column, at, at - 1)))
            px += column.isCompact ? betweenCompactPx / 2 : frameTopPx - (isFirstOfPart ? 0 : betweenPx / 2);
        return px;
    }
    double below(const Column& column, std::size_t at) const {
        if (!boxIn(column, at).frame || isOfOneFrame(column, at, at + 1))
            return 0;
        return column.isCompact ? betweenCompactPx / 2 : frameAsidePx;
    }

    // All parts are about as high.
    void divide(Column& column) const {
        const std::size_t count = column.boxes.size();
        double height = 0;
        for (std::size_t at = 0; at < count; ++at)
            height += above(column, at, at == 0) + boxIn(column, at).rect.height() + below(column, at);
        const auto parts = static_cast<std::size_t>(std::max(1.0, std::ceil(height / highestPartPx)));
        column.perPart = std::max<std::size_t>(1, (count + parts - 1) / parts);
    }

    // At 0 from the top left; parts are filled one after the other.
    void stack(Column& column) {
        divide(column);
        const std::size_t count = column.boxes.size(), perPart = column.perPart;
        column.widthPx = column.heightPx = 0;
        double left = 0, width = 0, y = 0;
        for (std::size_t at = 0; at < count; ++at) {
            StageBox& box = plan.boxes[column.boxes[at]];
            const bool isFirst = at % perPart == 0;
            if (isFirst && at > 0) {
                left += width + partGapPx;
                width = y = 0;
            }
            box.part = static_cast<int>(at / perPart);
            y += above(column, at, isFirst);
            box.rect.moveTopLeft({left, y});
            y += box.rect.height() + below(column, at);
            width = std::max(width, box.rect.width());
            column.widthPx = left + width;
            column.heightPx = std::max(column.heightPx, y);
        }
        centreParts(column, perPart);
    }

    void centreParts(const Column& column, std::size_t perPart) {
        for (std::size_t from = 0; from < column.boxes.size(); from += perPart) {
            const std::size_t to = std::min(from + perPart, column.boxes.size());
            const double bottom = boxIn(column, to - 1).rect.bottom() + below(column, to - 1);
            const double down = (column.heightPx - bottom) / 2 - column.heightPx / 2;
            for (std::size_t at = from; at < to; ++at)
                plan.boxes[column.boxes[at]].rect.translate(0, down);
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

    // What belongs together stays together.
    void sort(Column& column) {
        struct Pull {
            double ofFrame, ofBox;
            std::size_t frame, box;
        };
        std::map<ProcessId, std::vector<std::size_t>> frames;
        for (const std::size_t box : column.boxes)
            if (plan.boxes[box].frame)
                frames[*plan.boxes[box].frame].push_back(box);
        std::vector<Pull> pulls;
        for (const std::size_t box : column.boxes) {
            const double own = pull(box);
            if (!plan.boxes[box].frame) {
                pulls.push_back({own, own, box, box});
                continue;
            }
            const auto& all = frames[*plan.boxes[box].frame];
            double sum = 0;
            for (const std::size_t other : all)
                sum += pull(other);
            pulls.push_back({sum / static_cast<double>(all.size()), own, all.front(), box});
        }
        std::sort(pulls.begin(), pulls.end(), [](const Pull& a, const Pull& b) {
            return std::tie(a.ofFrame, a.frame, a.ofBox, a.box) <
                   std::tie(b.ofFrame, b.frame, b.ofBox, b.box);
        });
        std::transform(pulls.begin(), pulls.end(), column.boxes.begin(), [](const Pull& p) { return p.box; });
        sortIntoParts(column);
    }

    // A thing stands in the part that is nearer to who uses it.
    void sortIntoParts(Column& column) {
        if (column.boxes.size() <= column.perPart || boxIn(column, 0).isOfWorkers())
            return;
        std::vector<std::size_t> byX = column.boxes;
        std::stable_sort(byX.begin(), byX.end(),
                         [this](std::size_t a, std::size_t b) { return columnPull(a) < columnPull(b); });
        std::vector<std::size_t> sorted;
        for (std::size_t from = 0; from < byX.size(); from += column.perPart) {
            const auto first = byX.begin() + static_cast<std::ptrdiff_t>(from);
            const auto last =
                byX.begin() + static_cast<std::ptrdiff_t>(std::min(from + column.perPart, byX.size()));
            std::copy_if(column.boxes.begin(), column.boxes.end(), std::back_inserter(sorted),
                         [&](std::size_t box) { return std::find(first, last, box) != last; });
        }
        column.boxes = std::move(sorted);
    }

    double columnPull(std::size_t box) const {
        double sum = 0;
        for (const std::size_t other : neighbours[box])
            sum += plan.boxes[other].column;
        return neighbours[box].empty() ? 0 : sum / static_cast<double>(neighbours[box].size());
    }

    // Links of the same two columns that cross each other.
    std::size_t crossings() const {
        const auto isBetweenSame = [this](const StageLink& a, const StageLink& b) {
            return plan.boxes[a.worker].column == plan.boxes[b.worker].column &&
                   plan.boxes[a.thing].column == plan.boxes[b.thing].column;
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

    // As they came, but what belongs together stays together.
    void keepOrder(Column& column) {
        std::map<ProcessId, std::size_t> firsts;
        const auto first = [&](std::size_t box) {
            const auto& frame = plan.boxes[box].frame;
            return frame ? firsts.try_emplace(*frame, box).first->second : box;
        };
        for (const std::size_t box : column.boxes)
            first(box);
        std::stable_sort(column.boxes.begin(), column.boxes.end(),
                         [&](std::size_t a, std::size_t b) { return first(a) < first(b); });
        sortIntoParts(column);
    }

    // The order of the program itself is the same in all its runs: another must be worth it.
    void order() {
        constexpr std::size_t mostCompared = 300;  // links
        for (Column& column : columns) {
            divide(column);
            keepOrder(column);
            stack(column);
        }
        const std::vector<Column> kept = columns;
        const bool isCompared = plan.links.size() <= mostCompared;
        const std::size_t before = isCompared ? crossings() : 1;
        if (before > 0)
            sweep();
        if (!isCompared || (before > 0 && crossings() < before))
            return;
        columns = kept;
        for (Column& column : columns)
            stack(column);
    }

    void sweep() {
        for (int sweep = 0; sweep < sweeps; ++sweep)
            for (std::size_t i = 0; i < columns.size(); ++i) {
                Column& column = columns[sweep % 2 == 0 ? i : columns.size() - 1 - i];
                sort(column);
                stack(column);
            }
    }

    // The room that is left goes between the columns.
    void spread(double aspect) {
        double widths = 0, height = 0;
        for (const Column& column : columns) {
            widths += column.widthPx;
            height = std::max(height, column.heightPx);
        }
        const double gaps = std::max<double>(1, static_cast<double>(columns.size()) - 1);
        const double least = columns.size() > manyColumns ? crowdedGapPx : narrowestGapPx;
        const double gap = std::clamp((height * aspect - widths) / gaps, least, widestGapPx);
        double left = 0;
        for (const Column& column : columns) {
            for (const std::size_t box : column.boxes)
                plan.boxes[box].rect.translate(left, 0);
            left += column.widthPx + gap;
        }
    }

    void addHeaders() {
        for (const Column& column : columns)
            for (std::size_t at = 0; at < column.boxes.size(); ++at) {
                const StageBox& box = boxIn(column, at);
                if (!isFirstOfGroup(column, at))
                    continue;
                const double up = box.frame ? (column.isCompact ? 4 : frameTopPx) : 0;
                plan.headers.push_back(
                    {box.group, box.groupTitle,
                     QRectF(box.rect.left(), box.rect.top() - up - headerPx, box.rect.width(), headerPx)});
            }
    }
};

}  // namespace

// Of the ways to divide columns the one that can be shown clearly larger than those with fewer parts.
void place(StagePlan& plan, double aspect) {
    if (plan.boxes.empty())
        return;
    StagePlan best;
    double bestScale = 0;
    for (const double highestPx : highestPartsPx) {
        StagePlan tried = plan;
        Placer placer(tried, highestPx);
        placer.order();
        placer.spread(aspect);
        placer.addHeaders();
        QRectF all;
        for (const StageBox& box : tried.boxes)
            all |= box.rect;
        const double scale = std::min(aspect / all.width(), 1 / all.height());
        if (scale <= bestScale * worthAPart)
            continue;
        best = std::move(tried);
        bestScale = scale;
    }
    plan = std::move(best);
}

}  // namespace heddle
