// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command/LineReader.h"

#include <array>
#include <cerrno>
#include <poll.h>
#include <unistd.h>

namespace heddle {
namespace {

constexpr int looksEveryMs = 50;
constexpr std::size_t longestLine = 65536;  // of what nobody types

}  // namespace

std::optional<std::string> LineReader::next(const std::function<bool()>& isOver) {
    while (true) {
        const std::size_t end = m_read.find('\n');
        if (end != std::string::npos || (m_hasEnded && !m_read.empty())) {
            std::string line = m_read.substr(0, end);
            m_read.erase(0, end == std::string::npos ? end : end + 1);
            return line;
        }
        if (m_hasEnded || m_read.size() > longestLine || isOver())
            return std::nullopt;
        pollfd input{m_fd, POLLIN, 0};
        if (::poll(&input, 1, looksEveryMs) <= 0)
            continue;
        std::array<char, 4096> bytes;
        const ssize_t count = ::read(m_fd, bytes.data(), bytes.size());
        if (count > 0)
            m_read.append(bytes.data(), static_cast<std::size_t>(count));
        else if (count == 0 || errno != EINTR)
            m_hasEnded = true;
    }
}

}  // namespace heddle
