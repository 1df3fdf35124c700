// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command/EndingSignals.h"

#include <cerrno>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <unistd.h>

namespace heddle {
namespace {

sigset_t setOf(std::initializer_list<int> numbers) {
    sigset_t set;
    sigemptyset(&set);
    for (int number : numbers)
        sigaddset(&set, number);
    return set;
}

}  // namespace

EndingSignals::EndingSignals() : m_signals(setOf({SIGINT, SIGTERM, SIGHUP, SIGPIPE})) {
    pthread_sigmask(SIG_BLOCK, &m_signals, &m_before);
    m_source = FileDescriptor(signalfd(-1, &m_signals, SFD_CLOEXEC | SFD_NONBLOCK));
    m_goodbye = FileDescriptor(eventfd(0, EFD_CLOEXEC));
}

EndingSignals::~EndingSignals() {
    m_listener = {};  // joined before signals are let through again
    pthread_sigmask(SIG_SETMASK, &m_before, nullptr);
}

void EndingSignals::watch(std::function<void()> whenAsked) {
    m_whenAsked = std::move(whenAsked);
    m_listener = std::jthread([this](std::stop_token stop) {
        std::stop_callback goodbye(stop, [this] { eventfd_write(m_goodbye.number(), 1); });
        listen();
    });
}

void EndingSignals::listen() {
    pollfd sources[] = {{m_source.number(), POLLIN, 0}, {m_goodbye.number(), POLLIN, 0}};
    signalfd_siginfo signal{};
    while (::read(m_source.number(), &signal, sizeof signal) != sizeof signal) {
        if (::poll(sources, 2, -1) < 0 && errno != EINTR)
            return;
        if (sources[1].revents != 0)
            return;
    }
    m_received.store(static_cast<int>(signal.ssi_signo), std::memory_order_relaxed);
    m_whenAsked();
    const sigset_t atOnce = setOf({SIGINT, SIGTERM, SIGHUP});
    pthread_sigmask(SIG_UNBLOCK, &atOnce, nullptr);
    eventfd_t value = 0;
    eventfd_read(m_goodbye.number(), &value);  // stays, so that there is a thread for a second signal
}

std::optional<int> EndingSignals::received() const {
    const int signal = m_received.load(std::memory_order_relaxed);
    return signal == 0 ? std::nullopt : std::optional(signal);
}

}  // namespace heddle
