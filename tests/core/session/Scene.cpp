// SPDX-License-Identifier: MIT
#include "tests/core/session/Scene.h"

#include <QTest>
#include <filesystem>
#include <set>

namespace heddle::test {

RunRequest requestFor(const std::string& scene, Held held, std::uint64_t seed) {
    const std::filesystem::path build = qEnvironmentVariable("HEDDLE_BUILD").toStdString();
    RunRequest request;
    request.command = {build / "lib/heddle/tests/TestOperations", "scene=" + scene};
    request.choosing.seed = seed;
    if (held != Held::no)
        request.choosing.kind = held == Held::random ? ChooserKind::random : ChooserKind::roundRobin;
    request.timeout = Span::seconds(60);
    return request;
}

Scene play(RunRequest request) {
    Scene scene;
    request.onOutput = [&scene](int, std::string_view bytes) { scene.output += bytes; };
    const Instant before = monotonicNow();
    auto run = Run::start(std::move(request));
    if (!run) {
        scene.facts.endingSentence = run.error().sentence;
        scene.trace = std::make_shared<Trace>();
        return scene;
    }
    (*run)->wait();
    scene.length = monotonicNow() - before;
    scene.trace = (*run)->trace();
    scene.facts = scene.trace->facts();
    scene.status = (*run)->status();
    return scene;
}

std::vector<std::string> Scene::lines() const {
    std::vector<std::string> lines;
    const Names& names = trace->names();
    for (std::size_t i = 0; i < trace->size(); ++i) {
        const Event event = trace->event(i);
        if (event.depth != Depth::program)
            continue;
        const WorkerInfo* worker = names.worker(event.worker);
        const ObjectInfo* object = names.object(event.object);
        const std::string path = object ? object->path : "-";
        std::string line = worker ? worker->path : "?";
        for (const std::string_view part :
             {nameOf(event.op), std::string_view(path), nameOf(event.phase), nameOf(event.outcome)})
            line += " " + std::string(part);
        lines.push_back(line + " " + std::to_string(event.value));
    }
    return lines;
}

int Scene::count(const std::string& part) const {
    int found = 0;
    for (const std::string& line : lines())
        found += line.find(part) != std::string::npos ? 1 : 0;
    return found;
}

std::string Scene::whatIsWrong() const {
    if (trace->size() == 0)
        return "nothing was recorded: " + facts.endingSentence;
    std::set<std::uint64_t> sent;
    for (std::size_t i = 0; i < trace->size(); ++i) {
        const Event event = trace->event(i);
        if (sendsMessage(event.op) && event.phase != Phase::called)
            sent.insert(event.message.number);
        const bool isReceived = receivesMessage(event.op) && event.phase == Phase::done;
        if (isReceived && !event.message.isNone() && !sent.contains(event.message.number))
            return "message " + std::to_string(event.message.number) + " is received before it is sent";
    }
    if (facts.produced != trace->size() + facts.lost)
        return std::to_string(facts.produced) + " produced are not " + std::to_string(trace->size()) +
               " stored and " + std::to_string(facts.lost) + " lost";
    return facts.warnings.empty() ? "" : facts.warnings.front();
}

}  // namespace heddle::test
