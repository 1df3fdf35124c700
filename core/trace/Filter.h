// SPDX-License-Identifier: MIT
// The language in which events are picked: `worker=consumer-* op=queue.get|queue.put outcome!=ok
// time=1ms..2ms empty`.
#pragma once

#include "core/base/Result.h"
#include "core/trace/Describe.h"

#include <bitset>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace heddle {

// Terms with blanks between them, all of which must hold. A term is KEY=VALUES, KEY!=VALUES or a word; VALUES
// are one or more with | between them, of which one must fit.
//   worker, object            a name or a path; `*` matches any run of characters
//   op, phase, outcome, depth a name; `*` as above. Of an operation its last part will do: `op=accept` is
//                             tcp.accept, manager.accept or unix.accept
//   file                      of the source: its path or the last part of it; `*` as above
//   message, line, step       a number or a range 10..20, 10.., ..20, ends included;
//                             an event that is no step has none
//   time                      when the event came to be (its end): 1.5ms, 1ms..2ms; in ns, us, ms or s
//   a word                    must be in the event's sentence or its operation's name, capital or not;
//                             `*` as above; "in quotes" to hold blanks
// Thread: any.
class Filter {
public:
    // Errors name the term and what is allowed. An empty text lets every event pass.
    static Result<Filter> parse(std::string_view text);

    bool matches(Describer& describer, std::size_t index) const;  // index < size() of its trace
    bool isEmpty() const { return m_terms.empty(); }

    enum class Key : std::uint8_t {
        worker,
        object,
        op,
        phase,
        outcome,
        depth,
        message,
        line,
        file,
        step,
        time,
        word
    };
    struct Range {
        std::int64_t least = std::numeric_limits<std::int64_t>::min();
        std::int64_t most = std::numeric_limits<std::int64_t>::max();
    };
    using Bits = std::bitset<opCount>;
    struct Term {
        Key key = Key::word;
        bool isNegated = false;
        std::vector<std::string> patterns;  // worker, object, file, word
        std::vector<Range> ranges;          // message, line, step, time
        Bits numbers;                       // op, phase, outcome, depth: a bit for each that fits
    };
    const std::vector<Term>& terms() const { return m_terms; }
    static const std::vector<std::string_view>&
    keys();  // in the order of Key, but for a word, which has none
    // What an event can have for it, in the order of the bits: of op, phase, outcome, depth; of others none.
    static const std::vector<std::string_view>& namesOf(Key key);

private:
    friend class FilterParser;
    static bool fits(const Term& term, const Event& event, Describer& describer, std::size_t index);

    std::vector<Term> m_terms;
};

// `*` in the pattern matches any run of characters, also none; all else itself. Thread: any.
bool matchesPattern(std::string_view pattern, std::string_view text);

}  // namespace heddle
