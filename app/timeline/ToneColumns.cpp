// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/ToneColumns.h"

#include <algorithm>

namespace heddle {

void ToneColumns::add(Tone tone, const QRectF& rect, Pattern pattern) {
    const auto found = std::find_if(m_all.begin(), m_all.end(), [=](const PictureColumns& columns) {
        return columns.tone == tone && columns.pattern == pattern;
    });
    if (found != m_all.end())
        found->rects.push_back(rect);
    else
        m_all.push_back({{rect}, tone, pattern});
}

void ToneColumns::layInto(Picture& picture) {
    for (PictureColumns& columns : m_all)
        picture.add(std::move(columns));
    m_all.clear();
}

}  // namespace heddle
