// SPDX-License-Identifier: MIT
// Things that hold messages: queues, pipes, connections, what a manager keeps.
#include "core/format/CardWriter.h"

#include <cstdio>

namespace heddle {
namespace {

constexpr std::int64_t mostPlaces = 5, usualPlaces = 4;
constexpr std::int64_t fullBufferBytes = 65536;

std::string bytesWords(std::int64_t bytes) {
    char text[32];
    if (bytes < 1024)
        std::snprintf(text, sizeof text, "%lld B", static_cast<long long>(bytes));
    else
        std::snprintf(text, sizeof text, "%.1f KiB", static_cast<double>(bytes) / 1024);
    return text;
}

}  // namespace

void CardWriter::messages(const MessageLine& line, std::size_t most) {
    std::size_t shown = 0;
    for (const QueuedMessage& message : line) {
        if (shown++ == most)
            break;
        word(message.text.empty() ? std::to_string(message.value) : message.text);
    }
}

void CardWriter::writeQueue() {
    const QueueState& queue = m_state.queue;
    const std::size_t size = queue.items.size();
    const std::optional<std::int64_t> capacity = queue.capacity ? queue.capacity : m_thing.capacity;
    m_level = static_cast<std::int64_t>(size);
    m_head = capacity ? m_speech.says("countOf", {std::to_string(size), std::to_string(*capacity)})
                      : m_speech.says("inIt", {std::to_string(size)});
    if (queue.unfinished > 0)
        m_head += " · " + m_speech.says("unfinished", {std::to_string(queue.unfinished)});
    if (m_thing.kind == ObjectKind::future)
        m_head = m_speech.says(size > 0 ? "result" : m_state.flag.isSet ? "resultTaken" : "noResult");
    if (queue.isClosed)
        m_head += " · " + m_speech.says("closed");
    const auto places = static_cast<std::size_t>(
        m_thing.kind == ObjectKind::future
            ? 1
            : std::clamp<std::int64_t>(capacity.value_or(usualPlaces), 1, mostPlaces));
    std::uint32_t sentinels = 0;
    std::size_t at = 0;
    for (const QueuedMessage& message : queue.items) {
        if (at == places)
            break;
        sentinels |= message.isSentinel ? 1u << at : 0;
        ++at;
    }
    row(PageRow::slots);
    value(static_cast<std::int64_t>(places));
    value(sentinels);
    value(static_cast<std::int64_t>(size - std::min(size, places)));
    messages(queue.items, places);
}

void CardWriter::writeTube(const PipeEndState& end, bool goesRight) {
    constexpr std::size_t most = 4;
    row(PageRow::tube);
    value(std::min<std::int64_t>(end.bytesInFlight * 1000 / fullBufferBytes, 1000));
    value(goesRight ? 1 : 0);
    std::size_t shown = 0;
    for (const QueuedMessage& message : end.inFlight)
        if (shown++ < most)
            word(message.text.empty() ? bytesWords(message.value) : message.text);
    if (shown > most)
        word("…+" + std::to_string(shown - most));
}

void CardWriter::writePipe() {
    const bool isKnown = m_thing.isSentFrom[0] || m_thing.isSentFrom[1];
    std::vector<const PipeEndState*> writing;
    for (std::size_t n = 0; n < 2; ++n)
        if (const ObjectState* end = stateOf(n); end && (m_thing.isSentFrom[n] || (!isKnown && n == 1)))
            writing.push_back(&end->pipeEnd);
    m_level = 0;
    for (const PipeEndState* end : writing)
        m_level += end->bytesInFlight;
    m_head = bytesWords(m_level);
    for (const PipeEndState* end : writing)
        writeTube(*end, end == writing.front());
    if (writing.size() != 1)
        return;
    const std::size_t open = writing[0]->openIn.size();
    std::string who;
    for (const PageWorker& worker : m_speech.cast.workers()) {
        const WorkerInfo* info = m_world.names().worker(worker.id);
        const auto& in = writing[0]->openIn;
        if (info && info->kind == WorkerKind::process &&
            std::find(in.begin(), in.end(), worker.process) != in.end())
            who += (who.empty() ? "" : ", ") + m_speech.names.of(worker.id);
    }
    words(open == 0   ? m_speech.says("noWriteEnd")
          : open == 1 ? m_speech.says("oneWriteEnd", {who})
                      : m_speech.says("writeEnds", {std::to_string(open), who}),
          open > 1 ? Style::trouble : Style::muted);
}

void CardWriter::writeEnd(std::size_t n) {
    const ObjectState* state = stateOf(n);
    const ObjectState* peer = stateOf(1 - n);
    const std::int64_t out = state ? state->pipeEnd.bytesInFlight : 0;
    const std::int64_t in = peer ? peer->pipeEnd.bytesInFlight : 0;
    m_level = (n == 0 ? 0 : m_level) + out;
    const ObjectInfo* info =
        n < m_thing.objects.size() ? m_world.names().object(m_thing.objects[n]) : nullptr;
    row(PageRow::ends);
    word(info ? info->name() : m_speech.says("otherSide"));
    value(std::min<std::int64_t>(in * 1000 / fullBufferBytes, 1000));
    value(state && !state->pipeEnd.openIn.empty() ? 1 : 0);
    phrase(m_speech.says("outIn", {bytesWords(out), bytesWords(in)}));
}

void CardWriter::writeConnection() {
    writeEnd(0);
    writeEnd(1);
    row(PageRow::link);
    value(m_state.socket.isConnected ? 1 : 0);
    phrase(m_level > 0 ? bytesWords(m_level) : "");
}

void CardWriter::writeListener() {
    const SocketState& socket = m_state.socket;
    m_level = static_cast<std::int64_t>(socket.waiting.size());
    if (!socket.isListening) {
        m_head = m_speech.says("notListening");
        return;
    }
    m_head =
        m_speech.says("backlogOf", {std::to_string(socket.waiting.size()), std::to_string(socket.backlog)});
    std::vector<WorkerId> waiting;
    for (const QueuedMessage& connection : socket.waiting)
        waiting.push_back(connection.sender);
    if (waiting.empty())
        words(m_speech.says("accepted", {std::to_string(socket.accepted)}), Style::muted);
    else
        chips(waiting, waitsTone, 0);
}

void CardWriter::writeManaged() {
    constexpr std::size_t mostInRow = 3, most = 6;
    const ManagedState& held = m_state.managed;
    const std::size_t size = held.entries.size() + held.items.size();
    if (m_thing.kind == ObjectKind::managedLock) {
        m_tone = held.owner.isNone() ? 0 : heldTone;
        m_head = m_speech.says(held.owner.isNone() ? "free" : "held");
        m_lane = held.owner.isNone() ? "" : m_speech.names.of(held.owner);
        return owner("owner", held.owner);
    }
    m_head = m_thing.kind == ObjectKind::managedDict        ? m_speech.says("dictOf", {std::to_string(size)})
             : m_thing.kind == ObjectKind::managedNamespace ? m_speech.says("namespace")
             : m_thing.kind == ObjectKind::managedList      ? m_speech.says("listOf", {std::to_string(size)})
             : m_thing.kind == ObjectKind::managedQueue     ? m_speech.says("queueOf", {std::to_string(size)})
                                                            : m_speech.says("value");
    std::vector<std::string> entries;
    for (const auto& [key, value] : held.entries)
        entries.push_back(key + "→" + value);
    entries.insert(entries.end(), held.items.begin(), held.items.end());
    if (!held.value.empty())
        entries.push_back(held.value);
    if (entries.size() > most) {
        entries[most - 1] = "+" + std::to_string(entries.size() - most + 1);
        entries.resize(most);
    }
    if (m_thing.kind == ObjectKind::managedValue)
        m_lane = held.value;
    else
        m_level = static_cast<std::int64_t>(size);
    for (std::size_t first = 0; first < entries.size(); first += mostInRow) {
        std::string line;
        for (std::size_t i = first; i < std::min(first + mostInRow, entries.size()); ++i)
            line += (i == first ? "" : "   ") + entries[i];
        words(line, Style::code);
    }
}

}  // namespace heddle
