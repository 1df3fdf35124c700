// SPDX-License-Identifier: GPL-3.0-or-later
// A run at an instant as a file.
#pragma once

#include "app/film/RunDrawing.h"
#include "core/base/Result.h"

#include <filesystem>
#include <memory>
#include <optional>

namespace heddle {

enum class PictureForm { png, svg, pdf };

struct PictureOptions {
    PictureForm form = PictureForm::png;
    DrawingOptions drawing;
    double scale = 1;          // of a png, which has widthPx * scale; the others have no pixels
    std::optional<double> at;  // the instant shown; none: the end of what is shown
};

// In svg and pdf text stays text. Thread: any. Refuses with one sentence a size or a range that makes no
// picture, and a file that cannot be written; an older file is replaced whole or not at all.
Result<void> writePicture(std::shared_ptr<const Trace> trace, const std::filesystem::path& path,
                          const PictureOptions& options);

}  // namespace heddle
