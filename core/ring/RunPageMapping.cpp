// SPDX-License-Identifier: MIT
#include "core/ring/RunPageMapping.h"

#include "core/base/Ticks.h"

#include <fcntl.h>
#include <new>
#include <sys/mman.h>
#include <unistd.h>

namespace heddle {
namespace {
constexpr std::size_t pageBytes = 4096;
}

Result<RunPageMapping> RunPageMapping::create(std::uint32_t ringRecords, bool isLossy, Mode mode) {
    FileDescriptor memory{memfd_create("heddle-run", MFD_CLOEXEC | MFD_ALLOW_SEALING)};
    if (!memory.isOpen() || ftruncate(memory.number(), pageBytes) != 0)
        return systemFailure("make the run's page");
    fcntl(memory.number(), F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL);
    void* where = mmap(nullptr, pageBytes, PROT_READ | PROT_WRITE, MAP_SHARED, memory.number(), 0);
    if (where == MAP_FAILED)
        return systemFailure("map the run's page");
    auto* page = new (where) RunPage{};
    page->magic = runPageMagic;
    page->version = layoutVersion;
    page->tickSource = static_cast<std::uint32_t>(bestTickSource());
    page->ringRecords = ringRecords;
    page->isLossy = isLossy ? 1 : 0;
    for (auto* counter : {&page->nextProcess, &page->nextWorker, &page->nextObject, &page->nextSite})
        counter->store(1, std::memory_order_relaxed);
    page->mode.store(static_cast<std::uint32_t>(mode), std::memory_order_release);
    return RunPageMapping{std::move(memory), page};
}

RunPage* RunPageMapping::mapForTracedProcess(int fd) {
    if (lseek(fd, 0, SEEK_END) != static_cast<off_t>(pageBytes))
        return nullptr;
    void* where = mmap(nullptr, pageBytes, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (where == MAP_FAILED)
        return nullptr;
    auto* page = static_cast<RunPage*>(where);
    const bool fits = page->magic == runPageMagic && page->version == layoutVersion &&
                      page->ringRecords >= 8 && (page->ringRecords & (page->ringRecords - 1)) == 0;
    if (fits)
        return page;
    munmap(where, pageBytes);
    return nullptr;
}

RunPageMapping::RunPageMapping(RunPageMapping&& other) noexcept
    : m_memory(std::move(other.m_memory)), m_page(std::exchange(other.m_page, nullptr)) {}

RunPageMapping::~RunPageMapping() {
    if (m_page)
        munmap(m_page, pageBytes);
}

}  // namespace heddle
