// SPDX-License-Identifier: MIT
#include "core/probe/Sites.h"

#include "core/probe/Latch.h"
#include "core/probe/Worker.h"

#include <atomic>
#include <mutex>
#include <optional>
#include <string>

namespace heddle {
namespace {

constexpr std::size_t places = 4096;  // a power of two

struct Place {
    std::atomic<const char*> file{nullptr};  // published last: a place with a file is whole
    std::uint32_t line = 0;
    std::uint32_t id = 0;
};
Place table[places];
Latch growing;  // never held across a wait

// What a container of the standard library calls for the program (emplace_back) has no line that it wrote.
bool isOfTheProgram(std::string_view file) {
    return !file.starts_with("/usr/include/c++/");
}

std::string textOf(const SourceLine& where) {
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
    return text;
}

void defineSite(SiteId id, const SourceLine& where, Worker& worker, std::string_view text) {
    Event definition;
    definition.worker = worker.id;
    definition.site = id;
    definition.value = where.line;
    definition.spare = static_cast<std::uint8_t>(Definition::site);
    worker.define(definition, text);
}

// The line's number; none when Heddle is gone. Empty: another line was quicker to take this place. Others may
// use the number as soon as the place is whole, so its definition is written before; and as a full ring makes
// its worker wait, there is room for it before the others have to wait for us.
std::optional<SiteId> add(Place& place, const SourceLine& where, Worker& worker) {
    const std::string text = textOf(where);
    if (!worker.makeRoomToDefine(text.size()))
        return SiteId{};
    const std::lock_guard guard{growing};
    if (const char* known = place.file.load(std::memory_order_relaxed))
        return known == where.file && place.line == where.line ? std::optional(SiteId{place.id})
                                                               : std::nullopt;
    place.line = where.line;
    if (isOfTheProgram(where.file)) {
        place.id = worker.page.nextSite.fetch_add(1, std::memory_order_relaxed);
        defineSite({place.id}, where, worker, text);
    }
    place.file.store(where.file, std::memory_order_release);
    return SiteId{place.id};
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
        if (const std::optional<SiteId> added = add(place, where, worker))
            return *added;
    }
    return {};
}

void resetSitesAfterFork() {
    growing.reset();
}

}  // namespace heddle
