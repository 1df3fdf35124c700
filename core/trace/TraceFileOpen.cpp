// SPDX-License-Identifier: MIT
#include "core/trace/TraceFile.h"

#include "core/event/ShownText.h"
#include "core/trace/FactsCode.h"
#include "core/trace/FileScan.h"
#include "core/trace/FileSources.h"
#include "core/trace/FiledChunks.h"
#include "core/trace/Filing.h"
#include "core/trace/Overview.h"

#include <algorithm>
#include <map>

namespace heddle {
namespace {

constexpr std::uint64_t besideEventsAtMost = 512ULL << 20;  // bytes of names, output and facts, decompressed

std::string opening(const std::filesystem::path& path) {
    return "open trace \"" + path.string() + "\": ";
}

enum class Head : std::uint8_t {
    sound,
    damaged,  // it says that it is a trace, and is not as it was written
    foreign
};

Result<Head> headOf(const FileBytes& file, const std::string& what) {
    FileHeader header;
    const auto bytes = std::as_writable_bytes(std::span(&header, 1));
    const auto there = bytes.first(std::min<std::uint64_t>(bytes.size(), file.sizeBytes()));
    const auto magic = std::as_bytes(std::span(fileMagic)).first(std::min(there.size(), fileMagic.size()));
    if (!file.read(0, there) || !std::equal(magic.begin(), magic.end(), there.begin()))
        return Head::foreign;
    if (there.size() < sizeof(FileHeader))
        return failure(what + "it was cut before its first event");
    const bool isOfTheFirst = header.sum == 0 && header.version == 1;
    if (!isOfTheFirst && header.sum != sumOf(header))
        return Head::damaged;
    if (header.version > fileVersion)
        return failure(what + "it was written by a newer Heddle (file version " +
                       std::to_string(header.version) + ", this one reads up to " +
                       std::to_string(fileVersion) + ")");
    return Head::sound;
}

// Puts a trace together from the parts of its file.
class Opening {
public:
    Opening(std::unique_ptr<const FileBytes> file, FoundParts found)
        : m_file(std::move(file)), m_found(std::move(found)) {}

    Result<OpenedTrace> run(const std::string& what) {
        for (const FoundPart& part : m_found.parts)
            take(part);
        const bool hadDamage = !(m_found.damages.empty() && m_found.mended.empty() && m_found.isFinished);
        placeEvents();
        if (m_chunks.empty() && hadDamage)
            return failure(what + (m_found.isFinished ? "it is damaged before its first event"
                                                      : "it was cut before its first event"));
        const auto source = std::make_shared<FiledChunks>(std::move(m_file));
        for (const FoundPart& part : m_events)
            source->add(part.offset, part.header);
        Trace::Filing::adopt(*m_trace, m_chunks, source);
        source->tellDamageTo(m_trace);
        for (OutputLine& line : m_output)
            m_trace->appendOutput(std::move(line));
        if (!hadDamage && m_gaps.empty())
            Trace::Filing::setOverview(*m_trace, std::make_shared<Overview>(std::move(m_overview)));
        settleBookmarks();
        m_trace->setFacts(settledFacts());
        return OpenedTrace{std::move(m_trace), std::move(m_losses), std::move(m_found.mended),
                           std::move(m_bookmarks)};
    }

private:
    struct Gap {
        std::uint64_t first, end;  // events that the file once had, or should have
    };

    void take(const FoundPart& part);
    void takeEvents(const FoundPart& part);
    bool takeContent(const FoundPart& part);
    bool takeGrants(const PartHeader& header, std::span<const std::byte> plain);
    void placeEvents();
    void leaveOut(std::uint64_t first, std::uint64_t end);
    RunFacts settledFacts();
    void settleSchedule();
    void settleBookmarks();
    bool isMissing(std::uint64_t event) const;
    std::uint64_t placeNow(std::uint64_t event) const;
    void moveProof(Verdict& verdict) const;

