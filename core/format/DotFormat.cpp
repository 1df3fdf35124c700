// SPDX-License-Identifier: MIT
#include "core/format/DotFormat.h"

#include "core/event/ShownText.h"
#include "core/format/EventWalk.h"
#include "core/format/ObjectContents.h"
#include "core/trace/ShownNames.h"
#include "core/trace/StepInstant.h"
#include "core/world/Deadlock.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace heddle {
namespace {

// In quotes: there only these two mean something.
std::string quoted(std::string_view raw) {
    std::string text = "\"";
    for (const char byte : shownText(raw)) {
        if (byte == '"' || byte == '\\')
            text += '\\';
        text += byte;
    }
    return text + '"';
}

std::string nodeOf(WorkerId worker) {
    return "w" + std::to_string(worker.number);
}
std::string nodeOf(ObjectId object) {
    return "o" + std::to_string(object.number);
}

bool isHandle(ObjectKind kind) {
    return kind == ObjectKind::thread || kind == ObjectKind::process;
}

struct Use {
    bool isSent = false, isTaken = false;
};

class DotWriter {
public:
    DotWriter(const ExportRequest& request, std::ostream& out)
        : m_request(request), m_out(out), m_names(request.trace->names()), m_world(m_names),
          m_shown(m_names) {}

    void writeTopology();
    void writeWaits();

private:
    void fold();
    void begin(const char* what);
    void end() { m_out << "}\n"; }
    void writeWorkers();
    void writeWorker(const WorkerState& state);
    void writeObject(const ObjectState& state);
    void writeUses();
    void writeHolders(const ObjectState& state);
    void writeLine(const ObjectState& state);
    void writeWait(WorkerId waiter, ObjectId at);
    std::optional<ObjectId> placeOfWait(WorkerId waiter) const;
    static std::string contentOf(const ObjectState& state);
    void edge(const std::string& from, const std::string& to, std::string_view label, std::string_view looks);

