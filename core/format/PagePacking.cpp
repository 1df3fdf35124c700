// SPDX-License-Identifier: MIT
#include "core/format/PagePacking.h"

#include "core/format/PagePlans.h"
#include "core/format/PageSources.h"
#include "core/trace/StepInstant.h"

#include <algorithm>
#include <filesystem>
#include <limits>
#include <map>

namespace heddle {
namespace {

constexpr std::size_t mostOutputBytes = 64 * 1024;

// In a script element "<" could begin its end or a comment; "&" and the line ends of ECMAScript that JSON
// allows cost nothing to hide as well.
std::string fitForPage(std::string_view json) {
    std::string text;
    text.reserve(json.size());
    for (std::size_t i = 0; i < json.size(); ++i) {
        const std::string_view three = json.substr(i, 3);
        if (json[i] == '<' || json[i] == '>' || json[i] == '&') {
            text += json[i] == '<' ? "\\u003c" : json[i] == '>' ? "\\u003e" : "\\u0026";
        } else if (three == "\xE2\x80\xA8" || three == "\xE2\x80\xA9") {
            text += three == "\xE2\x80\xA8" ? "\\u2028" : "\\u2029";
            i += 2;
        } else {
            text += json[i];
        }
    }
    return text;
}

}  // namespace

PageSteps stepsOf(const ExportRequest& request, const std::ostream& out) {
    PageSteps steps{std::numeric_limits<std::int64_t>::max(), 0};
    ExportRequest quiet = request;
    quiet.whenRead = {};
    walkWanted(quiet, out, [&](const WalkedEvent& walked) {
        if (!walked.event.isStep())
            return;
        steps.first = std::min(steps.first, walked.step);
        steps.last = std::max(steps.last, walked.step);
    });
    return steps.last == 0 ? PageSteps{} : steps;
}

PagePacking::PagePacking(const ExportRequest& request, const std::ostream& out)
    : m_request(request), m_out(out), m_steps(stepsOf(request, out)), m_cast(request),
      m_describer(request.trace), m_says(request.translated) {
    ExportRequest quiet = request;
    quiet.whenRead = {};
    walkEvents(quiet, out, 0, [&](const WalkedEvent& walked) {
        const bool isWanted = request.wants(walked.event, walked.index);
        m_cast.read(walked.event, isWanted);
        m_events += isWanted ? 1 : 0;
        if (isWanted)
            m_named.insert(walked.event.site);
    });
    m_cast.finish();
}

std::string PagePacking::packed() {
    JsonWriter json;
    const PageSpeech speech{m_words, m_describer.names(), m_cast, m_says};
    PageStage stage(*m_request.trace, speech);
    PageStory story(m_describer, speech);
    World world(m_request.trace->names());
    std::int64_t step = m_steps.first - 1;
    std::size_t stand = eventsAtStep(*m_request.trace, step);
    const auto showUpTo = [&](std::size_t event) {
        for (; stand <= event && step <= m_steps.last;
             stand = step <= m_steps.last ? eventsAtStep(*m_request.trace, step) : stand)
            stage.take(world, step++);
    };
    walkEvents(m_request, m_out, 0, [&](const WalkedEvent& walked) {
        showUpTo(walked.index);
        world = after(std::move(world), walked.event, walked.text);
        const std::int64_t in = walked.step + (walked.event.isStep() ? 0 : 1);
        const std::int64_t shown = std::min(in, std::max(m_steps.last, m_steps.first));
        story.take(walked, shown, m_request.wants(walked.event, walked.index));
    });
    showUpTo(std::numeric_limits<std::size_t>::max());
    json.beginObject();
    json.field("heddlePage", 1);
    writeRun(json, story);
    writeWorkers(json);
    writeThings(json);
    writePlans(json, m_request.plans, m_cast, m_words);
    stage.write(json);
    story.write(json, m_steps.first);
    writeSources(json, m_request, m_named, m_words);
    writeOutput(json);
    json.key("words");
    m_words.write(json);
    json.key("says");
    m_says.write(json);
    json.endObject();
    return fitForPage(json.text());
}

// All of the page, or all of the run, and it says which.
std::string PagePacking::countsOf(const PageStory& story, std::uint64_t lost) const {
    const std::string events = std::to_string(m_events), workers = std::to_string(m_cast.workers().size()),
                      messages = std::to_string(story.messageCount()),
                      operations = std::to_string(story.doneCount()),
                      all = std::to_string(m_request.trace->size());
    return m_events == m_request.trace->size()
               ? m_says("counts", {events, workers, messages, operations, std::to_string(lost)})
               : m_says("countsOfPart", {events, workers, messages, operations, all, std::to_string(lost)});
}

void PagePacking::writeRun(JsonWriter& json, const PageStory& story) {
    const RunFacts facts = m_request.trace->facts();
    std::string program = facts.lesson;
    if (program.empty() && !facts.command.empty())
        program = std::filesystem::path(facts.command.front()).filename().string();
    json.key("run");
    json.beginObject();
    json.field("title", m_words.of(program.empty() ? m_says("aRun") : program));
    json.key("parameters");
    json.beginArray();
    for (const auto& [name, value] : facts.parameters)
        json.value(m_words.of(name + "=" + value));
    json.endArray();
    json.field("mode", m_words.of(facts.mode));
    json.field("chooser", m_words.of(facts.chooser));
    json.field("ending", m_words.of(facts.endingSentence));
    json.field("stored", m_request.trace->size());
    json.field("isPart", m_events != m_request.trace->size());
    json.field("counts", m_words.of(countsOf(story, facts.lost)));
    json.field("allSteps", m_request.trace->steps());
    json.field("first", m_steps.first);
    json.field("last", m_steps.last);
    json.field("at", std::clamp(m_request.openAt.value_or(m_steps.first - 1), m_steps.first - 1,
                                std::max(m_steps.last, m_steps.first - 1)));
    json.field("note", m_words.of(m_request.note));
    json.field("theme", m_words.of(m_request.theme));
    json.key("warnings");
    json.beginArray();
    for (const std::string& warning : facts.warnings)
        json.value(m_words.of(warning));
    json.endArray();
    json.endObject();
    writeVerdicts(json, facts);
}

// [is trouble, sentence, step, [workers], [things]]
void PagePacking::writeVerdicts(JsonWriter& json, const RunFacts& facts) {
    json.key("verdicts");
    json.beginArray();
    for (const Verdict& verdict : facts.verdicts) {
        json.beginArray();
        json.value(verdict.isTrouble ? 1 : 0);
        json.value(m_words.of(verdict.sentence));
        json.value(verdict.step > 0 ? verdict.step : m_request.trace->steps());
        json.beginArray();
        for (const WorkerId worker : verdict.workers)
            if (const auto place = m_cast.placeOf(worker))
                json.value(*place);
        json.endArray();
        json.beginArray();
        for (const ObjectId object : verdict.objects)
            if (const auto place = m_cast.placeOf(object))
                json.value(*place);
        json.endArray();
        json.endArray();
    }
    json.endArray();
}

// processes: [name, pid, is a keeper]; workers: [name, path, process or -1, depth]
void PagePacking::writeWorkers(JsonWriter& json) {
    const Names& names = m_request.trace->names();
    std::map<ProcessId, std::uint32_t> places;
    json.key("processes");
    json.beginArray();
    for (const WorkerInfo* worker : names.workersAsMade()) {
        if (worker->kind != WorkerKind::process || places.contains(worker->process))
            continue;
        places.emplace(worker->process, static_cast<std::uint32_t>(places.size()));
        json.beginArray();
        json.value(m_words.of(m_describer.names().of(worker->id)));
        json.value(worker->pid);
        json.value(m_cast.isKeeper(worker->process) ? 1 : 0);
        json.endArray();
    }
    json.endArray();
    json.key("workers");
    json.beginArray();
    for (const PageWorker& worker : m_cast.workers()) {
        const WorkerInfo* info = names.worker(worker.id);
        const auto process = places.find(worker.process);
        json.beginArray();
        json.value(m_words.of(m_describer.names().of(worker.id)));
        json.value(m_words.of(info ? info->path : std::string()));
        json.value(process == places.end() ? -1 : static_cast<std::int64_t>(process->second));
        json.value(static_cast<int>(worker.depth));
        json.endArray();
    }
    json.endArray();
}

// "log" of "log.send" and "log.recv".
std::uint32_t PagePacking::nameOf(const PageThing& thing) {
    const std::string one = m_describer.names().of(thing.objects.front());
    if (thing.objects.size() < 2 || thing.shape != ThingKind::pipe)
        return m_words.of(one);
    const std::string other = m_describer.names().of(thing.objects.back());
    std::size_t same = 0;
    while (same < std::min(one.size(), other.size()) && one[same] == other[same])
        ++same;
    return m_words.of(same > 1 && one[same - 1] == '.' ? one.substr(0, same - 1) : one);
}

// things: [name, shape, kind, capacity or 0, the worker that keeps it or -1]; links: [worker, thing,
// direction, depth]
void PagePacking::writeThings(JsonWriter& json) {
    json.key("things");
    json.beginArray();
    for (const PageThing& thing : m_cast.things()) {
        const auto& workers = m_cast.workers();
        const auto keeper = std::find_if(workers.begin(), workers.end(), [&](const PageWorker& worker) {
            return thing.keeper && worker.process == *thing.keeper;
        });
        json.beginArray();
        json.value(nameOf(thing));
        json.value(static_cast<int>(thing.shape));
        json.value(m_words.of(heddle::nameOf(thing.kind)));
        json.value(thing.capacity.value_or(0));
        json.value(keeper == workers.end() ? std::int64_t{-1} : keeper - workers.begin());
        json.endArray();
    }
    json.endArray();
    json.key("links");
    json.beginArray();
    for (const auto& [who, use] : m_cast.uses()) {
        json.beginArray();
        json.value(who.first);
        json.value(who.second);
        json.value(use.direction());
        json.value(static_cast<int>(use.depth));
        json.endArray();
    }
    json.endArray();
}

// output: [step, stream, text]; outputLeftOut: bytes
void PagePacking::writeOutput(JsonWriter& json) {
    std::size_t bytes = 0, leftOut = 0;
    json.key("output");
    json.beginArray();
    for (const OutputLine& line : m_request.trace->output()) {
        const std::size_t event = m_request.trace->firstAtOrAfter(line.at);
        const std::int64_t step =
            event < m_request.trace->size() ? m_request.trace->stepAt(event) : m_request.trace->steps();
        if (step + 1 < m_steps.first || step > m_steps.last)
            continue;
        if (bytes + line.text.size() > mostOutputBytes) {
            leftOut += line.text.size();
            continue;
        }
        bytes += line.text.size();
        json.beginArray();
        json.value(step);
        json.value(line.stream);
        json.value(line.text);
        json.endArray();
    }
    json.endArray();
    json.field("outputLeftOut", leftOut);
}

}  // namespace heddle
