// SPDX-License-Identifier: GPL-3.0-or-later
// Things that hold messages: queues, pipes, what a manager keeps.
#include "app/models/MessageWords.h"
#include "app/models/Plural.h"
#include "app/picture/TextFit.h"
#include "app/stage/StageWords.h"
#include "app/stage/ThingCard.h"
#include "app/stage/ThingEnd.h"

#include <algorithm>
#include <utility>

namespace heddle {

namespace {

constexpr double rowTopPx = 34, slotHeightPx = 38, bodyPx = 18;

// How many places are drawn; of an unbounded queue as many as there is room for.
std::size_t placesOf(const StageThing& thing) {
    constexpr std::int64_t most = 5, usual = 4;
    return static_cast<std::size_t>(std::clamp<std::int64_t>(thing.capacity.value_or(usual), 1, most));
}

// What is still on its way there is not in it yet; what is on its way out is until it is taken.
QString fillWords(const QueueState& queue, const StageThing& thing, std::size_t onTheirWay) {
    const std::size_t all = queue.items.size();
    const auto size = static_cast<qulonglong>(all - std::min(all, onTheirWay));
    const std::optional<std::int64_t> capacity = queue.capacity ? queue.capacity : thing.capacity;
    QString words = capacity ? StageWords::tr("%L1 of %L2").arg(size).arg(*capacity)
                             : StageWords::tr("%L1 in it").arg(size);
    if (queue.unfinished > 0)
        words += StageWords::tr(" · %L1 unfinished").arg(queue.unfinished);
    return queue.isClosed ? StageWords::tr("%1 · closed").arg(words) : words;
}

QString futureWords(const ObjectState* state) {
    return state && state->flag.isSet ? StageWords::tr("result, taken") : StageWords::tr("no result");
}

QString titleWords(const StageScope& scope, const StageBox& box, const QueueState& queue) {
    std::size_t onTheirWay = 0;
    for (const StageFlight& flight : scope.flights)
        onTheirWay += flight.isInWorld && flight.isForth &&
                              scope.plan.boxes[flight.thing].place() == box.place() &&
                              !scope.plan.boxes[flight.thing].isOfWorkers()
                          ? 1
                          : 0;
    return fillWords(queue, scope.thingOf(box), onTheirWay);
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
    const bool isOver = heddle::isOver(scope, box);  // of a socket for datagrams
    ThingCard card(picture, scope, box.rect, isOver);
    const ObjectState* state = scope.state(box);
    const QueueState queue = state ? state->queue : QueueState{};
    card.ground();
    const QString words = titleWords(scope, box, queue);
    card.title(box.title, isOver ? StageWords::tr("closed · %1").arg(words) : words);
    if (isOpened(thing, scope.depth))
        return layOpenQueue(card, scope, box, queue);
    card.places(card.row(rowTopPx, slotHeightPx), queue.items, placesOf(thing));
}

namespace {

// "2 write ends open: sender, parent"; in less room "6 write ends open: main, cook-0, +4".
QString endWords(const StageScope& scope, const PipeEndState& end, double roomPx) {
    QStringList names;
    for (const ProcessId process : end.openIn)
        if (const StageProcess* told = scope.cast.process(process))
            names << told->name;
    if (names.isEmpty())
        return StageWords::tr("no write end open");
    const QString many = (names.size() == 1 ? StageWords::tr("%1 write end open: %2")
                                            : StageWords::tr("%1 write ends open: %2"))
                             .arg(names.size());
    const QString comma = QStringLiteral(", ");
    QStringList ways{many.arg(names.join(comma))};
    for (qsizetype shown = names.size() - 1; shown > 0; --shown)
        ways << many.arg(names.mid(0, shown).join(comma) + QStringLiteral(", +%1").arg(names.size() - shown));
    const QString fitting = TextFit(scope.theme, Type::small).longest(ways, roomPx);
    return fitting.isEmpty() ? ways.back() : fitting;
}

// 2 before 10.
bool isNaturallyBefore(const QString& a, const QString& b) {
    const auto digitsAt = [](const QString& text, qsizetype at) {
        qsizetype end = at;
        while (end < text.size() && text[end].isDigit())
            ++end;
        return QStringView(text).mid(at, end - at);
    };
    for (qsizetype i = 0, k = 0; i < a.size() && k < b.size();) {
        const QStringView one = digitsAt(a, i), other = digitsAt(b, k);
        if (!one.isEmpty() && !other.isEmpty() && one != other)
            return one.size() != other.size() ? one.size() < other.size() : one < other;
        if (one.isEmpty() && a[i] != b[k])
            return a[i] < b[k];
        i += std::max<qsizetype>(one.size(), 1);
        k += std::max<qsizetype>(one.size(), 1);
    }
    return a.size() < b.size();
}

}  // namespace

namespace {

// Away from whoever writes there: to the right, from the left.
bool isForth(const StageScope& scope, const StageBox& box, std::size_t end) {
    const std::optional<std::uint32_t> sender = scope.thingOf(box).senders[end];
    const std::int32_t from = sender ? scope.plan.ofWorkers[*sender] : -1;
    if (from < 0)
        return true;
    return scope.plan.boxes[static_cast<std::size_t>(from)].rect.center().x() < box.rect.center().x();
}

}  // namespace

void layPipe(Picture& picture, const StageScope& scope, const StageBox& box) {
    const bool isOver = heddle::isOver(scope, box);
    ThingCard card(picture, scope, box.rect, isOver);
    card.ground();
    card.title(box.title, isOver ? StageWords::tr("closed") : QString());
    const StageThing& thing = scope.thingOf(box);
    const bool isKnown = thing.senders[0] || thing.senders[1];
    std::vector<ThingTube> tubes;
    const PipeEndState* writing = nullptr;
    for (std::size_t n = 0; n < 2; ++n)
        if (const ObjectState* end = scope.state(box, n); end && (thing.senders[n] || (!isKnown && n == 1))) {
            writing = &end->pipeEnd;
            tubes.push_back(tubeOf(*writing, isForth(scope, box, n)));
        }
    if (tubes.size() == 2) {  // one way above the other
        constexpr double tubePx = (slotHeightPx + bodyPx) / 2 - 4, betweenPx = 4;
        const std::size_t forth = tubes[0].isForth ? 0 : 1;
        tubes[forth].isForth = true;  // also where both writers stand on one side
        tubes[1 - forth].isForth = false;
        card.tube(card.row(rowTopPx - 2, tubePx), tubes[forth]);
        card.tube(card.row(rowTopPx - 2 + tubePx + betweenPx, tubePx), tubes[1 - forth]);
        return;
    }
    const MessageLine nothing;
    card.tube(card.row(rowTopPx, slotHeightPx - 6), writing ? tubes[0] : ThingTube{nothing});
    if (!writing || isOver)
        return;
    const QRectF row = card.row(rowTopPx + slotHeightPx - 2, bodyPx);
    card.words(row, endWords(scope, *writing, row.width()), Type::small,
               writing->openIn.size() > 1 ? Tone::trouble : Tone::mutedText);
}

namespace {

QString kindWords(ObjectKind kind, const ManagedState& state) {
    if (kind == ObjectKind::managedDict)
        return plural("heddle::Stage", QT_TRANSLATE_NOOP("heddle::Stage", "dict · 1 key"),
                      QT_TRANSLATE_NOOP("heddle::Stage", "dict · %n keys"), state.entries.size());
    if (kind == ObjectKind::managedNamespace)
        return StageWords::tr("namespace");
    if (kind == ObjectKind::managedList)
        return StageWords::tr("list of %1").arg(state.items.size());
    if (kind == ObjectKind::managedQueue)
        return StageWords::tr("queue of %1").arg(state.items.size());
    return kind == ObjectKind::managedLock ? StageWords::tr("lock") : StageWords::tr("value");
}

}  // namespace

namespace {

// As many as there is room for, and how many more.
QStringList linesOf(const TextFit& fit, const QStringList& entries, const QSizeF& room) {
    const QString gap = QStringLiteral("   ");
    const auto most = static_cast<qsizetype>(room.height() / bodyPx);
    QStringList lines;
    for (qsizetype at = 0; at < entries.size() && lines.size() < most;) {
        const bool isLast = lines.size() + 1 == most;
        const auto more = [&](qsizetype shown) {
            return isLast && shown < entries.size() ? gap + QStringLiteral("+%1").arg(entries.size() - shown)
                                                    : QString();
        };
        QString line = entries[at++];
        while (at < entries.size() && fit.width(line + gap + entries[at] + more(at + 1)) <= room.width())
            line += gap + entries[at++];
        lines << fit.elided(line, room.width() - fit.width(more(at)), Qt::ElideRight) + more(at);
    }
    return lines;
}

}  // namespace

void layManaged(Picture& picture, const StageScope& scope, const StageBox& box) {
    const bool isOver = heddle::isOver(scope, box);
    ThingCard card(picture, scope, box.rect, isOver);
    card.ground();
    const ObjectState* state = scope.state(box);
    const ObjectKind kind = scope.thingOf(box).objectKind;
    const ManagedState held = state ? state->managed : ManagedState{};
    card.title(box.title,
               isOver ? StageWords::tr("ended · %1").arg(kindWords(kind, held)) : kindWords(kind, held));
    QStringList entries;
    for (const auto& [key, value] : held.entries)
        entries
            << QStringLiteral("%1\u2192%2").arg(QString::fromStdString(key), QString::fromStdString(value));
    std::stable_sort(entries.begin(), entries.end(), isNaturallyBefore);
    for (const std::string& item : held.items)
        entries << QString::fromStdString(item);
    if (!held.value.empty())
        entries << QString::fromStdString(held.value);
    if (kind == ObjectKind::managedLock)
        entries = {held.owner.isNone() ? StageWords::tr("locked by nobody")
                                       : StageWords::tr("locked by %1").arg(scope.nameOf(held.owner))};
    const QRectF room = card.row(rowTopPx - 2, box.rect.height() - rowTopPx - 6);
    const QStringList lines = linesOf(TextFit(scope.theme, Type::code), entries, room.size());
    for (qsizetype line = 0; line < lines.size(); ++line)
        card.words({room.left(), room.top() + static_cast<double>(line) * bodyPx, room.width(), bodyPx},
                   lines[line], Type::code, Tone::text);
}

}  // namespace heddle
