// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/LaneCursor.h"

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
    else if (!row.lane)
        return choice;
    else if (way == Way::pin)
        choice.togglePin(*row.lane);
    else if (way == Way::hide)
        choice.hide(*row.lane);
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

}  // namespace heddle
