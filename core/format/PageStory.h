// SPDX-License-Identifier: MIT
// What happened, a row for each event: its sentence, its cell or bar on the timeline, the messages between
// them.
#pragma once

#include "core/format/EventWalk.h"
#include "core/format/PageCard.h"
#include "core/trace/Describe.h"

#include <cstdint>
#include <deque>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

namespace heddle {

// Rows that differ only in their step and one word share a shape:
//   [worker, op, phase, outcome, depth, pattern, [a word for each gap; -1: the row's own], thing, moves,
//    showsWord, site, object]
// worker -1: none that is shown; thing -1: none; moves: 0 nothing, 1 to the thing, -1 from there, 2 there and
// back, 3 as well but what is moved comes back; showsWord: the row's word is what its cell shows; object: its
// name, 0 where it is none. Thread: one owner.
class PageStory {
public:
    PageStory(Describer& describer, PageSpeech speech);

    // All events in order, also those ahead of what is wanted. `step`: in which it stands on the page.
    void take(const WalkedEvent& walked, std::int64_t step, bool isWanted);
    // Fields "patterns", "ops", "shapes", "rows", "open", "earlierWaits", "messages" and "earlier".
    void write(JsonWriter& json, std::int64_t firstStep);
    std::size_t messageCount() const;                 // on the page: sent or received there
    std::size_t doneCount() const { return m_done; }  // operations of the program

private:
    static constexpr std::int32_t noRow = -1;
    struct Row {
        std::int64_t step = 0;
        std::uint32_t shape = 0, word = 0;
        std::int64_t waited = 0;  // steps
    };
    struct OpenBar {
        std::int64_t step = 0;  // at which it began to wait
        std::int32_t row = noRow;
        std::size_t event = 0;      // that began it
        std::uint32_t content = 0;  // of it, where no row tells it
    };
    struct Message {
        std::uint32_t from = 0;  // worker
        std::int64_t step = 0;   // at which it was sent
        std::uint32_t content = 0;
        std::int32_t sent = noRow, received = noRow;  // rows
        bool isConnection = false;                    // which is handed over as one, and counted as none
    };
    struct Called {
        std::uint32_t operation = 0;
        std::uint32_t content = 0;
    };

    std::uint32_t contentOf(const WalkedEvent& walked);
    std::uint32_t countedContent(const Event& event);
    std::int64_t waitedBy(const WalkedEvent& walked, std::int64_t step, std::int32_t row,
                          std::uint32_t content);
    Row rowOf(const Event& event, std::size_t index, std::int64_t step, std::uint32_t content);
    void takeMessage(const Event& event, std::int64_t step, std::uint32_t content, std::int32_t row);
    std::uint32_t opOf(Op op);
    std::vector<Row> earlierWaits();  // whose end the page does not see either
    void writeRows(JsonWriter& json, std::int64_t firstStep) const;
    void writeMessages(JsonWriter& json) const;

    Describer& m_describer;
    PageSpeech m_speech;
    PageTable m_patterns, m_ops, m_shapes;
    PageTable m_contents;  // of the whole run; a word of the page is only what a row shows
    std::vector<Row> m_rows;
    std::size_t m_done = 0;
    std::map<std::pair<WorkerId, Depth>, OpenBar> m_open;
    std::vector<Message> m_messages;
    std::unordered_map<MessageId, std::size_t> m_underWay;
    std::unordered_map<WorkerId, Called> m_called;
    std::map<std::pair<WorkerId, ObjectId>, std::deque<std::uint32_t>> m_taken;  // and not yet ticked off
};

}  // namespace heddle
