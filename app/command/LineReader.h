// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>
#include <string>

namespace heddle {

// Lines of a descriptor, as somebody types them. Thread: one owner.
class LineReader {
public:
    explicit LineReader(int fd) : m_fd(fd) {}

    // The next, without its end; none: there are no more, or `isOver` became true meanwhile.
    std::optional<std::string> next(const std::function<bool()>& isOver);

private:
    int m_fd;
    std::string m_read;  // and not yet given
    bool m_hasEnded = false;
};

}  // namespace heddle
