// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/export/PictureTask.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace heddle {

namespace {

constexpr std::array<PictureFormat, 7> allPictures = {
    {{"png", ".png", "The timeline, the stage or both as a picture", PictureForm::png},
     {"svg", ".svg", "The same as a drawing whose text stays text", PictureForm::svg},
     {"pdf", ".pdf", "The same as a page whose text stays text", PictureForm::pdf},
     {"gif", ".gif", "The run as a film, in 256 colours", FilmForm::gif},
     {"apng", ".apng", "The run as a film in an animated PNG", FilmForm::apng},
     {"mp4", ".mp4", "The run as a film (H.264), by the program ffmpeg", FilmForm::mp4},
     {"webm", ".webm", "The run as a film (VP9), by the program ffmpeg", FilmForm::webm}}};

constexpr int usualFilmWidthPx = 1280;

// All of `typed` is this number.
template <class Number>
bool isNumber(std::string_view typed, Number& number) {
    const char* end = typed.data() + typed.size();
    const auto [stopped, code] = std::from_chars(typed.data(), end, number);
    return code == std::errc{} && stopped == end;
}

}  // namespace

std::span<const PictureFormat> pictureFormats() {
    return allPictures;
}

const PictureFormat* pictureFormatNamed(std::string_view name) {
    const auto found = std::find_if(allPictures.begin(), allPictures.end(),
                                    [&](const PictureFormat& format) { return format.name == name; });
    return found == allPictures.end() ? nullptr : &*found;
}

namespace {

tl::unexpected<Error> refused(const char* option, const std::string& typed, const char* takes) {
    return failure(std::string(option) + " " + typed + " is not allowed; it takes " + takes);
}

Result<void> readSize(const std::string& typed, DrawingOptions& drawing) {
    const std::size_t cross = typed.find('x');
    int height = 0;
    const bool isWidth = isNumber(std::string_view(typed).substr(0, cross), drawing.widthPx);
    const bool isHeight =
        cross == std::string::npos || isNumber(std::string_view(typed).substr(cross + 1), height);
    if (!isWidth || !isHeight)
        return refused("--size", typed, "1600x900, or 1600");
    if (cross != std::string::npos)
        drawing.heightPx = height;
    return {};
}

Result<void> readLook(const PictureWishes& wishes, PictureTask& task) {
    if (wishes.show == "stage")
        task.drawing.shown = Shown::stage;
    else if (wishes.show == "both" || (wishes.show.empty() && task.format->isFilm()))
        task.drawing.shown = Shown::both;
    else if (!wishes.show.empty() && wishes.show != "timeline")
        return refused("--show", wishes.show, "timeline, stage or both");
    if (wishes.theme == "dark")
        task.drawing.theme = Theme::dark();
    else if (wishes.theme == "high-contrast")
        task.drawing.theme = Theme::highContrast();
    else if (!wishes.theme.empty() && wishes.theme != "light")
        return refused("--theme", wishes.theme, "light, dark or high-contrast");
    if (task.format->isFilm())
        task.drawing.widthPx = usualFilmWidthPx;
    if (!wishes.axis.empty() && wishes.axis != "steps" && wishes.axis != "time")
        return refused("--axis", wishes.axis, "steps or time");
    if (!wishes.axis.empty())
        task.axis = wishes.axis == "steps" ? Axis::steps : Axis::realTime;
    return wishes.size.empty() ? Result<void>() : readSize(wishes.size, task.drawing);
}

Result<void> readFilm(const PictureWishes& wishes, PictureTask& task) {
    if (!task.format->isFilm() && !(wishes.speed + wishes.fps).empty())
        return failure("--speed and --fps are for films, not for " + std::string(task.format->name));
    if (!wishes.speed.empty() &&
        (!isNumber(wishes.speed, task.speed) || !(task.speed >= 0.001 && task.speed <= 1000)))
        return refused("--speed", wishes.speed, "0.001 to 1000; 1 shows all of it in about 20 s");
    if (!wishes.fps.empty() && (!isNumber(wishes.fps, task.framesPerSecond) || task.framesPerSecond < 1 ||
                                task.framesPerSecond > mostFramesPerSecond))
        return refused("--fps", wishes.fps, "1 to 60 pictures a second");
    return {};
}

}  // namespace

