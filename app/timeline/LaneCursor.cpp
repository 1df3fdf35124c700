// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/LaneCursor.h"

#include "app/timeline/TimelineWords.h"

#include <algorithm>

namespace heddle {

namespace {

std::optional<std::size_t> nameOf(const TimelineRows& rows, ProcessId process) {
    for (std::size_t row = 0; row < rows.rows.size(); ++row)
        if (!rows.rows[row].lane && rows.rows[row].process == process)
            return row;
    return std::nullopt;
}

std::optional<std::size_t> rowOf(const TimelineRows& rows, const LaneCursor& cursor) {
    if (!cursor.lane)
        return nameOf(rows, cursor.process);
    return rows.shows(*cursor.lane) ? std::optional(rows.rowOfLane[*cursor.lane]) : std::nullopt;
}

std::optional<std::size_t> rowOfSelected(const TimelineScope& scope) {
    if (!scope.selected || !scope.model.trace())
        return std::nullopt;
    const auto lane = scope.model.laneOf(scope.model.trace()->event(*scope.selected).worker);
    return lane && scope.rows.shows(*lane) ? std::optional(scope.rows.rowOfLane[*lane]) : std::nullopt;
}

// A process is folded where its name stands above its lanes, or in their place.
void fold(const TimelineScope& scope, const TimelineRow& row, LaneChoice& choice) {
    const bool isObject = row.lane && scope.model.lanes()[*row.lane].kind != LaneKind::worker;
    if (!isObject && nameOf(scope.rows, row.process))
        choice.toggleFold(row.process);
}

// One lane, or those of the workers below the name of their process, or folded in it.
std::vector<std::size_t> lanesOf(const TimelineScope& scope, const TimelineRow& row) {
    if (row.lane)
        return {*row.lane};
    std::vector<std::size_t> lanes;
    for (std::size_t number = 0; number < scope.model.lanes().size(); ++number) {
        const Lane& lane = scope.model.lanes()[number];
        if (lane.kind == LaneKind::worker && lane.process == row.process && scope.rows.shows(number))
            lanes.push_back(number);
    }
    return lanes;
}

void pin(const std::vector<std::size_t>& lanes, LaneChoice& choice) {
    const bool areAll =
        std::all_of(lanes.begin(), lanes.end(), [&](std::size_t lane) { return choice.isPinned(lane); });
    for (const std::size_t lane : lanes)
        if (choice.isPinned(lane) == areAll)
            choice.togglePin(lane);
}

// To the place of the next lane that scrolls, or is pinned, as this does.
void move(const TimelineScope& scope, std::size_t from, bool isDown, LaneChoice& choice) {
    const auto& rows = scope.rows.rows;
    for (std::size_t row = from; isDown ? row + 1 < rows.size() : row > 0;) {
        row += isDown ? 1 : -1;
        if (rows[row].lane && rows[row].isPinned == rows[from].isPinned)
            return choice.move(*rows[from].lane, *rows[row].lane);
    }
}

}  // namespace

std::optional<std::size_t> cursorRow(const TimelineScope& scope) {
    const auto& rows = scope.rows.rows;
    if (rows.empty())
        return std::nullopt;
    if (scope.laneCursor)
        if (const auto row = rowOf(scope.rows, *scope.laneCursor))
            return row;
    if (const auto row = rowOfSelected(scope))
        return row;
    const auto seen =
        std::find_if(rows.begin(), rows.end(), [&](const TimelineRow& row) { return scope.isVisible(row); });
    return seen == rows.end() ? 0 : static_cast<std::size_t>(seen - rows.begin());
}

LaneCursor cursorAt(const TimelineRow& row) {
    return {row.lane, row.process};
}

LaneChoice rearranged(const TimelineScope& scope, std::size_t number, LaneIntent::Way way) {
    using Way = LaneIntent::Way;
    const TimelineRow& row = scope.rows.rows[number];
    LaneChoice choice = scope.choice;
    if (way == Way::fold)
        fold(scope, row, choice);
    else if (way == Way::pin)
        pin(lanesOf(scope, row), choice);
    else if (way == Way::hide)
        for (const std::size_t lane : lanesOf(scope, row))
            choice.hide(lane);
    else if (!row.lane)
        return choice;
    else if (way == Way::moveUp || way == Way::moveDown)
        move(scope, number, way == Way::moveDown, choice);
    return choice;
}

void layLaneCursor(Picture& picture, const TimelineScope& scope) {
    constexpr double widthPx = 2;
    const auto number = scope.laneCursor ? rowOf(scope.rows, *scope.laneCursor) : std::nullopt;
    if (!number)
        return;
    const TimelineRow& row = scope.rows.rows[*number];
    const double top = row.isPinned ? scope.frame.lanes.top() : scope.pinnedBottom();
    const QRectF seen(0, top, scope.frame.names.width(), scope.frame.lanes.bottom() - top);
    const QRectF name = QRectF(0, scope.rowTop(row), seen.width(), row.ownHeight()).intersected(seen);
    if (name.height() > 2 * widthPx)
        picture.add(PictureOutline{name.adjusted(widthPx, 1, -widthPx, -1), Tone::accent,
                                   scope.theme.size(Measure::corner) / 2.0, widthPx});
}

// It takes the place of the one that it is dropped on.
void layLaneDrop(Picture& picture, const TimelineScope& scope) {
    constexpr double widthPx = 3;
    if (!scope.drop || !scope.rows.shows(scope.drop->lane) || !scope.rows.shows(scope.drop->onto))
        return;
    const TimelineRow &from = scope.rows.ofLane(scope.drop->lane), &to = scope.rows.ofLane(scope.drop->onto);
    const double y = scope.rowTop(to) + (scope.rowTop(from) < scope.rowTop(to) ? to.height : 0);
    const QRectF& lanes = scope.frame.lanes;
    const double kept = std::clamp(y, lanes.top() + widthPx / 2, lanes.bottom() - widthPx / 2);
    picture.add(PictureLine{{0, kept}, {lanes.right(), kept}, Tone::accent, widthPx});
    const QRectF name(0, scope.rowTop(from), scope.frame.names.width(), from.ownHeight());
    if (const QRectF seen = name.intersected(scope.frame.names); !seen.isEmpty())
        picture.add(PictureOutline{seen.adjusted(widthPx, 1, -widthPx, -1), Tone::accent,
                                   scope.theme.size(Measure::corner) / 2.0, widthPx / 2, Dash::dashes});
}

QString whyUnmoved(const TimelineScope& scope, std::size_t row) {
    return scope.rows.rows[row].lane
               ? QString()
               : TimelineWords::tr("a process stands where its lanes do: move one of them");
}

}  // namespace heddle
