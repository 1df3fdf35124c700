// SPDX-License-Identifier: MIT
#include "tests/core/trace/RandomTrace.h"

#include <algorithm>
#include <cstring>
#include <random>

namespace heddle {
namespace {

class Maker {
public:
    explicit Maker(const RandomTraceShape& shape) : m_shape(shape), m_random(shape.seed) {}

    std::shared_ptr<Trace> make() {
        defineAll();
        for (std::size_t i = 0; i < m_shape.events; ++i) {
            const Event event = m_shape.isWild ? wildEvent() : tameEvent();
            m_trace->append(event, upTo(2) == 0 ? text() : std::string());
            if (upTo(50) == 0)
                m_trace->appendOutput({event.endInstant(), 1 + static_cast<int>(upTo(1)), text()});
        }
        m_trace->setFacts(facts());
        return m_trace;
    }

private:
    std::uint64_t upTo(std::uint64_t most) {
        return std::uniform_int_distribution<std::uint64_t>(0, most)(m_random);
    }
    std::uint32_t upTo(int most) {
        return static_cast<std::uint32_t>(upTo(static_cast<std::uint64_t>(most)));
    }
    std::int64_t anyTime() { return static_cast<std::int64_t>(upTo(std::uint64_t{1} << 59)); }

    std::string text() {
        std::string bytes(upTo(m_shape.isWild ? Event::textLimit : std::size_t{12}), ' ');
        for (char& byte : bytes)
            byte = static_cast<char>(m_shape.isWild ? upTo(255) : 'a' + upTo(25));
        return bytes;
    }

    template <class Enum>
    Enum oneOf(Enum last) {
        return static_cast<Enum>(upTo(static_cast<int>(last)));
    }

    void defineAll() {
        for (std::uint32_t id = 1; id <= static_cast<std::uint32_t>(m_shape.workers); ++id)
            m_trace->names().add(WorkerInfo{{id},
                                            oneOf(WorkerKind::thread),
                                            oneOf(Depth::system),
                                            {upTo(3)},
                                            {upTo(3)},
                                            {upTo(3)},
                                            100,
                                            static_cast<std::int32_t>(100 + id),
                                            "main/" + text()});
        for (std::uint32_t id = 1; id <= static_cast<std::uint32_t>(m_shape.objects); ++id) {
            ObjectInfo object{{id},    oneOf(ObjectKind::last), {upTo(3)}, {upTo(3)}, {upTo(3)}, {},
                              upTo(9), "main/" + text()};
            if (upTo(1) == 0)
                object.capacity = upTo(9);
            m_trace->names().add(object);
        }
        for (std::uint32_t id = 1; id <= static_cast<std::uint32_t>(m_shape.sites); ++id)
            m_trace->names().add(SiteInfo{{id}, "program.cpp", upTo(999), text()});
    }

    Event tameEvent() {
        Event event;
        event.op = oneOf(Op::last);
        event.phase = oneOf(Phase::failed);
        event.outcome = event.phase == Phase::failed ? oneOf(Outcome::error) : Outcome::ok;
        event.depth = upTo(3) == 0 ? oneOf(Depth::system) : Depth::program;
        event.worker = {1 + upTo(m_shape.workers - 1)};
        event.object = {1 + upTo(m_shape.objects - 1)};
        event.site = {1 + upTo(m_shape.sites - 1)};
        m_now += static_cast<std::int64_t>(upTo(std::uint64_t{5000}));
        event.end = m_now;
        event.start = std::max<std::int64_t>(0, m_now - static_cast<std::int64_t>(upTo(std::uint64_t{900})));
        event.order = ++m_order;
        event.operation = ++m_operation;
        event.value = upTo(100);
        if (sendsMessage(event.op))
            event.message = {++m_message};
        else if (receivesMessage(event.op) && m_message > 0)
            event.message = {1 + upTo(m_message - 1)};
        return event;
    }

    Event wildEvent() {
        Event event = tameEvent();
        event.end = anyTime();
        event.start = static_cast<std::int64_t>(upTo(static_cast<std::uint64_t>(event.end)));
        event.value = static_cast<std::int64_t>(m_random());
        event.message = {m_random()};
        event.order = static_cast<std::uint32_t>(m_random());
        event.operation = static_cast<std::uint32_t>(m_random());
        event.parent = static_cast<std::uint32_t>(m_random());
        event.worker = {upTo(1 << 24)};
        event.object = {upTo(1 << 24)};
        event.site = {upTo(1 << 24)};
        event.outcome = oneOf(Outcome::error);
        event.flags = upTo(1) == 0 ? Event::madeByCollector : Event::isSentinel;
        return event;
    }

