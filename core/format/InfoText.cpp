// SPDX-License-Identifier: MIT
#include "core/format/InfoJson.h"

#include "core/event/ShownText.h"
#include "core/format/Summary.h"

#include <cstdio>
#include <sstream>

namespace heddle {
namespace {

std::string withUnit(std::int64_t ns) {
    char text[40];
    if (ns < 1'000'000)
        std::snprintf(text, sizeof text, "%.1f us", static_cast<double>(ns) / 1e3);
    else if (ns < 1'000'000'000)
        std::snprintf(text, sizeof text, "%.1f ms", static_cast<double>(ns) / 1e6);
    else
        std::snprintf(text, sizeof text, "%.2f s", static_cast<double>(ns) / 1e9);
    return text;
}

void tellRun(std::ostream& out, const Trace& trace, const RunFacts& facts) {
    out << (facts.lesson.empty() ? "program" : "lesson " + shownText(facts.lesson));
    for (const auto& [name, value] : facts.parameters)
        out << ' ' << shownText(name) << '=' << shownText(value);
    for (std::size_t i = 0; facts.lesson.empty() && i < facts.command.size(); ++i)
        out << ' ' << shownText(facts.command[i]);
    if (!facts.folder.empty())
        out << "\nfolder   " << shownText(facts.folder);
    out << "\nmode     " << shownText(facts.mode);
    if (facts.chooser != "none")
        out << ", chooser " << shownText(facts.chooser) << ", seed " << facts.seed << ", "
            << facts.schedule.size() << " grants";
    out << "\nended    " << nameOf(facts.ending);
    if (!facts.endingSentence.empty())
        out << ": " << shownText(facts.endingSentence);
    out << "\nlasted   " << withUnit(trace.lastInstant().ns) << ", " << trace.steps() << " steps\nevents   "
        << trace.size() << " stored, " << facts.produced << " produced, " << facts.lost << " lost\n";
}

void tellWorkers(std::ostream& out, const Names& names, const Summary& summary) {
    out << "workers  " << names.workers().size() << '\n';
    for (const WorkerInfo* worker : names.workersAsMade()) {
        out << "         " << shownText(worker->path) << "  " << nameOf(worker->kind) << ", pid "
            << worker->pid << ", tid " << worker->tid;
        if (worker->depth != Depth::program)
            out << ", " << nameOf(worker->depth) << " depth";
        if (const auto exit = summary.exitOf(worker->id))
            out << ", exit " << *exit;
        out << '\n';
    }
}

}  // namespace

std::string infoText(const Trace& trace, const std::vector<Bookmark>& bookmarks) {
    const Summary summary = summaryOf(trace);
    const RunFacts facts = trace.facts();
    std::ostringstream out;
    tellRun(out, trace, facts);
    tellWorkers(out, trace.names(), summary);
    out << "objects  " << trace.names().objects().size() << '\n';
    for (const ObjectInfo* object : trace.names().objects())
        out << "         " << shownText(object->path) << "  " << nameOf(object->kind) << '\n';
    out << "done     ";
    const char* between = "";
    for (std::size_t op = 0; op < opCount; ++op)
        if (summary.operations[op] > 0) {
            out << between << nameOf(static_cast<Op>(op)) << ' ' << summary.operations[op];
            between = ", ";
        }
    out << "\nmessages " << summary.sent << " sent, " << summary.received << " received, "
        << summary.unreceived() << " unreceived\n";
    if (!bookmarks.empty())
        out << "marked   " << bookmarks.size() << (bookmarks.size() == 1 ? " bookmark\n" : " bookmarks\n");
    for (const Bookmark& bookmark : bookmarks)
        out << "         step " << trace.stepAt(bookmark.event)
            << (bookmark.note.empty() ? "" : ": " + shownText(bookmark.note)) << '\n';
    for (const Verdict& verdict : facts.verdicts)
        out << (verdict.isTrouble ? "trouble  " : "note     ") << shownText(verdict.sentence)
            << (verdict.step > 0 ? " [step " + std::to_string(verdict.step) + "]" : "") << '\n';
    for (const std::string& warning : facts.warnings)
        out << "warning  " << shownText(warning) << '\n';
    return out.str();
}

}  // namespace heddle
