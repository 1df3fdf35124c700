// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/Story.h"

#include "app/models/SubjectOf.h"
#include "app/panels/Wording.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <optional>

namespace heddle {

namespace {

QString tr(const char* words, int n = -1) {
    return QCoreApplication::translate("heddle::Story", words, nullptr, n);
}

QString stepWords(std::int64_t step) {
    return tr("step %L1").arg(step);
}

// Past tense: "put by main", "taken by worker-3".
QString sentWords(Op op, const QString& worker) {
    return op == Op::queuePut ? tr("put by %1").arg(worker) : tr("sent by %1").arg(worker);
}
QString receivedWords(Op op, const QString& worker) {
    return op == Op::queueGet ? tr("taken by %1").arg(worker) : tr("received by %1").arg(worker);
}

// Of the same object, sent before it and received after it was sent; none: too many to be counted.
std::optional<int> aheadOf(const TraceModel& model, std::size_t message) {
    constexpr std::size_t mostLookedAt = 20'000;
    const auto& all = model.messages().all();
    const Message& own = all[message];
    int ahead = 0;
    for (std::size_t looked = 0; looked < message; ++looked) {
        if (looked == mostLookedAt)
            return std::nullopt;
        const Message& other = all[message - 1 - looked];
        ahead += other.through == own.through && other.received > own.sent ? 1 : 0;
    }
    return ahead;
}

// Where, the story's head says.
QString waitedWords(const TraceModel& model, std::size_t message) {
    const std::optional<int> ahead = aheadOf(model, message);
    if (!ahead)
        return tr("waited");
    if (*ahead == 0)
        return tr("waited, nothing was ahead of it");
    return *ahead == 1 ? tr("waited behind 1 other") : tr("waited behind %Ln others", *ahead);
}

QString lengthWords(std::int64_t steps, std::int64_t ns) {
    const QString time = spanWords(Span{ns});
    return steps == 1 ? tr("1 step, %1").arg(time) : tr("%Ln steps, %1", static_cast<int>(steps)).arg(time);
}

void tellMessage(const TraceModel& model, std::size_t index, Story& story) {
    const Trace& trace = *model.trace();
    const Message& message = model.messages().all()[index];
    const QString object = model.laneName(message.through);
    story.title =
        tr("Message “%2” (no. %1)").arg(QString::number(message.id.number), model.content(message.sent));
    story.place = tr("in %1").arg(object);
    story.lines.push_back({Tone::system,
                           sentWords(trace.event(message.sent).op, model.laneName(message.from)),
                           stepWords(message.sentStep), message.sent});
    if (!message.isReceived()) {
        story.lines.push_back({Tone::waitsMessage, tr("still in %1").arg(object), {}});
        return;
    }
    story.lines.push_back(
        {Tone::waitsMessage, waitedWords(model, index),
         lengthWords(message.receivedStep - message.sentStep, message.receivedNs - message.sentNs)});
    story.lines.push_back({Tone::running,
                           receivedWords(trace.event(message.received).op, model.laneName(message.to)),
                           stepWords(message.receivedStep), message.received});
}

std::optional<std::size_t> workerOfHandle(const TraceModel& model, ObjectId object) {
    const ObjectInfo* info = model.trace()->names().object(object);
    if (!info || (info->kind != ObjectKind::thread && info->kind != ObjectKind::process))
        return std::nullopt;
    for (const WorkerInfo* worker : model.trace()->names().workers())
        if (worker->handle == object)
            return model.laneOf(worker->id);
    return std::nullopt;
}

// Whose story and which thing's there is more of. By a handle its worker is meant: of its own end the same.
void tellSubjects(const TraceModel& model, const Event& event, std::size_t index, Story& story) {
    const auto tellWorker = [&](std::size_t lane) {
        story.lines.push_back({Tone::running,
                               tr("more of %1").arg(model.laneName(lane)),
                               {},
                               {},
                               {model.lanes()[lane].worker}});
    };
    const auto lane = model.laneOf(event.worker), handled = workerOfHandle(model, event.object);
    const QString object = model.objectName(index);
    if (lane)
        tellWorker(*lane);
    if (handled && handled != lane)
        tellWorker(*handled);
    if (!handled && !object.isEmpty() && !event.object.isNone())
        story.lines.push_back(
            {Tone::system, tr("more of %1").arg(object), {}, {}, {{}, thingOf(model, event.object)}});
}

}  // namespace

QString Story::told() const {
    QStringList rows;
    for (const std::vector<Part>& sentence : sentences) {
        QString row;
        for (const Part& part : sentence)
            row += part.words;
        rows << row;
    }
    return rows.join(QLatin1Char('\n'));
}

Story storyOf(const TraceModel& model, std::size_t index) {
    const Trace& trace = *model.trace();
    const Event event = trace.event(index);
    Story story;
    story.title = event.isStep() ? tr("Step %L1").arg(trace.stepAt(index)) : tr("Event %L1").arg(index + 1);
    story.sentences = {{{model.sentence(index)}}};
    if (const SiteInfo* site = trace.names().site(event.site))
        story.place = QStringLiteral("%1:%2")
                          .arg(QFileInfo(QString::fromStdString(site->file)).fileName())
                          .arg(site->line);
    if (const auto message = model.messages().ofEvent(index))
        tellMessage(model, *message, story);
    if (event.end > event.start && event.phase != Phase::called && event.phase != Phase::waits)
        story.lines.push_back({Tone::idle,
                               tr("took %1").arg(spanWords(event.endInstant() - event.startInstant())),
                               tr("at %1").arg(spanWords({event.end}))});
    tellSubjects(model, event, index, story);
    return story;
}

}  // namespace heddle