    RunFacts facts() {
        RunFacts facts;
        facts.lesson = text();
        facts.command = {text(), text()};
        facts.folder = text();
        facts.parameters = {{"a" + text(), text()}, {"b", "5"}};
        facts.mode = "held";
        facts.chooser = "random";
        facts.seed = m_random();
        for (std::uint64_t left = upTo(9); left > 0; --left)
            facts.schedule.push_back(
                {{upTo(9)}, static_cast<std::uint8_t>(upTo(9)), upTo(1) == 0, {upTo(9)}, upTo(9)});
        facts.produced = m_shape.events + 3;
        facts.lost = 3;
        facts.ending = Ending::stuck;
        facts.endingSentence = text();
        facts.exitCode = -static_cast<int>(upTo(200));
        facts.verdicts = {{"deadlock", true, text(), {{1}, {2}}, {{3}}, {}}};
        if (m_shape.events > 0)
            facts.verdicts[0].events = {0, m_shape.events / 2};
        facts.verdicts[0].step = static_cast<std::int64_t>(upTo(1000));
        facts.startedAtUnixMs = 1700000000000;
        facts.letFreeAfterStep = 17;
        facts.killedAfterStep = 13;
        facts.endedBehind = 19;
        return facts;
    }

    RandomTraceShape m_shape;
    std::mt19937_64 m_random;
    std::shared_ptr<Trace> m_trace = std::make_shared<Trace>();
    std::int64_t m_now = 0;
    std::uint32_t m_order = 0, m_operation = 0;
    std::uint64_t m_message = 0;
};

std::string differenceBetween(const Names& a, const Names& b) {
    const auto workers = [](const WorkerInfo& w) {
        return std::tuple(w.id, w.kind, w.depth, w.process, w.parent, w.handle, w.pid, w.tid, w.path);
    };
    const auto objects = [](const ObjectInfo& o) {
        return std::tuple(o.id, o.kind, o.maker, o.copyOf, o.peer, o.capacity, o.firstOrder, o.path);
    };
    const auto sites = [](const SiteInfo& s) { return std::tuple(s.id, s.file, s.line, s.function); };
    const auto same = [](const auto& left, const auto& right, const auto& fields) {
        return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                          [&](auto* l, auto* r) { return fields(*l) == fields(*r); });
    };
    if (!same(a.workers(), b.workers(), workers))
        return "the workers differ";
    if (!same(a.objects(), b.objects(), objects))
        return "the objects differ";
    return same(a.sites(), b.sites(), sites) ? "" : "the source lines differ";
}

std::string differenceBetween(const RunFacts& a, const RunFacts& b) {
    const auto plain = [](const RunFacts& f) {
        return std::tuple(f.lesson, f.command, f.folder, f.parameters, f.mode, f.chooser, f.seed, f.produced,
                          f.lost, f.ending, f.endingSentence, f.exitCode, f.startedAtUnixMs,
                          f.letFreeAfterStep, f.killedAfterStep, f.endedBehind);
    };
    const auto grant = [](const GrantRecord& g) {
        return std::tuple(g.worker, g.op, g.fires, g.object, g.events);
    };
    const auto verdict = [](const Verdict& v) {
        return std::tuple(v.kind, v.isTrouble, v.sentence, v.workers, v.objects, v.events, v.step);
    };
    const auto same = [](const auto& left, const auto& right, const auto& fields) {
        return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                          [&](const auto& l, const auto& r) { return fields(l) == fields(r); });
    };
    if (plain(a) != plain(b))
        return "the facts differ";
    if (!same(a.schedule, b.schedule, grant))
        return "the schedules differ";
    return same(a.verdicts, b.verdicts, verdict) ? "" : "the verdicts differ";
}

std::string everyByteOf(const Trace& trace) {
    std::string bytes;
    for (const OutputLine& line : trace.output())
        bytes += line.text;
    return bytes;
}

}  // namespace

std::shared_ptr<Trace> randomTrace(const RandomTraceShape& shape) {
    return Maker(shape).make();
}

std::string differenceBetween(const Trace& a, const Trace& b) {
    if (a.size() != b.size() || a.steps() != b.steps() || a.lastInstant() != b.lastInstant())
        return "one has " + std::to_string(a.size()) + " events, the other " + std::to_string(b.size());
    for (std::size_t i = 0; i < a.size(); ++i) {
        const Event left = a.event(i), right = b.event(i);
        if (std::memcmp(&left, &right, sizeof(Event)) != 0 || a.text(i) != b.text(i) ||
            a.stepAt(i) != b.stepAt(i))
            return "event " + std::to_string(i) + " differs";
    }
    if (everyByteOf(a) != everyByteOf(b))
        return "the output differs";
    if (std::string difference = differenceBetween(a.names(), b.names()); !difference.empty())
        return difference;
    return differenceBetween(a.facts(), b.facts());
}

}  // namespace heddle
