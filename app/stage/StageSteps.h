// SPDX-License-Identifier: GPL-3.0-or-later
// The steps by which a plan of the stage is made, one after the other. Plain functions of values. Thread: GUI
// only.
#pragma once

#include "app/stage/StagePlan.h"

namespace heddle {

// What stands by itself and what is folded into one.
std::vector<StageBox> foldedBoxes(const StageCast& cast, const StageWishes& wishes);
// "worker-" of "worker-12", "client-#/socket" of "client-3/socket"; "" where no number ends a name.
QString stemOf(const QString& path);

QSizeF sizeOf(const StageBox& box, const StageCast& cast, Depth depth);

void rank(StagePlan& plan);  // the boxes' columns

// Where they stand: the first of these that can.
bool placeAsKnown(StagePlan& plan, const StagePlan& known);  // false: somebody has no place there
bool placeInRing(StagePlan& plan);                           // false: they are none
void place(StagePlan& plan, const QSizeF& roomPx);           // in their columns

void lead(StagePlan& plan);                                                  // the ways between them
StageWay laneWay(const QRectF& lane, const QRectF& from, const QRectF& to);  // within a ring, past all of it
// Off the middle of a card's side, at the way's ends only: between them it has no more than its gap.
StageWay besideMiddle(StageWay way, double offPx);

}  // namespace heddle
