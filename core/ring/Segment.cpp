// SPDX-License-Identifier: MIT
#include "core/ring/Segment.h"

#include "core/base/FileDescriptor.h"
#include "core/ring/Attach.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace heddle {

Segment Segment::make(const RunPage& page, std::uint32_t process, std::uint32_t number,
                      const AttachSocket& attachSocket) {
    const std::size_t bytes = segmentBytes(page.ringRecords);
    const FileDescriptor memory{memfd_create("heddle-rings", MFD_CLOEXEC | MFD_ALLOW_SEALING)};
    if (!memory.isOpen() || ftruncate(memory.number(), static_cast<off_t>(bytes)) != 0 ||
        fcntl(memory.number(), F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL) != 0)
        return {};
    void* where = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, memory.number(), 0);
    if (where == MAP_FAILED)
        return {};
    madvise(where, bytes, MADV_DONTFORK);
    Segment made;
    made.m_base = static_cast<char*>(where);
    made.m_ringRecords = page.ringRecords;
    auto* header = static_cast<SegmentHeader*>(where);  // the kernel gave zeroes: all slots are empty
    header->magic = segmentMagic;
    header->version = layoutVersion;
    header->ringRecords = page.ringRecords;
    header->slots = slotsPerSegment;
    header->process = process;
    header->pid = getpid();
    const FileDescriptor self{static_cast<int>(syscall(SYS_pidfd_open, getpid(), 0))};
    const AttachNote note{layoutVersion, process, getpid(), number};
    if (self.isOpen() && sendAttachNote(attachSocket, note, memory.number(), self.number()))
        return made;
    munmap(where, bytes);
    return {};
}

Slot& Segment::slot(std::uint32_t number) const {
    return *reinterpret_cast<Slot*>(m_base + slotOffset(number));
}

Slot* Segment::takeEmptySlot() {
    for (std::uint32_t i = 0; m_base && i < slotsPerSegment; ++i) {
        // acquire: Heddle's release of `empty` says that it has read all that the last owner wrote
        if (slot(i).state.load(std::memory_order_acquire) == static_cast<std::uint32_t>(SlotState::empty))
            return &slot(i);
    }
    return nullptr;
}

Event* Segment::ringOf(const Slot& slot) const {
    const auto offset =
        reinterpret_cast<const char*>(&slot) - m_base - static_cast<std::ptrdiff_t>(slotOffset(0));
    const auto number = static_cast<std::uint32_t>(offset / static_cast<std::ptrdiff_t>(sizeof(Slot)));
    return reinterpret_cast<Event*>(m_base + ringOffset(number, m_ringRecords));
}

}  // namespace heddle
