// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/picture/TextFit.h"
#include "app/timeline/MessageGeometry.h"
#include "app/timeline/TimelineWords.h"

#include <QLocale>

#include <algorithm>
#include <cmath>

namespace heddle {

namespace {

constexpr std::size_t mostArrows = 100;  // more are a grey mat; every so-manieth says as much
constexpr double leastEventPx = 3;  // where events are nearer to each other, half as many arrows say enough
constexpr std::size_t mostCapsules = 2000;  // looked at for one frame; they are merged where they overlap
constexpr std::size_t mostColoured = 8;     // more ways are a mat; their capsules are there all the same
constexpr double widestCapsulePx = 120;
constexpr double headPx = 6, boldHeadPx = 12, boldWidthPx = 2.2;

enum class Weight : std::uint8_t { thin, bold };

// What is only under way is thin: many that rest in a queue would be a mat otherwise.
void layColoured(Picture& picture, const TimelineScope& scope, const Message& message, Weight weight) {
    PictureCurve way = wayOf(message, scope);
    way.tone = Tone::accent;
    way.widthPx = weight == Weight::bold ? boldWidthPx : 1;
    way.headPx = !message.isReceived() ? 0 : weight == Weight::bold ? boldHeadPx : headPx;
    if (const auto cut = way.cutTo(scope.frame.lanes))
        picture.add(*cut);
}

// A message of a hidden lane has no way to be drawn; that it is there is told.
void layHiddenCount(Picture& picture, const TimelineScope& scope, std::size_t count) {
    if (count == 0)
        return;
    const QString number = QLocale().toString(static_cast<qulonglong>(count));
    const QString words = count == 1
                              ? TimelineWords::tr("1 message under way between hidden lanes")
                              : TimelineWords::tr("%1 messages under way between hidden lanes").arg(number);
    const TextFit fit(scope.theme, Type::small);
    const double gap = scope.theme.size(Measure::gap), height = fit.height() + gap / 2;
    const double width = std::min(fit.width(words) + 2 * gap, scope.axis.widthPx);
    const QRectF box(scope.axis.rightPx() - width, scope.frame.lanes.bottom() - height - gap / 4, width,
                     height);
    picture.add(PictureFill{box, Tone::selection, gap / 2});
    picture.add(PictureText{box, fit.elided(words, width - gap), Type::small, Tone::text});
}

struct Placed {
    QPointF centre;
    std::size_t message = 0;
    bool isGhost = false;
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
                            message,
                            false});
    }

    void placeGhost(std::size_t message, QPointF at) {
        place(message, at);
        m_placed.back().isGhost = true;
    }

    void lay(Picture& picture) {
        std::sort(m_placed.begin(), m_placed.end(), [](const Placed& a, const Placed& b) {
            return std::pair(a.centre.y(), a.message) < std::pair(b.centre.y(), b.message);
        });
        std::vector<std::vector<Placed>> heaps;  // of capsules that would lie on each other
        for (const Placed& placed : m_placed) {
            const auto found =
                std::find_if(heaps.rbegin(), heaps.rend(), [&](const std::vector<Placed>& heap) {
                    const QPointF off = placed.centre - heap.front().centre;
                    return placed.isGhost == heap.front().isGhost && std::abs(off.y()) < m_height &&
                           std::abs(off.x()) < m_height * 1.4;
                });
            if (found == heaps.rend())
                heaps.push_back({placed});
            else
                found->push_back(placed);
        }
        for (std::vector<Placed>& heap : heaps)
            m_oneOf == 1 && heap.size() <= mostBeads ? layBeads(picture, heap) : layHeap(picture, heap);
    }

