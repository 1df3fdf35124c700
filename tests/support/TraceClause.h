// SPDX-License-Identifier: MIT
// The words of a clause of TraceText, and the verbs that it may have.
#pragma once

#include "core/event/Op.h"

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace heddle {

// What follows the verb: "T", "[with N]", "V in X", "[V] from X", "V on X", "X [as N]", or words of any kind.
enum class Shape { alone, endWith, what, putIn, takeFrom, sendOn, loadAs, anyWords };

struct Verb {
    std::string_view base, third;
    Op op;
    Shape shape;
    ObjectKind kind = ObjectKind::none;  // of an object that this clause is the first to name
};

const Verb* verbWithBase(std::string_view base);    // "put"; nullptr: unknown
const Verb* verbWithThird(std::string_view third);  // "puts"

// One clause, its words being eaten from the left. Thread: one owner.
struct Clause {
    std::string whole;
    std::deque<std::string> words;
    std::string outcome;      // behind the colon
    std::uint32_t line = 0;   // behind the @
    bool mayTimeOut = false;  // it ended in "for a while"

    [[noreturn]] void refuse(std::string_view why) const;
    std::string eat();  // refuses when there is none
    bool eatIf(std::string_view word);
    std::string eatRest();
};

std::vector<Clause> clausesIn(std::string_view text);
std::optional<std::int64_t> numberIn(std::string_view word);

}  // namespace heddle
