// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/picture/Picture.h"

#include <vector>

namespace heddle {

// Narrow marks, of which those of one tone and pattern are one item of a picture. Thread: GUI only.
class ToneColumns {
public:
    void add(Tone tone, const QRectF& rect, Pattern pattern = Pattern::none);
    void layInto(Picture& picture);  // in the order in which their tones were first met; none are left

private:
    std::vector<PictureColumns> m_all;
};

}  // namespace heddle
