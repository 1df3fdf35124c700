// SPDX-License-Identifier: MIT
// The part of FactsCode that tells of the run as a whole: fields by number, unknown ones skipped.
#include "core/trace/FactsCode.h"

#include "core/trace/FileLayout.h"

namespace heddle {
namespace {

// Numbers go into files: append, never renumber.
enum class Fact : std::uint64_t {
    lesson = 1,
    commandWord,
    parameter,
    mode,
    chooser,
    seed,
    produced,
    lost,
    ending,
    endingSentence,
    exitCode,
    verdict,
    warning,
    startedAtUnixMs,
    letFreeAfterStep,
    killedAfterStep,
    endedBehind,
    scheduleLostAfterStep,
    folder
};

class FactWriter {
public:
    explicit FactWriter(ByteWriter& to) : m_to(to) {}

    void text(Fact fact, std::string_view value) {
        m_to.number(static_cast<std::uint64_t>(fact));
        m_to.text(value);
    }
    void number(Fact fact, std::int64_t value) {
        ByteWriter body;
        body.signedNumber(value);
        this->body(fact, body);
    }
    void body(Fact fact, const ByteWriter& body) {
        m_to.number(static_cast<std::uint64_t>(fact));
        m_to.field(body.bytes());
    }

private:
    ByteWriter& m_to;
};

ByteWriter encoded(const Verdict& verdict) {
    ByteWriter body;
    body.text(verdict.kind);
    body.byte(verdict.isTrouble ? 1 : 0);
    body.text(verdict.sentence);
    body.number(verdict.workers.size());
    for (const WorkerId worker : verdict.workers)
        body.number(worker.number);
    body.number(verdict.objects.size());
    for (const ObjectId object : verdict.objects)
        body.number(object.number);
    body.number(verdict.events.size());
    for (const std::uint64_t event : verdict.events)
        body.number(event);
    body.signedNumber(verdict.step);
    return body;
}

template <class Id>
void readIds(ByteReader& from, std::vector<Id>& into) {
    // No reserve(): the count is the file's claim.
    for (std::uint64_t left = from.number(); left > 0 && from.ok(); --left)
        if (const std::uint64_t number = from.number(); number <= idAtMost && from.ok())
            into.push_back({static_cast<std::uint32_t>(number)});
}

Verdict readVerdict(ByteReader& from) {
    Verdict verdict;
    verdict.kind = from.text();
    verdict.isTrouble = from.byte() != 0;
    verdict.sentence = from.text();
    readIds(from, verdict.workers);
    readIds(from, verdict.objects);
    for (std::uint64_t left = from.number(); left > 0 && from.ok(); --left)
        if (const std::uint64_t event = from.number(); from.ok())
            verdict.events.push_back(event);
    if (from.ok() && !from.atEnd())  // in an older file it ends here
        verdict.step = from.signedNumber();
    return verdict;
}

Ending endingNumbered(std::int64_t number) {
    return number >= 0 && number <= static_cast<std::int64_t>(Ending::last) ? static_cast<Ending>(number)
                                                                            : Ending::failed;
}

bool takeFact(Fact fact, std::span<const std::byte> bytes, RunFacts& into) {
    ByteReader body(bytes);
    const auto asText = [&] {
        return std::string(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    };
    switch (fact) {
    case Fact::lesson:
        into.lesson = asText();
        break;
    case Fact::commandWord:
        into.command.push_back(asText());
        break;
    case Fact::parameter: {
        std::string name = body.text();
        into.parameters[std::move(name)] = body.text();
        break;
    }
    case Fact::mode:
        into.mode = asText();
        break;
    case Fact::chooser:
        into.chooser = asText();
        break;
    case Fact::seed:
        into.seed = static_cast<std::uint64_t>(body.signedNumber());
        break;
    case Fact::produced:
        into.produced = static_cast<std::uint64_t>(body.signedNumber());
        break;
    case Fact::lost:
        into.lost = static_cast<std::uint64_t>(body.signedNumber());
        break;
    case Fact::ending:
        into.ending = endingNumbered(body.signedNumber());
        break;
    case Fact::endingSentence:
        into.endingSentence = asText();
        break;
    case Fact::exitCode:
        into.exitCode = static_cast<int>(body.signedNumber());
        break;
    case Fact::verdict:
        into.verdicts.push_back(readVerdict(body));
        break;
    case Fact::warning:
        into.warnings.push_back(asText());
        break;
    case Fact::startedAtUnixMs:
        into.startedAtUnixMs = body.signedNumber();
        break;
    case Fact::letFreeAfterStep:
        into.letFreeAfterStep = body.signedNumber();
        break;
    case Fact::killedAfterStep:
        into.killedAfterStep = body.signedNumber();
        break;
    case Fact::endedBehind:
        into.endedBehind = static_cast<std::uint64_t>(body.signedNumber());
        break;
    case Fact::scheduleLostAfterStep:
        into.scheduleLostAfterStep = body.signedNumber();
        break;
    case Fact::folder:
        into.folder = asText();
        break;
    }
    return body.ok();
}

}  // namespace

void encode(const RunFacts& facts, ByteWriter& to) {
    FactWriter fields(to);
    fields.text(Fact::lesson, facts.lesson);
    for (const std::string& word : facts.command)
        fields.text(Fact::commandWord, word);
    for (const auto& [name, value] : facts.parameters) {
        ByteWriter body;
        body.text(name);
        body.text(value);
        fields.body(Fact::parameter, body);
    }
    fields.text(Fact::mode, facts.mode);
    fields.text(Fact::chooser, facts.chooser);
    fields.number(Fact::seed, static_cast<std::int64_t>(facts.seed));
    fields.number(Fact::produced, static_cast<std::int64_t>(facts.produced));
    fields.number(Fact::lost, static_cast<std::int64_t>(facts.lost));
    fields.number(Fact::ending, static_cast<std::int64_t>(facts.ending));
    fields.text(Fact::endingSentence, facts.endingSentence);
    fields.number(Fact::exitCode, facts.exitCode);
    for (const Verdict& verdict : facts.verdicts)
        fields.body(Fact::verdict, encoded(verdict));
    for (const std::string& warning : facts.warnings)
        fields.text(Fact::warning, warning);
    fields.number(Fact::startedAtUnixMs, facts.startedAtUnixMs);
    if (facts.letFreeAfterStep)
        fields.number(Fact::letFreeAfterStep, *facts.letFreeAfterStep);
    if (facts.killedAfterStep)
        fields.number(Fact::killedAfterStep, *facts.killedAfterStep);
    if (facts.endedBehind)
        fields.number(Fact::endedBehind, static_cast<std::int64_t>(*facts.endedBehind));
    if (facts.scheduleLostAfterStep)
        fields.number(Fact::scheduleLostAfterStep, *facts.scheduleLostAfterStep);
    if (!facts.folder.empty())
        fields.text(Fact::folder, facts.folder);
}

bool decodeFacts(std::span<const std::byte> bytes, RunFacts& into) {
    RunFacts facts;
    ByteReader from(bytes);
    while (!from.atEnd()) {
        const auto fact = static_cast<Fact>(from.number());
        if (!takeFact(fact, from.field(), facts))
            return false;
    }
    if (!from.ok())
        return false;
    facts.schedule = std::move(into.schedule);
    into = std::move(facts);
    return true;
}

}  // namespace heddle
