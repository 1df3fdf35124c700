// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command/ExportCommand.h"

#include "app/command/EndingSignals.h"
#include "app/command/Numbers.h"
#include "app/command/PictureExport.h"
#include "app/command/Speech.h"
#include "core/format/Formats.h"
#include "core/session/Lessons.h"
#include "core/trace/TraceFile.h"

#include <array>
#include <iostream>
#include <limits>
#include <memory>

namespace heddle {
namespace {

namespace fs = std::filesystem;

struct Arguments {
    std::string file, format, out, range, depth;
    std::string at, note;  // of a page
    PictureWishes picture;
    bool listsFormats = false;
};

int listFormats() {
    const auto tell = [](std::string_view name, std::string_view what) {
        std::cout << name << std::string(12 - name.size(), ' ') << what << "\n";
    };
    for (const Format& format : formats())
        tell(format.name, format.what);
    for (const PictureFormat& format : pictureFormats())  // the app's, not the engine's
        tell(format.name, format.what);
    return writtenTo(std::cout);
}

tl::unexpected<Error> noSuchFormat(const std::string& typed) {
    std::string names;
    for (const Format& format : formats())
        names += std::string(format.name) + ", ";
    for (const PictureFormat& format : pictureFormats())
        names += std::string(format.name) + ", ";
    names.resize(names.size() - 2);
    return failure("--to " + typed + " is not allowed; it takes " + names);
}

Result<Depth> depthNamed(const std::string& typed) {
    for (Depth depth : {Depth::program, Depth::library, Depth::system})
        if (typed == nameOf(depth))
            return depth;
    return failure("--depth " + typed + " is not allowed; it takes program, library or system");
}

// What was asked for, understood: nothing has been written yet.
struct Task {
    std::shared_ptr<const Trace> trace;
    const Format* format = nullptr;  // nullptr: a picture
    PictureTask picture;
    std::optional<TraceRange> range;
    Depth deepest = Depth::system;
    std::optional<std::int64_t> openAt;  // of a page
    std::string note, theme;
    std::optional<fs::path> out;  // none: standard output
};

bool isPage(const Task& task) {
    return task.format && task.format->name == "html";
}

// What a page and what a picture may be told.
Result<void> understoodLook(const Arguments& typed, const PictureFormat* picture, const Task& task) {
    if (!isPage(task) && !(typed.at + typed.note).empty())
        return failure("--at and --note are for html, not for " + typed.format);
    PictureWishes ofPictures = typed.picture;
    if (isPage(task))
        ofPictures.theme.clear();
    if (!picture && !ofPictures.areNone())
        return failure("--show, " + std::string(isPage(task) ? "" : "--theme, ") +
                       "--size, --scale, --speed and --fps are for pictures and films, not for " +
                       typed.format);
    const std::string& theme = typed.picture.theme;
    if (isPage(task) && !theme.empty() && theme != "light" && theme != "dark")
        return failure("--theme " + theme + " is not allowed; it takes light or dark");
    return {};
}

// What is for some formats only.
Result<void> understoodOptions(const Arguments& typed, const PictureFormat* picture, Task& task) {
    if (picture && !typed.depth.empty())
        return failure("--depth is not for " + typed.format + ", which shows the depth of the program");
    if ((picture || task.format->fill) && typed.out == "-")
        return failure("-o - is not for " + typed.format + ", which is written to a file");
    if (Result<void> look = understoodLook(typed, picture, task); !look)
        return look;
    task.note = typed.note;
    task.theme = typed.picture.theme;
    if (typed.at.empty())
        return {};
    const auto step = wholeNumberFrom("--at", typed.at, 0, std::numeric_limits<std::int64_t>::max());
    if (!step)
        return tl::unexpected(step.error());
    task.openAt = static_cast<std::int64_t>(*step);
    return {};
}

Result<Task> understood(const Arguments& typed) {
    if (typed.file.empty() || typed.format.empty())
        return failure("export what, and to which form? Write heddle export FILE --to FORMAT");
    Task task;
    task.format = formatNamed(typed.format);
    const PictureFormat* picture = task.format ? nullptr : pictureFormatNamed(typed.format);
    if (!task.format && !picture)
        return noSuchFormat(typed.format);
    if (const Result<void> fitting = understoodOptions(typed, picture, task); !fitting)
        return tl::unexpected(fitting.error());
    const Result<PictureTask> options = picture ? taskFrom(typed.picture, *picture) : Result<PictureTask>();
    if (!options)
        return tl::unexpected(options.error());
    task.picture = *options;
    if (!typed.depth.empty()) {
        const Result<Depth> depth = depthNamed(typed.depth);
        if (!depth)
            return tl::unexpected(depth.error());
        task.deepest = *depth;
    }
    auto trace = openTrace(typed.file);
    if (!trace)
        return tl::unexpected(trace.error());
    task.trace = std::move(*trace);
    if (!typed.range.empty()) {
        const Result<TraceRange> range = rangeFrom(typed.range, *task.trace);
        if (!range)
            return tl::unexpected(range.error());
        task.range = *range;
    }
    const std::string_view ending = task.format ? task.format->ending : picture->ending;
    if (typed.out != "-")
        task.out = typed.out.empty() ? fs::path(typed.file).replace_extension(ending) : fs::path(typed.out);
    return task;
}

ExportRequest requestOf(const Task& task) {
    ExportRequest request;
    request.openAt = task.openAt;
    request.note = task.note;
    request.theme = task.theme;
    request.sourceFolders = {installedLessonsFolder().string()};
    request.trace = task.trace;
    request.deepest = task.deepest;
    if (task.range && task.range->isInSteps) {
        request.firstEvent = task.range->firstEvent;
        request.endEvent = task.range->endEvent;
    } else if (task.range) {
        request.from = task.range->from;
        request.to = task.range->to;
    }
    return request;
}

// Ctrl+C ends it with nothing left behind.
Result<void> writeFile(const Task& task) {
    std::stop_source stopper;
    EndingSignals ending;
    ending.watch([&stopper] { stopper.request_stop(); });
    if (!task.format)
        return exportPicture(task.trace, task.range, task.picture, *task.out, stopper.get_token());
    ExportRequest request = requestOf(task);
    request.stop = stopper.get_token();
    return exportTrace(*task.format, request, *task.out);
}

Result<void> write(const Task& task) {
    if (task.out)
        return writeFile(task);
    task.format->write(requestOf(task), std::cout);
    return {};
}

int perform(const Arguments& typed) {
    if (typed.listsFormats)
        return listFormats();
    const Result<Task> task = understood(typed);
    if (!task)
        return saidAs(ExitCode::wrongUse, task.error().sentence);
    if (task->format && task->format->fits)
        if (const Result<void> fits = task->format->fits(requestOf(*task)); !fits)
            return saidAs(ExitCode::wrongUse, fits.error().sentence);
    if (const Result<void> written = write(*task); !written)
        return saidAs(ExitCode::heddleFailed, written.error().sentence);
    if (task->out)
        say("wrote " + task->out->string());
    return writtenTo(std::cout);
}

}  // namespace

Command exportCommand(CLI::App& app) {
    CLI::App* grammar = app.add_subcommand("export", "Write a trace in another form");
    auto typed = std::make_shared<Arguments>();
    grammar->add_option("FILE", typed->file, "A trace")->type_name("");
    grammar->add_option("--to", typed->format, "One of --formats")->type_name("FORMAT");
    grammar->add_option("-o,--output", typed->out, "Where to; - is standard output; by default beside FILE")
        ->type_name("OUT");
    grammar->add_option("--range", typed->range, "Only steps 10..20, or times 1ms..2.5ms")->type_name("A..B");
    grammar->add_option("--depth", typed->depth, "Down to program, library or system (the default)")
        ->type_name("D");
    grammar->add_option("--at", typed->at, "Of html: the step at which the page opens")->type_name("STEP");
    grammar->add_option("--note", typed->note, "Of html: what is to be read when it opens")
        ->type_name("TEXT");
    grammar->add_option("--theme", typed->picture.theme, "Of a picture or html: light or dark")
        ->type_name("");
    grammar
        ->add_option("--size", typed->picture.size,
                     "Of a picture: 1600x900, or 1600 and as high as all lanes need")
        ->type_name("WxH");
    grammar->add_option("--scale", typed->picture.scale, "Of what has pixels: so many for each of these")
        ->type_name("S");
    grammar->add_option("--show", typed->picture.show, "Of a picture or a film: timeline, stage or both")
        ->type_name("");
    grammar
        ->add_option("--speed", typed->picture.speed,
                     "Of a film: 1 shows all of it in about 20 s, 2 in half of that")
        ->type_name("F");
    grammar->add_option("--fps", typed->picture.fps, "Of a film: pictures a second, by default 20")
        ->type_name("N");
    grammar->add_flag("--formats", typed->listsFormats, "List the formats");
    return {grammar, [typed] { return perform(*typed); }};
}

}  // namespace heddle
