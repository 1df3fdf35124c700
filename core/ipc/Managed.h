// SPDX-License-Identifier: MIT
// Objects of a manager, as its clients have them. Made by Manager; copies stand for the same object. What is
// stored is copied: a list that is got out of a dict is a copy, and to change it is to change the copy, as in
// Python.
//
// Each call is a request to the manager's process and its reply, and waits for that; a reply of more than
// 64 KiB comes by several. Outcomes: ok; invalid (no such key or place; a request of more than 64 KiB, as it
// is written in JSON); broken (the manager's process is gone); closed (it stopped meanwhile); and what
// made() says where that is not ok. What is answered without an outcome is empty, or 0, where the call
// failed as well. NaN and infinity, which JSON does not have, arrive as nothing. A client that is killed
// while it waits leaves the item, the room or the lock to the next one; one that is killed behind that takes
// the item with it. Thread: any.
#pragma once

#include "core/base/SourceLocation.h"
#include "core/ipc/Json.h"
#include "core/ipc/ManagerLink.h"
#include "core/sync/Received.h"

#include <chrono>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace heddle {

// What all of them have. Thread: any.
class ManagedObject {
public:
    using Site = SourceLocation;
    static ManagedObject make(std::shared_ptr<ManagerLink> link, ObjectKind kind, std::string name,
                              std::size_t capacity, Site where);
    // ok; refused: the manager has 1,024 objects; broken: its process is gone; of a value also the outcome of
    // the set of what it begins with.
    Outcome made() const { return m_made; }

protected:
    Received<Json> call(Op op, Json arguments, Site where, Patience patience = Patience::forever());
    void isMade(Outcome outcome) { m_made = outcome; }

private:
    std::shared_ptr<ManagerLink> m_link;
    std::shared_ptr<Object> m_object;
    std::uint32_t m_number = 0;
    Outcome m_made = Outcome::ok;
};

// Thread: any.
class ManagedDict : public ManagedObject {
public:
    explicit ManagedDict(ManagedObject object) : ManagedObject(std::move(object)) {}
    Outcome set(Json key, Json value, Site where = Site::current());
    Received<Json> get(Json key, Site where = Site::current());
    Outcome remove(Json key, Site where = Site::current());
    std::size_t size(Site where = Site::current());
    std::vector<Json> keys(Site where = Site::current());                    // in order of key
    std::vector<std::pair<Json, Json>> items(Site where = Site::current());  // a copy of all
};

// Thread: any.
class ManagedList : public ManagedObject {
public:
    explicit ManagedList(ManagedObject object) : ManagedObject(std::move(object)) {}
    Outcome append(Json value, Site where = Site::current());
    Received<Json> get(std::size_t place, Site where = Site::current());
    Outcome set(std::size_t place, Json value, Site where = Site::current());
    std::size_t size(Site where = Site::current());
};

// Thread: any.
class ManagedValue : public ManagedObject {
public:
    ManagedValue(ManagedObject object, Json initial, Site where);  // set to that, unless it is nothing
    Received<Json> get(Site where = Site::current());
    Outcome set(Json value, Site where = Site::current());
};

// Thread: any.
class ManagedNamespace : public ManagedObject {
public:
    explicit ManagedNamespace(ManagedObject object) : ManagedObject(std::move(object)) {}
    Received<Json> get(const std::string& name, Site where = Site::current());
    Outcome set(const std::string& name, Json value, Site where = Site::current());
};

// Thread: any.
class ManagedLock : public ManagedObject {
public:
    explicit ManagedLock(ManagedObject object) : ManagedObject(std::move(object)) {}
    // Killed: it is held now, and whoever held it before is gone without a release.
    Outcome acquire(Site where = Site::current());
    Outcome tryAcquire(Site where = Site::current());  // refused: it is held by another
    Outcome acquireFor(std::chrono::nanoseconds atMost, Site where = Site::current());  // timeout
    Outcome release(Site where = Site::current());  // invalid: this thread does not hold it
};

// Thread: any.
class ManagedQueue : public ManagedObject {
public:
    explicit ManagedQueue(ManagedObject object) : ManagedObject(std::move(object)) {}
    Outcome put(Json value, Site where = Site::current());     // waits while it is full
    Outcome tryPut(Json value, Site where = Site::current());  // full
    Outcome putFor(Json value, std::chrono::nanoseconds atMost, Site where = Site::current());  // timeout
    Received<Json> get(Site where = Site::current());     // waits while it is empty
    Received<Json> tryGet(Site where = Site::current());  // empty
    Received<Json> getFor(std::chrono::nanoseconds atMost, Site where = Site::current());  // timeout
};

}  // namespace heddle