private:
    static constexpr std::size_t mostBeads = 3;

    const Message& messageOf(const Placed& placed) const {
        return m_scope.model.messages().all()[placed.message];
    }
    double widthOf(const QString& text) const {
        return std::max(m_fit.width(text) + m_height * 0.8, m_height * 1.3);
    }
    QRectF kept(double middle, double y, double width) const {
        const double leftmost = m_scope.axis.leftPx;  // the lanes' names stay readable
        const double rightmost = std::max(m_scope.frame.all.width() - width, leftmost);
        return {std::clamp(middle - width / 2, leftmost, rightmost), y - m_height / 2, width, m_height};
    }

    // A few stand side by side, the first sent ahead, so that each still says what it carries.
    void layBeads(Picture& picture, std::vector<Placed>& heap) const {
        std::sort(heap.begin(), heap.end(),
                  [](const Placed& a, const Placed& b) { return a.message < b.message; });
        QStringList texts;
        double all = 0;  // of them side by side
        for (const Placed& placed : heap) {
            texts << m_fit.elided(m_scope.model.content(messageOf(placed).sent), widestCapsulePx);
            all += widthOf(texts.back());
        }
        double right = m_scope.frame.all.right();
        for (std::size_t i = 0; i < heap.size(); ++i) {
            const Placed& placed = heap[i];
            const QString& text = texts[static_cast<qsizetype>(i)];
            const double width = widthOf(text), behind = m_scope.axis.leftPx + (all -= width);
            const double left = std::max(std::min(placed.centre.x() - width / 2, right - width), behind);
            const QRectF rect = kept(left + width / 2, placed.centre.y(), width);
            picture.add(PictureCapsule{rect, text, messageOf(placed).isSentinel, placed.isGhost});
            right = rect.left();
        }
    }

    void layHeap(Picture& picture, const std::vector<Placed>& heap) const {
        const QString count = QLocale().toString(static_cast<qulonglong>(heap.size() * m_oneOf));
        const QString text = m_oneOf > 1 ? TimelineWords::tr("\u2026+ about %1").arg(count)
                                         : TimelineWords::tr("\u2026+%1").arg(count);
        const QPointF centre = heap.front().centre;
        picture.add(PictureCapsule{kept(centre.x(), centre.y(), widthOf(text)), text});
    }

    const TimelineScope& m_scope;
    const TextFit m_fit;
    const double m_height;
    const std::size_t m_oneOf;
    std::vector<Placed> m_placed;
};

}  // namespace

namespace {

MessageFacts::Some someOf(const MessageFacts& messages, const TimelineScope& scope) {
    const std::size_t from = scope.eventsBy(scope.axis.from), to = scope.eventsBy(scope.axis.to);
    const bool isCrowded = static_cast<double>(to - from) * leastEventPx > scope.axis.widthPx;
    return messages.underWay(from, to + 1, isCrowded ? mostArrows / 2 : mostArrows);
}

void layArrow(Picture& picture, const TimelineScope& scope, PictureCurve way) {
    way.headPx = headPx;
    if (const auto cut = way.cutTo(scope.frame.lanes))
        picture.add(*cut);
}

}  // namespace

MessageFacts::Some shownArrows(const TimelineScope& scope) {
    return someOf(scope.model.messages(), scope);
}

void layArrows(Picture& picture, const TimelineScope& scope) {
    for (const std::size_t number : shownArrows(scope).messages) {
        const Message& message = scope.model.messages().all()[number];
        if (message.isReceived() && hasBothEnds(message, scope))
            layArrow(picture, scope, wayOf(message, scope));
    }
    if (scope.choice.depth() < Depth::library)
        return;
    const MessageFacts& inner = scope.model.innerMessages();
    for (const std::size_t number : someOf(inner, scope).messages)
        if (const auto way = innerWayOf(inner.all()[number], scope))
            layArrow(picture, scope, *way);
}

void layCapsules(Picture& picture, const TimelineScope& scope) {
    const MessageFacts& messages = scope.model.messages();
    const std::size_t events = std::min(scope.moment.events, scope.model.size());
    const MessageFacts::Some some = messages.underWay(events, events, mostCapsules);
    Capsules capsules(scope, some.oneOf);
    const std::vector<std::size_t> chosen = chosenMessages(scope);
    std::size_t hidden = 0;
    for (const std::size_t number : some.messages) {
        const Message& message = messages.all()[number];
        const auto progress = progressOf(message, scope.moment);
        if (!progress)
            continue;
        if (!hasBothEnds(message, scope)) {
            hidden += some.oneOf;
            continue;
        }
        if (some.messages.size() <= mostColoured)
            layColoured(picture, scope, message, Weight::thin);
        capsules.place(number, placeOf(message, scope, *progress));
    }
    for (const std::size_t number : chosen) {
        const Message& message = messages.all()[number];
        if (!hasBothEnds(message, scope))
            continue;
        layColoured(picture, scope, message, Weight::bold);
        if (!progressOf(message, scope.moment))  // not sent yet, or received: only where it would be
            capsules.placeGhost(number, placeOf(message, scope, message.sent >= events ? 0 : 1));
    }
    capsules.lay(picture);
    layHiddenCount(picture, scope, hidden);
}

}  // namespace heddle
