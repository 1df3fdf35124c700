// SPDX-License-Identifier: MIT
#include "core/ipc/Process.h"

#include "core/base/FileDescriptor.h"
#include "core/ipc/LastCall.h"
#include "core/ipc/SharedPage.h"
#include "core/probe/Ending.h"
#include "core/probe/Operation.h"

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <exception>
#include <iostream>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <system_error>
#include <unistd.h>

namespace heddle {

struct Process::State {
    struct Shared {  // both processes see it
        FutexWord standing;
        std::atomic<std::uint32_t> isRefused;  // 1: the child could not be watched, and does not run
        std::atomic<std::uint32_t> count;      // the handle's order
    };
    explicit State(std::string name)
        : handle({ObjectKind::process, {}, shared.isMapped() ? &shared->count : nullptr}, std::move(name)) {}

    SharedPage<Shared> shared;
    Object handle;
    Newcomer newcomer;
    pid_t pid = -1;
    FileDescriptor pidfd;
    int pidfdRefusal = 0;  // why there is none: ESRCH when it was reaped before it could be asked for

    void openPidfd() {
        pidfd = FileDescriptor{static_cast<int>(syscall(SYS_pidfd_open, pid, 0))};
        pidfdRefusal = pidfd.isOpen() ? 0 : errno;
    }
    bool awaitStanding();  // false: it could not be watched, did not run, and was reaped
};

// Until the child stands at its first gate, or has died before it came so far.
bool Process::State::awaitStanding() {
    while (shared.isMapped() && shared->standing.load(std::memory_order_acquire) == 0) {
        pollfd ended{pidfd.number(), POLLIN, 0};
        if (poll(&ended, 1, 0) == 1)
            break;
        futexWait(shared->standing, 0, Span::millis(50));
    }
    if (!shared.isMapped() || shared->isRefused.load() == 0)
        return true;
    siginfo_t ended{};
    waitid(P_PID, static_cast<id_t>(pid), &ended, WEXITED);
    return false;
}

namespace {

// Not fflush(nullptr): that waits for every stream's lock, and another thread may be reading stdin for hours.
void flushOutput() {
    std::cout.flush();
    std::clog.flush();
    std::fflush(stdout);
    std::fflush(stderr);
}

[[noreturn]] void endProcess(int exitCode, const std::string& reason) {
    LastCall::callAll();
    flushOutput();
    std::fflush(nullptr);  // and the files that it opened; the fork has opened all locks
    recordProcessEnd(exitCode, reason);
    _exit(exitCode);
}

// A body that is left by pthread_exit unwinds the stack, of which what lies below is a copy of the parent's:
// so far and no further.
struct EndsWhenUnwound {
    ~EndsWhenUnwound() { endProcess(0, {}); }
};

std::string endOfBody(Callable<int>& body, int& exitCode) {
    try {
        exitCode = body() & 0xff;
        return {};
    } catch (const std::exception& e) {
        exitCode = 1;
        return std::string("uncaught exception: ") + e.what();
    } catch (...) {
        if (!std::current_exception())
            throw;  // pthread_exit, or a cancellation
        exitCode = 1;
        return "uncaught exception of an unknown type";
    }
}

}  // namespace

Process::Process() = default;
Process::Process(Process&&) noexcept = default;
Process& Process::operator=(Process&&) noexcept = default;
Process::~Process() = default;

Process::Process(Callable<int> body, Site where) : Process(std::string{}, std::move(body), where) {}

Process::Process(std::string name, Callable<int> body, Site where)
    : m_state(std::make_unique<State>(std::move(name))) {
    State& state = *m_state;
    m_name = state.handle.name();
    Operation operation{Op::processStart, state.handle, where};
    if (Worker* starter = thisWorker()) {
        state.newcomer = {{starter->page.nextWorker.fetch_add(1)},
                          state.handle.path(),
                          WorkerKind::process,
                          starter->id,
                          state.handle.id(),
                          starter->depth,
                          state.shared.isMapped() ? &state.shared->standing : nullptr};
    }
    const auto refuse = [&](const std::string& why) {
        m_outcome = Outcome::refused;
        operation.failed(Outcome::refused, why);
        m_state.reset();
    };
    operation.takesEffect();
    // The child's pidfd must not fail when it is there: a process that nobody can wait for is worse than
    // none.
    FileDescriptor reserved{eventfd(0, EFD_CLOEXEC)};
    flushOutput();  // or what is buffered would be written by both
    state.pid = reserved.isOpen() ? fork() : -1;
    const int refusal = errno;
    reserved.close();
    if (state.pid == 0)
        runChild(state, body);
    if (state.pid < 0) {
        refuse(std::generic_category().message(refusal));
        return;
    }
    state.openPidfd();
    m_outcome = Outcome::ok;
    if (operation.isWatched() && !state.awaitStanding())
        refuse(watch::refusal);
    else
        operation.done();
}

void Process::runChild(State& state, Callable<int>& body) {
    const bool mayRun = watch::become(state.newcomer) || !state.shared.isMapped();
    if (!watch::current && state.shared.isMapped()) {  // it could not attach: nobody waits for it
        state.shared->isRefused.store(mayRun ? 0 : 1);
        state.shared->standing.store(1);
        futexWake(state.shared->standing, 1);
    }
    if (!mayRun)
        _exit(0);
    const EndsWhenUnwound guard;
    int exitCode = 0;
    const std::string reason = endOfBody(body, exitCode);
    if (!reason.empty())
        std::fprintf(stderr, "%s: %s\n", state.handle.name().c_str(), reason.c_str());
    endProcess(exitCode, reason);
}

ExitStatus Process::join(Site where) {
    if (!m_state || m_status)
        return m_status.value_or(ExitStatus{0, 0, false});
    State& state = *m_state;
    Operation operation{Op::processJoin, state.handle, where};
    bool isTold = false, isRefused = false;
    siginfo_t info{};
    const auto hasEnded = [&] {
        info.si_pid = 0;
        isRefused = waitid(P_PID, static_cast<id_t>(state.pid), &info, WEXITED | WNOHANG) != 0;
        return isRefused || info.si_pid == state.pid;
    };
    while (!hasEnded()) {
        if (!std::exchange(isTold, true) || operation.isHeld()) {
            operation.takesEffect();
            operation.waits();
        }
        operation.parkInKernel(state.pidfd.number(), POLLIN);
    }
    operation.takesEffect();
    if (isRefused) {
        operation.failed(Outcome::invalid, "it is no child of this process, or somebody else has reaped it");
        return ExitStatus{0, 0, false};
    }
    const bool isKilled = info.si_code == CLD_KILLED || info.si_code == CLD_DUMPED;
    m_status = isKilled ? ExitStatus{0, info.si_status} : ExitStatus{info.si_status, 0};
    operation.setValue(m_status->asShell());
    operation.setBySignal(isKilled);
    operation.done();
    return *m_status;
}

Outcome Process::send(Op op, int signal, Site where) {
    if (!m_state)
        return Outcome::invalid;
    Operation operation{op, m_state->handle, where};
    operation.takesEffect();
    operation.setValue(op == Op::signalSend ? signal : 0);
    if (m_status) {
        operation.failed(Outcome::invalid, "it has ended and was joined");
        return Outcome::invalid;
    }
    if (syscall(SYS_pidfd_send_signal, m_state->pidfd.number(), signal, nullptr, 0) == 0) {
        operation.done();  // as in the kernel also when it has ended, as long as nobody has reaped it
        return Outcome::ok;
    }
    const int refusal = m_state->pidfd.isOpen() ? errno : m_state->pidfdRefusal;
    const bool isInvalid = refusal == ESRCH || refusal == EINVAL;
    const Outcome outcome = isInvalid ? Outcome::invalid : Outcome::refused;
    operation.failed(outcome, refusal == ESRCH ? "it has ended and was reaped, though not joined"
                                               : std::generic_category().message(refusal));
    return outcome;
}

Outcome Process::terminate(Site where) {
    return send(Op::processTerminate, SIGTERM, where);
}

Outcome Process::kill(Site where) {
    return send(Op::processKill, SIGKILL, where);
}

Outcome Process::signal(int number, Site where) {
    return send(Op::signalSend, number, where);
}

pid_t Process::pid() const {
    return m_state ? m_state->pid : -1;
}

}  // namespace heddle
