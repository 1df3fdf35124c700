// SPDX-License-Identifier: MIT
#include "core/ipc/ManagerStore.h"

#include "core/sync/Machine.h"

#include <algorithm>
#include <mutex>
#include <poll.h>

namespace heddle {
namespace {

const Json& argument(const ManagerStore::Request& request, std::size_t place) {
    static const Json none;
    const Json& all = request.arguments;
    return all.isList() && place < all.size() ? all[place] : none;
}

bool fits(ObjectKind kind, Op op) {
    switch (kind) {
    case ObjectKind::managedDict:
        return op >= Op::dictSet && op <= Op::dictItems;
    case ObjectKind::managedList:
        return op >= Op::listAppend && op <= Op::listSize;
    case ObjectKind::managedValue:
        return op == Op::valueGet || op == Op::valueSet;
    case ObjectKind::managedNamespace:
        return op == Op::namespaceGet || op == Op::namespaceSet;
    case ObjectKind::managedLock:
        return op == Op::lockAcquire || op == Op::lockRelease;
    case ObjectKind::managedQueue:
        return op == Op::managedPut || op == Op::managedGet;
    case ObjectKind::none:
    case ObjectKind::process:
    case ObjectKind::thread:
    case ObjectKind::queue:
    case ObjectKind::mutex:
    case ObjectKind::condition:
    case ObjectKind::shared:
    case ObjectKind::pipeEnd:
    case ObjectKind::clock:
    case ObjectKind::output:
    case ObjectKind::custom:
    case ObjectKind::processQueue:
    case ObjectKind::semaphore:
    case ObjectKind::boundedSemaphore:
    case ObjectKind::eventFlag:
    case ObjectKind::barrier:
    case ObjectKind::recursiveMutex:
    case ObjectKind::readWriteLock:
    case ObjectKind::lifoQueue:
    case ObjectKind::priorityQueue:
    case ObjectKind::threadPool:
    case ObjectKind::future:
    case ObjectKind::timer:
    case ObjectKind::listener:
    case ObjectKind::socket:
    case ObjectKind::manager:
    case ObjectKind::processMutex:
    case ObjectKind::robustMutex:
    case ObjectKind::sharedValue:
    case ObjectKind::sharedArray:
    case ObjectKind::sharedMemory:
    case ObjectKind::signalInbox:
    case ObjectKind::byteEnd:
    case ObjectKind::udpSocket:
    case ObjectKind::datagramSocket:
        return false;
    }
    return false;
}

Outcome refusalOf(Op op) {
    if (op == Op::lockAcquire)
        return Outcome::refused;
    return op == Op::managedPut ? Outcome::full : Outcome::empty;
}

}  // namespace

std::int64_t ManagerStore::toldOf(Patience patience) {
    switch (patience.kind) {
    case Patience::Kind::none:
        return 0;
    case Patience::Kind::forever:
        return -1;
    case Patience::Kind::atMost:
        return std::max<std::int64_t>(patience.span.ns, 1);
    }
    return 0;
}

Patience ManagerStore::patienceIn(std::int64_t told) {
    if (told < 0)
        return Patience::forever();
    return told == 0 ? Patience::none() : Patience::atMost(std::chrono::nanoseconds(told));
}

namespace {

std::string wordsOf(const Json& arguments) {
    std::string words;
    for (const Json& part : arguments.asList())
        words += (words.empty() ? "" : ": ") + part.written();
    return words;
}

}  // namespace

std::string wordsOfRequest(Op op, const Json& arguments) {
    std::string words = wordsOf(arguments);
    return words.empty() ? std::string(verbOf(op)) : words;
}

std::string wordsOfReply(Outcome outcome, const Json& value) {
    return outcome == Outcome::ok && !value.isNothing() ? value.written() : std::string(nameOf(outcome));
}

std::string wordsOfDone(Op op, Outcome outcome, const Json& arguments, const Json& found) {
    if (outcome == Outcome::killed)
        return "whoever held it is gone";
    const bool isLookUp = op == Op::dictGet || op == Op::listGet || op == Op::namespaceGet ||
                          op == Op::valueGet || op == Op::managedGet || op == Op::dictSize ||
                          op == Op::listSize;
    if (!isLookUp)
        return wordsOf(arguments);
    Json all = arguments;
    all.append(found);
    return wordsOf(all);
}

std::string wordsOfFailed(Op op, Outcome outcome, const Json& arguments) {
    if (outcome != Outcome::invalid || !arguments.isList())
        return outcome == Outcome::broken ? std::string() : wordsOf(arguments);
    if (op == Op::lockRelease)
        return "this thread does not hold it";
    const std::string asked = arguments.size() > 0 ? arguments[0].written() : "";
    if (op == Op::dictGet || op == Op::dictRemove || op == Op::namespaceGet)
        return "there is no key " + asked;
    if (op == Op::listGet || op == Op::listSet)
        return "there is no place " + asked;
    return "it is of another kind";
}

struct ManagerStore::Wait {
    Stored& s;
    const Request& request;
    Answer& answer;
    Line& line() { return request.op == Op::managedPut ? s.putters : s.takers; }
    bool mayGo() const {
        if (s.isClosed)
            return true;
        if (request.op == Op::lockAcquire)
            return s.holder == 0;
        if (request.op == Op::managedPut)
            return s.capacity == 0 || s.items.size() < s.capacity;
        return !s.items.empty();
    }
    void go() {
        if (s.isClosed)
            answer = {Outcome::closed, {}};
        else if (isClientGone())
            answer = {Outcome::broken, {}};
        else
            answer = apply(s, request);
    }
    bool isClientGone() const {
        pollfd connection{request.connection, 0, 0};
        return ::poll(&connection, 1, 0) == 1 && (connection.revents & (POLLHUP | POLLERR)) != 0;
    }
    void settle() { ManagerStore::settle(s); }
    std::int64_t told() const { return request.client; }
};

ManagerStore::Stored* ManagerStore::find(const Request& request) {
    const std::lock_guard guard{m_latch};
    const auto found = m_objects.find(request.object);
    return found == m_objects.end() || !fits(found->second->kind, request.op) ? nullptr : found->second.get();
}

ManagerStore::Answer ManagerStore::make(ManagerLink& link, const Request& request) {
    if (request.object >= ManagerShared::mostObjects)
        return {Outcome::refused, {}};
    auto stored = std::make_unique<Stored>();
    stored->kind = static_cast<ObjectKind>(argument(request, 0).asInteger());
    stored->capacity = static_cast<std::size_t>(argument(request, 3).asInteger());
    const Object::Kind kind{stored->kind, {}, &link.shared->orders[request.object]};
    const ObjectId same{static_cast<std::uint32_t>(argument(request, 2).asInteger())};
    stored->object = std::make_unique<Object>(kind, argument(request, 1).asText(), same);
    const std::lock_guard guard{m_latch};
    m_objects.try_emplace(request.object, std::move(stored));
    return {};
}

ManagerStore::Answer ManagerStore::perform(const Request& request) {
    Stored* stored = find(request);
    if (!stored)
        return {Outcome::invalid, {}};
    const bool canWait =
        request.op == Op::lockAcquire || request.op == Op::managedPut || request.op == Op::managedGet;
    Operation operation{Depth::library, request.op, *stored->object, SourceLocation{}, request.patience};
    operation.setValue(request.client);
    Answer answer{request.patience.kind == Patience::Kind::none ? refusalOf(request.op) : Outcome::timeout,
                  {}};
    if (canWait) {
        runMachine(operation, m_latch, Wait{*stored, request, answer});
    } else {
        const std::lock_guard guard{m_latch};
        operation.takesEffect();
        answer = apply(*stored, request);
        settle(*stored);
    }
    if (answer.outcome == Outcome::ok || answer.outcome == Outcome::killed)
        operation.done(answer.outcome,
                       wordsOfDone(request.op, answer.outcome, request.arguments, answer.value));
    else if (answer.outcome == Outcome::broken)
        operation.failed(answer.outcome, "its client is gone");
    else
        operation.failed(answer.outcome, wordsOfFailed(request.op, answer.outcome, request.arguments));
    return answer;
}

void ManagerStore::settle(Stored& stored) {
    const bool isLock = stored.kind == ObjectKind::managedLock;
    if (stored.isClosed || (isLock ? stored.holder == 0 : !stored.items.empty()))
        stored.takers.wakeFirst();
    if (stored.isClosed || stored.capacity == 0 || stored.items.size() < stored.capacity)
        stored.putters.wakeFirst();
}

ManagerStore::Answer ManagerStore::apply(Stored& stored, const Request& request) {
    const Op op = request.op;  // fits(): one of those that its kind has
    if ((op >= Op::dictSet && op <= Op::dictItems) || op == Op::namespaceGet || op == Op::namespaceSet)
        return applyToEntries(stored, request);
    if ((op >= Op::listAppend && op <= Op::listSize) || op == Op::managedPut || op == Op::managedGet)
        return applyToItems(stored, request);
    if (op == Op::lockAcquire || op == Op::lockRelease)
        return applyToLock(stored, request);
    if (op == Op::valueSet)
        stored.value = argument(request, 0);
    return {Outcome::ok, stored.value};
}

ManagerStore::Answer ManagerStore::applyToEntries(Stored& stored, const Request& request) {
    const Json& key = argument(request, 0);
    Json all = Json::list();
    if (request.op == Op::dictSet || request.op == Op::namespaceSet) {
        stored.entries[key] = argument(request, 1);
        return {};
    } else if (request.op == Op::dictGet || request.op == Op::namespaceGet) {
        const auto found = stored.entries.find(key);
        return found == stored.entries.end() ? Answer{Outcome::invalid, {}}
                                             : Answer{Outcome::ok, found->second};
    } else if (request.op == Op::dictRemove) {
        return {stored.entries.erase(key) == 1 ? Outcome::ok : Outcome::invalid, {}};
    } else if (request.op == Op::dictSize) {
        return {Outcome::ok, stored.entries.size()};
    } else {
        for (const auto& [name, value] : stored.entries)
            all.append(request.op == Op::dictKeys ? name : Json::list({name, value}));
    }
    return {Outcome::ok, std::move(all)};
}

ManagerStore::Answer ManagerStore::applyToItems(Stored& stored, const Request& request) {
    if (request.op == Op::listAppend || request.op == Op::managedPut) {
        stored.items.push_back(argument(request, 0));
        return {};
    }
    if (request.op == Op::listSize)
        return {Outcome::ok, stored.items.size()};
    if (request.op == Op::managedGet) {
        Answer answer{Outcome::ok, std::move(stored.items.front())};
        stored.items.pop_front();
        return answer;
    }
    const std::int64_t at = argument(request, 0).asInteger();
    if (at < 0 || at >= static_cast<std::int64_t>(stored.items.size()))
        return {Outcome::invalid, {}};
    Json& item = stored.items[static_cast<std::size_t>(at)];
    if (request.op == Op::listSet)
        item = argument(request, 1);
    return {Outcome::ok, item};
}

ManagerStore::Answer ManagerStore::applyToLock(Stored& stored, const Request& request) {
    if (request.op == Op::lockAcquire) {
        stored.holder = request.session;
        return {std::exchange(stored.wasAbandoned, false) ? Outcome::killed : Outcome::ok, {}};
    }
    if (stored.holder != request.session)
        return {Outcome::invalid, {}};
    stored.holder = 0;
    return {};
}

void ManagerStore::close() {
    const std::lock_guard guard{m_latch};
    for (auto& [number, stored] : m_objects) {
        stored->isClosed = true;
        settle(*stored);
    }
}

void ManagerStore::abandon(std::uint64_t session, std::uint32_t client) {
    std::vector<Stored*> held;
    {
        const std::lock_guard guard{m_latch};
        for (auto& [number, stored] : m_objects)
            if (stored->holder == session)
                held.push_back(stored.get());
    }
    for (Stored* lock : held) {
        Operation operation{Depth::library, Op::lockAbandon, *lock->object, SourceLocation{}};
        operation.setValue(client);
        {
            const std::lock_guard guard{m_latch};
            operation.takesEffect();
            lock->holder = 0;
            lock->wasAbandoned = true;
            settle(*lock);
        }
        operation.done();
    }
}

}  // namespace heddle
