// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/Capsules.h"

#include "app/timeline/BarPlace.h"
#include "app/timeline/DepthPlace.h"
#include "app/timeline/TimelineWords.h"
#include "app/timeline/WordsLayer.h"

#include <QLocale>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>

namespace heddle {

namespace {

constexpr double widestCapsulePx = 120;
constexpr double beadPitch = 1.05;  // in heights

}  // namespace

Capsules::Capsules(const TimelineScope& scope)
    : m_scope(scope), m_fit(scope.theme, Type::capsule), m_height(scope.theme.size(Measure::capsuleHeight)) {}

bool Capsules::isInView(QPointF at) const {
    constexpr double nearlyPx = 0.5;
    const QRectF& lanes = m_scope.frame.lanes;
    return at.x() >= lanes.left() - nearlyPx && at.x() <= lanes.right() + nearlyPx;
}

// On the screen always: what is above or below the lanes in view waits at their edge.
QPointF Capsules::onScreen(QPointF at) const {
    const QRectF& lanes = m_scope.frame.lanes;
    const double top = lanes.top() + m_height / 2;
    return {std::clamp(at.x(), lanes.left(), lanes.right()),
            std::clamp(at.y(), top, std::max(top, lanes.bottom() - m_height / 2))};
}

void Capsules::place(const Message& message, QPointF at, std::size_t standsFor) {
    if (isInView(at))
        m_placed.push_back({onScreen(at), message, standsFor, false});
    else
        (at.x() < m_scope.frame.lanes.left() ? m_before : m_behind) += standsFor;
}

// As much as its lane and its box on the stage tell, whatever else of it is seen.
void Capsules::placeLying(std::size_t lane, std::size_t about) {
    const Lane& object = m_scope.model.lanes()[lane];
    const double now = m_scope.moment.axis == m_scope.axis.unit ? m_scope.moment.position : m_scope.axis.to;
    const QPointF at(m_scope.axis.pxOf(now), m_scope.laneCentre(lane));
    const double told =  // a step that plays is done, as on the stage
        m_scope.isSteps() ? std::ceil(now) : now;
    const std::int64_t depth = depthAt(object.depth, m_scope.axis.unit, told);
    const QString number = QLocale().toString(static_cast<qlonglong>(depth));
    const QRectF& lanes = m_scope.frame.lanes;
    if (depth == 0 || at.y() < lanes.top() || at.y() > lanes.bottom())
        return;  // at the edge it would be taken for the count of the lane that is there
    if (isInView(at))
        m_lying.push_back({onScreen(at), object.kind == LaneKind::pipe
                                             ? TimelineWords::tr("%1 B in it").arg(number)
                                             : TimelineWords::tr("%1 in it").arg(number)});
    else
        (at.x() < m_scope.frame.lanes.left() ? m_before : m_behind) += about;
}

void Capsules::placeGhost(const Message& message, QPointF at) {
    if (!isInView(at))
        return;
    place(message, at, 1);
    m_placed.back().isGhost = true;
}

// Those that would lie on each other are one heap, and so are heaps that do once they are spread.
std::vector<Capsules::Heap> Capsules::heaps() const {
    std::vector<Placed> placed = m_placed;
    std::sort(placed.begin(), placed.end(), [](const Placed& a, const Placed& b) {
        return std::pair(a.centre.y(), a.message.sent) < std::pair(b.centre.y(), b.message.sent);
    });
    std::vector<Heap> heaps;
    for (const Placed& one : placed) {
        Heap heap{one};
        for (std::size_t i = heaps.size(); i-- > 0;)
            if (touch(heaps[i], heap)) {
                heap.insert(heap.begin(), heaps[i].begin(), heaps[i].end());
                heaps.erase(heaps.begin() + static_cast<std::ptrdiff_t>(i));
                i = heaps.size();
            }
        heaps.push_back(std::move(heap));
    }
    return heaps;
}

bool Capsules::touch(const Heap& above, const Heap& below) const {
    const auto halfOf = [this](const Heap& heap) {
        return isOfBeads(heap) ? (static_cast<double>(heap.size() - 1) * beadPitch + 1) * m_height / 2
                               : m_height / 2;
    };
    return above.front().isGhost == below.front().isGhost &&
           std::abs(above.front().centre.x() - below.front().centre.x()) < m_height * 1.4 &&
           std::abs(middleOf(above) - middleOf(below)) < halfOf(above) + halfOf(below);
}

double Capsules::middleOf(const Heap& heap) {
    double middle = 0;
    for (const Placed& placed : heap)
        middle += placed.centre.y() / static_cast<double>(heap.size());
    return middle;
}

bool Capsules::isOfBeads(const Heap& heap) const {
    return heap.size() <= mostBeadsAt(heap.front().centre) &&
           std::all_of(heap.begin(), heap.end(), [](const Placed& placed) { return placed.standsFor == 1; });
}

void Capsules::lay(Picture& picture, const Picture& still) {
    const std::size_t first = picture.items.size();
    for (Heap& heap : heaps())
        isOfBeads(heap) ? layBeads(picture, heap) : layHeap(picture, heap);
    if (!m_scope.moment.isPassing)
        keepApart(picture, first, placesOfWords(still, m_scope.frame.lanes));
    for (const Lying& lying : m_lying)
        layLying(picture, lying);
    layBeyond(picture);
}

// At rest none lies on the cell that is told, nor on another: it stands above, below or beside that, as near
// as there is room; so it does where it would lie on words, if there is room not far away. What is only a
// ghost gives way to what is there.
void Capsules::keepApart(Picture& picture, std::size_t first, std::vector<QRectF> words) const {
    std::vector<QRectF> taken;
    for (const auto& event : {m_scope.moment.event, m_scope.selected})
        if (const QRectF cell = event ? cellOf(m_scope, *event) : QRectF(); !cell.isEmpty())
            taken.push_back(cell);
    for (const bool isGhost : {false, true})
        for (std::size_t i = first; i < picture.items.size(); ++i)
            if (auto* capsule = std::get_if<PictureCapsule>(&picture.items[i]);
                capsule && capsule->isGhost == isGhost) {
                words.insert(words.end(), taken.begin(), taken.end());
                const auto free = besides(capsule->rect, words, capsule->rect.width());
                words.resize(words.size() - taken.size());
                capsule->rect = free ? *free : besides(capsule->rect, taken, 0).value_or(capsule->rect);
                taken.push_back(capsule->rect);
            }
}

// Beside is another time: only so far, and rather above or below.
std::optional<QRectF> Capsules::besides(const QRectF& rect, const std::vector<QRectF>& taken,
                                        double mostAsidePx) const {
    constexpr double apartPx = 1, asideCost = 2;
    const QRectF& lanes = m_scope.frame.lanes;
    const double mostUp = mostAsidePx > 0 ? 1.5 * m_scope.theme.size(Measure::lanePitch) : lanes.height();
    const QRectF reach = rect.adjusted(-mostAsidePx, -mostUp, mostAsidePx, mostUp).adjusted(-1, -1, 1, 1);
    std::vector<QRectF> near;
    std::copy_if(taken.begin(), taken.end(), std::back_inserter(near),
                 [&](const QRectF& other) { return other.intersects(reach); });
    const auto isFree = [&](const QRectF& place) {
        return std::none_of(near.begin(), near.end(),
                            [&](const QRectF& other) { return other.intersects(place); });
    };
    if (isFree(rect))
        return rect;
    std::vector<double> tops{rect.top()}, lefts{rect.left()};
    for (const QRectF& other : near) {
        tops.insert(tops.end(), {other.bottom() + apartPx, other.top() - rect.height() - apartPx});
        if (mostAsidePx > 0)
            lefts.insert(lefts.end(), {other.right() + apartPx, other.left() - rect.width() - apartPx});
    }
    const QRectF most(QPointF(m_scope.axis.leftPx, lanes.top()),
                      QPointF(m_scope.axis.rightPx(), lanes.bottom()));
    std::optional<QRectF> nearest;
    double least = std::numeric_limits<double>::max();
    for (const double left : lefts)
        for (const double top : tops) {
            const QRectF place(QPointF(left, top), rect.size());
            const double cost = asideCost * std::abs(left - rect.left()) + std::abs(top - rect.top());
            if (cost < least && reach.contains(place) && most.contains(place) && isFree(place)) {
                nearest = place;
                least = cost;
            }
        }
    return nearest;
}

// Aside of those that are there already, which may be at that edge, too.
void Capsules::layLying(Picture& picture, const Lying& lying) const {
    QRectF rect = kept(lying.centre.x(), lying.centre.y(), widthOf(lying.text));
    for (const PictureItem& item : picture.items)
        if (const auto* other = std::get_if<PictureCapsule>(&item);
            other && !other->isGhost && other->rect.intersects(rect))
            rect.moveRight(std::max(other->rect.left() - 1, m_scope.axis.leftPx + rect.width()));
    picture.add(PictureCapsule{rect, lying.text});
}

// In the line of the ruler, where it lies over nothing that is in view.
void Capsules::layBeyond(Picture& picture) const {
    const QRectF& ruler = m_scope.frame.ruler;
    const double height = std::min(m_height, ruler.height());
    const auto put = [&](std::size_t count, const QString& words, bool isBefore) {
        if (count == 0)
            return;
        const QString text = words.arg(QLocale().toString(static_cast<qulonglong>(count)));
        const double width = widthOf(text);
        picture.add(PictureCapsule{
            {isBefore ? ruler.left() : ruler.right() - width, ruler.center().y() - height / 2, width, height},
            text});
    };
    put(m_before, QStringLiteral("\u25C2 %1"), true);
    put(m_behind, QStringLiteral("%1 \u25B8"), false);
}

double Capsules::widthOf(const QString& text) const {
    return std::max(m_fit.width(text) + m_height * 0.8, m_height * 1.3);
}

QRectF Capsules::kept(double middle, double y, double width) const {
    const double leftmost = m_scope.axis.leftPx;  // the lanes' names stay readable
    const double rightmost = std::max(m_scope.axis.rightPx() - width, leftmost);
    return {std::clamp(middle - width / 2, leftmost, rightmost), y - m_height / 2, width, m_height};
}

QString Capsules::contentOf(const Message& message) const {
    const QString content = m_scope.model.content(message.sent);
    const bool isBytes = m_scope.model.lanes()[message.through].kind == LaneKind::pipe;
    const QString bytes = QLocale().toString(static_cast<qlonglong>(message.amount));
    const QString size = isBytes ? TimelineWords::tr("%1 B").arg(bytes) : QString();
    return m_fit.cutContent(content.isEmpty() ? size : content, widestCapsulePx);
}

// A few stand above each other, the first sent on top, so that each says what it carries; never aside, where
// another time is.
void Capsules::layBeads(Picture& picture, Heap& heap) const {
    std::sort(heap.begin(), heap.end(),
              [](const Placed& a, const Placed& b) { return a.message.sent < b.message.sent; });
    const QRectF& lanes = m_scope.frame.lanes;
    const double pitch = m_height * beadPitch, all = pitch * static_cast<double>(heap.size() - 1);
    const double highest = lanes.top() + m_height / 2;
    double y =
        std::clamp(middleOf(heap) - all / 2, highest, std::max(highest, lanes.bottom() - m_height / 2 - all));
    for (const Placed& placed : heap) {
        const QString text = contentOf(placed.message);
        picture.add(PictureCapsule{kept(placed.centre.x(), y, widthOf(text)), text, placed.message.isSentinel,
                                   placed.isGhost});
        y += pitch;
    }
}

// Where that is higher than the lane of an object, one that tells how many says more.
std::size_t Capsules::mostBeadsAt(QPointF at) const {
    const TimelineRow* row = m_scope.rowAt(at.y());
    return row && row->height >= m_height * beadPitch * 2 ? 3 : 2;
}

void Capsules::layHeap(Picture& picture, const Heap& heap) const {
    std::size_t all = 0;
    for (const Placed& placed : heap)
        all += placed.standsFor;
    const QString count = QLocale().toString(static_cast<qulonglong>(all));
    const QString text = all > heap.size() ? TimelineWords::tr("\u2026+ about %1").arg(count)
                                           : TimelineWords::tr("\u2026+%1").arg(count);
    picture.add(PictureCapsule{kept(heap.front().centre.x(), middleOf(heap), widthOf(text)), text});
}

}  // namespace heddle
