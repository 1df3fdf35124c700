// SPDX-License-Identifier: GPL-3.0-or-later
// What the command `heddle export` and the window's File > Export have in common: the formats, what may be
// said of each, and the work itself.
#pragma once

#include "app/export/PictureTask.h"
#include "app/export/TraceRange.h"
#include "core/format/Formats.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace heddle {

// A form in which a run can leave: of the engine, or a picture or a film of the app. One of both is null.
struct ExportForm {
    const Format* format = nullptr;
    const PictureFormat* picture = nullptr;

    std::string_view name() const { return format ? format->name : picture->name; }
    std::string_view ending() const { return format ? format->ending : picture->ending; }
    std::string_view what() const { return format ? format->what : picture->what; }

    // Which of the wishes it heeds.
    bool isPage() const { return format && format->name == "html"; }
    bool isFilm() const { return picture && picture->isFilm(); }
    Depth usualDepth() const { return picture ? Depth::program : Depth::system; }
    bool isGraph() const { return format && format->isOfInstant; }
    bool hasInstant() const { return isPage() || isGraph() || (picture && !isFilm()); }
    bool hasTheme() const { return picture || isPage(); }
    bool hasPixels() const { return picture && (picture->isFilm() || picture->name == "png"); }
    bool isStream() const { return format && format->write; }
};

std::vector<ExportForm> exportForms();
std::optional<ExportForm> exportFormNamed(std::string_view name);

// As typed; "" is what is usual.
struct ExportWishes {
    std::string format, range, depth;
    std::optional<std::int64_t> openAt;  // of a page, a graph or a picture: the step behind which it is
    std::string note;
    bool hasSource = true;  // of a page: the source files go along
    std::string language;   // of a page: en or ru; "": the application's
    PictureWishes picture;
    std::vector<std::string> sourceFolders = {};  // where a page finds the run's source
};

// What was asked for, understood: nothing has been written yet.
struct ExportTask {
    ExportForm form;
    PictureTask picture;
    Depth deepest = Depth::system;
    std::optional<std::int64_t> openAt;
    std::string note, theme, language;
    bool hasSource = true;
    std::vector<std::string> sourceFolders;
    std::shared_ptr<const Trace> trace;
    std::vector<std::filesystem::path> files;  // that the trace lies in: none of them is written over
    std::optional<TraceRange> range;

    std::size_t events() const;  // about so many are looked at
};

// Of which trace is told later: what is wrong with the wishes is known before it is opened. One sentence for
// what was not understood. Thread: any.
Result<ExportTask> exportTaskFrom(const ExportWishes& wishes);
Result<void> takeTrace(ExportTask& task, std::shared_ptr<const Trace> trace, const std::string& range);

// What is to be told to whoever hands on what was written.
struct ExportReport {
    std::vector<std::string> sources;   // files of this computer that a page took along, by name
    std::string missingLanguage;        // that was asked for, and has no catalogue; the page is English
    std::vector<std::string> warnings;  // what the trace does not have, or a reader may not take
};

ExportRequest requestOf(const ExportTask& task);
// The same, with all that only who writes needs. The report outlives what is written; it is whole when
// addWarnings() was told behind that: damage is found where the trace is read.
ExportRequest requestToWrite(const ExportTask& task, ExportReport& report, std::stop_token stop);
void addWarnings(const ExportTask& task, ExportReport& report);
Result<void> fits(const ExportTask& task);  // what the form cannot take, ahead of writing

Result<void> sparesTrace(const ExportTask& task, const std::filesystem::path& path);

// Writes the file whole or not at all. A picture needs a QGuiApplication. `whenDone` hears now and then that
// so much of so much is done, on this thread. Thread: any.
Result<ExportReport> perform(const ExportTask& task, const std::filesystem::path& path, std::stop_token stop,
                             const std::function<void(std::int64_t done, std::int64_t all)>& whenDone);

}  // namespace heddle
