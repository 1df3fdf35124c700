// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command/OutputRelay.h"

#include "app/command/Speech.h"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <climits>
#include <csignal>
#include <poll.h>
#include <unistd.h>

namespace heddle {
namespace {

constexpr std::size_t mostLeft = 1 << 20;
constexpr int looksEveryMs = 50;
constexpr std::chrono::milliseconds looksEvery{20};

// A terminal that was stopped can take less than it promised to poll: the write that then sleeps is woken by
// a signal that does nothing else.
void wake(std::jthread& thread) {
    struct sigaction nothing {};
    nothing.sa_handler = [](int) {};  // without SA_RESTART
    sigaction(SIGURG, &nothing, nullptr);
    pthread_kill(thread.native_handle(), SIGURG);
}

}  // namespace

OutputRelay::OutputRelay(int standardOutput, int standardError)
    : m_fds{standardOutput, standardError}, m_thread([this](const std::stop_token& stop) { work(stop); }) {}

OutputRelay::~OutputRelay() {
    end();
}

void OutputRelay::pass(int stream, std::string_view bytes) {
    {
        const std::lock_guard guard{m_mutex};
        m_left.fetch_add(bytes.size());
        m_pieces.push_back({stream, std::string(bytes)});
    }
    m_bell.notify_all();
}

bool OutputRelay::hasRoom() const {
    return m_left.load() < mostLeft;
}

std::size_t OutputRelay::finish(Span patience, const std::function<bool()>& isInAHurry) {
    std::size_t before = m_left.load();
    Instant since = monotonicNow();
    while (m_left.load() > 0 && monotonicNow() - since < patience && !isInAHurry()) {
        std::unique_lock guard{m_mutex};
        m_bell.wait_for(guard, looksEvery, [this] { return m_left.load() == 0; });
        if (m_left.load() != before)
            since = monotonicNow();
        before = m_left.load();
    }
    end();
    return m_left.load();
}

void OutputRelay::end() {
    m_thread.request_stop();
    for (bool isOver = false; !isOver;) {
        std::unique_lock guard{m_mutex};
        isOver = m_bell.wait_for(guard, looksEvery, [this] { return m_hasEnded; });
        if (!isOver)
            wake(m_thread);
    }
    if (m_thread.joinable())
        m_thread.join();
}

void OutputRelay::work(const std::stop_token& stop) {
    while (true) {
        Piece piece;
        {
            std::unique_lock guard{m_mutex};
            if (!m_bell.wait(guard, stop, [this] { return !m_pieces.empty(); }) || stop.stop_requested())
                break;
            piece = std::move(m_pieces.front());
            m_pieces.pop_front();
        }
        write(piece, stop);
        m_bell.notify_all();
    }
    {
        const std::lock_guard guard{m_mutex};
        m_hasEnded = true;
    }
    m_bell.notify_all();
}

// Never more at once than a pipe takes whole when poll says that there is room, so that no write sleeps.
void OutputRelay::write(const Piece& piece, const std::stop_token& stop) {
    const int fd = m_fds[piece.stream == 2];
    std::string_view bytes = piece.bytes;
    while (!bytes.empty() && !m_isBroken[piece.stream == 2] && !stop.stop_requested()) {
        pollfd room{fd, POLLOUT, 0};
        if (::poll(&room, 1, looksEveryMs) <= 0)
            continue;
        const ssize_t written = ::write(fd, bytes.data(), std::min<std::size_t>(bytes.size(), PIPE_BUF));
        if (written >= 0) {
            bytes.remove_prefix(static_cast<std::size_t>(written));
            m_left.fetch_sub(static_cast<std::size_t>(written));
        } else if (errno != EINTR && errno != EAGAIN) {
            giveUp(piece.stream);
        }
    }
    if (m_isBroken[piece.stream == 2])
        m_left.fetch_sub(bytes.size());  // nobody wants it
}

void OutputRelay::giveUp(int stream) {
    m_isBroken[stream == 2] = true;
    if (errno == EPIPE && stream != 2)
        ::kill(::getpid(), SIGPIPE);
    else if (errno != EPIPE)
        say(systemFailure("pass the program's output on").value().sentence);
}

}  // namespace heddle
