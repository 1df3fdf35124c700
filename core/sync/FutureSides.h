// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/SourceLocation.h"
#include "core/sync/Line.h"

#include <exception>
#include <string>

namespace heddle {

// What a Future is apart from its value: who waits for it, and what a task threw in its place. Thread: any.
class FutureSides {
public:
    FutureSides() : object({ObjectKind::future}, {}) {}

    // The operation is future.set; `store` puts the value into its place. Under the latch the value is there.
    template <class Store>
    void set(Operation& operation, Store store) {
        const std::lock_guard guard{latch};
        operation.takesEffect();
        m_message = operation.newMessage();
        store();
        m_isSet = true;
        m_line.wakeFirst();
    }
    bool await(Operation& operation);  // future.get: until it is set; false: the operation's patience ended
    void touch();                      // ahead of every use

    Object object;
    Latch latch;
    std::exception_ptr thrown;  // these two are written before it is set, and read after
    std::string reason;

private:
    struct Get;
    Line m_line;
    bool m_isSet = false;
    MessageId m_message;  // moves with the first get
};

// What the exception that is being handled says.
std::string reasonOfException();

}  // namespace heddle
