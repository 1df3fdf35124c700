// SPDX-License-Identifier: GPL-3.0-or-later
// Workers as boxes: what each does, in the colour and with the mark of its state.
#include "app/models/WorkerLook.h"
#include "app/picture/TextFit.h"
#include "app/stage/StageWords.h"
#include "app/stage/ThingCard.h"

#include <map>

namespace heddle {

namespace {

constexpr double barPx = 8, asidePx = 18, markPx = 24;

void layBody(Picture& picture, const StageScope& scope, const QRectF& rect, Tone tone, bool isGone) {
    const double radius = scope.theme.size(Measure::workerCorner);
    picture.add(PictureFill{rect, Tone::ground, radius});
    picture.add(PictureOutline{rect, tone, radius, 2, isGone ? Dash::dashes : Dash::none});
    picture.add(PictureFill{{rect.left() - 1, rect.top(), barPx, rect.height()}, tone, barPx / 2});
}

// "right-lock.acquire()"; where that is too long "acquire()": of what is told by a line to it.
QString withinPx(const TextFit& fit, const QString& activity, double widthPx) {
    const qsizetype dot = activity.lastIndexOf(QLatin1Char('.'), activity.indexOf(QLatin1Char('(')));
    return dot < 0 || fit.width(activity) <= widthPx ? activity : activity.mid(dot + 1);
}

void layMoreBehind(Picture& picture, const StageScope& scope, const StageBox& box) {
    const double radius = scope.theme.size(Measure::workerCorner);
    for (const double back : {6.0, 3.0})
        picture.add(
            PictureOutline{box.rect.translated(back, back).adjusted(0, 0, -6, -6), Tone::border, radius, 1});
}

// Below it: "own memory: counter = 7".
void layOwnMemory(Picture& picture, const StageScope& scope, const StageBox& box) {
    const TextFit fit(scope.theme, Type::codeSmall);
    const std::size_t shown = std::min(box.within.size(), mostWithin);
    const double top = box.rect.bottom() - memoryPx * static_cast<double>(shown);
    for (std::size_t i = 0; i < shown; ++i) {
        const StageThing& thing = scope.cast.things()[box.within[i]];
        const ObjectState* state = scope.world ? scope.world->object(thing.objects.front()) : nullptr;
        QString words =
            StageWords::tr("%1 = %2").arg(thing.name, state ? textOf(state->shared) : QStringLiteral("?"));
        if (i + 1 == shown && box.within.size() > shown)
            words += StageWords::tr("  +%1").arg(box.within.size() - shown);
        const QRectF line(box.rect.left(), top + static_cast<double>(i) * memoryPx, box.rect.width(),
                          memoryPx);
        const QString told =
            i == 0 ? fit.longest({StageWords::tr("own memory: %1").arg(words), words}, line.width()) : words;
        picture.add(PictureText{line, fit.elided(told.isEmpty() ? words : told, line.width()),
                                Type::codeSmall, Tone::text, Qt::AlignLeft | Qt::AlignBottom});
    }
}

WorkerLook lookAt(const StageScope& scope, const StageBox& box) {
    const WorkerState* state = scope.worker(box);
    if (!state)
        return {Tone::idle, QStringLiteral("○"), {}, StageWords::tr("not started")};
    const bool isTold =
        state->doing == Doing::calls || state->doing == Doing::waits || state->doing == Doing::died;
    return lookOf(*state, *scope.world,
                  isTold && scope.contentOf ? scope.contentOf(state->event) : QString());
}

}  // namespace

void layWorkerBox(Picture& picture, const StageScope& scope, const StageBox& box) {
    const WorkerState* state = scope.worker(box);
    const WorkerLook look = lookAt(scope, box);
    const bool isGone = !state || state->doing == Doing::ended || state->doing == Doing::died ||
                        state->doing == Doing::notStarted;
    QRectF body = box.rect;
    body.setHeight(box.rect.height() -
                   memoryPx * static_cast<double>(std::min(box.within.size(), mostWithin)));
    layBody(picture, scope, body, look.tone, isGone);
    layOwnMemory(picture, scope, box);
    const TextFit strong(scope.theme, Type::strong);
    const QRectF inner = body.adjusted(asidePx, 0, -8, 0);
    const QRectF mark(inner.right() - markPx, inner.top(), markPx, box.isCompact ? inner.height() : 34);
    picture.add(PictureText{mark, look.mark, Type::strong, look.tone, Qt::AlignCenter});
    const QRectF name(inner.left(), inner.top() + (box.isCompact ? 0 : 7), inner.width() - markPx,
                      box.isCompact ? inner.height() : 20);
    picture.add(PictureText{name, strong.elided(box.title, name.width()), Type::strong, Tone::text,
                            Qt::AlignLeft | Qt::AlignVCenter});
    if (box.isCompact)
        return;
    const bool isDoing = !look.activity.isEmpty();
    const QRectF line(inner.left(), inner.top() + 28, inner.width(), 18);
    const Type type = isDoing ? Type::code : Type::small;
    const TextFit fit(scope.theme, type);
    const double notePx = look.note.isEmpty() ? 0 : scope.theme.width(Type::small, look.note) + 6;
    const double room = line.width() - notePx;
    const QString words = isDoing ? withinPx(fit, look.activity, room) : look.state;
    picture.add(PictureText{line, fit.elided(words, room, Qt::ElideRight), type, Tone::mutedText,
                            Qt::AlignLeft | Qt::AlignVCenter});
    if (isDoing && notePx > 0)
        picture.add(PictureText{line, look.note, Type::small, Tone::text, Qt::AlignRight | Qt::AlignVCenter});
}

// How many are in each state, as marks and as a bar.
void layWorkersBox(Picture& picture, const StageScope& scope, const StageBox& box) {
    std::map<std::pair<Tone, QString>, int> counts;
    for (const std::uint32_t member : box.members) {
        StageBox one = box;
        one.members = {member};
        const WorkerLook look = lookAt(scope, one);
        ++counts[{look.tone, look.mark}];
    }
    layMoreBehind(picture, scope, box);
    ThingCard card(picture, scope, box.rect.adjusted(0, 0, -6, -6));
    card.ground();
    card.title(box.title, QString::number(box.members.size()));
    const QRectF row = card.row(32, 18);
    double left = row.left();
    for (const auto& [look, count] : counts) {
        const QString text = QStringLiteral("%1 %2").arg(look.second).arg(count);
        const double width = scope.theme.width(Type::smallStrong, text) + 12;
        if (left + width > row.right() + 12)
            break;
        picture.add(PictureText{{left, row.top(), width, row.height()},
                                text,
                                Type::smallStrong,
                                look.first,
                                Qt::AlignLeft | Qt::AlignVCenter});
        left += width;
    }
}

void layThingsBox(Picture& picture, const StageScope& scope, const StageBox& box) {
    layMoreBehind(picture, scope, box);
    ThingCard card(picture, scope, box.rect.adjusted(0, 0, -6, -6));
    card.ground();
    card.title(box.title, QString::number(box.members.size()));
    std::size_t waited = 0;
    for (const std::uint32_t member : box.members)
        if (const ObjectState* state =
                scope.world ? scope.world->object(scope.cast.things()[member].objects.front()) : nullptr)
            waited += state->line.size();
    card.words(card.row(32, 18),
               waited == 0 ? StageWords::tr("nobody waits") : StageWords::tr("%1 wait there").arg(waited));
}

void layThing(Picture& picture, const StageScope& scope, const StageBox& box) {
    switch (box.thing) {
    case ThingKind::queue:
        return layQueue(picture, scope, box);
    case ThingKind::pipe:
        return layPipe(picture, scope, box);
    case ThingKind::connection:
        return layConnection(picture, scope, box);
    case ThingKind::listener:
        return layListener(picture, scope, box);
    case ThingKind::managed:
        return layManaged(picture, scope, box);
    case ThingKind::lock:
        return layLockBox(picture, scope, box);
    case ThingKind::readWriteLock:
        return layReadWriteLock(picture, scope, box);
    case ThingKind::condition:
        return layCondition(picture, scope, box);
    case ThingKind::semaphore:
        return laySemaphore(picture, scope, box);
    case ThingKind::barrier:
        return layBarrier(picture, scope, box);
    case ThingKind::flag:
        return layFlag(picture, scope, box);
    case ThingKind::shared:
        return layShared(picture, scope, box);
    case ThingKind::memory:
        return layMemory(picture, scope, box);
    case ThingKind::other:
    case ThingKind::none:
        break;
    }
    ThingCard card(picture, scope, box.rect);
    card.ground();
    card.title(box.title, QString());
}

}  // namespace heddle
