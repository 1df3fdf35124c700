// SPDX-License-Identifier: GPL-3.0-or-later
// What the drawings of things have in common: a card with a title, and what lies in it.
#pragma once

#include "app/stage/StageScope.h"
#include "core/world/MessageLine.h"

#include <QStringList>

#include <vector>

namespace heddle {

// Bytes on their way from one end to the other.
struct ThingTube {
    const MessageLine& line;  // whose they are
    std::int64_t bytes = 0;
    bool isForth = true;  // they go to the right
    QString words = {};   // in place of how many they are
};

ThingTube tubeOf(const PipeEndState& writer, bool isForth);

// One thing's card, and the hand that writes into it. Lives as long as what it is given. Thread: GUI only.
class ThingCard {
public:
    // `isOver`: of what has ended, faded as a worker that has.
    ThingCard(Picture& picture, const StageScope& scope, const QRectF& rect, bool isOver = false)
        : m_picture(picture), m_scope(scope), m_rect(rect), m_isOver(isOver) {}

    void ground(Tone outline = Tone::border, Dash dash = Dash::none);
    void title(const QString& title, const QString& aside, Tone asideTone = Tone::mutedText);
    QRectF row(double topPx, double heightPx) const;  // within its margins, from its top
    void words(const QRectF& rect, const QString& text, Type type = Type::small, Tone tone = Tone::mutedText,
               Qt::Alignment align = Qt::AlignLeft | Qt::AlignVCenter);
    // Names side by side, as many as fit, then how many more.
    void chips(const QRectF& rect, const QStringList& names, Tone tone, bool isFilled);
    // Places for messages; the next to leave lies on the right.
    void places(const QRectF& rect, const MessageLine& line, std::size_t count);
    void places(const QRectF& rect, const std::vector<const QueuedMessage*>& first, std::size_t all,
                std::size_t count);
    void tube(const QRectF& rect, const ThingTube& tube);  // of what is over an empty one says nothing

private:
    std::vector<const QueuedMessage*> lying(const MessageLine& line, std::size_t most) const;
    std::size_t unshown(const MessageLine& line, const std::vector<const QueuedMessage*>& shown) const;
    void capsule(const QRectF& within, const QueuedMessage& message, const QString& told);
    void layPlaces(const QRectF& rect, const std::vector<const QueuedMessage*>& shown, std::size_t more,
                   std::size_t count);
    void layMore(const QRectF& within, std::size_t count);

    Picture& m_picture;
    const StageScope& m_scope;
    QRectF m_rect;
    bool m_isOver;
};

// Of a queue between processes, below its title.
constexpr std::size_t mostFeeding = 3;  // processes that are shown there
QSizeF openQueueSize(std::size_t processes);
void layOpenQueue(ThingCard& card, const StageScope& scope, const StageBox& box, const QueueState& queue);

QString textOf(const QueuedMessage& message);
QString textOf(const SharedState& shared);  // "?": it is not known

}  // namespace heddle
