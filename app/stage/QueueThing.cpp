// SPDX-License-Identifier: GPL-3.0-or-later
// Things that hold messages: queues, pipes, connections, what a manager keeps.
#include "app/stage/StageWords.h"
#include "app/stage/ThingCard.h"

#include <algorithm>

namespace heddle {

namespace {

constexpr double rowTopPx = 34, slotHeightPx = 38, bodyPx = 18;
constexpr double fullBufferBytes = 65536;

// How many places are drawn; of an unbounded queue as many as there is room for.
std::size_t placesOf(const StageThing& thing) {
    constexpr std::int64_t most = 5, usual = 4;
    return static_cast<std::size_t>(std::clamp<std::int64_t>(thing.capacity.value_or(usual), 1, most));
}

QString fillWords(const QueueState& queue, const StageThing& thing) {
    const auto size = static_cast<qulonglong>(queue.items.size());
    const std::optional<std::int64_t> capacity = queue.capacity ? queue.capacity : thing.capacity;
    QString words = capacity ? StageWords::tr("%L1 of %L2").arg(size).arg(*capacity)
                             : StageWords::tr("%L1 in it").arg(size);
    if (queue.unfinished > 0)
        words += StageWords::tr(" · %L1 unfinished").arg(queue.unfinished);
    return queue.isClosed ? StageWords::tr("%1 · closed").arg(words) : words;
}

// What put really does: into a buffer of its process, and by a feeder through a pipe.
QString feedWords(const QueueState& queue) {
    std::int64_t buffered = 0;
    for (const auto& [process, side] : queue.feed.sides)
        buffered += side.buffered + side.inHand;
    return StageWords::tr("%1 buffered · %2 in the pipe")
        .arg(buffered)
        .arg(bytesWords(queue.feed.bytesInPipe));
}

QString futureWords(const ObjectState* state) {
    return state && state->flag.isSet ? StageWords::tr("result, taken") : StageWords::tr("no result");
}

QString titleWords(const StageScope& scope, const StageThing& thing, const QueueState& queue) {
    if (thing.objectKind == ObjectKind::processQueue && scope.depth != Depth::program)
        return feedWords(queue);
    return fillWords(queue, thing);
}

}  // namespace

// Its one result lies beside its name.
void layFuture(Picture& picture, const StageScope& scope, const StageBox& box) {
    constexpr double slotPx = 60, betweenPx = 8;
    ThingCard card(picture, scope, box.rect);
    card.ground();
    const ObjectState* state = scope.state(box);
    const bool isThere = state && !state->queue.items.empty();
    card.title(box.title, isThere ? QString() : futureWords(state));
    if (isThere) {
        QRectF slot = card.row(betweenPx / 2, box.rect.height() - betweenPx);
        slot.setLeft(slot.right() - slotPx);
        card.places(slot, state->queue.items, 1);
    }
}

void layQueue(Picture& picture, const StageScope& scope, const StageBox& box) {
    const StageThing& thing = scope.thingOf(box);
    if (thing.objectKind == ObjectKind::future)
        return layFuture(picture, scope, box);
    ThingCard card(picture, scope, box.rect);
    const ObjectState* state = scope.state(box);
    const QueueState queue = state ? state->queue : QueueState{};
    card.ground();
    card.title(box.title, titleWords(scope, thing, queue));
    card.places(card.row(rowTopPx, slotHeightPx), queue.items, placesOf(thing));
}

namespace {

// "2 write ends open: sender, parent"
QString endWords(const StageScope& scope, const PipeEndState& end, const QString& one, const QString& many) {
    QStringList names;
    for (const ProcessId process : end.openIn)
        if (const StageProcess* told = scope.cast.process(process))
            names << told->name;
    return (names.size() == 1 ? one : many).arg(names.size()).arg(names.join(QStringLiteral(", ")));
}

}  // namespace

void layPipe(Picture& picture, const StageScope& scope, const StageBox& box) {
    ThingCard card(picture, scope, box.rect);
    card.ground();
    const StageThing& thing = scope.thingOf(box);
    const bool isKnown = thing.isSentFrom[0] || thing.isSentFrom[1];
    std::vector<const PipeEndState*> writing;
    for (std::size_t n = 0; n < 2; ++n)
        if (const ObjectState* end = scope.state(box, n);
            end && (thing.isSentFrom[n] || (!isKnown && n == 1)))
            writing.push_back(&end->pipeEnd);
    std::int64_t bytes = 0;
    for (const PipeEndState* end : writing)
        bytes += end->bytesInFlight;
    card.title(box.title, bytesWords(bytes));
    const QRectF all = card.row(rowTopPx, slotHeightPx - 6);
    if (writing.size() < 2) {
        card.tube(all, writing.empty() ? MessageLine() : writing[0]->inFlight, bytes, true);
    } else {  // one way above the other
        const double height = all.height() / 2 - 1;
        card.tube({all.topLeft(), QSizeF(all.width(), height)}, writing[0]->inFlight,
                  writing[0]->bytesInFlight, true);
        card.tube({all.left(), all.bottom() - height, all.width(), height}, writing[1]->inFlight,
                  writing[1]->bytesInFlight, false);
    }
    if (writing.size() != 1)
        return;
    const bool isForgotten = writing[0]->openIn.size() > 1;
    card.words(card.row(rowTopPx + slotHeightPx - 2, bodyPx),
               endWords(scope, *writing[0], StageWords::tr("%1 write end open: %2"),
                        StageWords::tr("%1 write ends open: %2")),
               Type::small, isForgotten ? Tone::trouble : Tone::mutedText);
}

namespace {

constexpr double endWidthPx = 145;

void layEnd(Picture& picture, const StageScope& scope, const StageBox& box, std::size_t n,
            const QRectF& rect) {
    ThingCard card(picture, scope, rect);
    const StageThing& thing = scope.thingOf(box);
    const ObjectState* state = scope.state(box, n);
    const ObjectState* peer = scope.state(box, 1 - n);
    const bool isOpen = state && !state->pipeEnd.openIn.empty();
    card.ground(Tone::border, isOpen ? Dash::none : Dash::dashes);
    const auto* info =
        n < thing.objects.size() ? scope.cast.trace()->names().object(thing.objects[n]) : nullptr;
    const QString name = info ? QString::fromStdString(info->name()) : StageWords::tr("the other side");
    card.title(n == 0 ? box.title : name, QString());  // with its path, where another has its name
    const std::int64_t out = state ? state->pipeEnd.bytesInFlight : 0;
    const std::int64_t in = peer ? peer->pipeEnd.bytesInFlight : 0;
    card.bar(card.row(rowTopPx - 2, 9), static_cast<double>(in) / fullBufferBytes);
    card.words(card.row(rowTopPx + 14, bodyPx),
               StageWords::tr("out %1 · in %2").arg(bytesWords(out), bytesWords(in)));
}

}  // namespace

void layConnection(Picture& picture, const StageScope& scope, const StageBox& box) {
    const QSizeF end(endWidthPx, box.rect.height());
    const QRectF left(box.rect.topLeft(), end), right(box.rect.topRight() - QPointF(endWidthPx, 0), end);
    const double y = box.rect.center().y();
    const ObjectState* state = scope.state(box, 0);
    const bool isConnected = state && state->socket.isConnected;
    picture.add(PictureLine{
        {left.right(), y}, {right.left(), y}, isConnected ? Tone::arrow : Tone::grid, 2, !isConnected});
    layEnd(picture, scope, box, 0, left);
    layEnd(picture, scope, box, 1, right);
}

void layListener(Picture& picture, const StageScope& scope, const StageBox& box) {
    ThingCard card(picture, scope, box.rect);
    card.ground();
    const ObjectState* state = scope.state(box);
    if (!state || !state->socket.isListening) {
        card.title(box.title, StageWords::tr("does not listen"));
        return;
    }
    const auto waiting = static_cast<qulonglong>(state->socket.waiting.size());
    card.title(box.title, StageWords::tr("backlog %L1 of %L2").arg(waiting).arg(state->socket.backlog));
    QStringList names;
    for (const QueuedMessage& connection : state->socket.waiting)
        names << scope.nameOf(connection.sender);
    card.chips(card.row(rowTopPx - 2, 20), names, Tone::waitsMessage, false);
    if (names.isEmpty())
        card.words(card.row(rowTopPx - 2, bodyPx), StageWords::tr("%1 accepted").arg(state->socket.accepted));
}

namespace {

QString kindWords(ObjectKind kind, const ManagedState& state) {
    if (kind == ObjectKind::managedDict)
        return StageWords::tr("dict · %1 keys").arg(state.entries.size());
    if (kind == ObjectKind::managedNamespace)
        return StageWords::tr("namespace");
    if (kind == ObjectKind::managedList)
        return StageWords::tr("list of %1").arg(state.items.size());
    if (kind == ObjectKind::managedQueue)
        return StageWords::tr("queue of %1").arg(state.items.size());
    return kind == ObjectKind::managedLock ? StageWords::tr("lock") : StageWords::tr("value");
}

}  // namespace

void layManaged(Picture& picture, const StageScope& scope, const StageBox& box) {
    ThingCard card(picture, scope, box.rect);
    card.ground();
    const ObjectState* state = scope.state(box);
    const ObjectKind kind = scope.thingOf(box).objectKind;
    const ManagedState held = state ? state->managed : ManagedState{};
    card.title(box.title, kindWords(kind, held));
    QStringList entries;
    for (const auto& [key, value] : held.entries)
        entries
            << QStringLiteral("%1\u2192%2").arg(QString::fromStdString(key), QString::fromStdString(value));
    for (const std::string& item : held.items)
        entries << QString::fromStdString(item);
    if (!held.value.empty())
        entries << QString::fromStdString(held.value);
    if (kind == ObjectKind::managedLock)
        entries = {held.owner.isNone() ? StageWords::tr("locked by nobody")
                                       : StageWords::tr("locked by %1").arg(scope.nameOf(held.owner))};
    constexpr qsizetype mostInRow = 3, most = 6;
    for (qsizetype row = 0; row * mostInRow < std::min(entries.size(), most); ++row) {
        QStringList part = entries.mid(row * mostInRow, mostInRow);
        if (row > 0 && entries.size() > most)
            part.back() = StageWords::tr("+%1").arg(entries.size() - most + 1);
        card.words(card.row(rowTopPx - 2 + static_cast<double>(row) * bodyPx, bodyPx),
                   part.join(QStringLiteral("   ")), Type::code, Tone::text);
    }
}

}  // namespace heddle
