// SPDX-License-Identifier: MIT
#include "core/sync/Timer.h"

#include "core/sync/LetGo.h"
#include "core/sync/Thread.h"

#include <utility>

namespace heddle {

struct Timer::State {
    State(std::string name, std::chrono::nanoseconds itsDelay, std::function<void()> itsBody)
        : object({ObjectKind::timer}, std::move(name)), delay(itsDelay), body(std::move(itsBody)) {}

    Object object;
    Latch latch;
    Line line;  // its own thread, while it waits
    const std::chrono::nanoseconds delay;
    std::function<void()> body;
    bool isCancelled = false;
    bool hasCome = false;
    bool isStarted = false;
    Thread thread;

    bool waitForItsTime();
    void touch();
};

Timer::Timer(std::string name, std::chrono::nanoseconds delay, std::function<void()> body)
    : m_state(std::make_shared<State>(std::move(name), delay, std::move(body))) {}

void Timer::State::touch() {
    object.afterFork([this] {
        latch.reset();
        line.forget();
    });
}

bool Timer::State::waitForItsTime() {
    Operation operation{Op::timerWait, object, SourceLocation{}, Patience::atMost(delay)};
    Waiter waiter;
    {
        const std::lock_guard guard{latch};
        if (isCancelled)
            operation.takesEffect();
        else
            line.join(waiter, operation);
    }
    const auto comes = [this] { hasCome = true; };
    const bool wasCancelled = waiter.turn == nullptr || waitUntilLetGo(operation, latch, line, waiter, comes);
    if (wasCancelled)
        operation.failed(Outcome::refused);
    else
        operation.done();
    return !wasCancelled;
}

void Timer::run(const std::shared_ptr<State>& state) {
    if (state->waitForItsTime())
        state->body();
}

bool Timer::start(Site where) {
    State& state = *m_state;
    state.touch();
    Operation operation{Op::timerStart, state.object, where};
    const bool isAgain = [&] {
        const std::lock_guard guard{state.latch};
        operation.takesEffect();
        return std::exchange(state.isStarted, true);
    }();
    if (isAgain) {
        operation.failed(Outcome::invalid, "it was started already");
        return false;
    }
    state.thread = Thread(
        state.object.name() + "-thread", [shared = m_state] { run(shared); }, where);
    const Outcome outcome = state.thread.outcome();
    if (outcome == Outcome::ok)
        operation.done();
    else
        operation.failed(outcome);
    return outcome == Outcome::ok;
}

bool Timer::cancel(Site where) {
    State& state = *m_state;
    state.touch();
    Operation operation{Op::timerCancel, state.object, where};
    bool isInTime = false;
    {
        const std::lock_guard guard{state.latch};
        operation.takesEffect();
        isInTime = !state.hasCome;
        state.isCancelled |= isInTime;
        letGoAll(state.line);
    }
    if (isInTime)
        operation.done();
    else
        operation.failed(Outcome::refused, "its time has come");
    return isInTime;
}

void Timer::join(Site where) {
    m_state->thread.join(where);
}

// The thread has a share of the state, and the state has the thread: joined here, neither keeps the other.
Timer::~Timer() {
    if (m_state)
        m_state->thread.join();
}

}  // namespace heddle
