// SPDX-License-Identifier: MIT
#pragma once

#include "core/sync/Describe.h"
#include "core/sync/FutureSides.h"
#include "core/sync/Received.h"

#include <chrono>
#include <concepts>
#include <cxxabi.h>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>
#include <variant>

namespace heddle {

// The result of a task, when it has one. Python: concurrent.futures.Future. Given by ThreadPool::submit. The
// result is a message from whoever ran the task to whoever gets it first. Thread: any.
template <class R>
class Future {
public:
    using Site = SourceLocation;
    using Value = std::conditional_t<std::is_void_v<R>, std::monostate, R>;

    // Waits until the task is over. Throws what the task threw (event: done, error). Can be called again,
    // unless the result can only be moved.
    R get(Site where = Site::current()) {
        Received<Value> got = take(Patience::forever(), where);
        if constexpr (!std::is_void_v<R>)
            return std::move(*got);
    }
    // As get(), or timeout.
    Received<Value> getFor(std::chrono::nanoseconds atMost, Site where = Site::current()) {
        return take(Patience::atMost(atMost), where);
    }

private:
    friend class ThreadPool;
    Future() = default;
    struct State : FutureSides {
        std::optional<Value> value;
    };

    template <class Task>
    static void run(State& state, Task& task);
    Received<Value> take(Patience patience, Site where);
    static void tell(Operation& operation, const State& state, const Description& content);
    static Description contentOf(const Operation& operation, const std::optional<Value>& value);

    std::shared_ptr<State> m_state = std::make_shared<State>();
};

template <class R>
template <class Task>
void Future<R>::run(State& state, Task& task) {
    std::optional<Value> value;
    try {
        if constexpr (std::is_void_v<R>) {
            task();
            value.emplace();
        } else {
            value.emplace(task());
        }
    } catch (const abi::__forced_unwind&) {  // a thread's cancellation must not be caught
        throw;
    } catch (...) {
        state.thrown = std::current_exception();
        state.reason = reasonOfException();
    }
    Operation operation{Op::futureSet, state.object, SourceLocation{}};  // no line of the program
    const Description content = contentOf(operation, value);  // behind the set somebody may move it away
    state.set(operation, [&] { state.value = std::move(value); });
    tell(operation, state, content);
}

template <class R>
Received<typename Future<R>::Value> Future<R>::take(Patience patience, Site where) {
    const std::shared_ptr<State> state = m_state;
    state->touch();
    {
        Operation operation{Op::futureGet, state->object, where, patience};
        if (!state->await(operation)) {
            operation.failed(Outcome::timeout);
            return Outcome::timeout;
        }
        tell(operation, *state, contentOf(operation, state->value));
    }
    if (state->thrown)
        std::rethrow_exception(state->thrown);
    if constexpr (std::copy_constructible<Value>)
        return *state->value;
    else
        return std::move(*state->value);
}

template <class R>
Description Future<R>::contentOf(const Operation& operation, const std::optional<Value>& value) {
    Description content;
    if constexpr (std::is_void_v<R>)
        content.write("nothing");
    else if (operation.isWatched() && value)
        describe(content, *value);
    return content;
}

template <class R>
void Future<R>::tell(Operation& operation, const State& state, const Description& content) {
    if (state.thrown)
        return operation.done(Outcome::error, state.reason);
    operation.setValue(content.number);
    operation.setSentinel(content.isSentinel);
    operation.done(Outcome::ok, content.text());
}

}  // namespace heddle
