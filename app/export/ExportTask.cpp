// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/export/ExportTask.h"

#include "app/export/PagePlanning.h"
#include "app/export/PageTranslator.h"
#include "core/trace/SameFile.h"
#include "core/trace/StepInstant.h"

#include <algorithm>
#include <utility>

namespace heddle {

std::vector<ExportForm> exportForms() {
    std::vector<ExportForm> all;
    for (const Format& format : formats())
        all.push_back({&format, nullptr});
    for (const PictureFormat& format : pictureFormats())  // the app's, not the engine's
        all.push_back({nullptr, &format});
    return all;
}

std::optional<ExportForm> exportFormNamed(std::string_view name) {
    for (const ExportForm& form : exportForms())
        if (form.name() == name)
            return form;
    return std::nullopt;
}

namespace {

tl::unexpected<Error> noSuchFormat(const std::string& typed) {
    std::string names;
    for (const ExportForm& form : exportForms())
        names += (names.empty() ? "" : ", ") + std::string(form.name());
    return failure("--to " + typed + " is not allowed; it takes " + names);
}

Result<Depth> depthNamed(const std::string& typed) {
    for (Depth depth : {Depth::program, Depth::library, Depth::system})
        if (typed == nameOf(depth))
            return depth;
    return failure("--depth " + typed + " is not allowed; it takes program, library or system");
}

// What a page and what a picture may be told.
Result<void> understoodLook(const ExportWishes& wishes, const ExportForm& form) {
    if (!form.hasInstant() && wishes.openAt)
        return failure("--at is for html, dot and pictures, not for " + wishes.format);
    if (!form.isPage() && (!wishes.note.empty() || !wishes.hasSource || !wishes.language.empty()))
        return failure("--note, --no-source and --lang are for html, not for " + wishes.format);
    if (!wishes.language.empty() && wishes.language != "en" && wishes.language != "ru")
        return failure("--lang " + wishes.language + " is not allowed; it takes en or ru");
    PictureWishes ofPictures = wishes.picture;
    if (form.isPage())
        ofPictures.theme.clear();
    if (!form.picture && !ofPictures.areNone())
        return failure("--show, " + std::string(form.isPage() ? "" : "--theme, ") +
                       "--size, --scale, --axis, --speed and --fps are for pictures and films, not for " +
                       wishes.format);
    const std::string& theme = wishes.picture.theme;
    if (form.isPage() && !theme.empty() && theme != "light" && theme != "dark")
        return failure("--theme " + theme + " is not allowed; it takes light or dark");
    return {};
}

}  // namespace

Result<ExportTask> exportTaskFrom(const ExportWishes& wishes) {
    const std::optional<ExportForm> form = exportFormNamed(wishes.format);
    if (!form)
        return noSuchFormat(wishes.format);
    if (const Result<void> look = understoodLook(wishes, *form); !look)
        return tl::unexpected(look.error());
    ExportTask task;
    task.form = *form;
    const Result<Depth> depth = wishes.depth.empty() ? form->usualDepth() : depthNamed(wishes.depth);
    if (!depth)
        return tl::unexpected(depth.error());
    task.deepest = *depth;
    if (form->picture) {
        const Result<PictureTask> picture = taskFrom(wishes.picture, *form->picture);
        if (!picture)
            return tl::unexpected(picture.error());
        task.picture = *picture;
        task.picture.at = wishes.openAt;
        task.picture.drawing.depth = *depth;
    }
    task.openAt = wishes.openAt;
    task.note = wishes.note;
    task.hasSource = wishes.hasSource;
    task.theme = wishes.picture.theme;
    task.language = wishes.language;
    task.sourceFolders = wishes.sourceFolders;
    return task;
}

namespace {

// A graph shows how all stood at the end of its range.
Result<void> takeInstant(ExportTask& task) {
    if (!task.form.isGraph() || !task.openAt)
        return {};
    const std::string at = "--at " + std::to_string(*task.openAt);
    if (task.range)
        return failure(at + " and a --range both say of which instant it is: give one of them");
    if (*task.openAt < 0 || *task.openAt > task.trace->steps())
        return failure(at + " is not in this run, which has steps 1 to " +
                       std::to_string(task.trace->steps()));
    task.range.emplace();
    task.range->isInSteps = true;
    task.range->endEvent = eventsAtStep(*task.trace, *task.openAt);
    return {};
}

}  // namespace

Result<void> takeTrace(ExportTask& task, std::shared_ptr<const Trace> trace, const std::string& range) {
    task.trace = std::move(trace);
    if (!range.empty()) {
        const Result<TraceRange> understood = rangeFrom(range, *task.trace);
        if (!understood)
            return tl::unexpected(understood.error());
        task.range = *understood;
    }
    if (!task.form.picture)
        return takeInstant(task);
    if (const Result<void> agreed = agree(task.picture, task.range); !agreed)
        return agreed;
    const auto instant = instantOf(task.picture, *task.trace, drawingOf(task.picture, task.range, {}));
    return instant ? Result<void>() : tl::unexpected(instant.error());
}

ExportRequest requestOf(const ExportTask& task) {
    ExportRequest request;
    request.openAt = task.openAt;
    request.note = task.note;
    request.hasSource = task.hasSource;
    request.theme = task.theme;
    request.sourceFolders = task.sourceFolders;
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

std::size_t ExportTask::events() const {
    const ExportRequest request = requestOf(*this);
    return std::min(request.endEvent, trace->size()) - std::min(request.firstEvent, trace->size());
}

Result<void> fits(const ExportTask& task) {
    return task.form.format && task.form.format->fits ? task.form.format->fits(requestOf(task))
                                                      : Result<void>();
}

ExportRequest requestToWrite(const ExportTask& task, ExportReport& report, std::stop_token stop) {
    ExportRequest request = requestOf(task);
    request.stop = std::move(stop);
    request.whenDoubtful = [&report](const std::string& why) { report.warnings.push_back(why); };
    if (!task.form.isPage())
        return request;
    request.whenEmbedded = [&report](const std::string& file) { report.sources.push_back(file); };
    request.plans = pagePlansOf(task.trace, task.deepest, request.stop);
    if (const auto translation = pageTranslationInto(task.language))
        request.translated = *translation;
    else
        report.missingLanguage = task.language;
    return request;
}

void addWarnings(const ExportTask& task, ExportReport& report) {
    const std::vector<std::string> ofTrace = task.trace->facts().warnings;
    report.warnings.insert(report.warnings.begin(), ofTrace.begin(), ofTrace.end());
}

Result<void> sparesTrace(const ExportTask& task, const std::filesystem::path& path) {
    for (const std::filesystem::path& file : task.files)
        if (isSameFile(file, path))
            return failure("export \"" + file.string() + "\": the trace itself would be written over");
    return {};
}

Result<ExportReport> perform(const ExportTask& task, const std::filesystem::path& path, std::stop_token stop,
                             const std::function<void(std::int64_t done, std::int64_t all)>& whenDone) {
    if (const Result<void> spared = sparesTrace(task, path); !spared)
        return tl::unexpected(spared.error());
    ExportReport report;
    const auto reported = [&] {
        addWarnings(task, report);
        return report;
    };
    if (task.form.picture)
        return exportPicture(task.trace, task.range, task.picture, path, std::move(stop), whenDone)
            .map(reported);
    ExportRequest request = requestToWrite(task, report, std::move(stop));
    const std::size_t all = std::min(request.endEvent, task.trace->size());
    if (whenDone)
        request.whenRead = [&whenDone, all](std::size_t events) {
            whenDone(static_cast<std::int64_t>(events), static_cast<std::int64_t>(all));
        };
    return exportTrace(*task.form.format, request, path).map(reported);
}

}  // namespace heddle
