// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/stage/ThingCard.h"

#include "app/models/MessageWords.h"
#include "app/picture/TextFit.h"
#include "app/stage/StageWords.h"
#include "core/event/ShownText.h"

#include <algorithm>

namespace heddle {

namespace {

constexpr double asidePx = 14, titleTopPx = 9, titleHeightPx = 18, titleGapPx = 8;
constexpr double chipPadPx = 7, chipGapPx = 5, slotGapPx = 6, capsulePadPx = 9;
constexpr double fullTubeBytes = 65536, tubePadPx = 8, widestInTubePx = 100;
constexpr std::size_t mostInTube = 3;

}  // namespace

namespace {

QString shortened(const QueuedMessage& message, std::optional<std::int64_t> bytes) {
    constexpr qsizetype mostLetters = 32;
    return messageWords(QString::fromStdString(shownText(message.text)).simplified(), bytes, mostLetters);
}

}  // namespace

QString textOf(const QueuedMessage& message) {
    if (message.text.empty())
        return QString::number(message.value);
    constexpr std::size_t longestLetter = 4;  // a text that was cut ends before the one that went beyond
    const std::size_t size = message.text.size();
    return shortened(message, size + longestLetter > Event::textLimit ? std::nullopt : std::optional(size));
}

void ThingCard::ground(Tone outline, Dash dash) {
    const double radius = m_scope.theme.size(Measure::workerCorner);
    m_picture.add(PictureFill{m_rect, Tone::ground, radius});
    m_picture.add(
        PictureOutline{m_rect, m_isOver ? Tone::idle : outline, radius, 1.5, m_isOver ? Dash::dashes : dash});
}

QRectF ThingCard::row(double topPx, double heightPx) const {
    return {m_rect.left() + asidePx, m_rect.top() + topPx, m_rect.width() - 2 * asidePx, heightPx};
}

void ThingCard::title(const QString& title, const QString& told, Tone asideTone) {
    const TextFit strong(m_scope.theme, Type::strong), small(m_scope.theme, Type::small);
    const QRectF line = row(titleTopPx, titleHeightPx);
    const QString between = QStringLiteral(" · ");
    QString aside = told;  // rather all of its first part than a piece of its last
    while (strong.width(title) + titleGapPx + small.width(aside) > line.width() && aside.contains(between))
        aside.truncate(aside.lastIndexOf(between));
    const double most = line.width() - (aside.isEmpty() ? 0 : small.width(aside) + titleGapPx);
    const double least = std::min(strong.width(title), line.width() * 0.4);
    const double width = std::clamp(strong.width(title), 0.0, std::max(most, least));
    words(QRectF(line.topLeft(), QSizeF(width, line.height())), title, Type::strong, Tone::text);
    words(line.adjusted(width + titleGapPx, 0, 0, 0), aside, Type::small, asideTone,
          Qt::AlignRight | Qt::AlignVCenter);
}

void ThingCard::words(const QRectF& rect, const QString& text, Type type, Tone tone, Qt::Alignment align) {
    const QString fitting = TextFit(m_scope.theme, type).elided(text, rect.width(), Qt::ElideRight);
    if (!fitting.isEmpty())
        m_picture.add(PictureText{rect, fitting, type, m_isOver ? Tone::mutedText : tone, align});
}

void ThingCard::chips(const QRectF& rect, const QStringList& names, Tone tone, bool isFilled) {
    const TextFit fit(m_scope.theme, Type::small);
    double left = rect.left();
    for (qsizetype i = 0; i < names.size(); ++i) {
        const QString count = QStringLiteral("+%1").arg(names.size() - i);
        const bool isLast = i + 1 == names.size();
        const double room = rect.right() - left - (isLast ? 0 : fit.width(count) + chipGapPx);
        const double width = fit.width(names[i]) + 2 * chipPadPx;
        if (width > room && (!isLast || i > 0)) {
            words(QRectF(left, rect.top(), rect.right() - left, rect.height()), count);
            return;
        }
        const QRectF chip(left, rect.top(), std::min(width, rect.right() - left), rect.height());
        if (isFilled)
            m_picture.add(PictureFill{chip, tone, 5});
        else
            m_picture.add(PictureOutline{chip, tone, 5, 1.5, Dash::none});
        m_picture.add(PictureText{chip, fit.elided(names[i], chip.width() - 4), Type::small,
                                  isFilled ? tone : Tone::text, Qt::AlignCenter, isFilled});
        left += width + chipGapPx;
    }
}

// The next to leave first.
std::vector<const QueuedMessage*> ThingCard::lying(const MessageLine& line, std::size_t most) const {
    std::vector<const QueuedMessage*> all;
    for (auto at = line.begin(); at != line.end() && all.size() < most; ++at)
        all.push_back(m_scope.away.count(at->message) != 0 && !at->message.isNone() ? nullptr : &*at);
    return all;
}

// Those of a line that lie there, but are not among the first of it.
std::size_t ThingCard::unshown(const MessageLine& line,
                               const std::vector<const QueuedMessage*>& shown) const {
    const auto gone = static_cast<std::size_t>(std::count(shown.begin(), shown.end(), nullptr));
    std::size_t away = 0;
    for (const StageFlight& flight : m_scope.flights)
        away += flight.isInWorld && m_scope.plan.boxes[flight.thing].rect.contains(m_rect) ? 1 : 0;
    const std::size_t rest = line.size() - shown.size();
    return rest - std::min(rest, away - std::min(away, gone));
}

void ThingCard::capsule(const QRectF& within, const QueuedMessage& message, const QString& told) {
    constexpr double leastPadPx = 2;
    const double height = std::min<double>(m_scope.theme.size(Measure::capsuleHeight), within.height() - 4);
    const TextFit fit(m_scope.theme, Type::capsule);
    const QString text = fit.cutContent(told, within.width() - 2 * leastPadPx);
    const double wanted = std::max(fit.width(text) + 2 * capsulePadPx, height * 1.5);
    const double width = std::min(wanted, within.width());
    m_picture.add(PictureCapsule{
        QRectF(within.center().x() - width / 2, within.center().y() - height / 2, width, height), text,
        message.isSentinel, false, message.message.number});
}

// In as many words as there is room for; a number alone would be one of what lies there.
void ThingCard::layMore(const QRectF& within, std::size_t count) {
    if (count == 0)
        return;
    constexpr std::size_t thousand = 1000, million = thousand * thousand;
    QStringList words{QStringLiteral("…+%1").arg(count), QStringLiteral("+%1").arg(count)};
    if (count >= thousand)
        words << QStringLiteral("…+%1k").arg(count / thousand)
              << QStringLiteral("+%1k").arg(count / thousand);
    if (count >= million)
        words << QStringLiteral("+%1M").arg(count / million);
    words << QStringLiteral("…");
    constexpr double padPx = 2;
    const QString fitting = TextFit(m_scope.theme, Type::capsule).longest(words, within.width() - 2 * padPx);
    capsule(within, {}, fitting.isEmpty() ? words.back() : fitting);
}

void ThingCard::places(const QRectF& rect, const MessageLine& line, std::size_t count) {
    const std::vector<const QueuedMessage*> shown = lying(line, line.size() > count ? count - 1 : count);
    layPlaces(rect, shown, line.size() > count ? unshown(line, shown) : 0, count);
}

void ThingCard::places(const QRectF& rect, const std::vector<const QueuedMessage*>& first, std::size_t all,
                       std::size_t count) {
    std::vector<const QueuedMessage*> shown = first;
    shown.resize(std::min(shown.size(), all > count ? count - 1 : count));
    layPlaces(rect, shown, all - std::min(all, shown.size()), count);
}

// Where there are more than these the last place tells how many.
void ThingCard::layPlaces(const QRectF& rect, const std::vector<const QueuedMessage*>& shown,
                          std::size_t more, std::size_t count) {
    const double width =
        (rect.width() - slotGapPx * static_cast<double>(count - 1)) / static_cast<double>(count);
    for (std::size_t i = 0; i < count; ++i) {
        const QRectF place(rect.right() - width - static_cast<double>(i) * (width + slotGapPx), rect.top(),
                           width, rect.height());
        m_picture.add(PictureOutline{place, Tone::capacity, 6, 1, Dash::dashes});
        if (i < shown.size() && shown[i])
            capsule(place.adjusted(2, 0, -2, 0), *shown[i], textOf(*shown[i]));
        else if (i + 1 == count)
            layMore(place.adjusted(2, 0, -2, 0), more);
    }
}

namespace {

// It is known how much it is, so far.
QString textInBytes(const QueuedMessage& message) {
    return message.text.empty() ? bytesWords(message.value) : shortened(message, message.value);
}

}  // namespace

ThingTube tubeOf(const PipeEndState& writer, bool isForth) {
    return {writer.inFlight, writer.bytesInFlight, isForth};
}

// The amount stands where they enter, what they are of lies at the exit.
void ThingCard::tube(const QRectF& rect, const ThingTube& tube) {
    const double radius = rect.height() / 2;
    const TextFit small(m_scope.theme, Type::small);
    const QString amount = (tube.isForth ? StageWords::tr("\u2192 %1") : StageWords::tr("%1 \u2190"))
                               .arg(tube.words.isEmpty() ? bytesWords(tube.bytes) : tube.words);
    const double amountPx = std::min(small.width(amount) + 2 * tubePadPx, rect.width() / 2);
    const QRectF room = tube.isForth ? rect.adjusted(amountPx, 0, 0, 0) : rect.adjusted(0, 0, -amountPx, 0);
    const std::vector<const QueuedMessage*> shown = lying(tube.line, mostInTube);
    const std::size_t count = shown.size() + (tube.line.size() > mostInTube ? 1 : 0);
    const double width =
        std::min(widestInTubePx, room.width() / static_cast<double>(std::max<std::size_t>(count, 1)));
    m_picture.add(PictureFill{rect, Tone::surface, radius});
    if (tube.bytes > 0) {
        const double share = std::clamp(static_cast<double>(tube.bytes) / fullTubeBytes, 0.0, 1.0);
        const double full = std::clamp(
            rect.width() * share, std::max(rect.height(), width * static_cast<double>(count)), rect.width());
        const double left = tube.isForth ? rect.right() - full : rect.left();
        m_picture.add(PictureFill{{left, rect.top(), full, rect.height()}, Tone::depthFill, radius});
    }
    m_picture.add(PictureOutline{rect, m_isOver ? Tone::capacity : Tone::border, radius, 1.5});
    if (tube.bytes > 0 || !m_isOver)
        words(rect.adjusted(tubePadPx, 0, -tubePadPx, 0), amount, Type::small,
              tube.bytes > 0 ? Tone::text : Tone::mutedText,
              (tube.isForth ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    for (std::size_t i = 0; i < count; ++i) {
        const double along = width * static_cast<double>(i);
        const QRectF place(tube.isForth ? room.right() - width - along : room.left() + along, rect.top(),
                           width, rect.height());
        if (i == shown.size())
            layMore(place.adjusted(3, 0, -3, 0), unshown(tube.line, shown));
        else if (shown[i])
            capsule(place.adjusted(3, 0, -3, 0), *shown[i], textInBytes(*shown[i]));
    }
}

}  // namespace heddle
