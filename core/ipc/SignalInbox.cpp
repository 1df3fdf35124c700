// SPDX-License-Identifier: MIT
#include "core/ipc/SignalInbox.h"

#include <cerrno>
#include <csignal>
#include <mutex>
#include <poll.h>
#include <sys/signalfd.h>
#include <unistd.h>
#include <utility>

namespace heddle {
namespace {

constexpr Span lookAgain = Span::millis(20);  // whoever closes it wakes nobody in the kernel

bool canBeTaken(int signal) {
    return signal >= 1 && signal <= 31 && signal != SIGKILL && signal != SIGSTOP;
}

sigset_t onlyThat(int signal) {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, signal);
    return set;
}

}  // namespace

SignalInbox::SignalInbox(int signal, std::string name)
    : m_signal(signal), m_object({ObjectKind::signalInbox, signal}, std::move(name)) {
    if (!canBeTaken(signal)) {
        m_outcome = Outcome::invalid;
        return;
    }
    const sigset_t set = onlyThat(signal);
    sigset_t before;
    pthread_sigmask(SIG_BLOCK, &set, &before);
    m_wasBlocked = sigismember(&before, signal) == 1;
    m_arrivals = FileDescriptor{signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC)};
    if (!m_arrivals.isOpen())
        m_outcome = Outcome::refused;
}

SignalInbox::~SignalInbox() {
    if (m_outcome == Outcome::invalid || m_wasBlocked)
        return;
    while (m_outcome == Outcome::ok && takeArrived()) {  // or the signal would now do what it does by default
    }
    const sigset_t set = onlyThat(m_signal);
    pthread_sigmask(SIG_UNBLOCK, &set, nullptr);
}

void SignalInbox::touch() {
    m_object.afterFork([this] { m_latch.reset(); });
}

std::optional<int> SignalInbox::takeArrived() {
    signalfd_siginfo arrived;
    if (read(m_arrivals.number(), &arrived, sizeof arrived) != sizeof arrived)
        return std::nullopt;
    return static_cast<int>(arrived.ssi_signo);
}

// It takes effect by taking it, or by finding none where none is waited for.
std::optional<int> SignalInbox::tryNow(Operation& operation, Found& found) {
    const std::lock_guard guard{m_latch};
    found.isClosed = m_isClosed;
    if (!m_isClosed)
        if (const std::optional<int> signal = takeArrived()) {
            operation.takesEffect();
            return signal;
        }
    if (found.isClosed || found.isLast)
        operation.takesEffect();
    return std::nullopt;
}

Received<int> SignalInbox::take(Patience patience, const Site& where) {
    if (m_outcome != Outcome::ok)
        return Outcome::invalid;
    touch();
    Operation operation{Op::signalTake, m_object, where, patience, m_signal};
    const auto fail = [&](Outcome why) {
        operation.failed(why);
        return why;
    };
    Found found{.isLast = !operation.mayWait()};
    for (bool isTold = false;;) {
        if (const std::optional<int> signal = tryNow(operation, found)) {
            operation.done();
            return *signal;
        }
        if (found.isClosed)
            return fail(Outcome::closed);
        if (found.isLast)
            return fail(operation.mayWait() ? Outcome::timeout : Outcome::empty);
        if (!std::exchange(isTold, true) || operation.isHeld()) {
            takesEffect(operation);
            operation.waits(m_signal);
        }
        found.isLast = operation.parkInKernel(m_arrivals.number(), POLLIN, lookAgain) == Wake::timeout;
    }
}

void SignalInbox::takesEffect(Operation& operation) {
    const std::lock_guard guard{m_latch};
    operation.takesEffect();
}

Received<int> SignalInbox::take(Site where) {
    return take(Patience::forever(), where);
}

Received<int> SignalInbox::tryTake(Site where) {
    return take(Patience::none(), where);
}

Received<int> SignalInbox::takeFor(std::chrono::nanoseconds atMost, Site where) {
    return take(Patience::atMost(atMost), where);
}

void SignalInbox::close(Site where) {
    touch();
    Operation operation{Op::signalClose, m_object, where};
    {
        const std::lock_guard guard{m_latch};
        operation.takesEffect();
        m_isClosed = true;
    }
    operation.done();
}

}  // namespace heddle