Result<PictureTask> taskFrom(const PictureWishes& wishes, const PictureFormat& format) {
    PictureTask task;
    task.format = &format;
    if (Result<void> look = readLook(wishes, task); !look)
        return tl::unexpected(look.error());
    if (Result<void> film = readFilm(wishes, task); !film)
        return tl::unexpected(film.error());
    const bool hasPixels = format.isFilm() || format.name == "png";
    if (!wishes.scale.empty() && !hasPixels)
        return failure("--scale is for what has pixels, which a " + std::string(format.name) + " has not");
    if (!wishes.scale.empty() && !isNumber(wishes.scale, task.scale))
        return refused("--scale", wishes.scale, "2, or 1.5");
    if (const QString wrong = complaintOfSize(task.drawing, task.scale); !wrong.isEmpty())
        return failure("--size or --scale is not allowed: " + wrong.toStdString());
    return task;
}

Result<void> agree(const PictureTask& task, const std::optional<TraceRange>& range) {
    if (!range || !task.axis || (*task.axis == Axis::steps) == range->isInSteps)
        return {};
    return failure(range->isInSteps ? "--axis time takes a --range of times, as 1ms..2ms"
                                    : "--axis steps takes a --range of steps, as 10..20");
}

DrawingOptions drawingOf(const PictureTask& task, const std::optional<TraceRange>& range,
                         std::stop_token stop) {
    DrawingOptions drawing = task.drawing;
    drawing.stop = std::move(stop);
    drawing.axis = task.axis.value_or(Axis::steps);
    if (range) {
        drawing.axis = range->isInSteps ? Axis::steps : Axis::realTime;
        drawing.from = range->first;
        drawing.to = range->last;
    }
    return drawing;
}

Result<std::optional<double>> instantOf(const PictureTask& task, const Trace& trace,
                                        const DrawingOptions& drawing) {
    if (!task.at)
        return std::optional<double>();
    const std::string at = "--at " + std::to_string(*task.at);
    if (*task.at < 0 || *task.at > trace.steps())
        return failure(at + " is not in this run, which has steps 1 to " + std::to_string(trace.steps()));
    const std::size_t event = *task.at > 0 ? trace.indexOfStep(*task.at) : 0;
    const double position = drawing.axis == Axis::steps ? static_cast<double>(*task.at)
                            : *task.at == 0             ? 0
                                                        : static_cast<double>(trace.event(event).end);
    if (position < drawing.from.value_or(0) || (drawing.to && position > *drawing.to))
        return failure(at + " is not within the range that is drawn");
    return std::optional<double>(position);
}

FilmOptions filmOf(const PictureTask& task, const DrawingOptions& drawing) {
    FilmOptions film;
    film.form = std::get<FilmForm>(task.format->form);
    film.drawing = drawing;
    film.scale = task.scale;
    film.speed = task.speed;
    film.framesPerSecond = task.framesPerSecond;
    return film;
}

Result<void> exportPicture(std::shared_ptr<const Trace> trace, const std::optional<TraceRange>& range,
                           PictureTask task, const std::filesystem::path& path, std::stop_token stop,
                           std::function<void(int done, int all)> whenDone) {
    const DrawingOptions drawing = drawingOf(task, range, stop);
    if (const PictureForm* form = std::get_if<PictureForm>(&task.format->form)) {
        const auto at = instantOf(task, *trace, drawing);
        return at ? writePicture(std::move(trace), path, {*form, drawing, task.scale, *at})
                  : tl::unexpected(at.error());
    }
    FilmOptions film = filmOf(task, drawing);
    film.stop = std::move(stop);
    film.onFrame = std::move(whenDone);
    return writeFilm(std::move(trace), path, film);
}

}  // namespace heddle
