// SPDX-License-Identifier: MIT
#include "core/base/FileDescriptor.h"

#include <unistd.h>

namespace heddle {

void FileDescriptor::close() {
    if (m_number >= 0)
        ::close(std::exchange(m_number, -1));
}

}  // namespace heddle
