// SPDX-License-Identifier: GPL-3.0-or-later
// Where everything stands on the stage. It hangs on who and what the whole run brings, never on the instant:
// nothing moves from one event to the next. Plain functions of values. Thread: GUI only.
#pragma once

#include "app/stage/StageCast.h"
#include "app/stage/StageSizes.h"

#include <QHash>
#include <QRectF>
#include <QSet>
#include <QStringList>

#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace heddle {

struct StageBox {
    enum class Kind : std::uint8_t { worker, workers, thing, things };  // the plural: folded into one
    Kind kind = Kind::worker;
    std::vector<std::uint32_t> members;  // places in the cast
    std::vector<std::uint32_t> within;   // drawn in it alone: what a lock protects; its process's memory
    QString key;                         // the same in every run
    QStringList withinKeys;              // the same of those within
    QString group, groupTitle;           // of those that can be folded with it; "": none
    QString title;
    ThingKind thing = ThingKind::none;
    std::optional<ProcessId> frame;  // the process around it; none: no frame
    bool isCompact = false;          // one of so many that there is room for its name only
    QRectF rect;
    int column = 0, inner = 0;  // of all; of its process's own
    int part = 0;               // of its column: what stands below each other in it, from the left
    bool isCarried = false;     // by hand
    bool isInRing = false;      // or in its middle
    int track = -1;             // that it stands in; less than 0: in none, ways go straight to it

    bool isOfWorkers() const { return kind == Kind::worker || kind == Kind::workers; }
    std::uint32_t place() const { return members.front(); }
};

struct StageLink {
    std::size_t worker = 0, thing = 0;  // boxes
    int given = 0;                      // more than 0: towards the thing; less: away from it
    bool gives = false, takes = false;  // of what has a side to enter and one to leave
};

struct StageFrame {  // around what belongs to one process
    ProcessId process;
    QString title;
    int workers = 0, helpers = 0;  // of the program, and of Heddle's library
    bool hasRoom = false;          // for its title
    QRectF rect;
};

struct StageHeader {  // above those that can be folded into one
    QString group, title;
    QRectF rect;
};

struct StagePiece {  // of a way: a cubic curve
    QPointF from, control1, control2, to;
};
using StageWay = std::vector<StagePiece>;
using StageBetween = std::pair<std::size_t, std::size_t>;  // boxes

struct StageGap {  // the outer ones have no top, or no bottom
    double top = 0, bottom = 0;
    bool isOuter() const;
};
struct StageTrack {  // boxes below each other; ways cross it through its gaps
    double left = 0, right = 0;
    std::vector<StageGap> gaps;
};

struct StagePlan;

// What whoever looks wants of a plan.
struct StageWishes {
    Depth depth = Depth::program;
    QSizeF roomPx{2600, 1000};         // what it is to fit
    bool hasOwnMemory = true;          // what only one process has is drawn with it, else as things
    QSet<QString> turned;              // groups that are folded or unfolded against the rule
    QHash<QString, QPointF> carried;   // by key: moved by hand, so far
    const StagePlan* known = nullptr;  // of another run of the program: who was in it has its place there
};

struct StagePlan {
    std::vector<StageBox> boxes;
    std::vector<StageLink> links;
    std::vector<StageFrame> frames;
    std::vector<StageHeader> headers;
    std::vector<StageTrack> tracks;           // from the left
    std::map<StageBetween, StageWay> ways;    // of links, from the worker on
    std::map<StageBetween, StageWay> around;  // to the other side: of what is given, or taken, there alone
    QRectF bounds;
    QRectF ringLane;  // along the inner side of a ring: for ways that are not its own

    std::optional<std::size_t> boxOf(const StageCast& cast, WorkerId worker) const;
    std::optional<std::size_t> boxOf(const StageCast& cast, ObjectId object) const;
    const StageBox* boxAt(QPointF point) const;
    StageWay wayBetween(std::size_t from, std::size_t to) const;                // boxes, linked or not
    StageWay wayOf(std::size_t worker, std::size_t thing, bool isForth) const;  // of what is under way

    std::vector<std::int32_t> ofWorkers, ofThings;  // boxes by place in the cast; -1: not shown
};

StagePlan planned(const StageCast& cast, const StageWishes& wishes);

}  // namespace heddle
