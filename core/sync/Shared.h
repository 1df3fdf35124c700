// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/SourceLocation.h"
#include "core/probe/Latch.h"
#include "core/probe/Operation.h"
#include "core/sync/Describe.h"

#include <mutex>
#include <string>

namespace heddle {

// A variable that threads share, each load and store of which is an operation: what lies between a load and
// the store that follows is where updates get lost. A load or store by itself is never torn. Thread: any.
template <class T>
class Shared {
public:
    using Site = SourceLocation;
    explicit Shared(std::string name = {}, T value = {})
        : m_object({ObjectKind::shared}, std::move(name)), m_value(std::move(value)) {}

    T load(Site where = Site::current()) {
        touch();
        Operation operation{Op::sharedLoad, m_object, where};
        T copy = [&] {
            const std::lock_guard guard{m_latch};
            operation.takesEffect();
            return m_value;
        }();
        tell(operation, copy);
        return copy;
    }

    void store(T value, Site where = Site::current()) {
        touch();
        Operation operation{Op::sharedStore, m_object, where};
        {
            const std::lock_guard guard{m_latch};
            operation.takesEffect();
            m_value = value;
        }
        tell(operation, value);
    }

private:
    void touch() {
        m_object.afterFork([this] { m_latch.reset(); });
    }
    static void tell(Operation& operation, const T& value) {
        if (!operation.isWatched())
            return;
        Description content;
        describe(content, value);
        operation.setValue(content.number);
        operation.done(Outcome::ok, content.text());
    }

    Object m_object;
    Latch m_latch;
    T m_value;
};

}  // namespace heddle
