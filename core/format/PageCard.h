// SPDX-License-Identifier: MIT
// How a page shows the state of a worker or a thing, as JSON that it draws without thinking.
#pragma once

#include "core/format/PageCast.h"
#include "core/format/PageTexts.h"
#include "core/format/PageWords.h"
#include "core/trace/ShownNames.h"
#include "core/world/World.h"

#include <cstdint>
#include <string>
#include <vector>

namespace heddle {

// Words, and who is who. Thread: its owner's.
struct PageSpeech {
    PageWords& words;
    ShownNames& names;
    const PageCast& cast;
    const PageTongue& says;
    std::uint32_t of(WorkerId worker) const { return words.of(names.of(worker)); }
};

// [tone, mark, isCode, phrase…], a phrase as PageWords has it. Tones: 0 idle, 1 runs, 2 waits for a message,
// 3 waits for a lock, 4 held, 5 died. `content`: what it is about to move, "" when that is not known.
std::string lookOf(const WorkerState& worker, const std::string& content, const PageSpeech& speech);

// Lists: [level, tone, lane, phrase…], [who waits, in line], then one for each row. `level` is what its lane
// draws as a height, or -1: then the words `lane` are drawn, as long as they are the same. A row begins with
// its kind: PageRow.
using PageCard = std::vector<std::vector<std::int64_t>>;
enum class PageRow : std::uint8_t {  // numbers are told to the page: resources/player/cards.js
    slots,                           // places, which are sentinels (bits), how many more, words…
    tube,                            // permille, goes right, words…
    ends,                            // for either: name, permille of what came in, is open, phrase…
    words,                           // style: 0 muted, 1 code, 2 trouble; phrase…
    owner,                           // role, name; 0: nobody
    dots,                            // filled, of
    chips,                           // tone, how many are missing, words…
    link                             // a connection's: is connected, phrase… on it
};
// Without lists: the world has not heard of it yet.
PageCard cardOf(const World& world, const PageThing& thing, const PageSpeech& speech);

}  // namespace heddle
