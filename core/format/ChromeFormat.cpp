// SPDX-License-Identifier: MIT
#include "core/format/ChromeFormat.h"

#include "core/event/Sentence.h"
#include "core/format/ChromePlaces.h"
#include "core/format/JsonWriter.h"
#include "core/format/SliceNest.h"

#include <algorithm>
#include <map>
#include <unordered_map>

namespace heddle {
namespace {

class ChromeWriter {
public:
    ChromeWriter(const ExportRequest& request, std::ostream& out)
        : m_request(request), m_trace(*request.trace), m_out(out), m_places(m_trace.names()),
          m_shown(m_trace.names()) {}

    void write();

private:
    void begin(const char* phase, std::string_view name, std::int64_t ns, ChromePlace place);
    void end();
    void put(std::string_view event);

    void take(const Event& event, std::size_t index, std::string text);
    void writeSlices(WorkerId worker, SliceNest& nest);
    void writeSlice(const Slice& slice, ChromePlace place);
    void writeArguments(const Slice& slice);
    void writeFlow(const Slice& slice, ChromePlace place);
    struct FlowEnd {
        std::int64_t at;
        ChromePlace place;
    };
    void writeFlowEnd(const FlowEnd& flow, std::uint64_t number, bool isSend);
    void takeObject(const Event& event);
    void writeHeld(ObjectId mutex, std::int64_t until);
    void count(const Event& event);

    struct Held {
        std::int64_t since = 0;
        WorkerId by;
    };

