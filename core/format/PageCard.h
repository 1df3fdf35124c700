// SPDX-License-Identifier: MIT
// How a page shows the state of a worker or a thing, as JSON that it draws without thinking.
#pragma once

#include "core/format/PageCast.h"
#include "core/format/PageTexts.h"
#include "core/format/PageWords.h"
#include "core/trace/ShownNames.h"
#include "core/world/World.h"

#include <string>

namespace heddle {

// Words, and who is who. Thread: its owner's.
struct PageSpeech {
    PageWords& words;
    ShownNames& names;
    const PageCast& cast;
    const PageTongue& says;
    std::uint32_t of(WorkerId worker) const { return words.of(names.of(worker)); }
};

// [tone, mark, words, isCode]. Tones: 0 idle, 1 runs, 2 waits for a message, 3 waits for a lock, 4 held, 5
// died. `content`: what it is about to move, "" when that is not known.
std::string lookOf(const WorkerState& worker, const std::string& content, const PageSpeech& speech);

// [level, lane, head, tone, [who waits, in line], row…]. `level` is what its lane draws as a height, or -1:
// then the words `lane` are drawn, as long as they are the same. A row begins with its kind: PageRow. "": the
// world has not heard of it yet.
enum class PageRow : std::uint8_t {  // numbers are told to the page: resources/player/cards.js
    slots,                           // places, [words…], which are sentinels (bits), how many more
    tube,                            // permille, [words…], goes right
    ends,                            // for either: name, permille of what came in, words, is open
    words,                           // words, style: 0 muted, 1 code, 2 trouble
    owner,                           // role, name; 0: nobody
    dots,                            // filled, of
    chips,                           // [words…], tone, how many are missing
    link                             // a connection's: is connected, words on it
};
std::string cardOf(const World& world, const PageThing& thing, const PageSpeech& speech);

}  // namespace heddle
