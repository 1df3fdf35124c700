// SPDX-License-Identifier: MIT
// What a page is given of a run, as one JSON object.
#pragma once

#include "core/format/PageStage.h"
#include "core/format/PageStory.h"
#include "core/format/PageTexts.h"

#include <ostream>
#include <set>
#include <string>

namespace heddle {

struct PageSteps {
    std::int64_t first = 1, last = 0;
};
// Of the events that are asked for. Reads them all.
PageSteps stepsOf(const ExportRequest& request, const std::ostream& out);

// Reads the trace twice: for who is in it, and for what they do. Thread: one owner.
class PagePacking {
public:
    PagePacking(const ExportRequest& request, const std::ostream& out);  // both outlive it

    std::string packed();  // fit to stand in a page: no "<", "&" or line end in it

private:
    void writeRun(JsonWriter& json, const PageStory& story);
    std::string countsOf(const PageStory& story, std::uint64_t lost) const;
    void writeVerdicts(JsonWriter& json, const RunFacts& facts);
    void writeWorkers(JsonWriter& json);
    void writeThings(JsonWriter& json);
    void writeOutput(JsonWriter& json);
    std::uint32_t nameOf(const PageThing& thing);

    const ExportRequest& m_request;
    const std::ostream& m_out;
    PageSteps m_steps;
    PageCast m_cast;
    Describer m_describer;
    PageWords m_words;
    PageTongue m_says;
    std::size_t m_events = 0;  // that are asked for
    std::set<SiteId> m_named;  // lines, by what is on the page
};

}  // namespace heddle
