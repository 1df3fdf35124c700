// SPDX-License-Identifier: MIT
// Would what is read be written over? Thread: any.
#pragma once

#include <filesystem>
#include <system_error>

namespace heddle {

// Also by another name. False where one of them is not there.
inline bool isSameFile(const std::filesystem::path& read, const std::filesystem::path& written) {
    std::error_code unknown;
    return std::filesystem::equivalent(read, written, unknown);
}

}  // namespace heddle
