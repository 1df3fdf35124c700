// SPDX-License-Identifier: MIT
#include "core/format/PageCast.h"

#include <algorithm>
#include <limits>

namespace heddle {

PageCast::PageCast(const ExportRequest& request)
    : m_request(request), m_names(request.trace->names()),
      m_isWhole(request.firstEvent == 0 && request.endEvent >= request.trace->size() &&
                request.from.ns == std::numeric_limits<std::int64_t>::min() &&
                request.to.ns == std::numeric_limits<std::int64_t>::max()) {}

void PageCast::read(const Event& event, bool isWanted) {
    const bool isEnd = event.op == Op::processEnd || event.op == Op::threadEnd;
    if (!isWanted && isEnd)
        m_alive.erase(event.worker);
    else if (!event.worker.isNone() && event.depth <= m_request.deepest)
        m_alive.insert(event.worker);
    if (event.phase == Phase::done && handsOverConnection(event.op))
        readConnection(event);
    if (event.op == Op::managerAccept)
        if (const WorkerInfo* worker = m_names.worker(event.worker))
            m_keepers.insert(worker->process);
    if (event.object.isNone() || event.op == Op::none)
        return;
    const WorkerInfo* worker = m_names.worker(event.worker);
    const std::optional<std::uint32_t> thing = meet(event.object);
    if (!thing || !worker)
        return;
    if (isManaged(event.op) && event.depth != Depth::program && worker->depth != Depth::program) {
        m_things[*thing].keeper = worker->process;
        m_keepers.insert(worker->process);
    }
    if (!saysNothingOfUse(event.op))  // also ahead of a part: what was left then is there
        use(event, *thing, givenBy(event.op));
}

void PageCast::readConnection(const Event& event) {
    const ObjectId told{static_cast<std::uint32_t>(event.value)};
    if (event.op == Op::tcpConnect || event.op == Op::unixConnect) {
        m_connecting[event.message] = event.object;
        if (const auto listener = meet(told))
            use(event, *listener, 1);
        if (const auto socket = meet(event.object))
            use(event, *socket, 0, 1);
        return;
    }
    const auto connecting = m_connecting.find(event.message);
    std::optional<std::uint32_t> socket =
        connecting == m_connecting.end() ? meet(told) : meet(connecting->second);
    if (socket && connecting != m_connecting.end() && m_things[*socket].objects.size() == 1) {
        m_things[*socket].objects.push_back(told);
        m_thingPlaces[told] = socket;
    }
    if (socket)
        use(event, *socket, 0, -1);
}

void PageCast::use(const Event& event, std::uint32_t thing, int given, int side) {
    const WorkerInfo* worker = m_names.worker(event.worker);
    if (!worker)
        return;
    ThingUse& use = m_uses[{event.worker, thing}];
    use.add(given, side, std::max(event.depth, worker->depth));
    if (given > 0)
        m_things[thing].isSentFrom[event.object == m_things[thing].objects.back() ? 1 : 0] = true;
}

std::optional<std::uint32_t> PageCast::meet(ObjectId object) {
    if (const auto known = m_thingPlaces.find(object); known != m_thingPlaces.end())
        return known->second;
    const ObjectInfo* info = m_names.object(object);
    const ThingKind shape = info ? thingKindOf(info->kind) : ThingKind::none;
    if (shape == ThingKind::none)
        return m_thingPlaces[object] = std::nullopt;
    const auto place = static_cast<std::uint32_t>(m_things.size());
    m_thingPlaces[object] = place;
    PageThing thing{shape, info->kind, {object}, info->capacity, {}, {}};
    if (const ObjectInfo* peer = m_names.object(info->peer); peer && shape == ThingKind::pipe) {
        thing.objects.push_back(info->peer);
        m_thingPlaces[info->peer] = place;
    }
    m_things.push_back(std::move(thing));
    return place;
}

bool PageCast::isShown(const WorkerInfo& worker) const {
    return worker.depth <= m_request.deepest && (m_isWhole || m_alive.contains(worker.id));
}

void PageCast::finish() {
    std::map<ProcessId, std::size_t> order;  // of processes: who came first
    for (const WorkerInfo* worker : m_names.workersAsMade())
        if (isShown(*worker)) {
            order.try_emplace(worker->process, order.size());
            m_workers.push_back({worker->id, worker->process, worker->depth});
        }
    for (const WorkerId id : m_alive)  // who was never defined
        if (m_names.worker(id) == nullptr)
            m_workers.push_back({id, {}, Depth::program});
    std::stable_sort(m_workers.begin(), m_workers.end(), [&](const PageWorker& a, const PageWorker& b) {
        const auto place = [&](const PageWorker& w) {
            return w.process.isNone() ? order.size() : order.at(w.process);
        };
        return place(a) < place(b);
    });
    for (std::uint32_t place = 0; place < m_workers.size(); ++place)
        m_workerPlaces[m_workers[place].id] = place;
    for (const auto& [who, use] : m_uses)
        if (const auto worker = placeOf(who.first); worker && use.depth <= m_request.deepest)
            m_placedUses[{*worker, who.second}] = use;
}

std::optional<std::uint32_t> PageCast::placeOf(WorkerId worker) const {
    const auto found = m_workerPlaces.find(worker);
    return found == m_workerPlaces.end() ? std::nullopt : std::optional(found->second);
}

std::optional<std::uint32_t> PageCast::placeOf(ObjectId object) const {
    const auto found = m_thingPlaces.find(object);
    return found == m_thingPlaces.end() ? std::nullopt : found->second;
}

}  // namespace heddle
