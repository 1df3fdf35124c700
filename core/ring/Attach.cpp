// SPDX-License-Identifier: MIT
#include "core/ring/Attach.h"

#include "core/ring/Layout.h"

#include <cerrno>
#include <cstring>
#include <sys/socket.h>
#include <sys/stat.h>

namespace heddle {
namespace {
constexpr std::size_t handedOn = 2;  // descriptors beside a note: the memfd, the pidfd
}

AttachSocket::AttachSocket(int number) : m_number(number) {
    struct stat what {};
    if (fstat(number, &what) != 0)
        return;
    m_device = what.st_dev;
    m_inode = what.st_ino;
}

bool AttachSocket::isStillOurs() const {
    struct stat what {};
    return m_inode != 0 && fstat(m_number, &what) == 0 && what.st_dev == m_device && what.st_ino == m_inode;
}

bool sendAttachNote(const AttachSocket& socket, const AttachNote& note, int segment, int process) {
    if (!socket.isStillOurs())
        return false;
    AttachNote copy = note;
    iovec part{&copy, sizeof(copy)};
    alignas(cmsghdr) char control[CMSG_SPACE(handedOn * sizeof(int))] = {};
    msghdr message{};
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    message.msg_control = control;
    message.msg_controllen = sizeof(control);
    cmsghdr* header = CMSG_FIRSTHDR(&message);
    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS;
    header->cmsg_len = CMSG_LEN(handedOn * sizeof(int));
    const int descriptors[handedOn] = {segment, process};
    std::memcpy(CMSG_DATA(header), descriptors, sizeof(descriptors));
    ssize_t sent;
    do
        sent = sendmsg(socket.number(), &message, MSG_NOSIGNAL);
    while (sent < 0 && errno == EINTR);
    return sent == static_cast<ssize_t>(sizeof(copy));
}

std::optional<Attachment> receiveAttachment(int socket) {
    Attachment attachment;
    iovec part{&attachment.note, sizeof(attachment.note)};
    alignas(cmsghdr) char control[CMSG_SPACE(handedOn * sizeof(int))] = {};
    msghdr message{};
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    message.msg_control = control;
    message.msg_controllen = sizeof(control);
    const ssize_t received = recvmsg(socket, &message, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
    if (received < 0)
        return std::nullopt;
    const cmsghdr* header = CMSG_FIRSTHDR(&message);
    if (header && header->cmsg_level == SOL_SOCKET && header->cmsg_type == SCM_RIGHTS) {
        int descriptors[handedOn] = {-1, -1};
        const std::size_t bytes = header->cmsg_len - CMSG_LEN(0);
        std::memcpy(descriptors, CMSG_DATA(header),
                    bytes < sizeof(descriptors) ? bytes : sizeof(descriptors));
        attachment.segment = FileDescriptor{descriptors[0]};
        attachment.process = FileDescriptor{descriptors[1]};
    }
    if (received != static_cast<ssize_t>(sizeof(attachment.note)) || attachment.note.version != layoutVersion)
        return std::nullopt;
    if (attachment.segment.isOpen() && attachment.process.isOpen())
        return attachment;
    // The kernel drops what finds no number here, and says so in no other way.
    attachment.isCutShort = (message.msg_flags & MSG_CTRUNC) != 0;
    attachment.segment.close();
    attachment.process.close();
    return attachment.isCutShort ? std::optional(std::move(attachment)) : std::nullopt;
}

}  // namespace heddle