    const ExportRequest& m_request;
    std::ostream& m_out;
    const Names& m_names;
    World m_world;
    ShownNames m_shown;
    std::map<std::pair<WorkerId, ObjectId>, Use> m_uses;
    std::set<WorkerId> m_deadlocked;
};

// Up to where the run stood, and not to where Heddle ended it: then nobody waits any more.
void DotWriter::fold() {
    const std::size_t end = eventsAtStep(*m_request.trace, m_request.trace->steps());
    walkEvents(m_request, m_out, 0, [this, end](const WalkedEvent& walked) {
        const Event& event = walked.event;
        if (event.end > m_request.to.ns || walked.index >= end)
            return;  // it has not come to be yet
        m_world = after(std::move(m_world), event, walked.text);
        if (event.object.isNone() || !m_request.wants(event, walked.index))
            return;
        Use& use = m_uses[{event.worker, event.object}];
        use.isSent |= event.phase == Phase::done && sendsMessage(event.op);
        use.isTaken |= event.phase == Phase::done && receivesMessage(event.op);
    });
    for (const Verdict& verdict : deadlocks(m_world))
        m_deadlocked.insert(verdict.workers.begin(), verdict.workers.end());
}

void DotWriter::begin(const char* what) {
    const RunFacts facts = m_request.trace->facts();
    const std::string run = facts.lesson.empty() ? "a program" : "lesson " + facts.lesson;
    m_out << "digraph heddle {\n  label="
          << quoted(run + ", " + what + " after step " + std::to_string(m_world.step()))
          << "\n  rankdir=LR\n  node [fontname=\"sans-serif\"]\n  edge [fontname=\"sans-serif\", "
             "fontsize=10]\n";
}

void DotWriter::edge(const std::string& from, const std::string& to, std::string_view label,
                     std::string_view looks) {
    m_out << "  " << from << " -> " << to << " [label=" << quoted(label) << ", " << looks << "]\n";
}

void DotWriter::writeTopology() {
    fold();
    begin("the topology");
    writeWorkers();
    for (const ObjectId id : m_world.objects()) {
        const ObjectState& state = *m_world.object(id);
        if (isHandle(state.kind) && state.line.empty())
            continue;
        writeObject(state);
        writeHolders(state);
        writeLine(state);
    }
    writeUses();
    end();
}

void DotWriter::writeWorkers() {
    std::map<ProcessId, std::vector<WorkerId>> processes;
    for (const WorkerId id : m_world.workers())
        processes[m_world.worker(id)->process].push_back(id);
    for (const auto& [process, workers] : processes) {
        const WorkerInfo* first = m_names.worker(workers.front());
        m_out << "  subgraph cluster_" << process.number
              << " {\n  label=" << quoted("process " + (first ? first->path : std::string("?")))
              << "\n  style=rounded\n";
        for (const WorkerId id : workers)
            writeWorker(*m_world.worker(id));
        m_out << "  }\n";
    }
}

void DotWriter::writeWorker(const WorkerState& state) {
    const bool hasGone = state.doing == Doing::ended || state.doing == Doing::died;
    const bool isStuck = m_deadlocked.contains(state.id);
    m_out << "  " << nodeOf(state.id) << " [shape=box, label=" << quoted(m_shown.of(state.id))
          << (hasGone ? ", style=dashed, tooltip=\"has ended\"" : "") << (isStuck ? ", penwidth=3" : "")
          << "]\n";
}

void DotWriter::writeObject(const ObjectState& state) {
    std::string label = quoted(m_shown.of(state.id));
    label.pop_back();
    const std::string content = contentOf(state);
    label.append("\\n")
        .append(nameOf(state.kind))
        .append(content.empty() ? "" : "\\n" + content)
        .append("\"");
    m_out << "  " << nodeOf(state.id) << " [shape=ellipse, label=" << label << "]\n";
}

std::string DotWriter::contentOf(const ObjectState& state) {
    if (!hasItems(state.kind))
        return {};
    const std::string capacity = state.queue.capacity ? " of " + std::to_string(*state.queue.capacity) : "";
    return std::to_string(state.queue.items.size()) + capacity + " items";
}

void DotWriter::writeHolders(const ObjectState& state) {
    if (!state.mutex.owner.isNone())
        edge(nodeOf(state.id), nodeOf(state.mutex.owner), "held by", "style=bold");
    for (const WorkerId reader : state.readers.reading)
        edge(nodeOf(state.id), nodeOf(reader), "read by", "style=bold");
    if (!state.handle.worker.isNone())
        edge(nodeOf(state.id), nodeOf(state.handle.worker), "is", "style=dotted");
    const PipeEndState& end = state.pipeEnd;
    if (!end.peer.isNone() && m_world.object(end.peer) != nullptr)
        edge(nodeOf(state.id), nodeOf(end.peer), std::to_string(end.bytesInFlight) + " bytes under way",
             "color=gray40");
}

void DotWriter::writeLine(const ObjectState& state) {
    for (const WorkerId waiter : state.line)
        writeWait(waiter, state.id);
}

void DotWriter::writeWait(WorkerId waiter, ObjectId at) {
    const WorkerState* worker = m_world.worker(waiter);
    const bool isStuck = m_deadlocked.contains(waiter);
    edge(nodeOf(waiter), nodeOf(at),
         "waits" + (worker ? " in " + std::string(verbOf(worker->op)) : std::string()),
         isStuck ? "style=dashed, penwidth=3" : "style=dashed");
}

// At something, and for nobody in particular. Who sleeps waits for time, not for anybody.
std::optional<ObjectId> DotWriter::placeOfWait(WorkerId waiter) const {
    const WorkerState* worker = m_world.worker(waiter);
    if (worker == nullptr || worker->doing != Doing::waits)
        return std::nullopt;
    const ObjectState* object = m_world.object(worker->object);
    return object && object->kind != ObjectKind::clock ? std::optional(object->id) : std::nullopt;
}

void DotWriter::writeUses() {
    for (const auto& [who, use] : m_uses) {
        const ObjectState* object = m_world.object(who.second);
        if (object == nullptr || isHandle(object->kind) || m_world.worker(who.first) == nullptr)
            continue;
        const char* direction = use.isSent && use.isTaken ? "both"
                                : use.isSent              ? "forward"
                                : use.isTaken             ? "back"
                                                          : "none";
        edge(nodeOf(who.first), nodeOf(who.second), "", std::string("color=gray70, dir=") + direction);
    }
}

void DotWriter::writeWaits() {
    fold();
    begin("who waits for whom");
    std::set<WorkerId> named;
    std::vector<Dependence> all;
    std::map<WorkerId, ObjectId> others;
    std::set<ObjectId> places;
    for (const WorkerId id : m_world.workers()) {
        const std::vector<Dependence> its = dependencesOf(m_world, id);
        for (const Dependence& each : its) {
            all.push_back(each);
            named.insert({each.waiter, each.blocker});
        }
        if (const auto place = its.empty() ? placeOfWait(id) : std::nullopt) {
            named.insert(id);
            others.emplace(id, *place);
            places.insert(*place);
        }
    }
    for (const WorkerId id : named)
        if (const WorkerState* state = m_world.worker(id))
            writeWorker(*state);
    for (const ObjectId id : places)
        writeObject(*m_world.object(id));
    for (const auto& [waiter, place] : others)
        writeWait(waiter, place);
    for (const Dependence& each : all) {
        const bool isStuck = m_deadlocked.contains(each.waiter) && m_deadlocked.contains(each.blocker);
        edge(nodeOf(each.waiter), nodeOf(each.blocker),
             each.isForEnd ? "for its end" : "for " + m_shown.of(each.object),
             isStuck ? "penwidth=3" : "penwidth=1");
    }
    end();
}

}  // namespace

void writeDot(const ExportRequest& request, std::ostream& out) {
    DotWriter(request, out).writeTopology();
}

void writeDotWaits(const ExportRequest& request, std::ostream& out) {
    DotWriter(request, out).writeWaits();
}

}  // namespace heddle