    std::unique_ptr<const FileBytes> m_file;
    FoundParts m_found;
    std::shared_ptr<Trace> m_trace = std::make_shared<Trace>();
    std::map<std::uint64_t, FoundPart> m_eventParts;   // by first; the fullest of each
    std::uint64_t m_eventsTold = 0, m_grantsTold = 0;  // that the headers tell of
    std::uint64_t m_besideEvents = 0;
    std::vector<FoundPart> m_events;
    std::vector<FiledChunk> m_chunks;
    std::vector<Gap> m_gaps;
    std::vector<OutputLine> m_output;
    std::vector<std::string> m_losses;
    std::vector<Bookmark> m_bookmarks;
    RunFacts m_facts;
    Overview m_overview;
};

void Opening::take(const FoundPart& part) {
    if (part.header.type == PartType::events) {
        takeEvents(part);
        return;
    }
    m_besideEvents += part.header.plainBytes;
    if (part.header.type == PartType::schedule)
        m_grantsTold = std::max(m_grantsTold, part.header.first + part.header.count);
    if (part.isWhole && (m_besideEvents > besideEventsAtMost || !takeContent(part)))
        m_found.damages.push_back("part " + std::to_string(part.header.number) +
                                  " of the file is not well-formed");
}

void Opening::takeEvents(const FoundPart& part) {
    const PartHeader& header = part.header;
    const bool isPossible = header.count > 0 && header.count <= Chunk::capacity &&
                            header.steps <= header.count && header.first % Chunk::capacity == 0 &&
                            header.first / Chunk::capacity < m_found.parts.size();
    if (!isPossible) {
        m_found.damages.push_back("part " + std::to_string(header.number) +
                                  " of the file is not well-formed");
        return;
    }
    m_eventsTold = std::max(m_eventsTold, header.first + header.count);
    if (!part.isWhole)
        return;
    FoundPart& kept = m_eventParts[header.first];
    if (header.count >= kept.header.count)
        kept = part;
}

bool Opening::takeContent(const FoundPart& part) {
    const auto isKnown = [&] {
        switch (part.header.type) {
        case PartType::definitions:
        case PartType::output:
        case PartType::facts:
        case PartType::schedule:
        case PartType::overview:
        case PartType::bookmarks:
            return true;
        case PartType::events:
        case PartType::index:
            return false;
        }
        return false;  // of a later Heddle
    };
    if (!isKnown())
        return true;
    const auto plain = readPlain(*m_file, part.offset, part.header);
    if (!plain)
        return false;
    switch (part.header.type) {
    case PartType::definitions:
        return decodeDefinitions(*plain, m_trace->names());
    case PartType::output:
        return decodeOutput(*plain, m_output);
    case PartType::facts:
        return decodeFacts(*plain, m_facts);
    case PartType::schedule:
        return takeGrants(part.header, *plain);
    case PartType::overview:
        return decodeOverview(*plain, m_overview);
    case PartType::bookmarks:
        return decodeBookmarks(*plain, m_bookmarks);
    case PartType::events:
    case PartType::index:
        break;
    }
    return true;
}

// Behind a part that is missing no grant is of use: whoever follows them would leave some out.
bool Opening::takeGrants(const PartHeader& header, std::span<const std::byte> plain) {
    return header.first != m_facts.schedule.size() || decodeGrants(plain, m_facts.schedule);
}

// A trace's chunks are full but for the last, so a part that is less than that can only be the last one. What
// is left out is closed up: every index below size() is an event.
void Opening::placeEvents() {
    std::uint64_t expected = 0;
    for (const auto& [first, part] : m_eventParts) {
        const bool isLast = first == m_eventParts.rbegin()->first;
        if (part.header.count < Chunk::capacity && !isLast)
            continue;
        leaveOut(expected, first);
        m_events.push_back(part);
        m_chunks.push_back({part.header.count, part.header.steps, part.header.end});
        expected = first + part.header.count;
    }
    leaveOut(expected, m_eventsTold);
}

void Opening::leaveOut(std::uint64_t first, std::uint64_t end) {
    if (first >= end)
        return;
    m_gaps.push_back({first, end});
    m_found.damages.push_back(std::to_string(end - first) + " events are missing, from event " +
                              std::to_string(first) + " on");
}

RunFacts Opening::settledFacts() {
    const std::uint64_t events = m_trace->size();
    for (Verdict& verdict : m_facts.verdicts)
        moveProof(verdict);
    if (!m_found.isFinished) {
        m_facts.ending = Ending::cut;
        m_facts.endingSentence =
            "the file was cut: " + std::to_string(events) + " events before the cut were read";
        m_losses.push_back(m_facts.endingSentence);
    }
    m_losses.insert(m_losses.end(), m_found.damages.begin(), m_found.damages.end());
    if (!m_found.isFinished || !m_gaps.empty()) {  // what was produced and is not here is lost
        m_facts.produced = std::max(m_facts.produced, events + m_facts.lost);
        m_facts.lost = m_facts.produced - events;
    }
    settleSchedule();
    m_facts.warnings.insert(m_facts.warnings.end(), m_losses.begin(), m_losses.end());
    m_facts.warnings.insert(m_facts.warnings.end(), m_found.mended.begin(), m_found.mended.end());
    return std::move(m_facts);
}

// A cut file may tell of events beyond the last grant that it tells of: what that one brought nobody knows.
void Opening::settleSchedule() {
    const bool areAllHere = m_found.isFinished && m_gaps.empty();
    for (GrantRecord& grant : m_facts.schedule)
        if (grant.events && !areAllHere)
            grant.events = std::min<std::uint64_t>(placeNow(*grant.events), m_trace->size());
    const bool isWhole = m_found.isFinished && m_facts.schedule.size() >= m_grantsTold;
    if (isWhole || (m_grantsTold == 0 && m_facts.schedule.empty()))
        return;
    const auto& grants = m_facts.schedule;
    const std::uint64_t known = grants.empty() ? 0 : grants.back().events.value_or(0);
    m_facts.scheduleLostAfterStep = known > 0 ? m_trace->stepAt(known - 1) : 0;
    m_losses.push_back("the order of the run is known up to step " +
                       std::to_string(*m_facts.scheduleLostAfterStep) + " only");
}

// They stay at their events; whose event is missing is told, so that its note is not lost with it.
void Opening::settleBookmarks() {
    std::vector<Bookmark> kept;
    for (Bookmark& bookmark : m_bookmarks) {
        const bool isHere = !isMissing(bookmark.event) && placeNow(bookmark.event) < m_trace->size();
        if (isHere)
            kept.push_back({placeNow(bookmark.event), std::move(bookmark.note)});
        else
            m_found.damages.push_back("the event of a bookmark is missing; its note is \"" +
                                      shownText(bookmark.note) + "\"");
    }
    std::ranges::stable_sort(kept, {}, &Bookmark::event);
    m_bookmarks = std::move(kept);
}

bool Opening::isMissing(std::uint64_t event) const {
    return std::ranges::any_of(m_gaps,
                               [event](const Gap& gap) { return event >= gap.first && event < gap.end; });
}

// With the gaps closed up; of an event that is missing, the place where it would be.
std::uint64_t Opening::placeNow(std::uint64_t event) const {
    std::uint64_t missing = 0;
    for (const Gap& gap : m_gaps)
        if (event > gap.first)
            missing += std::min(event, gap.end) - gap.first;
    return event - missing;
}

void Opening::moveProof(Verdict& verdict) const {
    std::vector<std::uint64_t> kept;
    for (const std::uint64_t event : verdict.events)
        if (!isMissing(event) && placeNow(event) < m_trace->size())
            kept.push_back(placeNow(event));
    verdict.events = std::move(kept);
}

Result<OpenedTrace> openedOf(const std::filesystem::path& path, SumCheck sums) {
    auto file = MappedFile::open(path);
    if (!file)
        return tl::unexpected(file.error());
    const Result<Head> head = headOf(**file, opening(path));
    if (!head)
        return tl::unexpected(head.error());
    const tl::unexpected<Error> isForeign = failure(opening(path) + "it is not a Heddle trace");
    if (head == Head::foreign && sums != SumCheck::whole)
        return isForeign;
    FoundParts found = findParts(**file, sums);
    if (head == Head::foreign && found.parts.empty())
        return isForeign;
    if (head != Head::sound)
        found.mended.push_back("the first 16 bytes of the file are damaged");
    return Opening(std::move(*file), std::move(found)).run(opening(path));
}

}  // namespace

Result<std::shared_ptr<const Trace>> openTrace(const std::filesystem::path& path) {
    return openedOf(path, SumCheck::quick).map([](OpenedTrace opened) { return std::move(opened.trace); });
}

Result<OpenedTrace> openNotedTrace(const std::filesystem::path& path) {
    return openedOf(path, SumCheck::quick);
}

Result<OpenedTrace> recoverTrace(const std::filesystem::path& path) {
    return openedOf(path, SumCheck::whole);
}

}  // namespace heddle
