// SPDX-License-Identifier: GPL-3.0-or-later
// The words in the lanes, with the cells and grounds that they stand on: no line lies over them. Plain
// functions of values. Thread: any.
#pragma once

#include "app/picture/Picture.h"

#include <vector>

namespace heddle {

// Takes them out of what has been added from `first` on, but for those that reach into `under`.
std::vector<PictureItem> takeWords(Picture& picture, std::size_t first, const QRectF& under);

// Those of the still picture that a curve crosses, again.
void layWordsOverCurves(Picture& picture, const Picture& still, const QRectF& lanes);

std::vector<QRectF> placesOfWords(const Picture& still, const QRectF& within);

}  // namespace heddle
