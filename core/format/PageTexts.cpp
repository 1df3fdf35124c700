// SPDX-License-Identifier: MIT
#include "core/format/PageTexts.h"

#include "core/base/Check.h"

#include <algorithm>

namespace heddle {
namespace {

constexpr PageText texts[] = {
    {"lang", "en"},  // the code of the language that these are in

    // -- the page's frame (resources/player/player.html)
    {"pageTitle", "A run, played by Heddle"},
    {"needsScript", "This page plays a run of a program. It needs JavaScript, and no network."},
    {"playing", "Playing"},
    {"toStart", "To the start"},
    {"toStartTip", "To the start (Home)"},
    {"stepBack", "One step back"},
    {"stepBackTip", "One step back (Backspace, Left)"},
    {"play", "Play"},
    {"pause", "Pause"},
    {"playTip", "Play or pause (Space)"},
    {"nextStep", "Next step"},
    {"nextStepTip", "One step (N, F10, Right)"},
    {"toEnd", "To the end"},
    {"toEndTip", "To the end (End)"},
    {"speed", "Speed"},
    {"speedTip", "Slower (-), faster (+)"},
    {"depth", "Depth"},
    {"depthTip", "How deep to look"},
    {"program", "program"},
    {"library", "library"},
    {"system", "system"},
    {"theme", "Light or dark"},
    {"themeTip", "Light or dark (L)"},
    {"keys", "Keys"},
    {"keysTip", "Keys (?)"},
    {"stage", "Stage"},
    {"stageTip", "Workers, objects and the messages between them"},
    {"timeline", "Timeline"},
    {"timelineTip", "A lane for each worker and object, a column for each step"},
    {"zoomIn", "Zoom in"},
    {"zoomInTip", "Zoom in (Ctrl+wheel)"},
    {"zoomOut", "Zoom out"},
    {"zoomOutTip", "Zoom out (Ctrl+wheel)"},
    {"fit", "fit"},
    {"fitTip", "The whole run (F)"},
    {"wholeRunTip", "The whole run"},
    {"source", "Source"},
    {"events", "Events"},
    {"filter", "words of a sentence"},
    {"filterTip", "Only events with these words"},
    {"output", "Output"},
    {"madeBy", "made by Heddle"},
    {"close", "Close"},
    {"keyPlay", "play, pause"},
    {"keyStep", "one step"},
    {"keyBack", "one step back"},
    {"keyEnds", "to the start, to the end"},
    {"keySpeed", "faster, slower"},
    {"keyFit", "the whole run, and back"},
    {"keyFind", "find events"},
    {"keyTheme", "light, dark"},
    {"keyKeys", "these keys"},
    {"keyCloses", "closes them"},

    // -- what its scripts say
    {"title", "%1 · Heddle"},
    {"step", "step %1"},
    {"noteStep", "Step %1:"},
    {"ofSteps", "of %1"},
    {"ofPart", "of %1 to %2"},
    {"secondsAStep", "%1 s a step"},
    {"nothingYet", "Nothing has happened yet."},
    {"atStep", "%1 (step %2)"},
    {"verdictAt", "%1 [step %2]"},
    {"verdictElsewhere", "%1 [step %2, not on this page]"},
    {"noTrouble", "no trouble found"},
    {"noTroubleInRun", "no trouble found in the whole run"},
    {"legendDone", "done"},
    {"legendWaits", "waits"},
    {"legendLock", "waits for a lock"},
    {"legendHeld", "held"},
    {"legendRuns", "runs"},
    {"pid", "pid %1"},
    {"objects", "objects"},
    {"levelDepth", "depth"},
    {"levelBytes", "bytes"},
    {"levelBacklog", "backlog"},
    {"levelEntries", "entries"},
    {"levelAsleep", "asleep"},
    {"levelFree", "free"},
    {"levelArrived", "arrived"},
    {"levelPlaces", "places"},
    {"levelCount", "count"},
    {"levelOf", "%1, of %2"},
    {"levelUpTo", "%1, up to %2"},
    {"lying", "%1 in it"},
    {"thisPart", "this part"},
    {"wholeRun", "whole run"},
    {"nobody", "nobody"},
    {"noSource", "No line of a source is known here."},
    {"fileMissing",
     "The file was not there when this page was made: these are the lines that the run tells of."},
    {"outputLeftOut", "%1 bytes more are in the trace"},

    // -- figures
    {"aRun", "A run"},
    {"counts", "events: %1 · workers: %2 · messages: %3 · operations: %4 · lost: %5"},
    {"countsOfPart", "on this page: events %1, workers %2, messages %3, operations %4 · in the whole run: "
                     "events %5, lost %6"},

    // -- of workers
    {"finished", "finished"},
    {"exitCode", "exit code %1"},
    {"killedBy", "killed: %1"},
    {"died", "died"},
    {"notStarted", "not started"},
    {"running", "running"},

    // -- of things
    {"set", "set"},
    {"notSet", "not set"},
    {"free", "free"},
    {"held", "held"},
    {"heldTimes", "held %1 times"},
    {"read", "%1 read"},
    {"owner", "owner"},
    {"writer", "writer"},
    {"with", "with %1"},
    {"nobodySleeps", "nobody sleeps in it: a notify is lost"},
    {"freeOf", "%1 of %2 free"},
    {"broken", "broken"},
    {"countOf", "%1 of %2"},
    {"inIt", "%1 in it"},
    {"unfinished", "%1 unfinished"},
    {"noResult", "no result"},
    {"result", "result"},
    {"resultTaken", "result, taken"},
    {"closed", "closed"},
    {"hasRead", "%1 read %2"},
    {"hasReadStale", "%1 read %2: stale"},
    {"nobodyHasCopy", "nobody has a copy"},
    {"placesWritten", "places written: %1"},
    {"oneWriteEnd", "1 write end open: %1"},
    {"writeEnds", "%1 write ends open: %2"},
    {"noWriteEnd", "no write end open"},
    {"otherSide", "the other side"},
    {"outIn", "out %1 · in %2"},
    {"notListening", "does not listen"},
    {"backlogOf", "backlog %1 of %2"},
    {"accepted", "%1 accepted"},
    {"dictOf", "dict · keys: %1"},
    {"namespace", "namespace"},
    {"listOf", "list of %1"},
    {"queueOf", "queue of %1"},
    {"value", "value"},
    {"connection", "connection"},
};

std::string asHtml(std::string_view text) {
    std::string html;
    for (const char byte : text)
        switch (byte) {
        case '&':
            html += "&amp;";
            break;
        case '<':
            html += "&lt;";
            break;
        case '>':
            html += "&gt;";
            break;
        case '"':
            html += "&quot;";
            break;
        default:
            html += byte;
        }
    return html;
}

}  // namespace

std::span<const PageText> pageTexts() {
    return texts;
}

std::string PageTongue::translated(const char* context, const char* english) const {
    return m_translated ? m_translated(context, english) : std::string(english);
}

std::string PageTongue::operator()(std::string_view key, std::initializer_list<std::string> putIn) const {
    const auto text =
        std::find_if(std::begin(texts), std::end(texts), [key](const PageText& t) { return t.key == key; });
    HEDDLE_CHECK(text != std::end(texts));
    const std::string pattern = translated("Page", text->english);
    std::string words;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const auto number = i + 1 < pattern.size() ? static_cast<std::size_t>(pattern[i + 1] - '1') : 9;
        if (pattern[i] == '%' && number < putIn.size())
            words += putIn.begin()[number], ++i;
        else
            words += pattern[i];
    }
    return words;
}

std::string PageTongue::sentence(const char* pattern) const {
    return translated("Sentence", pattern);
}

std::string PageTongue::filledIn(std::string_view page) const {
    constexpr std::string_view mark = "@say:";
    std::string filled;
    for (std::size_t at = page.find(mark); at != std::string_view::npos; at = page.find(mark)) {
        const std::size_t from = at + mark.size(), end = page.find('@', from);
        HEDDLE_CHECK(end != std::string_view::npos);
        filled.append(page.substr(0, at)).append(asHtml((*this)(page.substr(from, end - from))));
        page.remove_prefix(end + 1);
    }
    return filled.append(page);
}

void PageTongue::write(JsonWriter& json) const {
    json.beginObject();
    for (const PageText& text : texts)
        json.field(text.key, translated("Page", text.english));
    json.endObject();
}

}  // namespace heddle
