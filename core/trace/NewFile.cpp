// SPDX-License-Identifier: MIT
#include "core/trace/NewFile.h"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>
#include <utility>

namespace heddle {
namespace {

std::string writing(const std::filesystem::path& path) {
    return "write \"" + path.string() + "\"";
}

// The file that a chain of links leads to, so that a link stays one.
std::filesystem::path linkedFile(const std::filesystem::path& path) {
    std::error_code none;
    if (!std::filesystem::is_symlink(path, none))
        return path;
    std::filesystem::path target = std::filesystem::weakly_canonical(path, none);
    return target.empty() ? path : target;
}

// A name of its own beside `path`, for the time being.
FileDescriptor openBeside(const std::filesystem::path& path, mode_t mode, std::filesystem::path& growing) {
    for (int attempt = 0; attempt < 100; ++attempt) {
        growing = path;
        growing += ".part-" + std::to_string(getpid()) + "-" + std::to_string(attempt);
        const int fd = open(growing.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, mode);
        if (fd >= 0 || errno != EEXIST)
            return FileDescriptor(fd);
    }
    return {};
}

// As far as we may: what cannot be given to the older file's group is no more open to ours than to all.
void adoptPermissions(int fd, const struct stat& older) {
    struct stat its {};
    if (fstat(fd, &its) != 0)
        return;
    mode_t mode = older.st_mode & 0777U;
    [[maybe_unused]] const bool isOwners =
        older.st_uid == its.st_uid || fchown(fd, older.st_uid, static_cast<gid_t>(-1)) == 0;
    const bool isGroups = older.st_gid == its.st_gid || fchown(fd, static_cast<uid_t>(-1), older.st_gid) == 0;
    if (!isGroups)
        mode &= ~070U | ((mode & 07U) << 3U);
    // Best effort: without it the file is its owner's alone.
    [[maybe_unused]] const int changed = fchmod(fd, mode);
}

}  // namespace

Result<std::unique_ptr<NewFile>> NewFile::create(const std::filesystem::path& path) {
    struct stat status {};
    const bool isThere = stat(path.c_str(), &status) == 0;
    if (isThere && !S_ISREG(status.st_mode)) {
        if (S_ISDIR(status.st_mode))
            return systemFailure(writing(path), EISDIR);
        FileDescriptor fd(open(path.c_str(), O_WRONLY | O_CLOEXEC));
        if (!fd.isOpen())
            return systemFailure(writing(path));
        return std::unique_ptr<NewFile>(new NewFile(path, {}, std::move(fd)));
    }
    const std::filesystem::path target = linkedFile(path);
    std::filesystem::path growing;
    FileDescriptor fd = openBeside(target, isThere ? 0600 : 0666, growing);
    if (!fd.isOpen())
        return systemFailure(writing(path));
    std::unique_ptr<NewFile> made(new NewFile(target, std::move(growing), std::move(fd)));
    if (isThere)
        made->m_older = status;
    return made;
}

NewFile::NewFile(std::filesystem::path path, std::filesystem::path growing, FileDescriptor fd)
    : m_path(std::move(path)), m_growing(std::move(growing)), m_fd(std::move(fd)),
      m_isPlainFile(!m_growing.empty()) {}

NewFile::~NewFile() {
    if (!m_growing.empty())
        unlink(m_growing.c_str());
}

Result<void> NewFile::append(std::span<const std::byte> head, std::span<const std::byte> body) {
    std::uint64_t written = 0;
    const std::uint64_t all = head.size() + body.size();
    while (written < all) {
        const auto rest = [&](std::span<const std::byte> part, std::uint64_t ahead) {
            const std::uint64_t skip =
                written > ahead ? std::min<std::uint64_t>(written - ahead, part.size()) : 0;
            const auto left = part.subspan(skip);
            return iovec{const_cast<std::byte*>(left.data()), left.size()};
        };
        const iovec parts[2] = {rest(head, 0), rest(body, head.size())};
        const ssize_t now = writev(m_fd.number(), parts, 2);
        if (now < 0 && errno == EINTR)
            continue;
        if (now <= 0) {
            const int why = now < 0 ? errno : ENOSPC;
            // Best effort: a reader finds a part that is not whole, and leaves it out.
            [[maybe_unused]] const int cut = ftruncate(m_fd.number(), static_cast<off_t>(m_sizeBytes));
            return systemFailure(writing(m_path), why);
        }
        written += static_cast<std::uint64_t>(now);
    }
    m_sizeBytes += all;
    return {};
}

Result<void> NewFile::reachDisk() {
    if (fdatasync(m_fd.number()) != 0 && errno != EINVAL && errno != EROFS)  // these two: it is no plain file
        return systemFailure(writing(m_path));
    return {};
}

Result<void> NewFile::takePlace() {
    if (m_growing.empty())
        return {};
    if (struct stat older{}; stat(m_path.c_str(), &older) == 0 && S_ISREG(older.st_mode))
        m_older = older;
    if (m_older)  // also if somebody has taken it away meanwhile
        adoptPermissions(m_fd.number(), *m_older);
    if (rename(m_growing.c_str(), m_path.c_str()) != 0)
        return systemFailure(writing(m_path));
    m_growing.clear();
    return {};
}

Result<FileDescriptor> NewFile::duplicate() const {
    FileDescriptor fd(fcntl(m_fd.number(), F_DUPFD_CLOEXEC, 0));
    if (!fd.isOpen())
        return systemFailure(writing(m_path));
    return fd;
}

}  // namespace heddle
