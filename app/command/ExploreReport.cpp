// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command/ExploreReport.h"

#include "core/event/ShownText.h"
#include "core/format/InfoJson.h"
#include "core/format/JsonWriter.h"

#include <algorithm>
#include <cmath>
#include <sstream>

namespace heddle {
namespace {

constexpr int longestBar = 24;

std::string barOf(const ExploredOutcome& outcome, int tries) {
    const int length = std::max(1, outcome.count * longestBar / std::max(tries, 1));
    return std::string(static_cast<std::size_t>(length), '#') +
           std::string(static_cast<std::size_t>(longestBar - length), ' ');
}

void tell(std::ostream& out, const ExploredOutcome& outcome, int tries) {
    const std::string count = std::to_string(outcome.count);
    const std::string all = std::to_string(tries);
    out << std::string(all.size() - std::min(all.size(), count.size()), ' ') << count << " of " << all << "  "
        << barOf(outcome, tries) << "  " << (outcome.isFailing ? "FAILS  " : "ends   ")
        << shownText(outcome.sentence) << '\n';
    const std::string margin(all.size() * 2 + 4, ' ');
    if (outcome.isFailing)
        out << margin << "  first by " << outcome.chooser << " with seed " << outcome.seed << "; "
            << outcome.changes << (outcome.changes == 1 ? " change of worker" : " changes of worker")
            << " (found with " << outcome.changesFound << ")\n";
    if (outcome.file)
        out << margin << "  " << outcome.file->string() << '\n';
    if (!outcome.complaint.empty())
        out << margin << "  warning: " << shownText(outcome.complaint) << '\n';
}

void writeOutcome(JsonWriter& json, const ExploredOutcome& outcome) {
    json.beginObject();
    json.field("sentence", outcome.sentence);
    json.field("count", outcome.count);
    json.field("ending", nameOf(outcome.ending));
    json.field("isFailing", outcome.isFailing);
    json.key("troubles");
    json.beginArray();
    for (const std::string& kind : outcome.troubles)
        json.value(kind);
    json.endArray();
    json.field("firstTry", outcome.firstTry);
    json.field("chooser", outcome.chooser);
    json.field("seed", outcome.seed);
    json.field("grants", outcome.schedule.size());
    json.field("changes", outcome.changes);
    json.field("changesFound", outcome.changesFound);
    if (outcome.file)
        json.field("file", outcome.file->string());
    else
        json.nullField("file");
    json.field("complaint", outcome.complaint);
    json.endObject();
}

}  // namespace

std::string explorationText(const Exploration& exploration, const RunRequest& of) {
    std::ostringstream out;
    const long perSecond = std::lround(exploration.tries / std::max(exploration.seconds, 1e-3));
    out << exploration.tries << " schedules of " << of.lesson << ", " << exploration.outcomes.size()
        << (exploration.outcomes.size() == 1 ? " outcome" : " different outcomes") << " (" << perSecond
        << " a second)\n";
    for (const ExploredOutcome& outcome : exploration.outcomes)
        tell(out, outcome, exploration.tries);
    if (!exploration.complaint.empty())
        out << "warning: " << shownText(exploration.complaint) << '\n';
    return out.str();
}

std::string explorationJson(const Exploration& exploration, const RunRequest& of) {
    JsonWriter json;
    json.beginObject();
    json.field("lesson", of.lesson);
    json.key("parameters");
    json.beginObject();
    for (const auto& [name, value] : of.parameters)
        json.field(name, value);
    json.endObject();
    json.field("tries", exploration.tries);
    json.field("milliseconds", std::lround(exploration.seconds * 1000));
    json.key("outcomes");
    json.beginArray();
    for (const ExploredOutcome& outcome : exploration.outcomes)
        writeOutcome(json, outcome);
    json.endArray();
    json.field("complaint", exploration.complaint);
    json.endObject();
    return json.take() + "\n";
}

ExitCode exitCodeOf(const Exploration& exploration) {
    const auto any = [&](auto isSo) { return std::ranges::any_of(exploration.outcomes, isSo); };
    const auto anyEnds = [&](Ending ending) {
        return any([ending](const ExploredOutcome& outcome) { return outcome.ending == ending; });
    };
    if (anyEnds(Ending::heddleFailed) || !exploration.complaint.empty())
        return ExitCode::heddleFailed;
    if (anyEnds(Ending::timeout))
        return ExitCode::timeout;
    if (anyEnds(Ending::failed))
        return ExitCode::programFailed;
    return any([](const ExploredOutcome& outcome) { return outcome.isFailing; }) ? ExitCode::trouble
                                                                                 : ExitCode::fine;
}

}  // namespace heddle
