// SPDX-License-Identifier: MIT
#include "core/format/ChromeFormat.h"

#include "core/event/Sentence.h"
#include "core/format/JsonWriter.h"
#include "core/format/TrackFeed.h"
#include "core/format/TrackPlaces.h"
#include "core/trace/ShownNames.h"

namespace heddle {
namespace {

class ChromeWriter : public TrackSink {
public:
    ChromeWriter(const ExportRequest& request, std::ostream& out)
        : m_request(request), m_names(request.trace->names()), m_out(out), m_places(m_names),
          m_shown(m_names) {}

    void write() {
        m_out << "{\"displayTimeUnit\":\"ns\",\"traceEvents\":[\n";
        writePlaces();
        feedTracks(m_request, m_out, *this);
        m_out << "\n]}\n";
    }

    void takeSlice(const Slice& slice) override;
    void takeFlowEnd(const FlowEnd& end) override;
    void takeHeld(const HeldMutex& held) override;
    void takeMark(const Event& event) override;
    void takeCount(const CountNow& count) override;

private:
    void writePlaces();
    void writeName(const char* kind, std::string_view name, TrackPlace place);
    void writeOrder(const char* kind, std::int64_t index, TrackPlace place);
    void begin(const char* phase, std::string_view name, TrackPlace place);
    void begin(const char* phase, std::string_view name, TrackPlace place, std::int64_t ns);
    void end();
    void writeLength(std::int64_t ns);
    void writeArguments(const Slice& slice);

    const ExportRequest& m_request;
    const Names& m_names;
    std::ostream& m_out;
    TrackPlaces m_places;
    ShownNames m_shown;
    JsonWriter m_json;
    std::string m_name;
    bool m_isFirst = true;
};

void ChromeWriter::writePlaces() {
    for (const auto& [id, process] : m_places.processes()) {
        writeName("process_name", process.name, {process.pid, process.pid});
        writeOrder("process_sort_index", id.number, {process.pid, process.pid});
    }
    const std::int64_t objects = TrackPlaces::pidOfObjects();
    writeName("process_name", "objects", {objects, objects});
    writeOrder("process_sort_index", 1'000'000'000, {objects, objects});  // below all processes
    for (const auto& [id, place] : m_places.workers()) {
        writeName("thread_name", m_shown.of(id), place);
        writeOrder("thread_sort_index", id.number, place);
    }
    for (const ObjectInfo* object : m_names.objects()) {
        writeName("thread_name", m_shown.of(object->id), TrackPlaces::of(object->id));
        writeOrder("thread_sort_index", object->id.number, TrackPlaces::of(object->id));
    }
}

void ChromeWriter::writeName(const char* kind, std::string_view name, TrackPlace place) {
    begin("M", kind, place);
    m_json.key("args");
    m_json.beginObject();
    m_json.field("name", name.empty() ? "?" : name);
    m_json.endObject();
    end();
}

void ChromeWriter::writeOrder(const char* kind, std::int64_t index, TrackPlace place) {
    begin("M", kind, place);
    m_json.key("args");
    m_json.beginObject();
    m_json.field("sort_index", index);
    m_json.endObject();
    end();
}

void ChromeWriter::begin(const char* phase, std::string_view name, TrackPlace place) {
    m_json.clear();
    m_json.beginObject();
    m_json.field("ph", phase);
    m_json.field("name", name);
    m_json.field("pid", place.pid);
    m_json.field("tid", place.tid);
}

void ChromeWriter::begin(const char* phase, std::string_view name, TrackPlace place, std::int64_t ns) {
    begin(phase, name, place);
    m_json.key("ts");
    m_json.microseconds(ns);
}

void ChromeWriter::end() {
    m_json.endObject();
    m_out << (m_isFirst ? "" : ",\n") << m_json.text();
    m_isFirst = false;
}

void ChromeWriter::writeLength(std::int64_t ns) {
    m_json.key("dur");
    m_json.microseconds(ns);
}

// The depth is the category; what waits or has failed has one more.
void ChromeWriter::takeSlice(const Slice& slice) {
    const Event& event = slice.event;
    m_name.assign(slice.isWait ? "waits in " : "");
    m_name += nameOf(event.op);
    if (!event.object.isNone())
        m_name.append(" ").append(m_shown.of(event.object));
    begin("X", m_name, m_places.of(event.worker), slice.start);
    writeLength(slice.end - slice.start);
    m_name.assign(slice.isWait ? "wait" : nameOf(event.depth));
    if (!slice.isWait && !slice.isOpen && event.phase == Phase::failed)
        m_name += ",failed";
    m_json.field("cat", m_name);
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
    if (const SiteInfo* site = m_names.site(event.site))
        m_json.field("line", site->file + ":" + std::to_string(site->line));
    m_json.endObject();
}

void ChromeWriter::takeFlowEnd(const FlowEnd& flow) {
    const TrackPlace place = m_places.of(flow.worker);
    begin("i", flow.isSend ? "sent" : "received", place, flow.at);
    m_json.field("s", "t");
    end();
    const char* kind = flow.isConnection ? "connection" : "message";
    begin(flow.isSend ? "s" : "f", kind, place, flow.at);
    m_json.field("cat", kind);
    m_json.field("id", flow.message.number);
    if (!flow.isSend)
        m_json.field("bp", "e");
    end();
}

void ChromeWriter::takeMark(const Event& event) {
    m_name.assign(verbOf(event.op)).append(" by ").append(m_shown.of(event.worker));
    begin("i", m_name, TrackPlaces::of(event.object), event.end);
    m_json.field("s", "t");
    end();
}

void ChromeWriter::takeHeld(const HeldMutex& held) {
    begin("X", "held by " + m_shown.of(held.by), TrackPlaces::of(held.mutex), held.start);
    writeLength(held.end - held.start);
    m_json.field("cat", "held");
    end();
}

void ChromeWriter::takeCount(const CountNow& count) {
    m_name.assign(m_shown.of(count.object)).append(count.isBytes ? " bytes" : " items");
    begin("C", m_name, TrackPlaces::of(count.object), count.at);
    m_json.key("args");
    m_json.beginObject();
    m_json.field(count.isBytes ? "bytes" : "items", count.value);
    m_json.endObject();
    end();
}

}  // namespace

void writeChrome(const ExportRequest& request, std::ostream& out) {
    ChromeWriter(request, out).write();
}

}  // namespace heddle
