// SPDX-License-Identifier: MIT
#pragma once

#include "core/event/Event.h"
#include "core/probe/Watch.h"

#include <atomic>
#include <mutex>
#include <optional>
#include <string>

namespace heddle {

// What a primitive is to Heddle: its identity, its name and its own count. In the child of a fork a private
// object is a copy with an identity of its own; one that is really shared keeps its identity, and counts in
// memory that is shared. Thread: any.
class Object {
public:
    struct Kind {
        ObjectKind kind = ObjectKind::custom;
        std::optional<std::int64_t> capacity = {};          // or first value, as in ObjectInfo
        std::atomic<std::uint32_t>* sharedCount = nullptr;  // set: the object stays the same after a fork
        bool isOfPair = false;                              // has another end from its making: setPeer()
    };
    Object(Kind kind, std::string name);  // "" for a name by kind: "queue-1"
    // The same as one that another process has told of; its count must be shared.
    Object(Kind kind, std::string name, ObjectId same);
    Object(const Object&) = delete;
    Object& operator=(const Object&) = delete;

    // Call ahead of every use. In the child of a fork, once for each object that was there before: whoever
    // else used it is not here, so `forget` resets its latch and its lines, and a private object becomes the
    // child's own. Who comes meanwhile waits until that is over.
    template <class Forget>
    void afterFork(Forget&& forget) {
        if (!isInherited()) [[likely]]
            return;
        prepareAdoption();
        const std::lock_guard guard{watch::adoption};
        if (!isInherited())
            return;
        forget();
        adopt();
        m_generation.store(watch::generation, std::memory_order_release);  // partner: isInherited
    }

    ObjectId id() const { return m_id; }  // none when unwatched
    const std::string& name() const { return m_name; }
    const std::string& path() const { return m_path; }  // "" when unwatched

    // The next number of its order; taken where an operation takes effect, under the object's latch if it is
    // private.
    std::uint32_t nextOrder() {
        if (m_kind.sharedCount)
            return m_kind.sharedCount->fetch_add(1) + 1;
        return ++m_count;
    }
    void setPeer(ObjectId peer) { m_peer = peer; }  // pipe ends; before define()
    void define();  // tells Heddle; the constructor has done so but for pipe ends and pairs
    bool isDefined() const { return m_isDefined; }

private:
    bool isInherited() const { return m_generation.load(std::memory_order_acquire) != watch::generation; }
    static void prepareAdoption();
    void adopt();

    Kind m_kind;
    std::string m_name, m_path;
    ObjectId m_id, m_copyOf, m_peer;
    std::uint32_t m_count = 0;
    std::atomic<std::uint32_t> m_generation;
    bool m_isDefined = false;
};

}  // namespace heddle
