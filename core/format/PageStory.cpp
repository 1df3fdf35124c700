// SPDX-License-Identifier: MIT
#include "core/format/PageStory.h"

#include "core/event/OpMark.h"
#include "core/event/WaitKind.h"
#include "core/format/ObjectContents.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace heddle {
namespace {

bool isFinal(Phase phase) {
    return phase == Phase::done || phase == Phase::failed;
}

ObjectId thingOf(const Event& event) {
    const bool isConnect = event.op == Op::tcpConnect || event.op == Op::unixConnect;
    return isConnect ? ObjectId{static_cast<std::uint32_t>(event.value)} : event.object;
}

bool onlyAsks(Op op) {
    return op == Op::dictGet || op == Op::dictSize || op == Op::dictKeys || op == Op::dictItems ||
           op == Op::listGet || op == Op::listSize || op == Op::valueGet || op == Op::namespaceGet ||
           op == Op::managedGet;
}

int movesOf(const Event& event) {
    if (event.phase != Phase::done)
        return 0;
    if (isManaged(event.op) && event.depth == Depth::program)
        return onlyAsks(event.op) ? 3 : 2;
    return sendsMessage(event.op) ? 1 : receivesMessage(event.op) ? -1 : 0;
}

std::string_view gapWord(std::string_view gap, const SentenceWords& words) {
    return gap == "worker"   ? words.worker
           : gap == "object" ? words.object
           : gap == "other"  ? words.other
           : gap == "op"     ? words.op
           : gap == "value"  ? words.value
           : gap == "signal" ? words.signal
                             : words.what;
}

std::vector<std::string_view> gapsOf(std::string_view pattern) {
    std::vector<std::string_view> gaps;
    for (std::size_t open = pattern.find('{'); open != std::string_view::npos;) {
        const std::size_t close = pattern.find('}', open);
        if (close == std::string_view::npos)
            break;
        gaps.push_back(pattern.substr(open + 1, close - open - 1));
        open = pattern.find('{', close);
    }
    return gaps;
}

}  // namespace

PageStory::PageStory(Describer& describer, PageSpeech speech) : m_describer(describer), m_speech(speech) {
    m_contents.of("");  // number 0
}

void PageStory::take(const WalkedEvent& walked, std::int64_t step, bool isWanted) {
    const Event& event = walked.event;
    const std::uint32_t content = contentOf(walked);
    if (event.phase == Phase::called || (event.flags & Event::wasHeld) != 0) {
        m_called[event.worker] = {event.operation, content};
        return;
    }
    const auto row = isWanted ? static_cast<std::int32_t>(m_rows.size()) : noRow;
    if (isWanted) {
        m_rows.push_back(rowOf(event, walked.index, step, m_speech.words.of(m_contents.at(content))));
        m_done += event.phase == Phase::done && event.depth == Depth::program ? 1 : 0;
    }
    const std::int64_t waited = waitedBy(walked, step, row, content);
    if (isWanted)
        m_rows.back().waited = waited;
    takeMessage(event, step, content, row);
}

// Its message's own text where it has one; a number where it is one; "" where that says nothing.
std::uint32_t PageStory::contentOf(const WalkedEvent& walked) {
    const Event& event = walked.event;
    if (event.phase == Phase::waits) {  // its value tells how far it has come
        const auto called = m_called.find(event.worker);
        const bool isSame = called != m_called.end() && called->second.operation == event.operation;
        return isSame ? called->second.content : 0;
    }
    const std::pair taken{event.worker, event.object};
    if (event.op == Op::queueTaskDone) {
        auto& open = m_taken[taken];
        const std::uint32_t content = open.empty() || !isFinal(event.phase) ? 0 : open.front();
        if (!open.empty() && isFinal(event.phase))
            open.pop_front();
        return content;
    }
    std::uint32_t content =
        walked.text.empty() ? countedContent(event) : m_contents.of(std::string(walked.text));
    if (const auto sent = m_underWay.find(event.message);
        receivesMessage(event.op) && walked.text.empty() && sent != m_underWay.end())
        content = m_messages[sent->second].content;
    if (event.op == Op::queueGet && event.phase == Phase::done)
        m_taken[taken].push_back(content);
    return content;
}

