// SPDX-License-Identifier: GPL-3.0-or-later
// How everything looks: colours by meaning, sizes by role, two typefaces. Light and dark come from one table.
#pragma once

#include <QColor>
#include <QFont>
#include <QPalette>
#include <QString>

#include <array>
#include <cstdint>

namespace heddle {

enum class Tone : std::uint8_t {
    ground,   // menus, bars, rows, fields: what surfaces lie on
    surface,  // panels, timeline, stage
    sidebar,  // the lane names' column
    control,  // buttons and fields that lie on ground
    border,   // around controls and things
    divider,  // between panels
    grid,     // the timeline's columns
    text,
    mutedText,
    accent,      // the instant, what is chosen, the main button
    accentText,  // on accent
    selection,   // a row, a line or a message that is selected; the prediction's card
    running,     // states, the same in light and dark; brighter where contrast is high
    waitsMessage,
    waitsLock,
    held,
    idle,    // sleeping, finished
    system,  // in a system call; also messages
    died,
    hatch,        // the lines over a bar that waits
    heldLine,     // between operations in held modes
    runningLine,  // the same in free mode
    depthFill,    // under a queue's depth
    depthLine,
    arrow,     // a message's way, unless it is chosen
    capacity,  // the dashed line that a queue cannot pass
    trouble,   // words that say what is wrong
    codeText,  // strings in a source
    codeNumber,
    codeMeta,  // what is for the preprocessor, decorators
    bookmark,  // its flag
    last = bookmark
};

enum class Measure : std::uint8_t {  // logical pixels
    gap,                             // between small things
    margin,                          // from a panel's edge to its content
    corner,                          // of controls and cells
    workerCorner,                    // of things on the stage
    capsuleHeight,
    headerHeight,  // a panel's title line
    rulerHeight,
    laneNames,  // width of the lane names' column
    widestLaneNames,
    lanePitch,    // from one lane to the next
    nestedPitch,  // of what is nested in a lane, for each depth
    cellHeight,
    barHeight,
    depthPitch,  // of a lane with a depth
    depthHeight,
    groupPitch,  // the line that names a process
    mapHeight,
    switchLeft,  // where the switch of the axis begins in its header
    switchWidth,
    switchHeight,
    column,        // a step's width, unless it is zoomed
    filterWidth,   // of the field that filters lanes
    foldedHeight,  // of the marks in the line of a folded process
    last = foldedHeight
};

enum class Type : std::uint8_t {
    body,
    strong,
    title,
    heading,
    small,
    smallStrong,
    code,
    codeSmall,
    codeStrong,
    capsule,
    last = capsule
};

// Thread: GUI only. A value; copies are cheap.
class Theme {
public:
    static Theme light();
    static Theme dark();
    static Theme highContrast();                    // text at 7:1 and more, on black
    static Theme fitting(const QPalette& palette);  // dark where the palette's window is dark

    QColor color(Tone tone) const;
    int size(Measure measure) const;
    QFont font(Type type) const;  // Inter for words, JetBrains Mono for code, with fallbacks
    double width(Type type, const QString& text) const;  // of one line, logical pixels; remembered
    QColor textOn(QColor fill) const;  // black or white: the one that is easier to read there
    QPalette palette() const;          // for the widgets that Qt paints
    bool isDark() const { return m_scheme != Scheme::light; }
    bool isHighContrast() const { return m_scheme == Scheme::highContrast; }
    friend bool operator==(const Theme& a, const Theme& b) { return a.m_scheme == b.m_scheme; }

private:
    enum class Scheme : std::uint8_t { light, dark, highContrast };
    explicit Theme(Scheme scheme) : m_scheme(scheme) {}
    Scheme m_scheme;
};

// Of two opaque colours, 1 to 21, as WCAG 2.1 defines it.
double contrast(QColor a, QColor b);

}  // namespace heddle
