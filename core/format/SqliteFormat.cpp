// SPDX-License-Identifier: MIT
#include "core/format/SqliteFormat.h"

#include "core/event/ShownText.h"
#include "core/format/EventWalk.h"
#include "core/format/InfoJson.h"
#include "core/format/SqliteDatabase.h"
#include "core/format/SqliteSchema.h"
#include "core/trace/Describe.h"

#include <sstream>
#include <unordered_map>

namespace heddle {
namespace {

class SqliteWriter {
public:
    SqliteWriter(const ExportRequest& request, SqliteDatabase& database)
        : m_request(request), m_trace(*request.trace), m_database(database), m_describer(request.trace),
          m_event(database.prepare("INSERT INTO events VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)")),
          m_sent(database.prepare("INSERT INTO messages (id, sender, sent_event, sent_ns, text) VALUES "
                                  "(?,?,?,?,?) ON CONFLICT (id) DO UPDATE "
                                  "SET sender = excluded.sender, sent_event = excluded.sent_event, sent_ns = "
                                  "excluded.sent_ns, text = excluded.text")),
          m_received(database.prepare(
              "INSERT INTO messages (id, receiver, received_event, received_ns) "
              "VALUES (?,?,?,?) ON CONFLICT (id) DO UPDATE SET receiver = excluded.receiver, "
              "received_event = excluded.received_event, received_ns = excluded.received_ns")) {}

    void write();

private:
    void writeRun();
    void writeNames();
    void writeOutput();
    void take(const WalkedEvent& walked);
    void takeMessage(const WalkedEvent& walked);
    void tellSent(const Event& event, std::size_t index, std::string_view text);

