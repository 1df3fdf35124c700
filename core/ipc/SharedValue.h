// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/SourceLocation.h"
#include "core/ipc/RobustLock.h"
#include "core/ipc/SharedPage.h"
#include "core/sync/VariableAccess.h"

#include <new>
#include <string>
#include <type_traits>
#include <utility>

namespace heddle {

// A variable in memory that this process shares with those that it starts later. Python:
// multiprocessing.Value. A load or store by itself is never torn; what lies between the two is where updates
// get lost. The constructor throws std::bad_alloc when the kernel gives no memory. Thread: any, of any of
// these processes.
template <class T>
requires std::is_trivially_copyable_v<T>
class SharedValue {
public:
    using Site = SourceLocation;
    explicit SharedValue(std::string name = {}, T value = {})
        : m_object({ObjectKind::sharedValue, firstValue(value), &prepared(value).order}, std::move(name)) {}

    T load(Site where = Site::current()) { return access().load(where); }
    void store(T value, Site where = Site::current()) { access().store(value, where); }
    // As one step: writes `desired` if the value is `expected`; true. Otherwise false (event: failed,
    // refused), and `expected` is then the value that was found.
    bool compareExchange(T& expected, T desired, Site where = Site::current()) {
        return access().compareExchange(expected, desired, where);
    }
    // As one step: adds, and gives the value that there was before. The event tells the new one.
    T fetchAdd(T amount, Site where = Site::current()) { return access().fetchAdd(amount, where); }

private:
    struct Content {
        std::atomic<std::uint32_t> order;
        RobustLock lock;
        T value;
    };
    Content& prepared(const T& value) {
        if (!m_page.isMapped())
            throw std::bad_alloc();
        m_page->lock.prepare();
        m_page->value = value;
        return *m_page.operator->();
    }
    VariableAccess<T, RobustLock> access() { return {m_object, m_page->lock, m_page->value}; }

    SharedPage<Content> m_page;
    Object m_object;
};

}  // namespace heddle
