// SPDX-License-Identifier: MIT
#include "core/format/PageCard.h"
#include "core/world/WorkerSign.h"

#include <csignal>
#include <cstring>

namespace heddle {
namespace {

std::string endWords(const WorkerState& worker, const PageTongue& says) {
    if (worker.doing == Doing::ended)
        return worker.exitCode == 0 ? says("finished") : says("exitCode", {std::to_string(worker.exitCode)});
    const int signal = static_cast<int>(worker.exitCode) - 128;
    const char* name = signal > 0 ? ::sigabbrev_np(signal) : nullptr;
    return name ? says("killedBy", {"SIG" + std::string(name)}) : says("died");
}

// "put(11)"; of one that waits also at what: "jobs.put(11)".
std::string activityOf(const WorkerState& worker, const std::string& content, const PageSpeech& speech) {
    std::string name(verbOf(worker.op));
    if (worker.doing == Doing::waits && !worker.object.isNone())
        name = speech.names.of(worker.object) + "." + name;
    return name + "(" + (sendsMessage(worker.op) ? content : std::string()) + ")";
}

}  // namespace

std::string lookOf(const WorkerState& worker, const std::string& content, const PageSpeech& speech) {
    const bool acts = (worker.doing == Doing::calls || worker.doing == Doing::waits) && worker.op != Op::none;
    const bool isGone = worker.doing == Doing::ended || worker.doing == Doing::died;
    const std::string words = acts                                ? activityOf(worker, content, speech)
                              : isGone                            ? endWords(worker, speech.says)
                              : worker.doing == Doing::notStarted ? speech.says("notStarted")
                                                                  : speech.says("running");
    JsonWriter json;
    json.beginArray();
    json.value(static_cast<int>(stateToneOf(worker)));
    json.value(speech.words.of(signOf(worker)));
    json.value(acts ? 1 : 0);
    for (const std::int64_t number : speech.words.phrase(words))
        json.value(number);
    json.endArray();
    return json.take();
}

}  // namespace heddle
