// SPDX-License-Identifier: GPL-3.0-or-later
// The run as a picture or a film: in which formats, and how it shall look.
#pragma once

#include "app/export/TraceRange.h"
#include "app/film/FilmFile.h"
#include "app/film/PictureFile.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <variant>

namespace heddle {

struct PictureFormat {
    std::string_view name;    // for --to
    std::string_view ending;  // of a file's name
    std::string_view what;
    std::variant<PictureForm, FilmForm> form;

    bool isFilm() const { return std::holds_alternative<FilmForm>(form); }
};

std::span<const PictureFormat> pictureFormats();
const PictureFormat* pictureFormatNamed(std::string_view name);  // nullptr: there is none

// How a picture or a film shall be, as typed; "" is what is usual.
struct PictureWishes {
    std::string show;   // timeline, stage or both
    std::string theme;  // light, dark or high-contrast
    std::string size;   // WxH, or W: as high as all lanes need
    std::string scale;  // of what has pixels: so many for each of these
    std::string speed;  // of a film: as in the window
    std::string fps;    // of a film: pictures a second
    std::string axis;   // steps or time; "": as the range, or steps

    bool areNone() const { return (show + theme + size + scale + speed + fps + axis).empty(); }
};

struct PictureTask {
    const PictureFormat* format = nullptr;
    DrawingOptions drawing;
    double scale = 1, speed = 1;
    int framesPerSecond = 20;
    std::optional<Axis> axis;        // none: as the range, or steps
    std::optional<std::int64_t> at;  // of a picture: the step behind which it is; none: at its end
};

// What of the range and of its wish for an axis does not go together.
Result<void> agree(const PictureTask& task, const std::optional<TraceRange>& range);

// One sentence for what was not understood. Thread: any.
Result<PictureTask> taskFrom(const PictureWishes& wishes, const PictureFormat& format);

// Needs a QGuiApplication, of any platform. `stop` and `whenDone` (so much of so much) are heeded while it
// draws. Thread: any.
Result<void> exportPicture(std::shared_ptr<const Trace> trace, const std::optional<TraceRange>& range,
                           PictureTask task, const std::filesystem::path& path, std::stop_token stop,
                           std::function<void(int done, int all)> whenDone = {});

// Parts of it, for who looks at it before.
DrawingOptions drawingOf(const PictureTask& task, const std::optional<TraceRange>& range,
                         std::stop_token stop);
// Where the task's step is on the axis of its drawing; none: it has none. One sentence where it is not shown.
Result<std::optional<double>> instantOf(const PictureTask& task, const Trace& trace,
                                        const DrawingOptions& drawing);
FilmOptions filmOf(const PictureTask& task, const DrawingOptions& drawing);  // of a film's task

}  // namespace heddle
