// SPDX-License-Identifier: MIT
// Every event can be read as a sentence. A sentence is a pattern with gaps and what fills them, so that the
// pattern can be translated: "{worker} puts {what} into {object}".
#pragma once

#include "core/event/Event.h"

#include <string>
#include <string_view>
#include <vector>

namespace heddle {

// What fills the gaps; the caller knows the names. Thread: any.
struct SentenceWords {
    std::string worker;  // {worker}
    std::string object;  // {object}
    std::string other;   // {other}: who sent the message that was received; "" when not known
    std::string what;    // {what}: the event's text; "" makes it the event's value

    // Filled by sentenceOf().
    std::string op;      // {op}: the verb, as in code: "recv"
    std::string value;   // {value}
    std::string signal;  // {signal}: "SIGSEGV", that ended a process
};

struct Sentence {
    const char* pattern = "";  // lives for ever
    SentenceWords words;
};

Sentence sentenceOf(const Event& event, SentenceWords words);
Sentence endedWithTheRun(SentenceWords words);  // of the end of a worker, where Heddle ended what was left

// The pattern, or a translation of it, with its gaps filled. One line of valid UTF-8 whatever the words hold:
// bytes that cannot be shown are written as \n, \t or \xFF. Thread: any.
std::string filled(std::string_view pattern, const SentenceWords& words);
std::string inEnglish(const Sentence& sentence);

std::vector<const char*> sentencePatterns();  // all that sentenceOf() can give, for whoever translates them

}  // namespace heddle
