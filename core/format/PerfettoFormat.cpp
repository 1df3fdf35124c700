// SPDX-License-Identifier: MIT
#include "core/format/PerfettoFormat.h"

#include "core/event/Sentence.h"
#include "core/event/ShownText.h"
#include "core/format/PerfettoFields.h"
#include "core/format/PerfettoTracks.h"
#include "core/format/TrackFeed.h"

#include <unordered_set>

namespace heddle {
namespace {

using namespace perfetto;

class PerfettoWriter : public TrackSink {
public:
    PerfettoWriter(const ExportRequest& request, std::ostream& out)
        : m_request(request), m_names(request.trace->names()), m_packets(out), m_tracks(m_names, m_packets),
          m_shown(m_names) {}

    void write() {
        m_tracks.defineAll();
        feedTracks(m_request, m_packets.out(), *this);
        for (auto& [worker, ends] : m_open)
            closeUpTo(worker, ends, std::numeric_limits<std::int64_t>::max());
    }

    void takeSlice(const Slice& slice) override;
    void takeFlowEnd(const FlowEnd& end) override;
    void takeHeld(const HeldMutex& held) override;
    void takeMark(const Event& event) override;
    void takeCount(const CountNow& count) override;

private:
    void begin(std::uint64_t type, std::uint64_t track) {
        m_event.clear();
        m_event.number(event::type, type);
        m_event.number(event::track, track);
    }
    void end(std::int64_t at) { m_packets.putEvent(m_event, at); }
    void closeUpTo(WorkerId worker, std::vector<std::int64_t>& ends, std::int64_t at);
    void writeArguments(const Slice& slice);
    void annotate(std::string_view name, std::string_view text);
    void annotateNumber(std::string_view name, std::uint32_t field, std::uint64_t value);
    void locate(SiteId site);

    const ExportRequest& m_request;
    const Names& m_names;
    PerfettoPackets m_packets;
    PerfettoTracks m_tracks;
    ShownNames m_shown;
    ProtoWriter m_event, m_part;
    std::map<WorkerId, std::vector<std::int64_t>> m_open;  // when its open slices end, the outer first
    std::unordered_set<SiteId> m_located;
};

// Slices come with their ends; here an end is a packet of its own, ahead of the next beginning.
void PerfettoWriter::closeUpTo(WorkerId worker, std::vector<std::int64_t>& ends, std::int64_t at) {
    for (; !ends.empty() && ends.back() <= at; ends.pop_back()) {
        begin(event::sliceEnd, PerfettoTracks::of(worker));
        end(ends.back());
    }
}

void PerfettoWriter::takeSlice(const Slice& slice) {
    const Event& event = slice.event;
    std::vector<std::int64_t>& ends = m_open[event.worker];
    closeUpTo(event.worker, ends, slice.start);
    ends.push_back(slice.end);
    begin(event::sliceBegin, m_tracks.ofKnown(event.worker));
    std::string name = slice.isWait ? "waits in " : "";
    name += nameOf(event.op);
    if (!event.object.isNone())
        name.append(" ").append(shownText(m_shown.of(event.object)));
    m_event.bytes(event::name, name);
    m_event.bytes(event::categories, slice.isWait ? "wait" : nameOf(event.depth));
    if (!slice.isWait && !slice.isOpen && event.phase == Phase::failed)
        m_event.bytes(event::categories, "failed");
    writeArguments(slice);
    locate(event.site);
    end(slice.start);
}

void PerfettoWriter::writeArguments(const Slice& slice) {
    Event told = slice.event;
    told.phase = slice.isWait || slice.isOpen ? Phase::waits : told.phase;
    SentenceWords words;
    words.worker = m_shown.of(told.worker);
    words.object = m_shown.of(told.object);
    words.what = slice.text;
    annotate("sentence", inEnglish(sentenceOf(told, std::move(words))));
    annotateNumber("index", annotation::unsignedValue, slice.index);
    if (slice.isWait)
        return;
    annotate("outcome", slice.isOpen ? "not ended" : nameOf(told.outcome));
    annotateNumber("value", annotation::signedValue, static_cast<std::uint64_t>(told.value));
    if (!slice.text.empty())
        annotate("text", shownText(slice.text));
    if (!told.message.isNone())
        annotateNumber("message", annotation::unsignedValue, told.message.number);
}

void PerfettoWriter::annotate(std::string_view name, std::string_view text) {
    m_part.clear();
    m_part.bytes(annotation::name, name);
    m_part.bytes(annotation::text, text);
    m_event.message(event::annotations, m_part);
}

void PerfettoWriter::annotateNumber(std::string_view name, std::uint32_t field, std::uint64_t value) {
    m_part.clear();
    m_part.bytes(annotation::name, name);
    m_part.number(field, value);
    m_event.message(event::annotations, m_part);
}

// The place itself stands in the file once, with the first event that was called there.
void PerfettoWriter::locate(SiteId site) {
    const SiteInfo* info = m_names.site(site);
    if (info == nullptr)
        return;
    m_event.number(event::locationIid, site.number);
    if (!m_located.insert(site).second)
        return;
    m_part.clear();
    m_part.number(location::iid, site.number);
    m_part.bytes(location::file, shownText(info->file));
    m_part.bytes(location::function, shownText(info->function));
    m_part.number(location::line, info->line);
    m_packets.internLocation(m_part);
}

void PerfettoWriter::takeFlowEnd(const FlowEnd& flow) {
    begin(event::instant, m_tracks.ofKnown(flow.worker));
    m_event.bytes(event::name, flow.isSend ? "sent" : "received");
    m_event.bytes(event::categories, flow.isConnection ? "connection" : "message");
    m_event.fixed64(flow.isSend ? event::flows : event::endingFlows, flow.message.number);
    end(flow.at);
}

void PerfettoWriter::takeHeld(const HeldMutex& held) {
    begin(event::sliceBegin, m_tracks.ofKnown(held.mutex));
    m_event.bytes(event::name, "held by " + shownText(m_shown.of(held.by)));
    m_event.bytes(event::categories, "held");
    end(held.start);
    begin(event::sliceEnd, m_tracks.ofKnown(held.mutex));
    end(held.end);
}

void PerfettoWriter::takeMark(const Event& event) {
    begin(event::instant, m_tracks.ofKnown(event.object));
    m_event.bytes(event::name, std::string(verbOf(event.op)) + " by " + shownText(m_shown.of(event.worker)));
    m_event.bytes(event::categories, "object");
    end(event.end);
}

void PerfettoWriter::takeCount(const CountNow& count) {
    begin(event::counter, m_tracks.counterOf(count.object, count.isBytes));
    m_event.signedNumber(event::counterValue, count.value);
    end(count.at);
}

}  // namespace

void writePerfetto(const ExportRequest& request, std::ostream& out) {
    PerfettoWriter(request, out).write();
}

}  // namespace heddle
