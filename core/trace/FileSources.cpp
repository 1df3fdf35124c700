// SPDX-License-Identifier: MIT
#include "core/trace/FileSources.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace heddle {
namespace {

std::uint64_t sizeOf(int fd) {
    struct stat status {};
    return fstat(fd, &status) == 0 && S_ISREG(status.st_mode) ? static_cast<std::uint64_t>(status.st_size)
                                                              : 0;
}

}  // namespace

Result<std::unique_ptr<const MappedFile>> MappedFile::open(const std::filesystem::path& path) {
    const std::string what = "open trace \"" + path.string() + "\"";
    // O_NONBLOCK: a named pipe that nobody writes to must not hold us up.
    FileDescriptor fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (!fd.isOpen())
        return systemFailure(what);
    struct stat status {};
    if (fstat(fd.number(), &status) != 0)
        return systemFailure(what);
    if (!S_ISREG(status.st_mode))
        return failure(what + ": it is not a file");
    const auto size = static_cast<std::uint64_t>(status.st_size);
    if (size == 0)
        return failure(what + ": it is empty");
    void* bytes = mmap(nullptr, size, PROT_READ, MAP_SHARED, fd.number(), 0);
    if (bytes == MAP_FAILED)
        return systemFailure(what);
    return std::unique_ptr<const MappedFile>(
        new MappedFile(std::move(fd), static_cast<const std::byte*>(bytes), size));
}

MappedFile::~MappedFile() {
    munmap(const_cast<std::byte*>(m_bytes), m_sizeBytes);
}

bool MappedFile::read(std::uint64_t offset, std::span<std::byte> into) const {
    if (offset > m_sizeBytes || into.size() > m_sizeBytes - offset)
        return false;
    // Touching a page that was cut off since would be SIGBUS.
    if (const std::uint64_t now = sizeOf(m_fd.number()); offset > now || into.size() > now - offset)
        return false;
    if (!into.empty())  // memcpy() may not be given nullptr, not even for nothing
        std::memcpy(into.data(), m_bytes + offset, into.size());
    return true;
}

std::uint64_t GrowingFile::sizeBytes() const {
    return sizeOf(m_fd.number());
}

bool GrowingFile::read(std::uint64_t offset, std::span<std::byte> into) const {
    while (!into.empty()) {
        const ssize_t now = pread(m_fd.number(), into.data(), into.size(), static_cast<off_t>(offset));
        if (now < 0 && errno == EINTR)
            continue;
        if (now <= 0)
            return false;
        into = into.subspan(static_cast<std::size_t>(now));
        offset += static_cast<std::uint64_t>(now);
    }
    return true;
}

}  // namespace heddle
