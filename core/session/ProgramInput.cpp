// SPDX-License-Identifier: MIT
#include "core/session/ProgramInput.h"

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <unistd.h>
#include <utility>

namespace heddle {
namespace {

// Of the calling thread: a program that reads no more must not end Heddle. It stays so; the thread is the
// run's.
void ignoreBrokenPipes() {
    sigset_t broken;
    sigemptyset(&broken);
    sigaddset(&broken, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &broken, nullptr);
}

}  // namespace

void ProgramInput::give(std::string_view bytes) {
    const Locked guard{m_lock};
    if (!m_hasEnded)
        m_given += bytes;
}

void ProgramInput::end() {
    const Locked guard{m_lock};
    m_hasEnded = true;
}

Result<FileDescriptor> ProgramInput::connect() {
    int numbers[2];
    if (pipe2(numbers, O_CLOEXEC) != 0)
        return systemFailure("make a pipe for the program's input");
    fcntl(numbers[1], F_SETFL, O_NONBLOCK);
    m_pipe = FileDescriptor{numbers[1]};
    ignoreBrokenPipes();
    return FileDescriptor{numbers[0]};
}

void ProgramInput::passOn(const std::function<void(std::string_view bytes)>& hear) {
    bool isLast = false;
    {
        const Locked guard{m_lock};
        m_waiting += std::exchange(m_given, {});
        isLast = m_hasEnded;
    }
    while (m_pipe.isOpen() && !m_waiting.empty()) {
        const ssize_t count = ::write(m_pipe.number(), m_waiting.data(), m_waiting.size());
        if (count < 0 && errno == EAGAIN)
            return;
        if (count <= 0)
            return m_pipe.close();
        hear(std::string_view(m_waiting).substr(0, static_cast<std::size_t>(count)));
        m_waiting.erase(0, static_cast<std::size_t>(count));
    }
    m_waiting.clear();
    if (isLast)
        m_pipe.close();
}

}  // namespace heddle
