// SPDX-License-Identifier: GPL-3.0-or-later
// What of the trace is asked for only when it is shown.
#include "app/models/MessageWords.h"
#include "app/models/OpMarks.h"
#include "app/models/TraceModel.h"
#include "core/event/OpMark.h"
#include "core/event/Sentence.h"
#include "core/event/ShownText.h"

#include <QCoreApplication>
#include <QHash>

#include <algorithm>
#include <cstring>

namespace heddle {

namespace {

// Of "main/a/b", "b" and then "a/b"; the whole path is the last.
QString longerEnd(const QString& path, const QString& end) {
    const auto before = path.lastIndexOf(QLatin1Char('/'), -static_cast<int>(end.size()) - 2);
    return path.mid(before + 1);
}

bool movesMessage(Op op) {
    return sendsMessage(op) || receivesMessage(op);
}

QString translated(const Sentence& made) {
    const QByteArray pattern = QCoreApplication::translate("Sentence", made.pattern).toUtf8();
    return QString::fromStdString(filled(pattern.toStdString(), made.words));
}

// Who holds what the event waits for, or was refused; none: nobody is known to.
const Lane* holderAt(const TraceModel& model, std::size_t event) {
    const Event told = model.trace()->event(event);
    const bool isKept = told.phase == Phase::waits || told.outcome == Outcome::refused;
    const std::optional<std::size_t> lane = model.laneOf(told.object);
    if (!isKept || !lane || model.lanes()[*lane].kind != LaneKind::lock)
        return nullptr;
    const std::deque<Hold>& holds = model.lanes()[*lane].holds;
    const std::int64_t step = model.trace()->stepAt(event);
    const auto later = std::partition_point(holds.begin(), holds.end(),
                                            [step](const Hold& hold) { return hold.firstStep <= step; });
    if (later == holds.begin())
        return nullptr;
    const Hold& hold = *std::prev(later);
    const Lane& owner = model.lanes()[hold.owner];
    return (hold.isOpen() || hold.lastStep > step) && owner.worker != told.worker ? &owner : nullptr;
}

}  // namespace

QString TraceModel::laneName(std::size_t lane) const {
    if (m_laneNames.size() != m_lanes.size())
        nameLanes();
    return m_laneNames[lane];
}

void TraceModel::nameLanes() const {
    QHash<QString, int> endings;  // how many paths end so
    for (const Lane& lane : m_lanes)
        for (QString end = lane.name;; end = longerEnd(lane.path, end)) {
            ++endings[end];
            if (end.size() >= lane.path.size())
                break;
        }
    m_laneNames.clear();
    for (const Lane& lane : m_lanes) {
        QString name = lane.name;
        while (name.size() < lane.path.size() && endings.value(name) > 1)
            name = longerEnd(lane.path, name);
        m_laneNames.push_back(name);
    }
}

QStringList TraceModel::processNames(ProcessId process) const {
    if (const auto known = m_processNames.find(process); known != m_processNames.end())
        return known->second;
    for (const WorkerInfo* worker : m_trace->names().workers())
        if (worker->process == process && worker->kind == WorkerKind::process)
            return m_processNames[process] = {
                       tr("%1 pid %2").arg(QString::fromStdString(worker->name())).arg(worker->pid),
                       tr("pid %1").arg(worker->pid)};
    return {tr("process %1").arg(process.number)};
}

std::optional<std::size_t> TraceModel::laneOf(WorkerId worker) const {
    const auto found = m_workerLanes.find(worker);
    return found == m_workerLanes.end() ? std::nullopt : std::optional(found->second);
}

std::optional<std::size_t> TraceModel::laneOf(ObjectId object) const {
    const auto found = m_objectLanes.find(object);
    return found == m_objectLanes.end() ? std::nullopt : std::optional(found->second);
}

// Of the operation that `event` waits in: what it moves was told when it was called, in a run in steps.
std::optional<std::size_t> TraceModel::calledAs(std::size_t event) const {
    if (!m_isHeld)
        return std::nullopt;  // nothing is told before it is done
    constexpr std::size_t mostLookedAt = 10'000;
    const Event waits = m_trace->event(event);
    for (std::size_t i = event; i-- > 0 && event - i <= mostLookedAt;) {
        const Event before = m_trace->event(i);
        if (before.worker != waits.worker || before.operation != waits.operation)
            continue;
        if (before.phase == Phase::called)
            return i;
    }
    return std::nullopt;
}

// What the worker took last from the queue and has not said to be done; "": it took nothing.
QString TraceModel::tickedItem(std::size_t event) const {
    constexpr std::ptrdiff_t mostLookedAt = 200;  // bars: it is said soon after it was taken
    const Event told = m_trace->event(event);
    const auto lane = laneOf(told.worker);
    if (!lane)
        return {};
    const auto& bars = m_lanes[*lane].bars;
    auto bar =
        std::partition_point(bars.begin(), bars.end(), [event](const Bar& b) { return b.event < event; });
    int others = 0;  // done already
    for (std::ptrdiff_t i = 0; bar != bars.begin() && i < mostLookedAt; ++i) {
        --bar;
        if ((bar->op != Op::queueGet && bar->op != Op::queueTaskDone) || bar->outcome != Outcome::ok ||
            m_trace->event(bar->event).object != told.object)
            continue;
        others += bar->op == Op::queueTaskDone ? 1 : -1;
        if (others < 0)
            return content(bar->event);
    }
    return {};
}

// The message's own text where it has one; a number where it is one.
QString TraceModel::content(std::size_t event) const {
    constexpr qsizetype mostLetters = 32;
    const std::string text = m_trace->text(event);
    const Event told = m_trace->event(event);
    if (!text.empty() && movesMessage(told.op))
        return messageWords(QString::fromStdString(text).simplified(), bytesMoved(told, text), mostLetters);
    if (!text.empty())
        return QString::fromStdString(text).simplified();
    if (told.phase == Phase::waits) {  // its value tells how far it has come
        const auto called = calledAs(event);
        return called ? content(*called) : QString();
    }
    if (told.op == Op::queueTaskDone)
        return tickedItem(event);
    if (handsOverConnection(told.op))
        return tr("connection");  // its number says nothing
    for (const MessageFacts* facts : {&m_messages, &m_requests})
        if (const auto message = told.message.isNone() ? std::nullopt : facts->ofEvent(event);
            message && facts->all()[*message].sent != event)
            return content(facts->all()[*message].sent);
    if (sendsMessage(told.op) && countsBytes(told.op))
        return bytesWords(told.value);
    const bool isOfValue = sendsMessage(told.op) || readsOrWritesValue(told.op);
    const bool saysNothing = told.message.isNone() && told.value == 0 && !isOfValue;
    return saysNothing ? QString() : QString::number(told.value);
}

QString TraceModel::objectName(std::size_t event) const {
    const ObjectId id = m_trace->event(event).object;
    if (const auto lane = id.isNone() ? std::nullopt : laneOf(id))
        return laneName(*lane);
    const ObjectInfo* object = m_trace->names().object(id);
    return object ? QString::fromStdString(object->name()) : QString();
}

// An older Heddle did not say where it ended what was left of a run that was stuck, out of time or stopped:
// there nothing follows but the ends of the others. A worker that the program killed before is none of these.
bool TraceModel::isEndedByHeddle(std::size_t event) const {
    if (m_endedBehind)
        return event >= *m_endedBehind;
    if (m_ending != Ending::stuck && m_ending != Ending::timeout && m_ending != Ending::stopped)
        return false;
    constexpr std::size_t mostLookedAt = 10'000;  // more workers than that do not end at once
    const std::size_t last = std::min(m_read, event + mostLookedAt);
    for (std::size_t i = event; i < last; ++i)
        if (const Event told = m_trace->event(i); told.isStep() && told.outcome != Outcome::killed)
            return false;
    return true;
}

// The exit code of a process that a signal ended is 128 and the signal's number, as in a shell.
QString TraceModel::deathWords(std::size_t event) const {
    if (isEndedByHeddle(event))
        return tr("ended by Heddle");
    const Event end = m_trace->event(event);
    const auto number = static_cast<int>(end.value - 128);
    const char* name = end.op == Op::processEnd && number > 0 ? sigabbrev_np(number) : nullptr;
    return name ? tr("killed by SIG%1").arg(QLatin1String(name)) : tr("killed");
}

QString TraceModel::toldOf(std::size_t event) const {
    return m_trace->event(event).outcome == Outcome::killed ? deathWords(event) : content(event);
}

namespace {

// Of a long message its beginning and its size, instead of a mark that it went on.
void shorten(Event& event, std::string& text) {
    constexpr qsizetype mostLetters = 64;
    const QString whole = QString::fromStdString(shownText(text));
    if (!movesMessage(event.op) || whole.size() <= mostLetters)
        return;
    text = messageWords(whole, bytesMoved(event, text), mostLetters).toStdString();
    event.flags &= static_cast<std::uint8_t>(~Event::textWasCut);
}

}  // namespace

QString TraceModel::sentence(std::size_t event) const {
    Event told = m_trace->event(event);
    SentenceWords words;
    if (const WorkerInfo* worker = m_trace->names().worker(told.worker))
        words.worker = worker->name();
    if (const ObjectInfo* object = m_trace->names().object(told.object))
        words.object = object->name();
    if (const auto message = m_messages.ofEvent(event); message && receivesMessage(told.op))
        words.other = m_lanes[m_messages.all()[*message].from].name.toStdString();
    if (const Lane* holder = holderAt(*this, event))
        words.other = holder->name.toStdString();
    words.what = m_trace->text(event);
    shorten(told, words.what);
    const bool isEnd = told.op == Op::processEnd || told.op == Op::threadEnd;
    if (isEnd && told.outcome == Outcome::killed && isEndedByHeddle(event))
        return translated(endedWithTheRun(std::move(words)));
    return translated(sentenceOf(told, std::move(words)));
}

}  // namespace heddle