    const ExportRequest& m_request;
    const Trace& m_trace;
    std::ostream& m_out;
    ChromePlaces m_places;
    ShownNames m_shown;
    JsonWriter m_json;
    bool m_isFirst = true;
    std::unordered_map<WorkerId, SliceNest> m_nests;
    std::map<ObjectId, Held> m_held;                      // mutexes
    std::unordered_map<ObjectId, std::int64_t> m_counts;  // items of a queue; bytes for a pipe end to read
    std::vector<bool> m_isSent, m_isReceived;             // by message: an id is never used twice
    std::map<std::uint64_t, FlowEnd> m_receivedEarly;     // whose send is not written yet
};

void ChromeWriter::write() {
    m_out << "{\"displayTimeUnit\":\"ns\",\"traceEvents\":[\n";
    for (const JsonWriter& event : m_places.metadata())
        put(event.text());
    for (std::size_t number = 0; number < m_trace.chunks() && m_out; ++number) {
        const auto chunk = m_trace.chunk(number);
        const std::size_t events = chunk->size();
        for (std::size_t i = 0; i < events; ++i)
            take(chunk->event(i), number * Chunk::capacity + i, chunk->text(i));
    }
    const std::int64_t last = std::min(m_trace.lastInstant().ns, m_request.to.ns);
    for (auto& [worker, nest] : m_nests) {
        nest.closeAll(last);
        writeSlices(worker, nest);
    }
    while (!m_held.empty())
        writeHeld(m_held.begin()->first, last);
    m_out << "\n]}\n";
}

void ChromeWriter::begin(const char* phase, std::string_view name, std::int64_t ns, ChromePlace place) {
    m_json.clear();
    m_json.beginObject();
    m_json.field("ph", phase);
    m_json.field("name", name);
    m_json.key("ts");
    m_json.microseconds(ns);
    m_json.field("pid", place.pid);
    m_json.field("tid", place.tid);
}

void ChromeWriter::end() {
    m_json.endObject();
    put(m_json.text());
}

void ChromeWriter::put(std::string_view event) {
    m_out << (m_isFirst ? "" : ",\n") << event;
    m_isFirst = false;
}

void ChromeWriter::take(const Event& event, std::size_t index, std::string text) {
    count(event);
    if (!m_request.wants(event))
        return;
    takeObject(event);
    SliceNest& nest = m_nests[event.worker];
    if (nest.add(event, index, std::move(text)))
        writeSlices(event.worker, nest);
}

void ChromeWriter::writeSlices(WorkerId worker, SliceNest& nest) {
    const ChromePlace place = m_places.of(worker);
    for (const Slice& slice : nest.take()) {
        writeSlice(slice, place);
        writeFlow(slice, place);
    }
}

void ChromeWriter::writeSlice(const Slice& slice, ChromePlace place) {
    const Event& event = slice.event;
    std::string name = (slice.isWait ? "waits in " : "") + std::string(nameOf(event.op));
    if (!event.object.isNone())
        name += " " + m_shown.of(event.object);
    begin("X", name, slice.start, place);
    m_json.key("dur");
    m_json.microseconds(slice.end - slice.start);
    m_json.field("cat", slice.isWait ? "wait" : nameOf(event.depth));
    m_json.key("args");
    writeArguments(slice);
    end();
}

void ChromeWriter::writeArguments(const Slice& slice) {
    const Event& event = slice.event;
    Event told = event;
    told.phase = slice.isWait || slice.isOpen ? Phase::waits : event.phase;
    SentenceWords words;
    words.worker = m_shown.of(event.worker);
    words.object = m_shown.of(event.object);
    words.what = slice.text;
    m_json.beginObject();
    m_json.field("sentence", inEnglish(sentenceOf(told, std::move(words))));
    m_json.field("index", slice.index);
    if (!slice.isWait) {
        m_json.field("outcome", slice.isOpen ? "not ended" : nameOf(event.outcome));
        m_json.field("value", event.value);
        if (!slice.text.empty())
            m_json.field("text", slice.text);
        if (!event.message.isNone())
            m_json.field("message", event.message.number);
    }
    if (const SiteInfo* site = m_trace.names().site(event.site))
        m_json.field("line", site->file + ":" + std::to_string(site->line));
    m_json.endObject();
}

// An arrow binds to the slice that is open at its time, and most surely to an instant of its own: one
// nanosecond before its operation ended, where that slice is open still.
void ChromeWriter::writeFlow(const Slice& slice, ChromePlace place) {
    const Event& event = slice.event;
    const std::uint64_t number = event.message.number;
    const bool isTold = !slice.isWait && !slice.isOpen && number != 0 && number / 8 < m_trace.size() + 1024;
    const bool isSend =
        sendsMessage(event.op) && (event.phase == Phase::done || event.outcome == Outcome::killed);
    const bool isReceive = receivesMessage(event.op) && event.phase == Phase::done;
    if (!isTold || (!isSend && !isReceive))
        return;
    std::vector<bool>& seen = isSend ? m_isSent : m_isReceived;
    if (number >= m_isSent.size()) {
        m_isSent.resize(number + 1);
        m_isReceived.resize(number + 1);
    }
    if (seen[number])
        return;
    seen[number] = true;
    const std::int64_t inside = std::max(slice.start, slice.end - 1);
    const FlowEnd here{std::clamp(event.end - 1, slice.start, inside), place};
    // A send within a longer operation is written when that is over, which may be behind its receive.
    if (isReceive && !m_isSent[number])
        m_receivedEarly.emplace(number, here);
    else
        writeFlowEnd(here, number, isSend);
    if (const auto early = m_receivedEarly.find(number); isSend && early != m_receivedEarly.end()) {
        writeFlowEnd(early->second, number, false);
        m_receivedEarly.erase(early);
    }
}

void ChromeWriter::writeFlowEnd(const FlowEnd& flow, std::uint64_t number, bool isSend) {
    begin("i", isSend ? "sent" : "received", flow.at, flow.place);
    m_json.field("s", "t");
    end();
    begin(isSend ? "s" : "f", "message", flow.at, flow.place);
    m_json.field("cat", "message");
    m_json.field("id", number);
    if (!isSend)
        m_json.field("bp", "e");
    end();
}

void ChromeWriter::takeObject(const Event& event) {
    if (event.object.isNone() || (event.phase != Phase::done && event.phase != Phase::failed))
        return;
    // A recursive one that its owner acquires again, or does not yet give up, is held on.
    const bool isInner = event.value > (event.op == Op::mutexAcquire ? 1 : 0);
    if (event.phase == Phase::done && (event.op == Op::mutexAcquire || event.op == Op::mutexRelease)) {
        if (isInner)
            return;
        writeHeld(event.object, event.end);
        if (event.op == Op::mutexAcquire)
            m_held[event.object] = {event.end, event.worker};
        return;
    }
    const std::string name = std::string(verbOf(event.op)) + " by " + m_shown.of(event.worker);
    begin("i", name, event.end, m_places.of(event.object));
    m_json.field("s", "t");
    end();
}

void ChromeWriter::writeHeld(ObjectId mutex, std::int64_t until) {
    const auto held = m_held.find(mutex);
    if (held == m_held.end())
        return;
    begin("X", "held by " + m_shown.of(held->second.by), held->second.since, m_places.of(mutex));
    m_json.key("dur");
    m_json.microseconds(std::max<std::int64_t>(0, until - held->second.since));
    m_json.field("cat", "held");
    end();
    m_held.erase(held);
}

// Counted from the beginning, also when only a range is wanted.
void ChromeWriter::count(const Event& event) {
    if (event.phase != Phase::done || (!sendsMessage(event.op) && !receivesMessage(event.op)))
        return;
    const bool isPipe = event.op == Op::pipeSend || event.op == Op::pipeRecv;
    ObjectId counted = event.object;
    if (event.op == Op::pipeSend)  // what is sent into one end is there to be read at the other
        if (const ObjectInfo* end = m_trace.names().object(event.object); end && !end->peer.isNone())
            counted = end->peer;
    std::int64_t& now = m_counts[counted];
    const auto more =
        static_cast<std::uint64_t>(isPipe ? event.value : 1);  // unsigned: a hostile sum may wrap around
    now = static_cast<std::int64_t>(static_cast<std::uint64_t>(now) +
                                    (sendsMessage(event.op) ? more : 0 - more));
    if (!m_request.wants(event))
        return;
    begin("C", m_shown.of(counted) + (isPipe ? " bytes" : " items"), event.end, m_places.of(counted));
    m_json.key("args");
    m_json.beginObject();
    m_json.field(isPipe ? "bytes" : "items", now);
    m_json.endObject();
    end();
}

}  // namespace

void writeChrome(const ExportRequest& request, std::ostream& out) {
    ChromeWriter(request, out).write();
}

}  // namespace heddle
