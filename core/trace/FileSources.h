// SPDX-License-Identifier: MIT
// Two ways to the bytes of a file.
#pragma once

#include "core/base/FileDescriptor.h"
#include "core/base/Result.h"
#include "core/trace/FilePart.h"

#include <filesystem>
#include <memory>

namespace heddle {

// A file that is mapped, as long as this lives; what is cut off it meanwhile is noticed. Errors: one sentence
// that begins with what the kernel was asked for. Thread: any.
class MappedFile : public FileBytes {
public:
    static Result<std::unique_ptr<const MappedFile>> open(const std::filesystem::path& path);
    ~MappedFile() override;

    std::uint64_t sizeBytes() const override { return m_sizeBytes; }
    bool read(std::uint64_t offset, std::span<std::byte> into) const override;

private:
    MappedFile(FileDescriptor fd, const std::byte* bytes, std::uint64_t sizeBytes)
        : m_fd(std::move(fd)), m_bytes(bytes), m_sizeBytes(sizeBytes) {}

    FileDescriptor m_fd;
    const std::byte* m_bytes;
    std::uint64_t m_sizeBytes;
};

// A file that is still growing. Thread: any.
class GrowingFile : public FileBytes {
public:
    explicit GrowingFile(FileDescriptor fd) : m_fd(std::move(fd)) {}

    std::uint64_t sizeBytes() const override;
    bool read(std::uint64_t offset, std::span<std::byte> into) const override;

private:
    FileDescriptor m_fd;
};

}  // namespace heddle
