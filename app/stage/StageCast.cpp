// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/stage/StageCast.h"

#include "app/models/FrameBudget.h"
#include "core/world/World.h"

#include <algorithm>
#include <utility>

namespace heddle {

namespace {

constexpr Span readingInFrame = Span::millis(4);
constexpr std::size_t pieceEvents = 4096;

// "log" of "log.send" and "log.recv".
QString nameOfBoth(const QString& one, const QString& other) {
    qsizetype same = 0;
    while (same < std::min(one.size(), other.size()) && one[same] == other[same])
        ++same;
    const QString both = one.left(same);
    return both.endsWith(QLatin1Char('.')) && both.size() > 1 ? both.chopped(1) : one;
}

}  // namespace

void StageCast::setTrace(std::shared_ptr<const Trace> trace) {
    const std::size_t revision = m_revision + 1;
    *this = StageCast();
    m_trace = std::move(trace);
    m_revision = revision;
}

bool StageCast::catchUp(std::size_t atMost) {
    if (!m_trace)
        return false;
    const FrameBudget budget(readingInFrame);
    const std::size_t size = m_trace->size(), end = m_read + std::min(atMost, size - m_read);
    meetWorkers();
    while (m_read < end) {
        const std::shared_ptr<const Chunk> chunk = m_trace->chunk(m_read / Chunk::capacity);
        const std::size_t until =
            std::min({end, m_read + pieceEvents, (m_read / Chunk::capacity + 1) * Chunk::capacity});
        for (; m_read < until; ++m_read)
            read(chunk->event(m_read % Chunk::capacity));
        if (budget.isSpent())
            break;
    }
    return m_read < size;
}

void StageCast::meetWorkers() {
    const Names& names = m_trace->names();
    if (names.count() == m_namesSeen)
        return;
    m_namesSeen = names.count();
    for (const WorkerInfo* info : names.workers()) {
        if (m_workerPlaces.count(info->id) != 0)
            continue;
        m_workerPlaces[info->id] = static_cast<std::uint32_t>(m_workers.size());
        m_workers.push_back({info->id, info->parent, info->process, info->depth,
                             QString::fromStdString(info->name()).simplified(),
                             QString::fromStdString(info->path), info->parent.isNone(), info->handle});
        if (info->kind == WorkerKind::process)
            m_processes[info->process] = {QString::fromStdString(info->name()), info->pid, false, info->id};
        ++m_revision;
    }
    meetMade();
}

// What was made is there, also while nobody uses it.
void StageCast::meetMade() {
    const std::vector<const ObjectInfo*> all = m_trace->names().objects();
    for (; m_objectsSeen < all.size(); ++m_objectsSeen) {
        const ObjectInfo* info = all[m_objectsSeen];
        const WorkerInfo* maker = m_trace->names().worker(info->maker);
        if (!isThereFromItsMaking(*info) || !maker || maker->depth != Depth::program)
            continue;
        if (const std::optional<std::uint32_t> thing = meetThing(info->id))
            m_things[*thing].isOfProgram = true;
    }
}

void StageCast::read(const Event& event) {
    if (event.object.isNone() || event.op == Op::none)
        return;
    m_revision += m_guards.heard(event) ? 1 : 0;
    if (event.phase == Phase::done && handsOverConnection(event.op))
        readConnection(event);
    const auto worker = m_workerPlaces.find(event.worker);
    if (worker == m_workerPlaces.end() || saysNothingOfUse(event.op))
        return;
    if (event.op == Op::managerAccept)
        becomeKeeper(m_workers[worker->second].process);
    const std::optional<std::uint32_t> thing = meetThing(event.object);
    if (!thing)
        return;
    const StageWorker& told = m_workers[worker->second];
    if (isManaged(event.op) && event.depth != Depth::program && told.depth != Depth::program &&
        !m_things[*thing].keeper) {
        m_things[*thing].keeper = told.process;
        ++m_revision;
        becomeKeeper(told.process);
    }
    readUse(event, worker->second, *thing, givenBy(event.op));
}

void StageCast::becomeKeeper(ProcessId process) {
    m_revision += std::exchange(m_processes[process].isKeeper, true) ? 0 : 1;
}

void StageCast::readConnection(const Event& event) {
    const bool isConnect = event.op == Op::tcpConnect || event.op == Op::unixConnect;
    const auto worker = m_workerPlaces.find(event.worker);
    if (worker == m_workerPlaces.end())
        return;
    if (isConnect) {
        m_connecting[event.message] = event.object;
        if (const auto listener = meetThing({static_cast<std::uint32_t>(event.value)}))
            readUse(event, worker->second, *listener, 1);
        if (const auto socket = meetThing(event.object))
            readUse(event, worker->second, *socket, 0, 1);
        return;
    }
    const auto connecting = m_connecting.find(event.message);
    const ObjectId accepted{static_cast<std::uint32_t>(event.value)};
    std::optional<std::uint32_t> socket;
    if (connecting != m_connecting.end()) {
        socket = meetThing(connecting->second);
        m_connecting.erase(connecting);
    }
    if (!socket) {
        socket = meetThing(accepted);
    } else if (m_things[*socket].objects.size() == 1) {
        m_things[*socket].objects.push_back(accepted);
        m_thingPlaces[accepted] = socket;
        ++m_revision;
    }
    if (socket)
        readUse(event, worker->second, *socket, 0, -1);
}

void StageCast::readUse(const Event& event, std::uint32_t worker, std::uint32_t thing, int given, int side) {
    const std::uint64_t key = std::uint64_t{worker} << 32 | thing;
    const auto [found, isNew] = m_usePlaces.try_emplace(key, static_cast<std::uint32_t>(m_uses.size()));
    if (isNew)
        m_uses.push_back({{}, worker, thing});
    StageUse& use = m_uses[found->second];
    const StageUse before = use;
    use.add(given, side, std::max(event.depth, m_workers[worker].depth));
    if (given > 0)
        m_things[thing].senders[event.object == m_things[thing].objects.back() ? 1 : 0] = worker;
    m_things[thing].depth = std::min(m_things[thing].depth, use.depth);
    if (isNew || before.direction() != use.direction() || before.depth != use.depth)
        ++m_revision;
}

std::optional<std::uint32_t> StageCast::meetThing(ObjectId object) {
    if (const auto known = m_thingPlaces.find(object); known != m_thingPlaces.end())
        return known->second;
    const ObjectInfo* info = m_trace->names().object(object);
    if (!info)
        return std::nullopt;
    const ThingKind kind = thingKindOf(info->kind);
    std::optional<std::uint32_t> place;
    if (kind == ThingKind::none)
        return m_thingPlaces[object] = place;
    m_thingPlaces[object] = place = static_cast<std::uint32_t>(m_things.size());
    StageThing thing{kind,
                     info->kind,
                     {object},
                     QString::fromStdString(info->name()).simplified(),
                     QString::fromStdString(info->path),
                     info->capacity,
                     {},
                     Depth::system,
                     {},
                     false};
    if (const ObjectInfo* peer = m_trace->names().object(info->peer); peer && kind == ThingKind::pipe) {
        thing.objects.push_back(info->peer);
        thing.name = nameOfBoth(thing.name, QString::fromStdString(peer->name()));
        m_thingPlaces[info->peer] = place;
    }
    m_things.push_back(std::move(thing));
    ++m_revision;
    return place;
}

std::optional<std::uint32_t> StageCast::workerOf(WorkerId worker) const {
    const auto found = m_workerPlaces.find(worker);
    return found == m_workerPlaces.end() ? std::nullopt : std::optional(found->second);
}

std::optional<std::uint32_t> StageCast::thingOf(ObjectId object) const {
    const auto found = m_thingPlaces.find(object);
    return found == m_thingPlaces.end() ? std::nullopt : found->second;
}

bool StageCast::mayGuard(const StageThing& lock, const StageThing& variable) const {
    return m_guards.mayBe(variable.objects.front(), lock.objects.front());
}

std::vector<std::uint32_t> StageCast::guardedBy(const StageThing& lock) const {
    std::vector<std::uint32_t> guarded;
    for (std::uint32_t place = 0; place < m_things.size(); ++place)
        if (m_things[place].kind == ThingKind::shared &&
            m_guards.of(m_things[place].objects.front()) == lock.objects.front())
            guarded.push_back(place);
    return guarded;
}

std::vector<ProcessId> StageCast::processesThatGive(std::uint32_t thing) const {
    std::vector<ProcessId> processes;
    for (const StageUse& use : m_uses) {
        const ProcessId process = m_workers[use.worker].process;
        if (use.thing == thing && use.direction() >= 0 && use.gives &&
            std::find(processes.begin(), processes.end(), process) == processes.end())
            processes.push_back(process);
    }
    return processes;
}

const StageWorker* StageCast::workerOf(ObjectId handle) const {
    const auto found = std::find_if(m_workers.begin(), m_workers.end(), [handle](const StageWorker& worker) {
        return worker.handle == handle && !handle.isNone();
    });
    return found == m_workers.end() ? nullptr : &*found;
}

const StageProcess* StageCast::process(ProcessId process) const {
    const auto found = m_processes.find(process);
    return found == m_processes.end() ? nullptr : &found->second;
}

}  // namespace heddle
