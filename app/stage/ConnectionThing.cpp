// SPDX-License-Identifier: GPL-3.0-or-later
// Connections, and what lets them in.
#include "app/stage/StageWords.h"
#include "app/stage/ThingCard.h"
#include "app/stage/ThingEnd.h"

namespace heddle {

namespace {

constexpr double betweenEndsPx = 16, rowTopPx = 32, bodyPx = 18;

void layEnd(Picture& picture, const StageScope& scope, const StageBox& box, std::size_t n,
            const QRectF& rect) {
    const StageThing& thing = scope.thingOf(box);
    const ObjectState* state = scope.state(box, n);
    const bool isOver = isClosed(state);
    ThingCard card(picture, scope, rect, isOver);
    card.ground(Tone::border, state ? Dash::none : Dash::dashes);
    const auto* info =
        n < thing.objects.size() ? scope.cast.trace()->names().object(thing.objects[n]) : nullptr;
    const QString name = info ? QString::fromStdString(info->name()) : StageWords::tr("the other side");
    card.title(n == 0 ? box.title : name,  // with its path, where another has its name
               isOver ? StageWords::tr("closed") : QString());
}

}  // namespace

// Two ends, and a tube between them for each way: it begins in one of them and ends in the other. How much of
// what lies in it the kernel keeps for the writer, and how much for the reader, nobody tells.
void layConnection(Picture& picture, const StageScope& scope, const StageBox& box) {
    constexpr double tubePx = 20, pitchPx = 24;
    const QSizeF end((box.rect.width() - betweenEndsPx) / 2, box.rect.height());
    layEnd(picture, scope, box, 0, {box.rect.topLeft(), end});
    layEnd(picture, scope, box, 1, {box.rect.topRight() - QPointF(end.width(), 0), end});
    const ObjectState* first = scope.state(box, 0);
    if (!first || !first->socket.isConnected)
        return;
    ThingCard card(picture, scope, box.rect, isOver(scope, box));
    const MessageLine nothing;
    for (std::size_t n = 0; n < 2; ++n) {
        const ObjectState* writer = scope.state(box, n);
        ThingTube tube = writer ? tubeOf(writer->pipeEnd, n == 0) : ThingTube{nothing, 0, n == 0};
        if (n >= scope.thingOf(box).objects.size())  // what is not watched may have sent anything
            tube.words = QStringLiteral("?");
        card.tube(card.row(rowTopPx + static_cast<double>(n) * pitchPx, tubePx), tube);
    }
}

namespace {

QString acceptedWords(const SocketState& listener) {
    const QString accepted = StageWords::tr("%1 accepted").arg(listener.accepted);
    return listener.waiting.empty()
               ? accepted
               : StageWords::tr("%1, %2 never").arg(accepted).arg(listener.waiting.size());
}

}  // namespace

void layListener(Picture& picture, const StageScope& scope, const StageBox& box) {
    ThingCard card(picture, scope, box.rect, isOver(scope, box));
    card.ground();
    const ObjectState* state = scope.state(box);
    const QRectF row = card.row(rowTopPx, bodyPx);
    if (isClosed(state)) {
        card.title(box.title, StageWords::tr("closed"));
        return card.words(row, acceptedWords(state->socket));
    }
    if (!state || !state->socket.isListening)
        return card.title(box.title, StageWords::tr("does not listen"));
    const auto waiting = static_cast<qulonglong>(state->socket.waiting.size());
    card.title(box.title, StageWords::tr("backlog %L1 of %L2").arg(waiting).arg(state->socket.backlog));
    QStringList names;
    for (const QueuedMessage& connection : state->socket.waiting)
        names << scope.nameOf(connection.sender);
    card.chips(card.row(rowTopPx, 20), names, Tone::waitsMessage, false);
    if (names.isEmpty())
        card.words(row, acceptedWords(state->socket));
}

}  // namespace heddle
