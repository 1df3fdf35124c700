// SPDX-License-Identifier: GPL-3.0-or-later
// Things that workers wait at without a message: locks, conditions, semaphores, barriers, flags; and
// variables.
#include "app/stage/StageWords.h"
#include "app/stage/ThingCard.h"

#include <algorithm>

namespace heddle {

namespace {

constexpr double rowTopPx = 33, rowPx = 20, chipPx = 22;

QStringList namesOf(const StageScope& scope, const std::vector<WorkerId>& workers) {
    QStringList names;
    for (const WorkerId worker : workers)
        names << scope.nameOf(worker);
    return names;
}

void layOwner(ThingCard& card, const StageScope& scope, WorkerId owner, const QString& role) {
    const double label = scope.theme.width(Type::small, role) + 8;
    const QRectF row = card.row(rowTopPx, rowPx);
    card.words({row.topLeft(), QSizeF(label, rowPx)}, role);
    card.words(row.adjusted(label, 0, 0, 0), owner.isNone() ? StageWords::tr("nobody") : scope.nameOf(owner),
               owner.isNone() ? Type::small : Type::strong, owner.isNone() ? Tone::mutedText : Tone::text);
}

// What is used only by whoever holds the lock.
void layGuarded(Picture& picture, ThingCard& card, const StageScope& scope, const StageBox& box) {
    constexpr double firstPx = 56, stepPx = 30, heightPx = 26, padPx = 8;
    for (std::size_t i = 0; i < std::min(box.within.size(), mostWithin); ++i) {
        const StageThing& thing = scope.cast.things()[box.within[i]];
        const ObjectState* state = scope.world ? scope.world->object(thing.objects.front()) : nullptr;
        const QRectF row = card.row(firstPx + static_cast<double>(i) * stepPx, heightPx);
        picture.add(PictureFill{row, Tone::surface, 6});
        picture.add(PictureOutline{row, Tone::border, 6, 1});
        QString words =
            StageWords::tr("%1 = %2").arg(thing.name, state ? textOf(state->shared) : QStringLiteral("?"));
        if (i + 1 == mostWithin && box.within.size() > mostWithin)
            words += StageWords::tr("  +%1").arg(box.within.size() - mostWithin);
        card.words(row.adjusted(padPx, 0, -padPx, 0), words, Type::code, Tone::text);
    }
}

}  // namespace

void layLockBox(Picture& picture, const StageScope& scope, const StageBox& box) {
    ThingCard card(picture, scope, box.rect);
    const ObjectState* state = scope.state(box);
    const MutexState mutex = state ? state->mutex : MutexState{};
    card.ground(mutex.owner.isNone() ? Tone::border : Tone::held);
    QString how = mutex.owner.isNone() ? StageWords::tr("free") : StageWords::tr("held");
    if (mutex.depth > 1)
        how = StageWords::tr("held %1 times").arg(mutex.depth);
    card.title(box.title, how);
    layOwner(card, scope, mutex.owner, StageWords::tr("owner"));
    layGuarded(picture, card, scope, box);
}

void layReadWriteLock(Picture& picture, const StageScope& scope, const StageBox& box) {
    ThingCard card(picture, scope, box.rect);
    const ObjectState* state = scope.state(box);
    const QStringList readers = state ? namesOf(scope, state->readers.reading) : QStringList();
    const WorkerId writer = state ? state->mutex.owner : WorkerId{};
    card.ground(readers.isEmpty() && writer.isNone() ? Tone::border : Tone::held);
    if (readers.isEmpty()) {
        card.title(box.title, writer.isNone() ? StageWords::tr("free") : StageWords::tr("written"));
        layOwner(card, scope, writer, StageWords::tr("writer"));
        return;
    }
    card.title(box.title, StageWords::tr("%1 read").arg(readers.size()));
    card.chips(card.row(rowTopPx, chipPx), readers, Tone::running, true);
}

void layCondition(Picture& picture, const StageScope& scope, const StageBox& box) {
    ThingCard card(picture, scope, box.rect);
    card.ground();
    const ObjectState* state = scope.state(box);
    QString with;
    if (state && !state->condition.mutex.isNone())
        if (const ObjectInfo* mutex = scope.cast.trace()->names().object(state->condition.mutex))
            with = StageWords::tr("with %1").arg(QString::fromStdString(mutex->name()));
    card.title(box.title, with);
    const QStringList asleep = state ? namesOf(scope, state->condition.sleepers) : QStringList();
    const QStringList told = state ? namesOf(scope, state->condition.notified) : QStringList();
    const QRectF row = card.row(rowTopPx, chipPx);
    if (asleep.isEmpty() && told.isEmpty())
        card.words(row, StageWords::tr("nobody sleeps in it: a notify is lost"));
    card.chips(told.isEmpty() ? row : row.adjusted(0, 0, -row.width() / 2, 0), asleep, Tone::waitsMessage,
               false);
    card.chips(asleep.isEmpty() ? row : row.adjusted(row.width() / 2, 0, 0, 0), told, Tone::running, true);
}

void laySemaphore(Picture& picture, const StageScope& scope, const StageBox& box) {
    ThingCard card(picture, scope, box.rect);
    card.ground();
    const ObjectState* state = scope.state(box);
    const std::int64_t all = std::max<std::int64_t>(scope.thingOf(box).capacity.value_or(1), 1);
    const std::int64_t value = state ? state->semaphore.value : all;
    card.title(box.title, StageWords::tr("%1 of %2 free").arg(value).arg(all));
    const QRectF row = card.row(rowTopPx, chipPx);
    constexpr std::int64_t most = 7;
    for (std::int64_t i = 0; i < std::min(std::max(all, value), most); ++i) {
        const QRectF dot(row.left() + static_cast<double>(i) * (chipPx + 4), row.top(), chipPx, chipPx);
        if (i < value)
            picture.add(PictureFill{dot, Tone::running, chipPx / 2});
        else
            picture.add(PictureOutline{dot, Tone::idle, chipPx / 2, 1.5});
    }
}

void layBarrier(Picture& picture, const StageScope& scope, const StageBox& box) {
    ThingCard card(picture, scope, box.rect);
    card.ground();
    const ObjectState* state = scope.state(box);
    const std::int64_t parties = state && state->barrier.parties > 0
                                     ? state->barrier.parties
                                     : scope.thingOf(box).capacity.value_or(0);
    const std::int64_t arrived = state ? state->arrived() : 0;
    const bool isBroken = state && state->barrier.isBroken;
    card.title(box.title,
               isBroken ? StageWords::tr("broken") : StageWords::tr("%1 of %2").arg(arrived).arg(parties),
               isBroken ? Tone::trouble : Tone::mutedText);
    std::vector<WorkerId> here;
    if (state)
        for (const WorkerId worker : state->line)
            if (std::find(state->letGo.begin(), state->letGo.end(), worker) == state->letGo.end())
                here.push_back(worker);
    QRectF row = card.row(rowTopPx, chipPx);
    const std::int64_t missing = std::max<std::int64_t>(parties - arrived, 0);
    constexpr double placePx = 24, gapPx = 4;
    const double forMissing = std::min(static_cast<double>(missing) * (placePx + gapPx), row.width() / 2);
    for (std::int64_t i = 0; i < static_cast<std::int64_t>(forMissing / (placePx + gapPx)); ++i)
        picture.add(PictureOutline{
            {row.right() - placePx - static_cast<double>(i) * (placePx + gapPx), row.top(), placePx, chipPx},
            Tone::capacity,
            5,
            1,
            Dash::dashes});
    row.setRight(row.right() - forMissing);
    card.chips(row, namesOf(scope, here), Tone::running, true);
}

void layFlag(Picture& picture, const StageScope& scope, const StageBox& box) {
    ThingCard card(picture, scope, box.rect);
    card.ground();
    const ObjectState* state = scope.state(box);
    const bool isSet = state && state->flag.isSet;
    card.title(box.title, isSet ? StageWords::tr("set") : StageWords::tr("not set"));
    const QRectF row = card.row(rowTopPx, chipPx);
    const QRectF dot(row.left(), row.top(), 2 * chipPx, chipPx);
    if (isSet)
        picture.add(PictureFill{dot, Tone::running, chipPx / 2});
    picture.add(PictureOutline{dot, isSet ? Tone::running : Tone::idle, chipPx / 2, 1.5});
}

namespace {

// What comes of the copies, where that is known.
struct Foresight {
    QString words;
    Tone tone = Tone::mutedText;
};

bool isWriting(const StageScope& scope, WorkerId copier, ObjectId variable) {
    const WorkerState* worker = scope.world->worker(copier);
    return worker && worker->op == Op::sharedStore && worker->object == variable &&
           (worker->doing == Doing::calls || worker->doing == Doing::running);
}

Foresight foresightOf(const StageScope& scope, const ObjectState& state) {
    if (scope.lost && scope.lost->variable == state.id)
        return {StageWords::tr("%1's update is lost").arg(scope.nameOf(scope.lost->writer)), Tone::trouble};
    const auto& copies = state.shared.copies;
    int writing = 0;
    bool isStale = false;  // what one of these has read; who else has may read it again
    for (const auto& [copier, value] : copies)
        if (isWriting(scope, copier, state.id)) {
            ++writing;
            isStale |= value != state.shared.value;
        }
    if (writing > 1 || isStale)
        return {StageWords::tr("one update will be lost"), Tone::trouble};
    if (copies.empty())
        return {StageWords::tr("nobody has a copy"), Tone::mutedText};
    return {};
}

}  // namespace

// Who has loaded it and not stored it yet works on a copy, which may be stale.
void layShared(Picture& picture, const StageScope& scope, const StageBox& box) {
    ThingCard card(picture, scope, box.rect);
    card.ground();
    const ObjectState* state = scope.state(box);
    card.title(box.title, state ? QStringLiteral("= %1").arg(textOf(state->shared)) : QString(), Tone::text);
    if (!state)
        return;
    constexpr std::size_t most = 2;
    std::size_t row = 0;
    const auto rowAt = [&card](std::size_t at) {
        return card.row(rowTopPx - 3 + static_cast<double>(at) * (rowPx - 2), rowPx - 2);
    };
    const auto& copies = state->shared.copies;
    for (const auto& [worker, value] : copies) {
        if (row == most)
            break;
        const bool isStale = value != state->shared.value;
        QString words = (isStale ? StageWords::tr("%1 read %2: stale") : StageWords::tr("%1 read %2"))
                            .arg(scope.nameOf(worker))
                            .arg(value);
        if (row + 1 == most && copies.size() > most)
            words += StageWords::tr("  +%1").arg(copies.size() - most);
        card.words(rowAt(row), words, Type::code, isStale ? Tone::trouble : Tone::mutedText);
        ++row;
    }
    const Foresight foresight = foresightOf(scope, *state);
    card.words(rowAt(row), foresight.words, Type::small, foresight.tone);
}

void layMemory(Picture& picture, const StageScope& scope, const StageBox& box) {
    ThingCard card(picture, scope, box.rect);
    card.ground();
    const ObjectState* state = scope.state(box);
    const std::size_t count = state ? state->memory.places.size() : 0;
    card.title(box.title, StageWords::tr("%1 places written").arg(count));
    QStringList places;
    if (state)
        for (const auto& [place, value] : state->memory.places) {
            if (places.size() == 4)
                break;
            places << QStringLiteral("%1=%2").arg(place).arg(QString::fromStdString(value).simplified());
        }
    card.words(card.row(rowTopPx, rowPx), places.join(QStringLiteral("  ")), Type::code, Tone::text);
}

QString textOf(const SharedState& shared) {
    if (!shared.isKnown)
        return QStringLiteral("?");
    return shared.text.empty() ? QString::number(shared.value)
                               : QString::fromStdString(shared.text).simplified();
}

}  // namespace heddle
