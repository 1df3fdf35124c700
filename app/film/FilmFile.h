// SPDX-License-Identifier: GPL-3.0-or-later
// A run as a film: a range of it, played.
#pragma once

#include "app/film/RunDrawing.h"
#include "core/base/Result.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <stop_token>

namespace heddle {

enum class FilmForm { gif, apng, mp4, webm };

struct FilmOptions {
    FilmForm form = FilmForm::gif;
    DrawingOptions drawing;
    double scale = 1;  // pixels of the film for each of the drawing's
    double speed = 1;  // 1 shows all of it in about 20 s
    int framesPerSecond = 20;
    std::stop_token stop = {};
    std::function<void(int frame, int frames)> onFrame = {};  // each that is done
};

inline constexpr int mostFramesPerSecond = 60, mostFrames = 20'000;

// How many pictures it will have; or one sentence for what makes no film. Thread: any.
Result<int> framesOf(const RunDrawing& drawing, const FilmOptions& options);

// Its last picture stays for a second. mp4 and webm need the program ffmpeg. Memory does not grow with the
// film. One sentence for what makes no film, and what cannot be written; an older file is replaced whole or
// not at all. Thread: any.
Result<void> writeFilm(std::shared_ptr<const Trace> trace, const std::filesystem::path& path,
                       const FilmOptions& options);

}  // namespace heddle
