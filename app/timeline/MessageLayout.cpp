// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/MessageGeometry.h"
#include "app/timeline/TextFit.h"
#include "app/timeline/TimelineWords.h"

#include <algorithm>
#include <cmath>

namespace heddle {

namespace {

constexpr std::size_t mostArrows = 250;     // more are a grey mat; every so-manieth says as much
constexpr std::size_t mostCapsules = 2000;  // looked at for one frame; they are merged where they overlap
constexpr std::size_t mostColoured = 40;
constexpr double widestCapsulePx = 120;
constexpr double headPx = 6, boldHeadPx = 12, boldWidthPx = 2.2;

MessageFacts::Some arrowsOf(const TimelineScope& scope) {
    return scope.model.messages().underWay(scope.eventsBy(scope.axis.from), scope.eventsBy(scope.axis.to) + 1,
                                           mostArrows);
}

void layColoured(Picture& picture, const TimelineScope& scope, const Message& message) {
    PictureCurve way = wayOf(message, scope);
    way.tone = Tone::accent;
    way.widthPx = boldWidthPx;
    way.headPx = message.isReceived() ? boldHeadPx : 0;
    if (const auto cut = way.cutTo(scope.frame.lanes))
        picture.add(*cut);
}

struct Placed {
    QPointF centre;
    std::size_t message = 0;
};

// Capsules that would lie on each other.
struct Heap {
    Placed first;
    std::size_t count = 1;
};

class Capsules {
public:
    Capsules(const TimelineScope& scope, std::size_t oneOf)
        : m_scope(scope), m_fit(scope.theme, Type::capsule),
          m_height(scope.theme.size(Measure::capsuleHeight)), m_oneOf(oneOf) {}

    // On the screen always: what is beyond the edge of the lanes waits at it.
    void place(std::size_t message, QPointF at) {
        const QRectF& lanes = m_scope.frame.lanes;
        const double top = lanes.top() + m_height / 2;
        m_placed.push_back({{std::clamp(at.x(), lanes.left(), lanes.right()),
                             std::clamp(at.y(), top, std::max(top, lanes.bottom() - m_height / 2))},
                            message});
    }

    void lay(Picture& picture) {
        std::sort(m_placed.begin(), m_placed.end(), [](const Placed& a, const Placed& b) {
            return std::pair(a.centre.y(), a.message) < std::pair(b.centre.y(), b.message);
        });
        std::vector<Heap> heaps;
        for (const Placed& placed : m_placed) {
            const auto isNear = [&](const Heap& heap) {
                const QPointF off = placed.centre - heap.first.centre;
                return std::abs(off.y()) < m_height && std::abs(off.x()) < m_height * 1.4;
            };
            const auto found = std::find_if(heaps.rbegin(), heaps.rend(), isNear);
            if (found == heaps.rend())
                heaps.push_back({placed, 1});
            else
                ++found->count;
        }
        for (const Heap& heap : heaps)
            layHeap(picture, heap);
    }

private:
    QString textOf(const Heap& heap) const {
        if (m_oneOf > 1)
            return TimelineWords::tr("\u2026+ about %1").arg(heap.count * m_oneOf);
        if (heap.count > 1)
            return TimelineWords::tr("\u2026+%1").arg(heap.count);
        const Message& message = m_scope.model.messages().all()[heap.first.message];
        return m_fit.elided(m_scope.model.content(message.sent), widestCapsulePx);
    }

    void layHeap(Picture& picture, const Heap& heap) const {
        const QString text = textOf(heap);
        const double width = std::max(m_fit.width(text) + m_height * 0.8, m_height * 1.3);
        const double half = width / 2, widget = m_scope.frame.all.width();
        const double x =
            std::clamp(heap.first.centre.x(), m_scope.axis.leftPx, std::max(widget - half, half));
        const QRectF rect(x - half, heap.first.centre.y() - m_height / 2, width, m_height);
        const bool isSentinel =
            heap.count == 1 && m_scope.model.messages().all()[heap.first.message].isSentinel;
        picture.add(PictureCapsule{rect, text, isSentinel});
    }

    const TimelineScope& m_scope;
    const TextFit m_fit;
    const double m_height;
    const std::size_t m_oneOf;
    std::vector<Placed> m_placed;
};

}  // namespace

std::size_t arrowsShownOneOf(const TimelineScope& scope) {
    return arrowsOf(scope).oneOf;
}

void layArrows(Picture& picture, const TimelineScope& scope) {
    for (const std::size_t number : arrowsOf(scope).messages) {
        const Message& message = scope.model.messages().all()[number];
        if (!message.isReceived())
            continue;
        PictureCurve way = wayOf(message, scope);
        way.headPx = headPx;
        if (const auto cut = way.cutTo(scope.frame.lanes))
            picture.add(*cut);
    }
}

void layCapsules(Picture& picture, const TimelineScope& scope) {
    const MessageFacts& messages = scope.model.messages();
    const std::size_t events = std::min(scope.moment.events, scope.model.size());
    const MessageFacts::Some some = messages.underWay(events, events, mostCapsules);
    Capsules capsules(scope, some.oneOf);
    for (const std::size_t number : chosenMessages(scope)) {
        const Message& message = messages.all()[number];
        layColoured(picture, scope, message);
        if (!progressOf(message, scope.moment))
            capsules.place(number, placeOf(message, scope, 1));
    }
    for (const std::size_t number : some.messages) {
        const Message& message = messages.all()[number];
        const auto progress = progressOf(message, scope.moment);
        if (!progress)
            continue;
        if (some.messages.size() <= mostColoured)
            layColoured(picture, scope, message);
        capsules.place(number, placeOf(message, scope, *progress));
    }
    capsules.lay(picture);
}

}  // namespace heddle
