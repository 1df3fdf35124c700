// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/picture/Picture.h"
#include "app/picture/PictureStamps.h"

#include <QPainter>

namespace heddle {

// Puts a picture on anything that a QPainter paints on. Decides nothing, and clips nothing, so that it
// exports too. Thread: GUI only.
void paint(QPainter& painter, const Picture& picture, const Theme& theme);

// The same for pictures that are painted many times: `stamps` remember what they need again.
void paint(QPainter& painter, const Picture& picture, const Theme& theme, PictureStamps& stamps);

}  // namespace heddle
