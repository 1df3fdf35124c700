// SPDX-License-Identifier: MIT
// A file that is being written, and takes the place of an older one whole or not at all.
#pragma once

#include "core/base/FileDescriptor.h"
#include "core/base/Result.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <sys/stat.h>

namespace heddle {

// Grows beside its path under a name of its own until takePlace(); then it has the older file's mode, and its
// owner and group as far as we may give it away; while it grows only its owner may read it. What is no plain
// file (/dev/stdout, a pipe) is written to as it is. Thread: one owner.
class NewFile {
public:
    // Errors name the path: `write "a.heddle": No space left on device`.
    static Result<std::unique_ptr<NewFile>> create(const std::filesystem::path& path);
    ~NewFile();  // without takePlace() nothing is left of it
    NewFile(const NewFile&) = delete;
    NewFile& operator=(const NewFile&) = delete;

    // All of `head` and `body`, or nothing: what a failed write left is cut off again.
    Result<void> append(std::span<const std::byte> head, std::span<const std::byte> body = {});
    Result<void> reachDisk();  // returns when the kernel has written it
    Result<void> takePlace();  // under its path from now on, where it can go on growing

    std::uint64_t sizeBytes() const { return m_sizeBytes; }
    const std::filesystem::path& growingPath() const { return m_growing; }  // "": it is in its place
    bool isPlainFile() const { return m_isPlainFile; }
    Result<FileDescriptor> duplicate() const;  // for reading what was written, by offset

private:
    NewFile(std::filesystem::path path, std::filesystem::path growing, FileDescriptor fd);

    std::filesystem::path m_path;
    std::filesystem::path m_growing;  // "" once it is in its place, and for what is no plain file
    FileDescriptor m_fd;
    std::uint64_t m_sizeBytes = 0;
    bool m_isPlainFile;
    std::optional<struct stat> m_older;  // that was there when this one was begun
};

}  // namespace heddle
