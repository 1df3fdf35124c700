// SPDX-License-Identifier: MIT
#include "core/probe/Sites.h"

#include "core/probe/Latch.h"
#include "core/probe/Worker.h"

#include <atomic>
#include <mutex>

namespace heddle {
namespace {

constexpr std::size_t places = 4096;  // a power of two

struct Place {
    std::atomic<const char*> file{nullptr};  // published last: a place with a file is whole
    std::uint32_t line = 0;
    std::uint32_t id = 0;
};
Place table[places];
Latch growing;

// What a container of the standard library calls for the program (emplace_back) has no line that it wrote.
bool isOfTheProgram(std::string_view file) {
    return !file.starts_with("/usr/include/c++/");
}

void defineSite(SiteId id, const SourceLine& where, Worker& worker) {
    Event definition;
    definition.worker = worker.id;
    definition.site = id;
    definition.value = where.line;
    definition.spare = static_cast<std::uint8_t>(Definition::site);
    std::string_view name{where.function};
    if (name.size() > 100)
        name = name.substr(0, 100);
    std::string_view path{where.file};
    constexpr std::size_t longestPath = Event::textLimit - 101;
    if (path.size() > longestPath)
        path = path.substr(path.size() - longestPath);
    std::string text{path};
    text += '\0';
    text += name;
    worker.define(definition, text);
}

}  // namespace

SiteId siteOf(const SourceLine& where, Worker& worker) {
    const char* file = where.file;
    const std::uint32_t line = where.line;
    if (line == 0)
        return {};
    const auto hash = (reinterpret_cast<std::uintptr_t>(file) >> 3) * 31 + line * 2654435761U;
    for (std::size_t step = 0; step < places; ++step) {
        Place& place = table[(hash + step) & (places - 1)];
        const char* known = place.file.load(std::memory_order_acquire);
        if (known == file && place.line == line) [[likely]]
            return {place.id};
        if (known)
            continue;
        const std::lock_guard guard{growing};
        known = place.file.load(std::memory_order_relaxed);
        if (known && (known != file || place.line != line))
            continue;
        if (!known) {
            place.line = line;
            if (isOfTheProgram(file)) {
                place.id = worker.page.nextSite.fetch_add(1, std::memory_order_relaxed);
                defineSite({place.id}, where, worker);
            }
            place.file.store(file, std::memory_order_release);
        }
        return {place.id};
    }
    return {};
}

void resetSitesAfterFork() {
    growing.reset();
}

}  // namespace heddle
