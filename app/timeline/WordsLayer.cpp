// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/WordsLayer.h"

#include <algorithm>

namespace heddle {

namespace {

using Items = std::vector<PictureItem>;

// Behind the words that begin there, with what they stand on; `at` itself: none do.
std::size_t endOfWords(const Items& items, std::size_t at) {
    if (std::holds_alternative<PictureText>(items[at]))
        return at + 1;
    const auto* ground = std::get_if<PictureFill>(&items[at]);
    if (!ground)
        return at;
    std::size_t next = at + 1;
    while (next < items.size() && std::holds_alternative<PictureOutline>(items[next]))
        ++next;
    const auto* words = next < items.size() ? std::get_if<PictureText>(&items[next]) : nullptr;
    return words && words->rect == ground->rect ? next + 1 : at;
}

QRectF rectOf(const PictureItem& item) {
    const auto* ground = std::get_if<PictureFill>(&item);
    return ground ? ground->rect : std::get<PictureText>(item).rect;
}

// For each: its place, and its items from the one to before the other.
template <class Each>
void forWordsWithin(const Picture& still, const QRectF& within, Each each) {
    for (std::size_t at = 0; at < still.items.size(); ++at)
        if (const std::size_t end = endOfWords(still.items, at); end > at) {
            if (const QRectF rect = rectOf(still.items[at]); within.contains(rect.center()))
                each(rect, at, end);
            at = end - 1;
        }
}

bool isCrossedBy(const QRectF& rect, const PictureCurve& curve) {
    return QRectF(curve.from, curve.to).normalized().adjusted(-1, -1, 1, 1).intersects(rect) &&
           curve.cutTo(rect).has_value();
}

}  // namespace

Items takeWords(Picture& picture, std::size_t first, const QRectF& under) {
    Items rest, words;
    Items& items = picture.items;
    for (std::size_t at = first; at < items.size();) {
        const std::size_t end = endOfWords(items, at);
        Items& to = end > at && !rectOf(items[at]).intersects(under) ? words : rest;
        for (const std::size_t until = std::max(end, at + 1); at < until; ++at)
            to.push_back(std::move(items[at]));
    }
    items.erase(items.begin() + static_cast<std::ptrdiff_t>(first), items.end());
    items.insert(items.end(), std::make_move_iterator(rest.begin()), std::make_move_iterator(rest.end()));
    return words;
}

void layWordsOverCurves(Picture& picture, const Picture& still, const QRectF& lanes) {
    std::vector<PictureCurve> curves;
    for (const PictureItem& item : picture.items)
        if (const auto* curve = std::get_if<PictureCurve>(&item))
            curves.push_back(*curve);
    if (curves.empty())
        return;
    forWordsWithin(still, lanes, [&](const QRectF& rect, std::size_t at, std::size_t end) {
        if (std::any_of(curves.begin(), curves.end(),
                        [&](const PictureCurve& curve) { return isCrossedBy(rect, curve); }))
            picture.items.insert(picture.items.end(), still.items.begin() + static_cast<std::ptrdiff_t>(at),
                                 still.items.begin() + static_cast<std::ptrdiff_t>(end));
    });
}

std::vector<QRectF> placesOfWords(const Picture& still, const QRectF& within) {
    std::vector<QRectF> places;
    forWordsWithin(still, within,
                   [&](const QRectF& rect, std::size_t, std::size_t) { places.push_back(rect); });
    return places;
}

}  // namespace heddle
