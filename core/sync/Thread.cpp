// SPDX-License-Identifier: MIT
#include "core/sync/Thread.h"

#include "core/sync/Machine.h"

#include <cstdio>
#include <exception>
#include <pthread.h>
#include <system_error>

namespace heddle {

struct Thread::State {
    explicit State(std::string name) : handle({ObjectKind::thread}, std::move(name)) {}
    void tellEnd(const std::string& reason);  // of this thread; "" for a good one

    Object handle;
    Latch latch;
    Line joiners;
    bool hasEnded = false;
    std::uint32_t generation = watch::generation;  // in the child of a fork this thread does not exist
    Callable<void> body;
    Newcomer newcomer;
    FutexWord standing{0};
    bool isRefused = false;  // by itself, before it stands: it could not be watched
    pthread_t thread{};
    std::shared_ptr<State> self;  // the thread's own share, given back when it ends
};

Thread::Thread(Callable<void> body, Site where) : Thread(std::string{}, std::move(body), where) {}

namespace {

Depth depthOfThisWorker() {
    const Worker* worker = thisWorker();
    return worker ? worker->depth : Depth::program;
}

}  // namespace

Thread::Thread(std::string name, Callable<void> body, Site where)
    : Thread(depthOfThisWorker(), std::move(name), std::move(body), where) {}

Thread::Thread(Depth depth, std::string name, Callable<void> body, Site where)
    : m_state(std::make_shared<State>(std::move(name))) {
    State& state = *m_state;
    m_name = state.handle.name();
    state.body = std::move(body);
    Operation operation{Op::threadStart, state.handle, where};
    if (Worker* starter = thisWorker()) {
        state.newcomer = {{starter->page.nextWorker.fetch_add(1)},
                          state.handle.path(),
                          WorkerKind::thread,
                          starter->id,
                          state.handle.id(),
                          depth,
                          &state.standing};
    }
    const auto refuse = [&](const std::string& why) {
        operation.failed(Outcome::refused, why);
        state.self.reset();
        m_state.reset();
        m_outcome = Outcome::refused;
    };
    operation.takesEffect();
    state.self = m_state;
    const int refusal = pthread_create(&state.thread, nullptr, &Thread::run, &state);
    if (refusal != 0) {
        refuse(std::generic_category().message(refusal));
        return;
    }
    while (operation.isWatched() && state.standing.load(std::memory_order_acquire) == 0)
        futexWait(state.standing, 0, Span::millis(500));
    if (state.isRefused) {
        pthread_join(state.thread, nullptr);
        refuse(watch::refusal);
        return;
    }
    operation.done();
    m_outcome = Outcome::ok;
}

namespace {

// The body, and what was thrown out of it. The unwinding of pthread_exit or a cancellation passes here as
// well, is no C++ exception, and must go on.
std::string reasonOfFailure(Callable<void>& body) {
    try {
        body();
        return {};
    } catch (const std::exception& e) {
        return std::string("uncaught exception: ") + e.what();
    } catch (...) {
        if (!std::current_exception())
            throw;
        return "uncaught exception of an unknown type";
    }
}

}  // namespace

void Thread::State::tellEnd(const std::string& reason) {
    {
        Operation operation{Op::threadEnd, handle, SourceLocation{}};  // no line of the program
        {
            const std::lock_guard guard{latch};
            operation.takesEffect();
            hasEnded = true;
            joiners.wakeAll();
        }
        if (reason.empty())
            operation.done();
        else
            operation.failed(Outcome::error, reason);
    }
    if (Worker* worker = watch::current)
        Worker::end(worker);
    if (standing.exchange(1, std::memory_order_release) == 0)  // it never had to stand: its starter goes on
        futexWake(standing, 1);
}

void* Thread::run(void* given) {
    // However the body is left: pthread_exit and a cancellation unwind it too, and nobody sees them pass.
    struct End {
        State& state;
        std::string reason;
        ~End() {
            pthread_setcancelstate(PTHREAD_CANCEL_DISABLE,
                                   nullptr);  // or an unwinding would meet an unwinding
            state.tellEnd(reason);
        }
    };
    const std::shared_ptr<State> state = std::move(static_cast<State*>(given)->self);
    pthread_setname_np(pthread_self(), state->handle.name().substr(0, 15).c_str());
    if (!state->newcomer.id.isNone() && !watch::become(state->newcomer)) {
        state->isRefused = true;
        state->standing.store(1, std::memory_order_release);  // partner: the starter's acquire
        futexWake(state->standing, 1);
        return nullptr;
    }
    if (!watch::current)
        state->standing.store(1);
    End end{*state, {}};
    end.reason = reasonOfFailure(state->body);
    state->body = {};
    if (!end.reason.empty())
        std::fprintf(stderr, "%s: %s\n", state->handle.name().c_str(), end.reason.c_str());
    return nullptr;
}

void Thread::join(Site where) {
    if (!m_state)
        return;
    struct Join {
        State& state;
        Line& line() { return state.joiners; }
        bool mayGo() const { return state.hasEnded; }
        void go() {}
        void settle() {}
    };
    const std::shared_ptr<State> state = std::move(m_state);
    if (state->generation != watch::generation)
        return;
    Operation operation{Op::threadJoin, state->handle, where};
    runMachine(operation, state->latch, Join{*state});
    pthread_join(state->thread, nullptr);
    operation.done();
}

Thread& Thread::operator=(Thread&& other) noexcept {
    if (this != &other) {
        join();
        m_state = std::move(other.m_state);
        m_name = std::move(other.m_name);
        m_outcome = other.m_outcome;
    }
    return *this;
}

Thread::~Thread() {
    join();
}

Outcome Thread::outcome() const {
    return m_outcome;
}

const std::string& Thread::name() const {
    return m_name;
}

}  // namespace heddle
