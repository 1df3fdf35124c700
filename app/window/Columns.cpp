// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/Columns.h"

#include <QScrollArea>
#include <QSplitter>
#include <QVBoxLayout>

namespace heddle {

namespace {

constexpr int leftWidth = 300, rightWidth = 364, wideEnough = 900;
constexpr int leastSideWidth = 210, leastLessonHeight = 120;
constexpr int lessonHeight = 580, workersHeight = 310;
constexpr int stageHeight = 370, timelineHeight = 520, exploreHeight = 260;
constexpr int sourceHeight = 370, selectionHeight = 160, eventsHeight = 290, outputHeight = 80;

QWidget* padded(QWidget* content, const Theme& theme) {
    auto* frame = new QWidget;
    auto* column = new QVBoxLayout(frame);
    const int margin = theme.size(Measure::margin);
    column->setContentsMargins(margin, margin, margin, margin / 2);
    column->addWidget(content);
    return frame;
}

QScrollArea* scrollArea(QWidget* content, QWidget* parent = nullptr) {
    auto* area = new QScrollArea(parent);
    area->setWidget(content);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setFocusPolicy(Qt::NoFocus);
    return area;
}

// Its content may be taller than the window: then it is scrolled.
QWidget* scrolled(QWidget* content) {
    QScrollArea* area = scrollArea(content);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setMinimumSize(leastSideWidth, leastLessonHeight);
    return area;
}

QSplitter* splitter(Qt::Orientation orientation, const char* name, const QList<QWidget*>& contents) {
    auto* made = new QSplitter(orientation);
    made->setObjectName(QLatin1String(name));
    made->setAttribute(Qt::WA_StyledBackground);
    made->setHandleWidth(1);
    made->setChildrenCollapsible(false);
    for (QWidget* content : contents)
        made->addWidget(content);
    return made;
}

// What comes and goes over the others takes their room, and moves nothing beside them.
QWidget* stacked(const QList<QWidget*>& above, QWidget* rest) {
    auto* stack = new QWidget;
    auto* column = new QVBoxLayout(stack);
    column->setContentsMargins({});
    column->setSpacing(0);
    for (QWidget* each : above)
        column->addWidget(each);
    column->addWidget(rest, 1);
    return stack;
}

}  // namespace

Columns makeColumns(const ColumnContents& contents, const Theme& theme, QWidget* parent) {
    QSplitter* left =
        splitter(Qt::Vertical, "leftColumn",
                 {scrolled(padded(contents.lesson, theme)), padded(contents.workersAndRuns, theme)});
    QSplitter* right =
        splitter(Qt::Vertical, "rightColumn",
                 {contents.source, scrolled(contents.selection), contents.events, contents.output});
    QSplitter* centre =
        splitter(Qt::Vertical, "centreColumn", {contents.stage, contents.timeline, contents.explore});
    centre->setStretchFactor(0, 2);
    centre->setStretchFactor(1, 3);
    centre->setStretchFactor(2, 0);
    QSplitter* all =
        splitter(Qt::Horizontal, "columns", {left, stacked({contents.banner, contents.note}, centre), right});
    all->setStretchFactor(0, 1);  // narrow windows are narrow for all
    all->setStretchFactor(1, 3);
    all->setStretchFactor(2, 1);
    left->setStretchFactor(0, 2);
    left->setStretchFactor(1, 1);
    right->setStretchFactor(0, 3);
    right->setStretchFactor(1, 1);
    right->setStretchFactor(2, 2);
    right->setStretchFactor(3, 1);
    QScrollArea* area = scrollArea(all, parent);
    area->setObjectName(QStringLiteral("columnsArea"));
    return {all,
            area,
            {{all, {leftWidth, wideEnough, rightWidth}},
             {centre, {stageHeight, timelineHeight, exploreHeight}},
             {left, {lessonHeight, workersHeight}},
             {right, {sourceHeight, selectionHeight, eventsHeight, outputHeight}}}};
}

}  // namespace heddle
