// SPDX-License-Identifier: MIT
#include "core/format/MermaidFormat.h"

#include "core/event/ShownText.h"
#include "core/format/EventWalk.h"
#include "core/trace/Describe.h"

#include <algorithm>
#include <cstdint>
#include <set>
#include <string>
#include <unordered_map>

namespace heddle {
namespace {

bool isLetterOrDigit(char byte) {
    return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

// Whatever could mean something to Mermaid is told by its number, as in `#35;`.
std::string escaped(std::string_view raw) {
    std::string text;
    for (const char byte : shownText(raw)) {
        const bool isPlain = isLetterOrDigit(byte) || static_cast<unsigned char>(byte) >= 0x80 ||
                             byte == ' ' || byte == '.' || byte == '/' || byte == '_';
        if (isPlain)
            text += byte;
        else
            text.append("#").append(std::to_string(static_cast<int>(byte))).append(";");
    }
    return text.empty() ? "#63;" : text;  // a question mark
}

constexpr std::uint64_t mostSigns = 50'000;  // mermaid.js.org/config/schema-docs/config.html#maxtextsize

class MermaidWriter {
public:
    MermaidWriter(const ExportRequest& request, std::ostream& out)
        : m_request(request), m_out(out), m_describer(request.trace) {
        for (const WorkerInfo* worker : request.trace->names().workers())
            if (!worker->handle.isNone())
                m_isHandleOf.emplace(worker->handle, worker->id);
    }

    void write() {
        walkWanted(m_request, m_out, [this](const WalkedEvent& walked) {
            if (walked.event.phase == Phase::called)
                return;
            m_workers.insert(walked.event.worker);
            if (const auto worker = m_isHandleOf.find(walked.event.object); worker != m_isHandleOf.end())
                m_workers.insert(worker->second);
            else if (!walked.event.object.isNone())
                m_objects.insert(walked.event.object);
        });
        line("sequenceDiagram");
        for (const WorkerId worker : m_workers)
            writeParticipant('w', worker);
        for (const ObjectId object : m_objects)
            writeParticipant('o', object);
        walkWanted(m_request, m_out, [this](const WalkedEvent& walked) { take(walked); });
        if (m_signs > mostSigns && m_request.whenDoubtful)
            m_request.whenDoubtful("mermaid draws at most " + std::to_string(mostSigns) +
                                   " characters unless it is told otherwise (maxTextSize), and these are " +
                                   std::to_string(m_signs) + "; choose a part of them with --range A..B");
    }

private:
    void line(const std::string& text) {
        m_out << text << '\n';
        const auto begins = [](char byte) { return (static_cast<unsigned char>(byte) & 0xc0U) != 0x80; };
        m_signs += static_cast<std::uint64_t>(std::count_if(text.begin(), text.end(), begins)) + 1;
    }

    template <class Id>
    void writeParticipant(char kind, Id id) {
        line(std::string("    participant ") + kind + std::to_string(id.number) + " as " +
             escaped(m_describer.names().of(id)));
    }

    // Whoever starts, joins or kills a worker does that to the worker itself: its handle is no other.
    std::string participantOf(ObjectId object) const {
        const auto worker = m_isHandleOf.find(object);
        return worker == m_isHandleOf.end() ? "o" + std::to_string(object.number)
                                            : "w" + std::to_string(worker->second.number);
    }

    void take(const WalkedEvent& walked) {
        const Event& event = walked.event;
        if (event.phase == Phase::called)
            return;
        const std::string worker = "w" + std::to_string(event.worker.number);
        const std::string object = participantOf(event.object);
        if (event.object.isNone()) {
            line("    Note over " + worker + ": " + escaped(m_describer.inEnglish(walked.index)));
            return;
        }
        const bool isTaken = receivesMessage(event.op) && event.phase == Phase::done;
        line("    " + (isTaken ? object : worker) + arrow(event.phase) + (isTaken ? worker : object) + ": " +
             escaped(label(event, walked.text)));
    }

    static const char* arrow(Phase phase) {
        switch (phase) {
        case Phase::called:
        case Phase::waits:
            return "-->>";
        case Phase::done:
            return "->>";
        case Phase::failed:
            return "-x";
        }
        return "->>";
    }

    static std::string label(const Event& event, std::string_view text) {
        std::string words(verbOf(event.op));
        if (event.phase == Phase::waits)
            return words + " waits";
        if (!text.empty())
            words.append(" ").append(text);
        else if (event.phase == Phase::done && (sendsMessage(event.op) || receivesMessage(event.op)))
            words.append(" ").append(std::to_string(event.value));
        if (event.phase == Phase::failed)
            words.append(" ").append(nameOf(event.outcome));
        return words;
    }

    const ExportRequest& m_request;
    std::ostream& m_out;
    Describer m_describer;
    std::unordered_map<ObjectId, WorkerId> m_isHandleOf;
    std::set<WorkerId> m_workers;
    std::set<ObjectId> m_objects;
    std::uint64_t m_signs = 0;  // characters
};

}  // namespace

void writeMermaid(const ExportRequest& request, std::ostream& out) {
    MermaidWriter(request, out).write();
}

}  // namespace heddle
