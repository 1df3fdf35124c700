// SPDX-License-Identifier: MIT
#include "core/ipc/Managed.h"

#include "core/ipc/ManagerStore.h"

namespace heddle {
namespace {

struct Reply {
    Outcome outcome = Outcome::broken;
    Json value;
    std::string reason = {};  // of a failure, where it is known here
};

Reply ask(ManagerLink& link, Operation& operation, const Json& request, std::string_view words,
          const SourceLocation& where) {
    const std::string body = request.written();
    if (body.size() > longestRequest)
        return {Outcome::invalid, {}, "it is larger than 64 KiB"};
    const auto answer = link.ask(operation, body, words, where);
    const std::optional<Json> reply = answer ? Json::read(*answer) : std::nullopt;
    if (!reply || !reply->isList() || reply->size() != 2)
        return {Outcome::broken, {}, "the manager's process is gone"};
    return {static_cast<Outcome>((*reply)[0].asInteger()), (*reply)[1]};
}

Json requestOf(Op op, std::uint32_t object, const Json& arguments, Patience patience = Patience::forever()) {
    return Json::list({static_cast<unsigned>(op), object, arguments, ManagerStore::toldOf(patience)});
}

}  // namespace

ManagedObject ManagedObject::make(std::shared_ptr<ManagerLink> link, ObjectKind kind, std::string name,
                                  std::size_t capacity, Site where) {
    ManagedObject made;
    made.m_link = std::move(link);
    ManagerLink& its = *made.m_link;
    made.m_number = its.isOpen() ? its.shared->objects.fetch_add(1) : ManagerShared::mostObjects;
    if (made.m_number >= ManagerShared::mostObjects) {
        made.m_made = Outcome::refused;
        return made;
    }
    Object::Kind described{kind, {}, &its.shared->orders[made.m_number]};
    if (capacity > 0)
        described.capacity = static_cast<std::int64_t>(capacity);
    made.m_object = std::make_shared<Object>(described, std::move(name));
    Operation operation{Op::managerMake, its.object, where};
    const std::string words = std::string(nameOf(kind)) + " " + made.m_object->name();
    const Json arguments =
        Json::list({static_cast<int>(kind), made.m_object->name(), made.m_object->id().number, capacity});
    const Reply reply =
        ask(its, operation, requestOf(Op::managerMake, made.m_number, arguments), words, where);
    made.m_made = reply.outcome;
    operation.takesEffect();
    if (made.m_made == Outcome::ok)
        operation.done(Outcome::ok, words);
    else
        operation.failed(made.m_made, reply.reason.empty() ? words : reply.reason);
    return made;
}

Received<Json> ManagedObject::call(Op op, Json arguments, Site where, Patience patience) {
    if (!m_object)
        return m_made;
    Operation operation{op, *m_object, where};
    const std::string words = operation.isWatched() ? wordsOfRequest(op, arguments) : std::string();
    Reply reply = ask(*m_link, operation, requestOf(op, m_number, arguments, patience), words, where);
    operation.takesEffect();
    const bool isDone =
        reply.outcome == Outcome::ok || (op == Op::lockAcquire && reply.outcome == Outcome::killed);
    if (isDone)
        operation.done(reply.outcome, wordsOfDone(op, reply.outcome, arguments, reply.value));
    else
        operation.failed(reply.outcome,
                         reply.reason.empty() ? wordsOfFailed(op, reply.outcome, arguments) : reply.reason);
    if (reply.outcome != Outcome::ok)
        return reply.outcome;
    return std::move(reply.value);
}

Outcome ManagedDict::set(Json key, Json value, Site where) {
    return call(Op::dictSet, Json::list({std::move(key), std::move(value)}), where).outcome();
}

Received<Json> ManagedDict::get(Json key, Site where) {
    return call(Op::dictGet, Json::list({std::move(key)}), where);
}

Outcome ManagedDict::remove(Json key, Site where) {
    return call(Op::dictRemove, Json::list({std::move(key)}), where).outcome();
}

std::size_t ManagedDict::size(Site where) {
    const auto size = call(Op::dictSize, Json::list(), where);
    return size ? static_cast<std::size_t>((*size).asInteger()) : 0;
}

std::vector<Json> ManagedDict::keys(Site where) {
    const auto keys = call(Op::dictKeys, Json::list(), where);
    return keys ? (*keys).asList() : std::vector<Json>{};
}

std::vector<std::pair<Json, Json>> ManagedDict::items(Site where) {
    std::vector<std::pair<Json, Json>> items;
    if (const auto all = call(Op::dictItems, Json::list(), where))
        for (const Json& item : (*all).asList())
            items.emplace_back(item[0], item[1]);
    return items;
}

Outcome ManagedList::append(Json value, Site where) {
    return call(Op::listAppend, Json::list({std::move(value)}), where).outcome();
}

Received<Json> ManagedList::get(std::size_t place, Site where) {
    return call(Op::listGet, Json::list({place}), where);
}

Outcome ManagedList::set(std::size_t place, Json value, Site where) {
    return call(Op::listSet, Json::list({place, std::move(value)}), where).outcome();
}

std::size_t ManagedList::size(Site where) {
    const auto size = call(Op::listSize, Json::list(), where);
    return size ? static_cast<std::size_t>((*size).asInteger()) : 0;
}

ManagedValue::ManagedValue(ManagedObject object, Json initial, Site where)
    : ManagedObject(std::move(object)) {
    if (made() == Outcome::ok && !initial.isNothing())
        isMade(set(std::move(initial), where));
}

Received<Json> ManagedValue::get(Site where) {
    return call(Op::valueGet, Json::list(), where);
}

Outcome ManagedValue::set(Json value, Site where) {
    return call(Op::valueSet, Json::list({std::move(value)}), where).outcome();
}

Received<Json> ManagedNamespace::get(const std::string& name, Site where) {
    return call(Op::namespaceGet, Json::list({name}), where);
}

Outcome ManagedNamespace::set(const std::string& name, Json value, Site where) {
    return call(Op::namespaceSet, Json::list({name, std::move(value)}), where).outcome();
}

Outcome ManagedLock::acquire(Site where) {
    return call(Op::lockAcquire, Json::list(), where).outcome();
}

Outcome ManagedLock::tryAcquire(Site where) {
    return call(Op::lockAcquire, Json::list(), where, Patience::none()).outcome();
}

Outcome ManagedLock::acquireFor(std::chrono::nanoseconds atMost, Site where) {
    return call(Op::lockAcquire, Json::list(), where, Patience::atMost(atMost)).outcome();
}

Outcome ManagedLock::release(Site where) {
    return call(Op::lockRelease, Json::list(), where).outcome();
}

Outcome ManagedQueue::put(Json value, Site where) {
    return call(Op::managedPut, Json::list({std::move(value)}), where).outcome();
}

Outcome ManagedQueue::tryPut(Json value, Site where) {
    return call(Op::managedPut, Json::list({std::move(value)}), where, Patience::none()).outcome();
}

Outcome ManagedQueue::putFor(Json value, std::chrono::nanoseconds atMost, Site where) {
    return call(Op::managedPut, Json::list({std::move(value)}), where, Patience::atMost(atMost)).outcome();
}

Received<Json> ManagedQueue::get(Site where) {
    return call(Op::managedGet, Json::list(), where);
}

Received<Json> ManagedQueue::tryGet(Site where) {
    return call(Op::managedGet, Json::list(), where, Patience::none());
}

Received<Json> ManagedQueue::getFor(std::chrono::nanoseconds atMost, Site where) {
    return call(Op::managedGet, Json::list(), where, Patience::atMost(atMost));
}

}  // namespace heddle
