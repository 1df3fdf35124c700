// SPDX-License-Identifier: MIT
#include "core/format/InfoJson.h"

#include "core/format/JsonWriter.h"
#include "core/format/Summary.h"

namespace heddle {
namespace {

template <class Info>
void pathOrNull(JsonWriter& json, const Info* info) {
    if (info)
        json.value(info->path);
    else
        json.null();
}

void writeRequest(JsonWriter& json, const RunFacts& facts) {
    json.field("lesson", facts.lesson);
    json.key("command");
    json.beginArray();
    for (const std::string& word : facts.command)
        json.value(word);
    json.endArray();
    json.field("folder", facts.folder);
    json.key("parameters");
    json.beginObject();
    for (const auto& [name, value] : facts.parameters)
        json.field(name, value);
    json.endObject();
    json.field("mode", facts.mode);
    json.field("startedAtUnixMs", facts.startedAtUnixMs);
}

void writeWorkers(JsonWriter& json, const Names& names, const Summary& summary) {
    json.key("workers");
    json.beginArray();
    for (const WorkerInfo* worker : names.workersAsMade()) {
        json.beginObject();
        json.field("path", worker->path);
        json.field("kind", nameOf(worker->kind));
        json.field("depth", nameOf(worker->depth));
        json.field("pid", worker->pid);
        json.field("tid", worker->tid);
        json.key("parent");
        pathOrNull(json, names.worker(worker->parent));
        json.key("exit");
        if (const auto exit = summary.exitOf(worker->id))
            json.value(*exit);
        else
            json.null();
        json.endObject();
    }
    json.endArray();
}

void writeObjects(JsonWriter& json, const Names& names) {
    json.key("objects");
    json.beginArray();
    for (const ObjectInfo* object : names.objects()) {
        json.beginObject();
        json.field("path", object->path);
        json.field("name", object->name());
        json.field("kind", nameOf(object->kind));
        json.endObject();
    }
    json.endArray();
}

void writeCounts(JsonWriter& json, const Trace& trace, const RunFacts& facts, const Summary& summary) {
    json.key("operations");
    json.beginObject();
    for (std::size_t op = 0; op < opCount; ++op)
        if (summary.operations[op] > 0)
            json.field(nameOf(static_cast<Op>(op)), summary.operations[op]);
    json.endObject();
    json.key("messages");
    json.beginObject();
    json.field("sent", summary.sent);
    json.field("received", summary.received);
    json.field("unreceived", summary.unreceived());
    json.endObject();
    json.field("events", trace.size());
    json.field("steps", trace.steps());
    json.field("produced", facts.produced);
    json.field("lost", facts.lost);
    json.field("durationNs", trace.lastInstant().ns);
    json.key("schedule");
    json.beginObject();
    json.field("chooser", facts.chooser);
    json.field("seed", facts.seed);
    json.field("length", facts.schedule.size());
    json.endObject();
}

void writeVerdict(JsonWriter& json, const Verdict& verdict, const Trace& trace) {
    const Names& names = trace.names();
    json.beginObject();
    json.field("kind", verdict.kind);
    json.field("isTrouble", verdict.isTrouble);
    json.field("severity", verdict.isTrouble ? "trouble" : "note");
    json.field("step", verdict.step);
    json.field("sentence", verdict.sentence);
    json.key("workers");
    json.beginArray();
    for (const WorkerId worker : verdict.workers)
        pathOrNull(json, names.worker(worker));
    json.endArray();
    json.key("objects");
    json.beginArray();
    for (const ObjectId object : verdict.objects)
        pathOrNull(json, names.object(object));
    json.endArray();
    json.key("events");
    json.beginArray();
    for (const std::uint64_t event : verdict.events)
        json.value(event);
    json.endArray();
    json.key("steps");
    json.beginArray();
    for (const std::uint64_t event : verdict.events)
        json.value(event < trace.size() ? trace.stepAt(event) : 0);
    json.endArray();
    json.endObject();
}

void writeEnding(JsonWriter& json, const RunFacts& facts, const Trace& trace) {
    json.field("ending", nameOf(facts.ending));
    json.field("endingSentence", facts.endingSentence);
    json.field("exitCode", facts.exitCode);
    json.key("verdicts");
    json.beginArray();
    for (const Verdict& verdict : facts.verdicts)
        writeVerdict(json, verdict, trace);
    json.endArray();
    json.key("warnings");
    json.beginArray();
    for (const std::string& warning : facts.warnings)
        json.value(warning);
    json.endArray();
}

void writeBookmarks(JsonWriter& json, const std::vector<Bookmark>& bookmarks, const Trace& trace) {
    json.key("bookmarks");
    json.beginArray();
    for (const Bookmark& bookmark : bookmarks) {
        json.beginObject();
        json.field("step", trace.stepAt(bookmark.event));
        json.field("event", bookmark.event);
        json.field("note", bookmark.note);
        json.endObject();
    }
    json.endArray();
}

}  // namespace

std::string infoJson(const Trace& trace, const std::vector<Bookmark>& bookmarks) {
    const Summary summary = summaryOf(trace);  // first: reading it can bring warnings to light
    const RunFacts facts = trace.facts();
    JsonWriter json;
    json.beginObject();
    writeRequest(json, facts);
    writeWorkers(json, trace.names(), summary);
    writeObjects(json, trace.names());
    writeCounts(json, trace, facts, summary);
    writeEnding(json, facts, trace);
    writeBookmarks(json, bookmarks, trace);
    json.endObject();
    return json.take();
}

std::string_view nameOf(Ending ending) {
    switch (ending) {
    case Ending::running:
        return "running";
    case Ending::finished:
        return "finished";
    case Ending::failed:
        return "failed";
    case Ending::stuck:
        return "stuck";
    case Ending::timeout:
        return "timeout";
    case Ending::stopped:
        return "stopped";
    case Ending::cut:
        return "cut";
    case Ending::heddleFailed:
        return "heddle-failed";
    }
    return "unknown";
}

}  // namespace heddle
