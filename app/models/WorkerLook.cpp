// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/models/WorkerLook.h"

#include "app/models/LaneFacts.h"
#include "core/world/WorkerSign.h"

#include <QCoreApplication>

#include <csignal>
#include <cstring>

namespace heddle {

namespace {

QString tr(const char* words) {
    return QCoreApplication::translate("heddle::WorkerLook", words);
}

QString mark(const WorkerState& worker) {
    return QString::fromUtf8(signOf(worker));
}

QString objectName(const WorkerState& worker, const World& world) {
    const ObjectInfo* object = world.names().object(worker.object);
    return object ? QString::fromStdString(object->name()) : QString();
}

// "put(11)"; of one that waits also at what: "jobs.put(11)", or "jobs.put" where nobody told what is put.
QString activityOf(const WorkerState& worker, const World& world, QString content) {
    if (worker.op == Op::none)
        return {};
    const std::string_view verb = verbOf(worker.op);
    QString name = QString::fromUtf8(verb.data(), static_cast<qsizetype>(verb.size()));
    const bool isWaiting = worker.doing == Doing::waits;
    if (const QString object = isWaiting ? objectName(worker, world) : QString(); !object.isEmpty())
        name.prepend(object + QLatin1Char('.'));
    if (!sendsMessage(worker.op) && worker.op != Op::sharedStore)
        return name + QStringLiteral("()");
    if (content.isEmpty() && isWaiting)  // its value tells how far it has come, not what it moves
        return name;
    if (worker.op == Op::sharedStore &&
        worker.doing == Doing::calls)  // what it will write is told when it is done
        return name + QStringLiteral("()");
    if (content.isEmpty() && worker.doing == Doing::calls)
        content = worker.value != 0 ? QString::number(worker.value) : QStringLiteral("…");
    return QStringLiteral("%1(%2)").arg(name, content);
}

// Why it waits at what would let it go: there is enough for whoever is first in line.
QString noteOf(const WorkerState& worker, const World& world) {
    const ObjectState* on = world.object(worker.object);
    if (!on || world.possible(worker.id) != Possible::yes)
        return {};
    for (const WorkerId before : on->line) {
        if (before == worker.id)
            break;
        const WorkerState* other = world.worker(before);
        if (other && other->doing == Doing::waits && other->op == worker.op)
            return tr("waits its turn");
    }
    return tr("can go on");
}

WorkerLook waiting(const WorkerState& worker, const World& world) {
    const WaitKind kind = waitKindOf(worker.op);
    if (kind == WaitKind::sleep)
        return {toneOf(worker), mark(worker), {}, tr("sleeps")};
    const QString object = objectName(worker, world);
    const QString words = object.isEmpty() ? tr("waits") : tr("waits for %1").arg(object);
    return {toneOf(worker), mark(worker), {}, words, noteOf(worker, world)};
}

WorkerLook held(const WorkerState& worker, const World& world) {
    switch (world.possible(worker.id)) {
    case Possible::yes:
        return {toneOf(worker), mark(worker), {}, tr("held, can go on")};
    case Possible::no:
        return {toneOf(worker), mark(worker), {}, tr("held, would wait")};
    case Possible::may:
        return {toneOf(worker), mark(worker), {}, tr("held, may go on")};
    }
    return {};
}

WorkerLook ended(const WorkerState& worker) {
    if (worker.exitCode == 0)
        return {toneOf(worker), mark(worker), {}, tr("finished")};
    return {toneOf(worker), mark(worker), {}, tr("ended with exit code %1").arg(worker.exitCode)};
}

WorkerLook died(const WorkerState& worker, const QString& how) {
    if (!how.isEmpty())
        return {toneOf(worker), mark(worker), {}, how};
    const int signal = static_cast<int>(worker.exitCode) - 128;
    const char* name = signal > 0 ? ::sigabbrev_np(signal) : nullptr;
    const QString words = name ? tr("killed: SIG%1").arg(QLatin1String(name)) : tr("died");
    return {toneOf(worker), mark(worker), {}, words};
}

WorkerLook withoutActivity(const WorkerState& worker, const World& world, const QString& content) {
    switch (worker.doing) {
    case Doing::notStarted:
        return {toneOf(worker), mark(worker), {}, tr("not started")};
    case Doing::running:
        return {toneOf(worker), mark(worker), {}, tr("running")};
    case Doing::calls:
        return held(worker, world);
    case Doing::waits:
        return waiting(worker, world);
    case Doing::ended:
        return ended(worker);
    case Doing::died:
        return died(worker, content);
    }
    return {};
}

}  // namespace

Tone toneOf(const WorkerState& worker) {
    switch (stateToneOf(worker)) {
    case StateTone::runs:
        return Tone::running;
    case StateTone::held:
        return Tone::held;
    case StateTone::waitsMessage:
        return Tone::waitsMessage;
    case StateTone::waitsLock:
        return Tone::waitsLock;
    case StateTone::died:
        return Tone::died;
    case StateTone::idle:
        return Tone::idle;
    }
    return Tone::idle;
}

WorkerLook lookOf(const WorkerState& worker, const World& world, const QString& content) {
    WorkerLook look = withoutActivity(worker, world, content);
    look.activity = activityOf(worker, world, content);
    return look;
}

}  // namespace heddle