std::uint32_t PageStory::countedContent(const Event& event) {
    if (handsOverConnection(event.op))
        return m_contents.of(m_speech.says("connection"));
    const ObjectInfo* object = m_describer.trace().names().object(event.object);
    if (object && hasBytes(object->kind) && (sendsMessage(event.op) || receivesMessage(event.op)))
        return m_contents.of(std::to_string(event.value) + " B");
    const bool isOfValue = sendsMessage(event.op) || readsOrWritesValue(event.op);
    const bool saysNothing = event.message.isNone() && event.value == 0 && !isOfValue;
    return saysNothing ? 0 : m_contents.of(std::to_string(event.value));
}

// An operation begins to wait once, and is done where its worker tells anything else of that depth.
std::int64_t PageStory::waitedBy(const WalkedEvent& walked, std::int64_t step, std::int32_t row,
                                 std::uint32_t content) {
    const Event& event = walked.event;
    const std::pair who{event.worker, event.depth};
    if (!isFinal(event.phase)) {
        OpenBar& bar = m_open.try_emplace(who, OpenBar{step, row, walked.index, content}).first->second;
        bar.row = row;
        return -1;
    }
    const auto open = m_open.find(who);
    if (open == m_open.end())
        return 0;
    const std::int64_t waited = step - open->second.step;
    m_open.erase(open);
    return waited;
}

PageStory::Row PageStory::rowOf(const Event& event, std::size_t index, std::int64_t step,
                                std::uint32_t content) {
    const Sentence sentence = m_describer.sentence(index);
    const std::string pattern = m_speech.says.sentence(sentence.pattern);
    const auto gaps = gapsOf(pattern);
    const bool isWhatSaid = std::find(gaps.begin(), gaps.end(), "what") != gaps.end();
    const std::uint32_t what = isWhatSaid ? m_speech.words.of(sentence.words.what) : 0;
    const bool isOneWord = !isWhatSaid || content == 0 || content == what;
    const std::uint32_t word = isWhatSaid && isOneWord ? what : content;
    const auto worker = m_speech.cast.placeOf(event.worker);
    const auto thing = m_speech.cast.placeOf(thingOf(event));
    JsonWriter shape;
    shape.beginArray();
    shape.value(worker ? static_cast<std::int64_t>(*worker) : -1);
    shape.value(opOf(event.op));
    shape.value(static_cast<int>(event.phase));
    shape.value(static_cast<int>(event.outcome));
    shape.value(static_cast<int>(event.depth));
    shape.value(m_patterns.of(pattern));
    shape.beginArray();
    for (const std::string_view gap : gaps)
        if (gap == "what" && isOneWord)
            shape.value(-1);
        else
            shape.value(m_speech.words.of(gapWord(gap, sentence.words)));
    shape.endArray();
    shape.value(thing ? static_cast<std::int64_t>(*thing) : -1);
    shape.value(thing ? movesOf(event) : 0);
    shape.value(content != 0 && content == word ? 1 : 0);
    shape.value(event.site.number);
    shape.value(event.object.isNone() ? 0 : m_speech.words.of(m_speech.names.of(event.object)));
    shape.endArray();
    return {step, m_shapes.of(shape.take()), word, 0};
}

std::vector<PageStory::Row> PageStory::earlierWaits() {
    std::vector<Row> waits;
    for (const auto& [who, bar] : m_open) {
        const Event event = m_describer.trace().event(bar.event);
        if (bar.row == noRow && event.phase == Phase::waits && m_speech.cast.placeOf(event.worker))
            waits.push_back(rowOf(event, bar.event, bar.step, m_speech.words.of(m_contents.at(bar.content))));
    }
    return waits;
}

