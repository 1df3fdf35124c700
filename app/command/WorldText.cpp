// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command/WorldText.h"

#include "app/models/StateText.h"

namespace heddle {

namespace {

constexpr std::size_t mostNamed = 8;  // of those who wait in line

}  // namespace

std::string objectText(const World& world, ObjectId id, ShownNames& names) {
    const ObjectState* object = world.object(id);
    if (object == nullptr)
        return "";
    std::string text = stateText(world, *object, names);
    Clauses waiting;
    for (const WorkerId worker : object->line)
        if (waiting.size() < mostNamed)
            waiting.push_back(plain(names.of(worker)));
    if (!waiting.empty())
        text += (text.empty() ? "" : "; ") + ("waiting: " + textOf(listed(waiting, object->line.size())));
    return text.empty() ? "" : names.of(id) + " (" + std::string(nameOf(object->kind)) + ") " + text;
}

std::string workerText(const World& world, WorkerId id, ShownNames& names) {
    const WorkerState* state = world.worker(id);
    if (state == nullptr)
        return "";
    const std::string on = state->object.isNone() ? "" : " of " + names.of(state->object);
    const std::string what = std::string(nameOf(state->op)) + on;
    switch (state->doing) {
    case Doing::notStarted:
        return "not started";
    case Doing::running:
        return "runs";
    case Doing::calls:
        return "stands before " + what;
    case Doing::waits:
        return "waits in " + what;
    case Doing::ended:
        return "ended";
    case Doing::died:
        return "died";
    }
    return "";
}

std::string worldText(const World& world, ShownNames& names,
                      const std::function<std::string(WorkerId)>& mark) {
    std::string text;
    for (const WorkerId worker : world.workers())
        text += "  " + (mark ? mark(worker) : "") + names.of(worker) + ": " +
                workerText(world, worker, names) + "\n";
    for (const ObjectId object : world.objects())
        if (const std::string line = objectText(world, object, names); !line.empty())
            text += "  " + line + "\n";
    return text;
}

}  // namespace heddle
