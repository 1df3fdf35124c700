// SPDX-License-Identifier: MIT
#include "core/sync/FutureSides.h"

#include "core/sync/Machine.h"

#include <utility>

namespace heddle {

struct FutureSides::Get {
    FutureSides& f;
    Operation& operation;
    Line& line() { return f.m_line; }
    bool mayGo() const { return f.m_isSet; }
    void go() { operation.receives(std::exchange(f.m_message, {})); }
    void settle() {
        if (f.m_isSet)
            f.m_line.wakeFirst();
    }
};

bool FutureSides::await(Operation& operation) {
    return runMachine(operation, latch, Get{*this, operation});
}

void FutureSides::touch() {
    object.afterFork([this] {
        latch.reset();
        m_line.forget();
    });
}

std::string reasonOfException() {
    try {
        throw;
    } catch (const std::exception& e) {
        return e.what();
    } catch (...) {
        return "an exception of an unknown type";
    }
}

}  // namespace heddle