void PageStory::takeMessage(const Event& event, std::int64_t step, std::uint32_t content, std::int32_t row) {
    const bool isSend =
        sendsMessage(event.op) && (event.phase == Phase::done || event.outcome == Outcome::killed);
    const bool isReceive = receivesMessage(event.op) && event.phase == Phase::done;
    if (event.message.isNone() || (!isSend && !isReceive))
        return;
    if (isSend) {
        const auto from = m_speech.cast.placeOf(event.worker);
        m_underWay[event.message] = m_messages.size();
        m_messages.push_back(
            {from.value_or(UINT32_MAX), step, content, row, noRow, handsOverConnection(event.op)});
        return;
    }
    const auto sent = m_underWay.find(event.message);
    if (sent == m_underWay.end())
        return;
    m_messages[sent->second].received = row;
    m_underWay.erase(sent);
}

std::size_t PageStory::messageCount() const {
    return static_cast<std::size_t>(std::count_if(m_messages.begin(), m_messages.end(), [](const Message& m) {
        return !m.isConnection && (m.sent != noRow || (m.received != noRow && m.from != UINT32_MAX));
    }));
}

// [name, verb, mark, reads by mark, says in words, waits for (WaitKind), sends]
std::uint32_t PageStory::opOf(Op op) {
    JsonWriter json;
    json.beginArray();
    json.value(nameOf(op));
    json.value(verbOf(op));
    json.value(markOf(op));
    json.value(isReadByMark(op) ? 1 : 0);
    json.value(saysInWords(op) ? 1 : 0);
    json.value(static_cast<int>(waitKindOf(op)));
    json.value(sendsMessage(op) ? 1 : 0);
    json.endArray();
    return m_ops.of(json.take());
}

void PageStory::write(JsonWriter& json, std::int64_t firstStep) {
    const std::vector<Row> earlier = earlierWaits();
    json.key("earlierWaits");  // step at which it began, shape, word
    json.beginArray();
    for (const Row& wait : earlier) {
        json.value(wait.step);
        json.value(wait.shape);
        json.value(wait.word);
    }
    json.endArray();
    json.key("patterns");
    json.beginArray();
    for (std::uint32_t number = 0; number < m_patterns.size(); ++number)
        json.value(m_patterns.at(number));
    json.endArray();
    for (const auto& [name, table] : {std::pair{"ops", &m_ops}, std::pair{"shapes", &m_shapes}}) {
        json.key(name);
        json.beginArray();
        for (std::uint32_t number = 0; number < table->size(); ++number)
            json.raw(table->at(number));
        json.endArray();
    }
    writeRows(json, firstStep);
    writeMessages(json);
}

// rows: for each its step less that of the one before, shape, word, steps that it waited (-1: it waits
// still). open: who waits at the end: row, step at which it began to.
void PageStory::writeRows(JsonWriter& json, std::int64_t firstStep) const {
    json.key("rows");
    json.beginArray();
    std::int64_t before = firstStep;
    for (const Row& row : m_rows) {
        json.value(row.step - std::exchange(before, row.step));
        json.value(row.shape);
        json.value(row.word);
        json.value(row.waited);
    }
    json.endArray();
    json.key("open");
    json.beginArray();
    for (const auto& [who, bar] : m_open)
        if (bar.row != noRow) {
            json.value(bar.row);
            json.value(bar.step);
        }
    json.endArray();
}

// messages: the row that sends each less that of the one before, and how many rows later it is received (0:
// not at all). earlier: those sent ahead of the first row: who sent it, at which step, the row that receives
// it.
void PageStory::writeMessages(JsonWriter& json) const {
    json.key("messages");
    json.beginArray();
    std::int32_t before = 0;
    for (const Message& message : m_messages)
        if (message.sent != noRow) {
            json.value(message.sent - std::exchange(before, message.sent));
            json.value(message.received == noRow ? 0 : message.received - message.sent);
        }
    json.endArray();
    json.key("earlier");
    json.beginArray();
    for (const Message& message : m_messages)
        if (message.sent == noRow && message.received != noRow && message.from != UINT32_MAX) {
            json.value(message.from);
            json.value(message.step);
            json.value(message.received);
        }
    json.endArray();
}

}  // namespace heddle
