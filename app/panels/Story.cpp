// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/Story.h"

#include "app/panels/Wording.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace heddle {

namespace {

QString tr(const char* words, int n = -1) {
    return QCoreApplication::translate("heddle::Story", words, nullptr, n);
}

QString stepWords(std::int64_t step) {
    return tr("step %1").arg(step);
}

// Past tense: "put by main", "taken by worker-3".
QString sentWords(Op op, const QString& worker) {
    return op == Op::queuePut ? tr("put by %1").arg(worker) : tr("sent by %1").arg(worker);
}
QString receivedWords(Op op, const QString& worker) {
    return op == Op::queueGet ? tr("taken by %1").arg(worker) : tr("received by %1").arg(worker);
}

void tellMessage(const TraceModel& model, const Message& message, Story& story) {
    const Trace& trace = *model.trace();
    const QString object = model.laneName(message.through);
    story.title = tr("Message %1: %2").arg(message.id.number).arg(model.content(message.sent));
    story.place = tr("in %1").arg(object);
    story.lines.push_back({Tone::system,
                           sentWords(trace.event(message.sent).op, model.laneName(message.from)),
                           stepWords(message.sentStep)});
    if (!message.isReceived()) {
        story.lines.push_back({Tone::waitsMessage, tr("still in %1").arg(object), {}});
        return;
    }
    const int between = static_cast<int>(message.receivedStep - message.sentStep);
    story.lines.push_back(
        {Tone::waitsMessage, tr("was under way"), between == 1 ? tr("1 step") : tr("%Ln steps", between)});
    story.lines.push_back({Tone::running,
                           receivedWords(trace.event(message.received).op, model.laneName(message.to)),
                           stepWords(message.receivedStep)});
}

}  // namespace

Story storyOf(const TraceModel& model, std::size_t index) {
    const Trace& trace = *model.trace();
    const Event event = trace.event(index);
    Story story;
    story.title = event.isStep() ? tr("Step %1").arg(trace.stepAt(index)) : tr("Event %1").arg(index + 1);
    story.sentence = model.sentence(index);
    if (const SiteInfo* site = trace.names().site(event.site))
        story.place = QStringLiteral("%1:%2")
                          .arg(QFileInfo(QString::fromStdString(site->file)).fileName())
                          .arg(site->line);
    if (const auto message = model.messages().ofEvent(index))
        tellMessage(model, model.messages().all()[*message], story);
    if (event.end > event.start)
        story.lines.push_back({Tone::idle,
                               tr("took %1").arg(spanWords(event.endInstant() - event.startInstant())),
                               tr("at %1").arg(spanWords({event.end}))});
    return story;
}

}  // namespace heddle