    struct PerhapsSent {
        Event event;
        std::size_t index = 0;
        std::string text;
    };
    const ExportRequest& m_request;
    const Trace& m_trace;
    SqliteDatabase& m_database;
    Describer m_describer;
    SqliteRow m_event, m_sent, m_received;
    std::unordered_map<MessageId, PerhapsSent> m_perhapsSent;  // by who was killed: they were, if received
};

void SqliteWriter::write() {
    writeNames();
    std::ostringstream good;  // stands for the database, which has no stream
    walkWanted(m_request, good, [&](const WalkedEvent& walked) {
        take(walked);
        if (!m_database.isGood())
            good.setstate(std::ios::failbit);
    });
    writeRun();  // last: reading all of it can bring warnings to light
    writeOutput();
}

void SqliteWriter::writeRun() {
    const RunFacts facts = m_trace.facts();
    SqliteRow row = m_database.prepare("INSERT INTO run VALUES (?,?)");
    const auto say = [&](std::string_view name, std::string_view value) { row.text(name).text(value).run(); };
    const auto count = [&](std::string_view name, std::uint64_t value) {
        row.text(name).number(static_cast<std::int64_t>(value)).run();
    };
    say("lesson", facts.lesson);
    say("mode", facts.mode);
    say("chooser", facts.chooser);
    say("ending", nameOf(facts.ending));
    say("ending_sentence", facts.endingSentence);
    count("exit_code", static_cast<std::uint64_t>(facts.exitCode));
    count("seed", facts.seed);
    count("events", m_trace.size());
    count("steps", static_cast<std::uint64_t>(m_trace.steps()));
    count("produced", facts.produced);
    count("lost", facts.lost);
    count("duration_ns", static_cast<std::uint64_t>(m_trace.lastInstant().ns));
    count("started_at_unix_ms", static_cast<std::uint64_t>(facts.startedAtUnixMs));
    for (const auto& [name, value] : facts.parameters)
        say("parameter " + name, value);
    for (std::size_t i = 0; i < facts.warnings.size(); ++i)
        say("warning " + std::to_string(i + 1), facts.warnings[i]);
    SqliteRow verdict = m_database.prepare("INSERT INTO verdicts VALUES (?,?,?,?)");
    for (const Verdict& each : facts.verdicts)
        verdict.text(each.kind)
            .text(each.isTrouble ? "trouble" : "note")
            .number(each.step)
            .text(each.sentence)
            .run();
}

void SqliteWriter::writeNames() {
    SqliteRow worker = m_database.prepare("INSERT INTO workers VALUES (?,?,?,?,?,?,?,?,?,?)");
    for (const WorkerInfo* info : m_trace.names().workersAsMade())
        worker.id(info->id)
            .text(shownText(info->path))
            .text(shownText(m_describer.names().of(info->id)))
            .text(nameOf(info->kind))
            .text(nameOf(info->depth))
            .id(info->parent)
            .id(info->process)
            .id(info->handle)
            .number(info->pid)
            .number(info->tid)
            .run();
    SqliteRow object = m_database.prepare("INSERT INTO objects VALUES (?,?,?,?,?,?,?,?)");
    for (const ObjectInfo* info : m_trace.names().objects()) {
        object.id(info->id)
            .text(shownText(info->path))
            .text(shownText(m_describer.names().of(info->id)))
            .text(nameOf(info->kind));
        object.id(info->maker).id(info->copyOf).id(info->peer);
        info->capacity ? object.number(*info->capacity) : object.null();
        object.run();
    }
    SqliteRow site = m_database.prepare("INSERT INTO sites VALUES (?,?,?,?)");
    for (const SiteInfo* info : m_trace.names().sites())
        site.id(info->id)
            .text(shownText(info->file))
            .number(info->line)
            .text(shownText(info->function))
            .run();
}

void SqliteWriter::writeOutput() {
    SqliteRow row = m_database.prepare("INSERT INTO output VALUES (?,?,?)");
    for (const OutputLine& line : m_trace.output())
        if (line.at >= m_request.from && line.at <= m_request.to)
            row.number(line.at.ns).number(line.stream).text(line.text).run();
}

void SqliteWriter::take(const WalkedEvent& walked) {
    const Event& event = walked.event;
    m_event.number(static_cast<std::int64_t>(walked.index));
    event.isStep() ? m_event.number(walked.step) : m_event.null();
    m_event.number(event.start).number(event.end).id(event.worker).id(event.object);
    m_event.text(nameOf(event.op))
        .text(nameOf(event.phase))
        .text(nameOf(event.outcome))
        .text(nameOf(event.depth));
    m_event.id(event.message).number(event.value);
    walked.text.empty() ? m_event.null() : m_event.text(walked.text);
    m_event.id(event.site).number(event.operation);
    event.parent == 0 ? m_event.null() : m_event.number(event.parent);
    m_event.text(m_describer.inEnglish(walked.index)).run();
    if (!event.message.isNone() && !handsOverConnection(event.op))
        takeMessage(walked);
}

void SqliteWriter::takeMessage(const WalkedEvent& walked) {
    const Event& event = walked.event;
    const bool isDone = event.phase == Phase::done;
    if (sendsMessage(event.op) && isDone) {
        tellSent(event, walked.index, walked.text);
    } else if (sendsMessage(event.op) && event.outcome == Outcome::killed) {
        m_perhapsSent[event.message] = {event, walked.index, std::string(walked.text)};
    } else if (receivesMessage(event.op) && isDone) {
        if (const auto perhaps = m_perhapsSent.find(event.message); perhaps != m_perhapsSent.end()) {
            tellSent(perhaps->second.event, perhaps->second.index, perhaps->second.text);
            m_perhapsSent.erase(perhaps);
        }
        m_received.id(event.message).id(event.worker).number(static_cast<std::int64_t>(walked.index));
        m_received.number(event.end).run();
    }
}

void SqliteWriter::tellSent(const Event& event, std::size_t index, std::string_view text) {
    m_sent.id(event.message).id(event.worker).number(static_cast<std::int64_t>(index)).number(event.end);
    text.empty() ? m_sent.null() : m_sent.text(text);
    m_sent.run();
}

}  // namespace

Result<void> writeSqlite(const ExportRequest& request, const std::filesystem::path& path) {
    auto database = SqliteDatabase::open(path);
    if (!database)
        return tl::unexpected(database.error());
    (*database)->run(sqliteTables);
    SqliteWriter(request, **database).write();
    if (request.stop.stop_requested())
        return {};  // whoever asked for that throws the file away
    (*database)->run(sqliteViews);
    return (*database)->close();
}

}  // namespace heddle
